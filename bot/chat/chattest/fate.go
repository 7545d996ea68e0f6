package chattest

import (
	"errors"
	"time"

	"entente/bot/chat"
)

// Fate is what becomes of one request to say something.
type Fate struct {
	Carried bool          // it is said,
	After   time.Duration // so long after the request
	Err     error         // what the sender learns; nil: all went well
}

var errCut = errors.New("connection cut")

// WellDone is said, and the sender knows.
func WellDone() Fate { return Fate{Carried: true} }

// Cut never arrives; the sender does not know.
func Cut() Fate { return Fate{Err: errCut} }

// LostReply is said; the sender does not know.
func LostReply() Fate { return Fate{Carried: true, Err: errCut} }

// Delayed arrives when the sender has long lost the connection.
func Delayed(after time.Duration) Fate { return Fate{Carried: true, After: after, Err: errCut} }

// Refused is not said, and the sender knows.
func Refused() Fate { return Fate{Err: &chat.SendError{Reason: "down"}} }

// Limited is not said; the sender is asked to wait.
func Limited(wait time.Duration) Fate {
	return Fate{Err: &chat.SendError{Reason: "ratelimited", RetryAfter: wait}}
}

// Outlawed is refused for good.
func Outlawed() Fate { return Fate{Err: &chat.SendError{Final: true, Reason: "not_in_channel"}} }

// NoAccount is refused for good: there is nobody any more whom it is for.
func NoAccount() Fate { return Fate{Err: &chat.SendError{Final: true, Reason: chat.NoAccount}} }

// Always is that fate, whatever is said.
func Always(fate Fate) func(chat.Outgoing, int) Fate {
	return func(chat.Outgoing, int) Fate { return fate }
}

// InTurn are the fates of the requests for each message; then all goes well.
func InTurn(fates ...Fate) func(chat.Outgoing, int) Fate {
	return func(_ chat.Outgoing, before int) Fate {
		if before < len(fates) {
			return fates[before]
		}
		return WellDone()
	}
}

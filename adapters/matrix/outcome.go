package matrix

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"maunium.net/go/mautrix"

	"entente/bot/chat"
)

// loginTime is how long a new login takes at the most, where nothing is wrong.
const loginTime = 5 * time.Second

// outcome makes a *chat.SendError of an error after which it is certain that
// nothing was sent: the homeserver said no, or was never reached. Any other
// error, as a cut connection or an answer of a proxy, stays as it is.
func outcome(err error) error {
	var answer mautrix.HTTPError
	if !errors.As(err, &answer) {
		return err
	}
	if answer.Response == nil {
		if unreached(err) {
			return &chat.SendError{Reason: "unreachable", Err: err}
		}
		return err
	}
	status := answer.Response.StatusCode
	if answer.RespError == nil || status < 400 || status >= 500 || status == http.StatusRequestTimeout {
		return err
	}
	refused := &chat.SendError{Reason: answer.RespError.ErrCode, Err: err}
	switch {
	case status == http.StatusTooManyRequests || errors.Is(err, mautrix.MLimitExceeded):
		refused.RetryAfter = retryAfter(err)
	case errors.Is(err, mautrix.MUnknownToken): // Run logs in anew
		refused.RetryAfter = loginTime
	default:
		refused.Final = true
	}
	return refused
}

// notSent is outcome for what is done before a message itself is sent: whatever
// the error, it was not.
func notSent(doing string, err error) error {
	var known *chat.SendError
	if errors.As(outcome(err), &known) {
		return known
	}
	return &chat.SendError{Reason: doing, Err: err}
}

// passing tells whether a look-up failed because the homeserver could not be
// asked just now. What it answered otherwise, be it an error of its own, it
// would answer again.
func passing(err error) bool {
	var answer mautrix.HTTPError
	return err != nil && (!errors.As(err, &answer) || answer.RespError == nil ||
		errors.Is(err, mautrix.MLimitExceeded) || errors.Is(err, mautrix.MUnknownToken)) // a new login mends the latter
}

// unreached tells whether a request ended before it was sent.
func unreached(err error) bool {
	var op *net.OpError
	var name *net.DNSError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &name)
}

// retryAfter is how long the homeserver asks to wait: retry_after_ms (Matrix
// client-server API, "Rate limiting"), else the header that replaces it.
func retryAfter(err error) time.Duration {
	var answer mautrix.HTTPError
	if !errors.As(err, &answer) || answer.RespError == nil {
		return 0
	}
	if ms, ok := answer.RespError.ExtraData["retry_after_ms"].(float64); ok && ms > 0 {
		return time.Duration(min(ms, float64(time.Hour.Milliseconds()))) * time.Millisecond
	}
	seconds, err := strconv.Atoi(answer.Response.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, time.Hour)
}

package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/store"
)

// answers are what is said for one incoming message. They are kept in its
// inbox row from the transaction that did the work until they are out, so that
// after a crash people get the answer to what was done, and it is not done
// twice.
type answers struct {
	Done      time.Time // when the work was done: no answer is older
	NotBefore time.Time // after a crash or a failure, they wait until then
	Out       []chat.Outgoing
	About     []memory.Subject // of each of Out
	Noted     noted            `json:",omitzero"`
	// Unsent: it is certain that none of Out was sent. Otherwise they are
	// looked up first.
	Unsent bool `json:",omitempty"`
	// Resumed is when they were taken up for the first time after the try that
	// followed the work, and Refusals how often that was in vain since.
	Resumed  time.Time `json:",omitzero"`
	Refusals int       `json:",omitempty"`

	lookUp bool      // an earlier try may have sent some of them
	said   []uttered // of those that are out
}

// uttered is a message of the bot that is out.
type uttered struct {
	receipt chat.Receipt
	out     chat.Outgoing
	about   memory.Subject
	at      time.Time
}

// answerPatience is for how long an answer is tried after a first failure
// before it is given up.
const answerPatience = 12 * time.Hour

// remember writes what is noted, and what the messages that are out are about.
func (a *answers) remember(tx *store.Tx) error {
	if err := a.Noted.write(tx); err != nil {
		return err
	}
	for _, m := range a.said {
		if err := m.about.Remember(tx, m.receipt, m.at); err != nil {
			return err
		}
	}
	return nil
}

// offer puts what is to be pressed under the messages that are out and settled.
func (a *answers) offer(adapter chat.Adapter) {
	offerer, can := adapter.(chat.Offerer)
	for _, m := range a.said {
		if can && len(m.out.Buttons) > 0 {
			offerer.Offer(m.receipt, m.out)
		}
	}
	a.said = nil
}

// say sends what is not out yet, all within half a lease. A failure that another
// try cannot mend is logged and passed over; after any other it says how long
// to wait.
func (b *Bot) say(ctx context.Context, network string, a *answers) (wait time.Duration, err error) {
	adapter, ok := b.adapters[network]
	if !ok {
		return 0, fmt.Errorf("say: no network %q", network)
	}
	sayCtx, cancel := context.WithTimeout(ctx, b.Lease/2)
	defer cancel()
	for len(a.Out) > 0 {
		out, about := a.Out[0], a.About[0]
		receipt, err := sayOnce(sayCtx, adapter, out, a)
		if err != nil && ctx.Err() != nil {
			return 0, fmt.Errorf("say: %w", err)
		}
		if err != nil && !b.givesUp(a, out, err) {
			b.Log.Info("answer waits", "network", network, "key", out.Key, "error", err)
			return b.waitAfter(a, err), nil
		}
		if err != nil {
			b.Log.Warn("answer given up", "network", network, "key", out.Key, "error", err)
		}
		a.Out, a.About = a.Out[1:], a.About[1:]
		if receipt.Message == "" || (about.Event == "" && about.Due == "" && about.Told == nil && len(out.Buttons) == 0) {
			continue
		}
		about.Buttons, about.Thread, about.ReplyTo = out.Buttons, out.To.Thread, out.To.ReplyTo
		a.said = append(a.said, uttered{receipt, out, about, b.Now()})
	}
	return 0, nil
}

// sayOnce sends one answer, after a look-up when it may be out already. A panic
// becomes an error, so that one bad answer does not stop all others.
func sayOnce(ctx context.Context, adapter chat.Adapter, out chat.Outgoing, a *answers) (receipt chat.Receipt, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if finder, ok := adapter.(chat.Finder); ok && a.lookUp && out.React == "" {
		receipt, found, err := finder.Find(ctx, out.To, out.Key, a.Done)
		if err != nil {
			return receipt, fmt.Errorf("look up: %v", err) // no known outcome of a send
		}
		if found {
			return receipt, nil
		}
	}
	return adapter.Send(ctx, out)
}

// givesUp says that an answer is not tried again: the network refuses it for
// good, it was tried for long, or it is a mere reaction.
func (b *Bot) givesUp(a *answers, out chat.Outgoing, err error) bool {
	var known *chat.SendError
	spent := !a.Resumed.IsZero() && b.Now().Sub(a.Resumed) >= answerPatience
	return spent || out.React != "" || errors.As(err, &known) && known.Final
}

// waitAfter is how long an answer waits after a failure: a lease when its
// outcome is unknown, else as long as the network asks, and longer each time.
func (b *Bot) waitAfter(a *answers, err error) time.Duration {
	var known *chat.SendError
	if !errors.As(err, &known) {
		return b.Lease
	}
	a.Unsent = !a.lookUp
	a.Refusals++
	return max(known.RetryAfter, time.Second<<min(a.Refusals-1, 6))
}

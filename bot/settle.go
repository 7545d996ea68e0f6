package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/store"
)

// serve answers what comes in on one network, in order, until ctx ends.
func (b *Bot) serve(ctx context.Context, network string) {
	for {
		again, err := b.Settle(ctx, network)
		if err != nil && ctx.Err() == nil {
			b.Log.Error("inbox not settled", "network", network, "error", err)
			again = 5 * time.Second
		}
		var timer <-chan time.Time
		if again > 0 {
			timer = time.After(again)
		}
		select {
		case <-ctx.Done():
			return
		case <-b.inboxes[network].wake:
		case <-timer:
		}
	}
}

// Settle handles and answers everything in the inbox of a network, one message
// after the other. An answer that must wait (a rate limit, an unknown outcome)
// and a message that cannot be handled keep no other one waiting; again says
// when to come back for the former, zero when nothing waits.
func (b *Bot) Settle(ctx context.Context, network string) (again time.Duration, err error) {
	box := b.inboxes[network]
	select {
	case box.turn <- struct{}{}:
		defer func() { <-box.turn }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	failed := b.settleHandled(ctx, box)
	for {
		closed, wait, err := b.settleOpen(ctx, network)
		if err = errors.Join(failed, err); err != nil || closed == 0 {
			return wait, err
		}
	}
}

// settleHandled says what was handled as it was received.
func (b *Bot) settleHandled(ctx context.Context, box *inbox) (err error) {
	list := box.handled
	box.handled = nil
	for _, h := range list {
		if _, errRow := b.finish(ctx, h.row, h.answers); errRow != nil {
			err = errors.Join(err, fmt.Errorf("message %s: %w", h.row.EventID, errRow))
		}
	}
	return err
}

// settleOpen goes once through what is in the inbox of a network. It says how
// many messages it closed, and how long the first of the others must wait.
func (b *Bot) settleOpen(ctx context.Context, network string) (closed int, again time.Duration, err error) {
	var open []store.Inbox
	err = b.Store.View(ctx, func(tx *store.Tx) error {
		open, err = tx.OpenInbox([]string{network})
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	for _, row := range open {
		wait, errRow := b.settle(ctx, row)
		switch {
		case ctx.Err() != nil:
			return closed, again, ctx.Err()
		case errRow != nil:
			err = errors.Join(err, fmt.Errorf("message %s: %w", row.EventID, errRow))
		case wait == 0:
			closed++
		case again == 0 || wait < again:
			again = wait
		}
	}
	return closed, again, err
}

// settle takes one inbox row to its end: handled, answered, closed. When the
// answer must wait it says how long.
func (b *Bot) settle(ctx context.Context, row store.Inbox) (wait time.Duration, err error) {
	a := &answers{}
	if row.State == store.InboxOpen {
		a, err = b.handle(ctx, row)
	} else {
		a, wait, err = b.resume(ctx, row)
	}
	if err != nil || wait > 0 {
		return wait, err
	}
	return b.finish(ctx, row, a)
}

// finish says what is the answer to a row, and closes the row. When it must wait
// it says how long.
func (b *Bot) finish(ctx context.Context, row store.Inbox, a *answers) (wait time.Duration, err error) {
	wait, err = b.say(ctx, row.Network, a)
	if err != nil {
		return 0, err
	}
	if wait > 0 {
		err = b.keep(ctx, row, a, wait)
	} else {
		err = b.Store.Update(ctx, func(tx *store.Tx) error {
			if err := a.remember(tx); err != nil {
				return err
			}
			return tx.CloseInbox(row.Network, row.EventID)
		})
	}
	if err == nil {
		a.offer(b.adapters[row.Network])
	}
	return wait, err
}

// resume takes up the answers of a row that an earlier try or run has left,
// unless they must wait. It first writes that they are being said, so that they
// are in doubt should that not be the end of it.
func (b *Bot) resume(ctx context.Context, row store.Inbox) (a *answers, wait time.Duration, err error) {
	a = &answers{}
	if err := json.Unmarshal(row.Answer, a); err != nil {
		return nil, 0, fmt.Errorf("read answer: %w", err)
	}
	if rest := a.NotBefore.Sub(b.Now()); rest > 0 {
		if a.Noted.Person != "" { // before a later message is handled
			return nil, rest, b.keep(ctx, row, a, rest)
		}
		return nil, rest, nil
	}
	if a.Resumed.IsZero() {
		a.Resumed = b.Now()
	}
	a.lookUp, a.Unsent = !a.Unsent, false
	return a, 0, b.keep(ctx, row, a, b.Lease)
}

// keep writes what is still to be said, and that it waits.
func (b *Bot) keep(ctx context.Context, row store.Inbox, a *answers, wait time.Duration) error {
	a.NotBefore = b.Now().Add(wait)
	rest := *a
	rest.Noted = noted{}
	body, err := json.Marshal(rest)
	if err != nil {
		return fmt.Errorf("keep answer: %w", err)
	}
	err = b.Store.Update(ctx, func(tx *store.Tx) error {
		if err := a.remember(tx); err != nil {
			return err
		}
		return tx.KeepAnswer(row.Network, row.EventID, body)
	})
	if err == nil {
		a.Noted = noted{}
	}
	return err
}

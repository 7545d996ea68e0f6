package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/store"
)

// Receive puts one message into the inbox, durably; a repeat ends there. What
// is not addressed to the bot is kept only when the bot waits for an answer
// of that person in that place.
func (b *Bot) Receive(ctx context.Context, in chat.Incoming) error {
	if len(in.Text) > maxIncoming {
		in.Text = strings.ToValidUTF8(in.Text[:maxIncoming], "")
	}
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	fresh := false
	err = b.Store.Update(ctx, func(tx *store.Tx) error {
		if in.Kind == chat.Said && !in.Addressed && !b.awaits(tx, in) {
			return nil
		}
		var err error
		fresh, err = tx.TakeIn(store.Inbox{Network: in.Network, EventID: in.EventID, Body: body, At: b.Now()})
		return err
	})
	if err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	if fresh {
		select {
		case b.wake[in.Network] <- struct{}{}:
		default:
		}
	}
	return nil
}

// maxIncoming is how many bytes of a message are read; no sentence is longer.
const maxIncoming = 16_000

// serve answers what comes in on one network, in order, until ctx ends.
func (b *Bot) serve(ctx context.Context, network string) error {
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
			return nil
		case <-b.wake[network]:
		case <-timer:
		}
	}
}

// Settle handles and answers everything in the inbox of a network, one message
// after the other. Where an answer must wait (a rate limit, an unknown outcome)
// it says how long.
func (b *Bot) Settle(ctx context.Context, network string) (again time.Duration, err error) {
	select {
	case b.turn[network] <- struct{}{}:
		defer func() { <-b.turn[network] }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for {
		var open []store.Inbox
		err := b.Store.View(ctx, func(tx *store.Tx) error {
			var err error
			open, err = tx.OpenInbox([]string{network})
			return err
		})
		if err != nil || len(open) == 0 {
			return 0, err
		}
		for _, row := range open {
			wait, err := b.settle(ctx, row)
			if err != nil || wait > 0 {
				return wait, err
			}
		}
	}
}

// settle takes one inbox row to its end: handled, answered, closed.
func (b *Bot) settle(ctx context.Context, row store.Inbox) (time.Duration, error) {
	a := &answers{}
	if row.Answer == nil {
		handled, err := b.handle(ctx, row)
		if err != nil {
			return 0, err
		}
		a = handled
	} else {
		if err := json.Unmarshal(row.Answer, a); err != nil {
			return 0, fmt.Errorf("read answer: %w", err)
		}
		if rest := a.NotBefore.Sub(b.Now()); rest > 0 {
			return rest, nil
		}
		a.doubtful = true
		if err := b.keep(ctx, row, a, b.Lease); err != nil {
			return 0, err
		}
	}
	wait, err := b.say(ctx, row.Network, a)
	if err != nil {
		return 0, err
	}
	if wait > 0 {
		return wait, b.keep(ctx, row, a, wait)
	}
	return 0, b.Store.Update(ctx, func(tx *store.Tx) error {
		for _, post := range a.said {
			if err := tx.SavePost(post); err != nil {
				return err
			}
		}
		return tx.CloseInbox(row.Network, row.EventID)
	})
}

// keep writes what is still to be said, and that it waits.
func (b *Bot) keep(ctx context.Context, row store.Inbox, a *answers, wait time.Duration) error {
	a.NotBefore = b.Now().Add(wait)
	return b.Store.Update(ctx, func(tx *store.Tx) error {
		body, err := json.Marshal(a)
		if err != nil {
			return fmt.Errorf("keep answer: %w", err)
		}
		return tx.AnswerInbox(row.Network, row.EventID, body)
	})
}

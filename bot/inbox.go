package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"entente/bot/chat"
	"entente/store"
)

// maxIncoming is how many bytes of a message are read, and maxMentions how many
// mentions in it: no sentence has more.
const (
	maxIncoming = 16_000
	maxMentions = 100
)

// inbox is what a process has in hand of the messages of one network; the
// messages themselves are rows.
type inbox struct {
	wake    chan struct{} // something came in
	turn    chan struct{} // held by whoever handles or answers what came in
	handled []handled     // under turn: handled as it was received, and not answered yet
}

// handled is a message whose answers are kept in its row and not said yet.
type handled struct {
	row store.Inbox
	*answers
}

func newInbox() *inbox {
	return &inbox{wake: make(chan struct{}, 1), turn: make(chan struct{}, 1)}
}

// Receive puts one message into the inbox, durably; a repeat ends there. What
// is not addressed to the bot is kept only when the bot waits for an answer
// of that person in that place. A form that cannot be done as it is filled in is
// not kept: the error is a *[chat.FormError] then.
func (b *Bot) Receive(ctx context.Context, in chat.Incoming) error {
	if len(in.Text) > maxIncoming {
		in.Text = strings.ToValidUTF8(in.Text[:maxIncoming], "")
	}
	in.Mentions = in.Mentions[:min(len(in.Mentions), maxMentions)]
	in.Fields = cutFields(in.Fields)
	if f := formOf(in); f != nil {
		if err := b.tryForm(ctx, f, in); err != nil {
			return err
		}
	}
	row := store.Inbox{Network: in.Network, EventID: in.EventID, At: b.Now()}
	fresh, err := b.takeIn(ctx, row, in)
	if err != nil {
		return fmt.Errorf("receive: %w", err)
	}
	if fresh {
		select {
		case b.inboxes[in.Network].wake <- struct{}{}:
		default:
		}
	}
	return nil
}

// takeIn writes a message into the inbox. When nobody is at work on the inbox
// of its network, it is handled in the same transaction: one commit less
// before the answer. Whatever goes wrong then, the message is taken in alone
// and handled in its turn.
func (b *Bot) takeIn(ctx context.Context, row store.Inbox, in chat.Incoming) (fresh bool, err error) {
	box, ok := b.inboxes[row.Network]
	if !ok {
		return false, fmt.Errorf("no network %q", row.Network)
	}
	select {
	case box.turn <- struct{}{}:
		fresh, err = b.takeInAndHandle(ctx, box, row, in)
		<-box.turn
		if err == nil {
			return fresh, nil
		}
	default:
	}
	if row.Body, err = json.Marshal(in); err != nil {
		return false, err
	}
	err = b.Store.Update(ctx, func(tx *store.Tx) error {
		place, err := b.keepIfMeant(tx, row, in)
		fresh = place > 0
		return err
	})
	return fresh, err
}

// errWaits: other messages come first.
var errWaits = errors.New("other messages come first")

// takeInAndHandle leaves the answers to the next Settle. What the message says
// is not written: nobody would read it. What waits for its turn is not
// overtaken: that is [errWaits].
func (b *Bot) takeInAndHandle(ctx context.Context, box *inbox, row store.Inbox, in chat.Incoming) (fresh bool, err error) {
	var a *answers
	err = b.update(ctx, func(ctx context.Context, tx *store.Tx) error {
		a = nil
		place, err := b.keepIfMeant(tx, row, in)
		switch fresh = place > 0; {
		case err != nil || !fresh:
			return err
		case place > 1:
			return errWaits
		}
		a, err = b.answerIn(ctx, tx, row, in, (*request).respond)
		return err
	})
	if err == nil && a != nil {
		box.handled = append(box.handled, handled{row, a})
	}
	return fresh, err
}

// keepIfMeant keeps a message that is addressed to the bot or that it awaits,
// and gives its place in the line; 0 when it is not kept.
func (b *Bot) keepIfMeant(tx *store.Tx, row store.Inbox, in chat.Incoming) (place int, err error) {
	if in.Kind == chat.Said && !in.Addressed && !b.awaits(tx, in) {
		return 0, nil
	}
	return tx.TakeIn(row)
}

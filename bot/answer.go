package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/bot/chat"
	"entente/planner"
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
	About     []subject // of each of Out

	doubtful bool         // an earlier try may have sent some of them
	said     []store.Post // to be remembered, of those that are out
}

// subject is what a message of the bot is about, so that a reply to it is
// understood.
type subject struct {
	Event      planner.EventID      `json:",omitempty"`
	Occurrence planner.OccurrenceID `json:",omitempty"`
	// Asked: its buttons answer a question put to that person alone.
	Asked planner.PersonID `json:",omitempty"`
	// Lang is the language that it was said in, and so of the answer to its
	// buttons.
	Lang planner.Lang `json:",omitempty"`
	// Change is the number of what was written, of a message of a person.
	Change int `json:",omitempty"`
}

// say sends what is not out yet. A known failure that another try cannot mend
// is logged and passed over; for any other it says how long to wait.
func (b *Bot) say(ctx context.Context, network string, a *answers) (time.Duration, error) {
	adapter, ok := b.adapters[network]
	if !ok {
		return 0, fmt.Errorf("say: no network %q", network)
	}
	for len(a.Out) > 0 {
		out, about := a.Out[0], a.About[0]
		receipt, wait, err := b.sayOnce(ctx, adapter, out, a)
		if wait > 0 || err != nil {
			return wait, err
		}
		a.Out, a.About = a.Out[1:], a.About[1:]
		if receipt.Message == "" || (about.Event == "" && len(out.Buttons) == 0) {
			continue
		}
		post, err := about.post(receipt.Room, receipt.Message)
		if err != nil {
			return 0, err
		}
		a.said = append(a.said, post)
	}
	return 0, nil
}

// sayOnce sends one answer, after a look-up when it may be out already.
func (b *Bot) sayOnce(ctx context.Context, adapter chat.Adapter, out chat.Outgoing, a *answers) (chat.Receipt, time.Duration, error) {
	if finder, ok := adapter.(chat.Finder); ok && a.doubtful && out.React == "" {
		receipt, found, err := finder.Find(ctx, out.To, out.Key, a.Done)
		if err != nil {
			b.Log.Warn("look-up of an answer failed", "network", adapter.Network(), "key", out.Key, "error", err)
			return receipt, b.Lease, nil
		}
		if found {
			return receipt, 0, nil
		}
	}
	sendCtx, cancel := context.WithTimeout(ctx, b.Lease/2)
	defer cancel()
	receipt, err := adapter.Send(sendCtx, out)
	var known *chat.SendError
	switch {
	case err == nil:
		return receipt, 0, nil
	case errors.As(err, &known) && known.Final, out.React != "":
		b.Log.Warn("answer not sent", "network", adapter.Network(), "key", out.Key, "error", err)
		return chat.Receipt{}, 0, nil
	case ctx.Err() != nil:
		return receipt, 0, fmt.Errorf("say: %w", err)
	case errors.As(err, &known):
		b.Log.Info("answer waits", "network", adapter.Network(), "key", out.Key, "reason", known.Reason)
		return receipt, max(known.RetryAfter, time.Second), nil
	default:
		b.Log.Warn("outcome of an answer unknown", "network", adapter.Network(), "key", out.Key, "error", err)
		return receipt, b.Lease, nil
	}
}

// post is what the store remembers of a message.
func (s subject) post(room planner.RoomID, message string) (store.Post, error) {
	data, err := json.Marshal(s)
	if err != nil {
		return store.Post{}, fmt.Errorf("remember message: %w", err)
	}
	return store.Post{Room: room, Message: message, Event: s.Event, Occurrence: s.Occurrence, Data: data}, nil
}

// remembered is what a message is about; nothing when it is not known.
func remembered(tx *store.Tx, room planner.RoomID, message string) (s subject, err error) {
	post, err := tx.Post(room, message)
	if errors.Is(err, store.ErrNotFound) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("find message: %w", err)
	}
	if len(post.Data) > 0 {
		if err := json.Unmarshal(post.Data, &s); err != nil {
			return s, fmt.Errorf("read message: %w", err)
		}
	}
	s.Event, s.Occurrence = post.Event, post.Occurrence
	return s, nil
}

package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// handleWithin is how long one message may take.
const handleWithin = 15 * time.Second

// handle does what one message asks for, in one transaction that also keeps
// the answer. Whatever goes wrong, the message is answered: with a reference
// that stands in the log too.
func (b *Bot) handle(ctx context.Context, row store.Inbox) (*answers, error) {
	var in chat.Incoming
	if err := json.Unmarshal(row.Body, &in); err != nil {
		return nil, fmt.Errorf("read inbox: %w", err)
	}
	a, fault := b.transact(ctx, row, in, (*request).respond)
	if fault == nil || ctx.Err() != nil {
		return a, ctx.Err()
	}
	var late *tooLate
	if errors.As(fault, &late) {
		return b.transact(ctx, row, in, func(r *request) ([]*turn.Reply, error) {
			if err := r.recall(); err != nil {
				return nil, err
			}
			return []*turn.Reply{late.reply}, r.ask(late.reply)
		})
	}
	reference := rand.Text()[:6]
	b.Log.Error("message not handled", "reference", reference, "network", in.Network, "event", in.EventID, "error", fault)
	a, err := b.transact(ctx, row, in, func(r *request) ([]*turn.Reply, error) {
		p := r.Tell("internal", words.Args{"reference": telling.Code(reference)})
		return []*turn.Reply{p}, nil
	})
	if err != nil {
		return nil, fmt.Errorf("answer a fault: %w", err)
	}
	return a, nil
}

// transact runs respond on a request of its own transaction and keeps its
// answers in the inbox.
func (b *Bot) transact(ctx context.Context, row store.Inbox, in chat.Incoming, respond func(*request) ([]*turn.Reply, error)) (a *answers, err error) {
	err = b.update(ctx, func(ctx context.Context, tx *store.Tx) error {
		a, err = b.answerIn(ctx, tx, row, in, respond)
		return err
	})
	return a, err
}

// update is a transaction that handles one message: it may take handleWithin. A
// panic becomes an error.
func (b *Bot) update(ctx context.Context, f func(context.Context, *store.Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, handleWithin)
	defer cancel()
	return b.Store.Update(ctx, func(tx *store.Tx) error { return f(ctx, tx) })
}

// answerIn runs respond on a request of tx and keeps its answers in the inbox.
func (b *Bot) answerIn(ctx context.Context, tx *store.Tx, row store.Inbox, in chat.Incoming, respond func(*request) ([]*turn.Reply, error)) (*answers, error) {
	r, err := b.newRequest(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	replies, err := respond(r)
	if err != nil {
		return nil, err
	}
	a := r.outgoing(replies)
	body, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("keep answer: %w", err)
	}
	return a, tx.AnswerInbox(row.Network, row.EventID, body)
}

// respond decides what kind of thing happened.
func (r *request) respond() ([]*turn.Reply, error) {
	switch r.In.Kind {
	case chat.Invited:
		return people.Greet(r.Turn)
	case chat.Left:
		return nil, people.Leave(r.Turn)
	case chat.Moved:
		return nil, r.moved()
	case chat.Edited:
		return r.edited()
	case chat.Deleted:
		return r.deleted()
	case chat.Unreadable:
		return r.unreadable()
	case chat.Reacted:
		return r.reacted()
	default:
		if err := r.Join(); err != nil {
			return nil, err
		}
		return r.answer(r.Text)
	}
}

// answer handles a sentence. What the person must decide or correct is said in
// words; only faults of ours are returned as errors.
func (r *request) answer(text string) ([]*turn.Reply, error) {
	if err := r.recall(); err != nil {
		return nil, err
	}
	if !meant(r.In, r.Pending) {
		r.noted.Ended = nil
		return nil, nil // the question that it was taken in for was answered meanwhile
	}
	text, err := r.pressedByNumber(text)
	if err != nil {
		return nil, err
	}
	if others, err := r.forOthers(); others || err != nil {
		return nil, err
	}
	p, err := r.replyTo(text)
	if err != nil || p == nil {
		return nil, err
	}
	p.Private = p.Private || r.aside
	if waited := r.takeUp(p); waited != "" {
		if err := r.sayNext(waited); err != nil {
			return nil, err
		}
	}
	if r.Change != nil {
		if err := r.sayReplaced(p); err != nil {
			return nil, fmt.Errorf("say what was replaced: %w", err)
		}
		if err := r.tellOthers(p, *r.Change); err != nil {
			return nil, err
		}
	}
	r.markChange()
	return []*turn.Reply{p}, r.ask(p)
}

// replyTo answers a form that was sent, a question of the bot, or a command.
func (r *request) replyTo(text string) (*turn.Reply, error) {
	if f := formOf(r.In); f != nil {
		return r.sent(f)
	}
	if p, err := r.fill(text); p != nil || err != nil {
		return p, err
	}
	if r.left {
		text = r.Text
	}
	text, p, err := r.chosen(text)
	if p != nil || err != nil {
		return p, err
	}
	p, err = r.once(text)
	if r.left && p != nil && p.React == "" && p.Filling == nil {
		p.Add(r.Say("form.dropped", nil)...)
	}
	return p, err
}

// sayNext puts a sentence into the inbox for the same person and place, to be
// handled after this one.
func (r *request) sayNext(sentence string) error {
	next := r.In
	next.Text, next.EventID, next.Pressed, next.Addressed = sentence, r.In.EventID+"+", false, true
	next.Ticket = "" // used up by this answer
	body, err := json.Marshal(next)
	if err != nil {
		return fmt.Errorf("say next: %w", err)
	}
	_, err = r.Tx.TakeIn(store.Inbox{Network: next.Network, EventID: next.EventID, Body: body, At: r.Now})
	return err
}

// forOthers says whether a button was pressed that answers somebody else's
// question: then nothing happens. Its language is that of the answer.
func (r *request) forOthers() (bool, error) {
	if !r.In.Pressed || r.In.ReplyTo == "" {
		return false, nil
	}
	about, err := memory.About(r.Tx, r.In.Room, r.In.ReplyTo)
	if err != nil {
		return false, err
	}
	if about.Lang != "" && !(about.Card && r.Person.Lang != "") { // who reads the answer there reads it alone
		r.Lang = about.Lang
	}
	r.asked = cmp.Or(r.In.Message, about.Of, r.asked)
	return about.Asked != "" && about.Asked != r.Person.ID, nil
}

// markChange remembers what the person's message has changed, itself or by a
// button of the answer to it, in case it is edited or removed.
func (r *request) markChange() {
	if r.Change != nil && r.asked != "" {
		r.noted.Did = &trace{Message: r.asked, What: memory.Subject{Change: r.Change.Number, Card: r.aside, Lang: r.Lang}, At: r.Now}
	}
}

// once does one sentence. What is refused after something was written must
// not leave half of it: then the transaction is given up, and the refusal said
// in another.
func (r *request) once(text string) (*turn.Reply, error) {
	p, err := r.act(text)
	if err == nil {
		return p, nil
	}
	p, err = r.explain(text, err)
	if err == nil && r.Change != nil {
		return nil, &tooLate{p}
	}
	return p, err
}

// tooLate carries a refusal out of a transaction that must be given up.
type tooLate struct{ reply *turn.Reply }

func (*tooLate) Error() string { return "refused after something was written" }

// explain turns an error that a person can do something about into a reply.
func (r *request) explain(text string, err error) (*turn.Reply, error) {
	var refusal *planner.Refusal
	var question *planner.Question
	var old *stale
	switch {
	case errors.As(err, &question):
		return r.put(text, question), nil
	case errors.As(err, &old):
		return r.sayStale(old, text)
	case errors.As(err, &refusal):
		p := &turn.Reply{Blocks: r.refusal(refusal), Asker: true}
		if f := offeredAfter(r.Command, refusal.Why); f != nil {
			p.Button(r.Label("button.form"), f.command)
		}
		if err := r.addLately(p, text); err != nil {
			return nil, err
		}
		return p, r.addLatelyOf(p, refusal)
	case errors.Is(err, turn.ErrZoneUnknown):
		return people.AskZone(r.Turn, text), nil
	default:
		return nil, err
	}
}

// refusal says why not, with the words at fault and what to write instead.
func (r *request) refusal(refusal *planner.Refusal) []chat.Block {
	args := words.Args{"words": refusal.Words}
	for key, value := range refusal.Args {
		if date, ok := value.(planner.Date); ok {
			value = when.SayDate(date, r.Reader())
		}
		args[key] = value
	}
	return r.Say("refusal."+refusal.Why, args)
}

package bot

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/questions"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// tenKey is the keycap of ten; those of 1 to 9 are their digit and keycap, with
// or without the sign between them that asks for a picture (Unicode UTS #51,
// section 1.4.3, "emoji keycap sequence").
const (
	tenKey  = "\U0001F51F"
	keycap  = "\u20E3"
	picture = "\uFE0F"
)

// keyNumber is the number on a keycap emoji; 0 for anything else: a thumb up is
// applause.
func keyNumber(emoji string) int {
	emoji = strings.ReplaceAll(strings.TrimSpace(emoji), picture, "")
	if emoji == tenKey {
		return 10
	}
	digit, isKey := strings.CutSuffix(emoji, keycap)
	n, err := strconv.Atoi(digit)
	if !isKey || err != nil || n > 9 || n < 1 {
		return 0
	}
	return n
}

// reacted presses the button of a message that has the number of an emoji put
// under it, for whoever put it; a thumb that points down is kept as feedback.
// Anything else says nothing. Under a card, where many answer, the number of who
// comes is the answer: what there is to know besides is told privately.
func (r *request) reacted() ([]*turn.Reply, error) {
	n, reaction := keyNumber(r.In.Text), r.In.Message
	r.In.Message, r.asked = "", "" // it is no message to answer
	about, err := memory.About(r.Tx, r.In.Room, r.In.ReplyTo)
	if err == nil && about.Told != nil && strings.HasPrefix(r.In.Text, questions.ThumbDown) {
		r.under = cmp.Or(about.ReplyTo, r.In.ReplyTo)
		p, err := questions.TakeFeedback(r.Turn, *about.Told, "")
		return []*turn.Reply{p}, err
	}
	if err == nil && about.Due != "" && isTick(r.In.Text) {
		return r.ticked(about)
	}
	if err != nil || n == 0 || n > len(about.Buttons) {
		return nil, err
	}
	if r.aside = about.Card; r.aside {
		r.asked = reaction
	}
	r.In.Thread, r.under = cmp.Or(r.In.Thread, about.Thread), cmp.Or(about.ReplyTo, r.In.ReplyTo)
	r.press(about.Buttons[n-1])
	if err := r.Join(); err != nil {
		return nil, err
	}
	return r.answer(r.Text)
}

// ticks are what people put under what is done, whatever picture their network
// draws of it.
var ticks = []string{"✅", "☑", "✔"}

func isTick(emoji string) bool {
	emoji = strings.ReplaceAll(strings.TrimSpace(emoji), picture, "")
	for _, tick := range ticks {
		if emoji == tick {
			return true
		}
	}
	return false
}

// ticked is a tick under a reminder: it is done. Under an event's in a room it is
// applause.
func (r *request) ticked(about memory.Subject) ([]*turn.Reply, error) {
	if !r.Room.Direct && about.Event != "" {
		return nil, nil
	}
	r.under = r.In.ReplyTo
	r.In.Message = ""
	r.press(chat.Button{Sentence: "done"})
	if about.Lang != "" {
		r.Lang = about.Lang
	}
	if err := r.Join(); err != nil {
		return nil, err
	}
	return r.answer(r.Text)
}

// withdrawn takes back what somebody answered by a reaction under a card that
// they have removed: what they said before, if anything, counts again. It says
// something only where that cannot be; what they have said since stands.
func (r *request) withdrawn(change store.Change) ([]*turn.Reply, error) {
	answer, o, err := r.answerOf(change)
	if err != nil || answer.ID == "" || answer.At.After(change.At) || !o.EndAt.After(r.Now) {
		return nil, err
	}
	r.Command = "undo"
	_, err = r.takeBack(change)
	if refusal := (*planner.Refusal)(nil); !errors.As(err, &refusal) {
		return nil, err
	}
	e, err := r.Tx.Event(answer.Event)
	if err != nil {
		return nil, err
	}
	id := telling.DateID(e, o)
	p := r.Tell("attend.kept", words.Args{"title": telling.Strong(e.Title), "id": telling.Code(id), "when": r.Start(o)})
	p.About, p.Private = memory.Subject{Event: e.ID, Occurrence: o.ID}, true
	if answer.Answer != planner.No {
		p.Button(r.Label("button.not_coming"), "not coming "+id)
	}
	if r.Change != nil {
		return nil, &tooLate{p}
	}
	return []*turn.Reply{p}, r.ask(p)
}

// answerOf is what a change did to the person's own answer, and for which date;
// without an ID where it did nothing to it.
func (r *request) answerOf(change store.Change) (answer planner.Reply, o planner.Occurrence, err error) {
	audits, err := r.Tx.AuditOf(change)
	if err != nil {
		return answer, o, err
	}
	for _, a := range audits {
		if a.Entity != "replies" {
			continue
		}
		answer, err = r.Tx.Reply(planner.ReplyID(a.EntityID))
		if errors.Is(err, store.ErrNotFound) || err == nil && answer.Person != r.Person.ID {
			continue
		}
		if err == nil {
			o, err = r.Tx.Occurrence(answer.Occurrence)
		}
		return answer, o, err
	}
	return planner.Reply{}, o, nil
}

// pressedByNumber is the sentence of the button that a bare number, typed as a
// reply to a message, presses; else text. A question that is open in the same
// thread comes first: there, every message is a reply to its first one.
func (r *request) pressedByNumber(text string) (string, error) {
	n, err := strconv.Atoi(strings.Trim(text, " .)"))
	open := r.Pending != nil && (r.In.ReplyTo == r.In.Thread || r.Pending.Form != nil)
	if err != nil || n < 1 || open || r.In.Pressed || r.In.ReplyTo == "" {
		return text, nil
	}
	about, err := memory.About(r.Tx, r.In.Room, r.In.ReplyTo)
	if err != nil || n > len(about.Buttons) {
		return text, err
	}
	r.press(about.Buttons[n-1])
	return r.Text, nil
}

// press makes what was said the press of a button.
func (r *request) press(button chat.Button) {
	r.In.Kind, r.In.Pressed, r.In.Text, r.Text = chat.Said, true, button.Sentence, button.Sentence
}

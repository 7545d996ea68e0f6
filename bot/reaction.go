package bot

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
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

// thumbDown is feedback on an answer of the knowledge base, whatever its colour
// (Unicode UTS #51, section 2.4, "emoji modifiers").
const thumbDown = "👎"

// reacted presses the button of a message that has the number of an emoji put
// under it, for whoever put it; a thumb that points down is kept as feedback.
// Anything else says nothing. Under a card, where many answer, the number of who
// comes is the answer: what there is to know besides is told privately.
func (r *request) reacted() ([]*reply, error) {
	n, reaction := keyNumber(r.in.Text), r.in.Message
	r.in.Message, r.asked = "", "" // it is no message to answer
	about, err := memory.About(r.tx, r.in.Room, r.in.ReplyTo)
	if err == nil && about.Told != nil && strings.HasPrefix(r.in.Text, thumbDown) {
		r.under = cmp.Or(about.ReplyTo, r.in.ReplyTo)
		p, err := r.takeFeedback(*about.Told, "")
		return []*reply{p}, err
	}
	if err == nil && about.Due != "" && isTick(r.in.Text) {
		return r.ticked(about)
	}
	if err != nil || n == 0 || n > len(about.Buttons) {
		return nil, err
	}
	if r.aside = about.Card; r.aside {
		r.asked = reaction
	}
	r.in.Thread, r.under = cmp.Or(r.in.Thread, about.Thread), cmp.Or(about.ReplyTo, r.in.ReplyTo)
	r.press(about.Buttons[n-1])
	if err := r.join(); err != nil {
		return nil, err
	}
	return r.answer(r.text)
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
func (r *request) ticked(about memory.Subject) ([]*reply, error) {
	if !r.room.Direct && about.Event != "" {
		return nil, nil
	}
	r.under = r.in.ReplyTo
	r.in.Message = ""
	r.press(chat.Button{Sentence: "done"})
	if about.Lang != "" {
		r.lang = about.Lang
	}
	if err := r.join(); err != nil {
		return nil, err
	}
	return r.answer(r.text)
}

// withdrawn takes back what somebody answered by a reaction under a card that
// they have removed: what they said before, if anything, counts again. It says
// something only where that cannot be; what they have said since stands.
func (r *request) withdrawn(change store.Change) ([]*reply, error) {
	answer, o, err := r.answerOf(change)
	if err != nil || answer.ID == "" || answer.At.After(change.At) || !o.EndAt.After(r.now) {
		return nil, err
	}
	r.command = "undo"
	_, err = r.takeBack(change)
	if refusal := (*planner.Refusal)(nil); !errors.As(err, &refusal) {
		return nil, err
	}
	e, err := r.tx.Event(answer.Event)
	if err != nil {
		return nil, err
	}
	id := telling.DateID(e, o)
	p := r.tell("attend.kept", words.Args{"title": telling.Strong(e.Title), "id": telling.Code(id), "when": r.start(o)})
	p.about, p.private = memory.Subject{Event: e.ID, Occurrence: o.ID}, true
	if answer.Answer != planner.No {
		p.button(r.label("button.not_coming"), "not coming "+id)
	}
	if r.change != nil {
		return nil, &tooLate{p}
	}
	return []*reply{p}, r.ask(p)
}

// answerOf is what a change did to the person's own answer, and for which date;
// without an ID where it did nothing to it.
func (r *request) answerOf(change store.Change) (answer planner.Reply, o planner.Occurrence, err error) {
	audits, err := r.tx.AuditOf(change)
	if err != nil {
		return answer, o, err
	}
	for _, a := range audits {
		if a.Entity != "replies" {
			continue
		}
		answer, err = r.tx.Reply(planner.ReplyID(a.EntityID))
		if errors.Is(err, store.ErrNotFound) || err == nil && answer.Person != r.person.ID {
			continue
		}
		if err == nil {
			o, err = r.tx.Occurrence(answer.Occurrence)
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
	open := r.pending != nil && (r.in.ReplyTo == r.in.Thread || r.pending.Form != nil)
	if err != nil || n < 1 || open || r.in.Pressed || r.in.ReplyTo == "" {
		return text, nil
	}
	about, err := memory.About(r.tx, r.in.Room, r.in.ReplyTo)
	if err != nil || n > len(about.Buttons) {
		return text, err
	}
	r.press(about.Buttons[n-1])
	return r.text, nil
}

// press makes what was said the press of a button.
func (r *request) press(button chat.Button) {
	r.in.Kind, r.in.Pressed, r.in.Text, r.text = chat.Said, true, button.Sentence, button.Sentence
}

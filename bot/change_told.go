package bot

import (
	"errors"
	"fmt"
	"regexp"

	"entente/bot/delivery"
	"entente/bot/events"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// tellOthers has the announcements of what was just changed drawn anew, and
// those concerned told; p says how many that are and when, with the buttons by
// which it is at once or never.
func (r *request) tellOthers(p *turn.Reply, change store.Change) error {
	for _, id := range r.Tx.Altered() { // of a new event nobody knows
		if err := delivery.RedrawCards(r.Tx, id, r.Now); err != nil {
			return fmt.Errorf("draw cards: %w", err)
		}
		held, err := delivery.HoldChange(r.Tx, change, id)
		if err != nil {
			return fmt.Errorf("hold notice: %w", err)
		}
		if held != nil {
			r.sayHeld(p, held)
		}
	}
	return nil
}

// sayHeld says who will be told of a change, and when.
func (r *request) sayHeld(p *turn.Reply, held *delivery.Held) {
	key, n := "tell.held", int(planner.NoticeAfter.Minutes())
	if !held.At.After(r.Now) {
		key, n = "tell.at_once", held.People+held.Rooms
	}
	p.Add(r.Say(key, words.Args{"whom": events.SayWhom(r.Turn, held), "n": n})...)
	if held.At.After(r.Now) {
		p.Button(r.Label("button.tell_now"), "tell "+telling.EventID(held.Event)+" now")
		p.Button(r.Label("button.tell_nobody"), "tell "+telling.EventID(held.Event)+" nobody")
	}
}

// tellForm is what says, of an event, when those concerned are told, folded: "E5
// now", "nobody about E5", « tout de suite de E5 ».
var (
	tellNow    = regexp.MustCompile(`\b(now|at once|right away|straight away|immediately|them|maintenant|tout de suite|immediatement|des maintenant|everybody|everyone|tout le monde)\b`)
	tellNobody = regexp.MustCompile(`\b(nobody|no one|noone|personne)\b`)
)

// tellThem is `tell E5 now`, `tell E5 nobody`, « prévenir E5 maintenant », « ne
// prévenir personne de E5 ». Any other sentence that begins so is a question.
func (r *request) tellThem(rest string) (*turn.Reply, error) {
	folded := words.Fold(rest)
	if !grammar.EventForm.MatchString(" "+rest) || !tellNow.MatchString(folded) && !tellNobody.MatchString(folded) {
		r.Command = ""
		return r.noCommand(grammar.TrimStop(grammar.Polite(r.Text)))
	}
	t, err := r.changeableWhateverState(rest)
	if err != nil {
		return nil, err
	}
	args := words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title)}
	if tellNobody.MatchString(folded) {
		any, err := delivery.TellNobody(r.Tx, t.Event.ID)
		if err != nil || !any {
			return r.nothingHeld(t, args), err
		}
		return r.Tell("tell.nobody", args).Button(r.Label("button.tell_now"), "tell "+telling.EventID(t.Event)+" now"), nil
	}
	held, err := delivery.TellNow(r.Tx, t.Event.ID, r.Now)
	if err != nil || held == nil {
		return r.nothingHeld(t, args), err
	}
	args["whom"] = events.SayWhom(r.Turn, held)
	return r.Tell("tell.now", args), nil
}

// nothingHeld says that nobody waits to be told of an event: they were told, or
// nobody is to be, or nothing changed.
func (r *request) nothingHeld(t *turn.Target, args words.Args) *turn.Reply {
	last, err := r.Tx.LatestDue(t.Event.ID, planner.DueChange)
	key := "tell.nothing"
	switch {
	case errors.Is(err, store.ErrNotFound), err != nil:
	case last.State == planner.DueDone:
		key = "tell.told"
	case last.Reason == delivery.ToNobody:
		key = "tell.nobody"
	}
	return r.Tell(key, args)
}

// changeableWhateverState is the event that text is about, also when it is
// cancelled: that is what people may have to be told.
func (r *request) changeableWhateverState(text string) (*turn.Target, error) {
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	return t, r.MayChange(t.Event)
}

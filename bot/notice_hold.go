package bot

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"entente/bot/delivery"
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
	p.Add(r.Say(key, words.Args{"whom": r.sayWhom(held), "n": n})...)
	if held.At.After(r.Now) {
		p.Button(r.Label("button.tell_now"), "tell "+telling.EventID(held.Event)+" now")
		p.Button(r.Label("button.tell_nobody"), "tell "+telling.EventID(held.Event)+" nobody")
	}
}

// sayWhom is "12 people and 2 rooms".
func (r *request) sayWhom(held *delivery.Held) string {
	people := r.Words.Text(r.Lang, "tell.people", words.Args{"n": held.People})
	rooms := r.Words.Text(r.Lang, "tell.rooms", words.Args{"n": held.Rooms})
	switch {
	case held.Rooms == 0:
		return people
	case held.People == 0:
		return rooms
	}
	return r.Words.Text(r.Lang, "tell.both", words.Args{"people": people, "rooms": rooms})
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
	args["whom"] = r.sayWhom(held)
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

// knownTo counts those who know of some dates of an event, besides the person;
// nil when nobody does.
func (r *request) knownTo(e planner.Event, occs []planner.Occurrence) (*delivery.Held, error) {
	people, rooms, err := r.concerned(e, occs)
	people = slices.DeleteFunc(people, func(id planner.PersonID) bool { return id == r.Person.ID })
	if err != nil || len(people)+len(rooms) == 0 {
		return nil, err
	}
	return &delivery.Held{Event: e, People: len(people), Rooms: len(rooms)}, nil
}

// concerned are those whom a change of some dates of an event concerns; see
// [delivery.Concerned].
func (r *request) concerned(e planner.Event, occs []planner.Occurrence) ([]planner.PersonID, []planner.RoomID, error) {
	dates := make([]planner.OccurrenceID, len(occs))
	for i, o := range occs {
		dates[i] = o.ID
	}
	return delivery.Concerned(r.Tx, e, dates)
}

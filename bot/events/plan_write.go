package events

import (
	"fmt"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/reminders"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// newEvent is an event that is about to be written, with what comes with it.
type newEvent struct {
	event       planner.Event
	occurrences []planner.Occurrence
	people      []planner.Person
	conflicts   []planner.Conflict
	reminds     bool // it has dates ahead, and so reminders
	copied      *copied
	said        string // key of the sentence that says that it is there
	args        words.Args
}

// writeNew writes an event, its dates, its reminders and their due rows, and
// answers with all of it as understood.
func (r *request) writeNew(n *newEvent) (p *turn.Reply, err error) {
	if n.reminds {
		if n.conflicts, err = r.refuseConflicts(n.event, n.occurrences, n.people); err != nil {
			return nil, err
		}
	}
	if err = r.Begin(); err != nil {
		return nil, err
	}
	if n.event, err = r.Tx.SaveEvent(n.event); err != nil {
		return nil, fmt.Errorf("save event: %w", err)
	}
	if n.occurrences, err = r.Tx.SaveOccurrences(n.event.ID, n.occurrences); err != nil {
		return nil, fmt.Errorf("save dates: %w", err)
	}
	if err = r.writePeople(n); err != nil {
		return nil, err
	}
	reminders, past, err := r.remindOf(n)
	if err != nil {
		return nil, err
	}
	if err := delivery.PlanExtension(r.Tx, n.event, n.occurrences); err != nil {
		return nil, fmt.Errorf("plan further dates: %w", err)
	}
	return r.tellNew(n, reminders, past)
}

// writePeople keeps with whom a new event is planned.
func (r *request) writePeople(n *newEvent) error {
	var ids []planner.PersonID
	for _, person := range n.people {
		ids = append(ids, person.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	return r.Tx.AddPeopleTo(n.event.ID, ids)
}

// remindOf writes the reminders of a new event and their due rows; past are
// those whose turn has gone by.
func (r *request) remindOf(n *newEvent) (kept, past []planner.Reminder, err error) {
	switch {
	case !n.reminds:
	case n.copied != nil:
		kept, err = r.copyReminders(n.event, n.copied)
	default:
		kept, err = reminders.AddUsual(r.Turn, n.event)
	}
	if err != nil {
		return nil, nil, err
	}
	if past, err = delivery.Schedule(r.Tx, n.event, n.occurrences, kept, r.Now); err != nil {
		return nil, nil, fmt.Errorf("write due rows: %w", err)
	}
	return kept, past, nil
}

// tellNew answers with a new event as understood, and what its planner should
// know of it.
func (r *request) tellNew(n *newEvent, reminders, past []planner.Reminder) (*turn.Reply, error) {
	e, occs := n.event, n.occurrences
	args := words.Args{"id": telling.Code(telling.EventID(e)), "kind": r.Voice().Kind(e), "title": telling.Strong(e.Title), "number": telling.ChangeID(r.Change)}
	for name, value := range n.args {
		args[name] = value
	}
	p := r.Tell(n.said, args)
	p.About = memory.Subject{Event: e.ID}
	p.Add(Card(r.Turn, e, occs, reminders)...)
	p.Add(r.places(e)...)
	p.Add(r.notes(e, occs, past)...)
	differences, err := r.differencesAhead(e, occs)
	if err != nil {
		return nil, err
	}
	p.Add(differences...)
	p.Add(r.sayPeople(n.people)...)
	p.Add(r.SayConflicts(e, n.conflicts)...)
	if err := r.addClashes(p, e, occs); err != nil {
		return nil, err
	}
	OfferConfirm(r.Turn, p, e)
	p.Button(r.Label("button.change"), "help move "+telling.EventID(e))
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// sayPeople names those with whom an event was just planned.
func (r *request) sayPeople(people []planner.Person) []chat.Block {
	if len(people) == 0 {
		return nil
	}
	return r.Say("plan.people", words.Args{"names": telling.Names(people), "n": len(people)})
}

package turn

import (
	"fmt"

	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// Begin opens the change that all further writes belong to.
func (r *Turn) Begin() error {
	if r.Change != nil {
		return nil
	}
	change, err := r.Tx.BeginChange(r.NewChange())
	if err != nil {
		return fmt.Errorf("begin change: %w", err)
	}
	r.Change = &change
	return nil
}

// NewChange is a change that this sentence makes.
func (r *Turn) NewChange() store.Change {
	return store.Change{Person: r.Person.ID, Room: r.In.Room, At: r.Now, Command: r.Command}
}

// WriteChanged writes an event that was as before, its dates, and its due rows:
// what is no longer wanted is skipped for reason. It gives the reminders whose
// turn has gone by.
func (r *Turn) WriteChanged(t *Target, before planner.Event, reason string) (past []planner.Reminder, err error) {
	if err := r.Begin(); err != nil {
		return nil, err
	}
	t.Event = t.Event.Revised(before, true)
	t.Event.Updated = r.Now
	if t.Event, err = r.Tx.SaveEvent(t.Event); err != nil {
		return nil, fmt.Errorf("save event: %w", err)
	}
	if t.Occurrences, err = r.Tx.SaveOccurrences(t.Event.ID, t.Occurrences); err != nil {
		return nil, fmt.Errorf("save dates: %w", err)
	}
	if past, err = r.Reschedule(t.Event, t.Occurrences, reason); err != nil {
		return nil, err
	}
	if err := delivery.PlanExtension(r.Tx, t.Event, t.Occurrences); err != nil {
		return nil, fmt.Errorf("plan further dates: %w", err)
	}
	return past, nil
}

// TellChanged says what became of an event: a sentence of the catalogue about its
// id and title, and the number of the change.
func (r *Turn) TellChanged(key string, t *Target, args words.Args) *Reply {
	args["id"], args["title"], args["number"] = telling.Code(telling.EventID(t.Event)), telling.Strong(t.Event.Title), telling.ChangeID(r.Change)
	p := r.Tell(key, args)
	p.About = memory.Subject{Event: t.Event.ID}
	return p
}

// WithUndo adds the button that takes back what was just done.
func (r *Turn) WithUndo(p *Reply) *Reply {
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change))
}

// Reschedule writes the due rows that the reminders of an event want now, and
// gives those whose turn has gone by. What is no longer wanted is skipped for
// reason.
func (r *Turn) Reschedule(e planner.Event, occs []planner.Occurrence, reason string) ([]planner.Reminder, error) {
	past, err := delivery.Reschedule(r.Tx, e, occs, reason, r.Now)
	if err != nil {
		return nil, fmt.Errorf("write due rows: %w", err)
	}
	return past, nil
}

// RescheduleOwn writes the due row of a reminder of its own, or skips it.
func (r *Turn) RescheduleOwn(rule planner.Reminder, reason string) error {
	if err := delivery.RescheduleOwn(r.Tx, rule, reason, r.Now); err != nil {
		return fmt.Errorf("write due row: %w", err)
	}
	return nil
}

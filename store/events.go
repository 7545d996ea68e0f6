package store

import (
	"cmp"
	"fmt"

	"entente/planner"
)

const eventColumns = `events.id, events.number, events.version, events.sequence, events.kind, events.title,
	events.collaboration, events.owner, events.room, events.place,
	events.visibility, events.link, events.link_access,
	events.all_day, events.start_wall, events.end_wall, events.zone, events.rule, events.passed,
	events.state, events.certainty, events.lang, events.capacity, events.cutoff, events.created, events.updated`

// eventTargets is where the columns above are scanned to.
func eventTargets(e *planner.Event) []any {
	return []any{&e.ID, &e.Number, &e.Version, &e.Sequence, &e.Kind, &e.Title,
		orNull(&e.Collaboration), &e.Owner, orNull(&e.Room), &e.Place,
		&e.Visibility, &e.Link, scanLinkAccess{&e.LinkAccess},
		&e.Span.AllDay, scanText{&e.Span.Start}, scanText{&e.Span.End}, &e.Span.Zone, scanRule{&e.Rule}, &e.Passed,
		&e.State, &e.Certainty, &e.Lang, &e.Capacity, scanText{&e.Cutoff}, scanTime{&e.Created}, scanTime{&e.Updated}}
}

func scanEvent(r row) (e planner.Event, err error) {
	err = r.Scan(eventTargets(&e)...)
	return e, err
}

// Event is the event with that id, whatever its state.
func (tx *Tx) Event(id planner.EventID) (planner.Event, error) {
	e, err := one(tx, scanEvent, `SELECT `+eventColumns+` FROM events WHERE id = $1`, id)
	if err != nil {
		return e, fmt.Errorf("event %s: %w", id, err)
	}
	return e, nil
}

// EventByNumber is the event shown as E and that number, whatever its state.
func (tx *Tx) EventByNumber(number int) (planner.Event, error) {
	e, err := one(tx, scanEvent, `SELECT `+eventColumns+` FROM events WHERE number = $1`, number)
	if err != nil {
		return e, fmt.Errorf("event E%d: %w", number, err)
	}
	return e, nil
}

// LockEvent raises the version of an event and returns it. On PostgreSQL
// others who lock or save it wait for the end of the transaction, so that what
// is read after this call still holds when it is written; on SQLite there is
// one writer anyway. It is the first call of a command on an event.
func (tx *Tx) LockEvent(id planner.EventID) (planner.Event, error) {
	e, err := one(tx, scanEvent, `
		UPDATE events SET version = version + 1 WHERE id = $1
		RETURNING `+eventColumns, id)
	if err != nil {
		return e, fmt.Errorf("lock event %s: %w", id, err)
	}
	tx.noteVersion(id, e.Version)
	return e, nil
}

// SaveEvent adds an event, when it has no ID, or changes it, and returns it
// with ID, Number and Version. [ErrConflict]: it was written since it was
// read; the transaction can go on.
func (tx *Tx) SaveEvent(e planner.Event) (planner.Event, error) {
	save := func() error {
		return tx.audited(eventsTable, "id", string(e.ID), func() error { return tx.updateEvent(e) })
	}
	if e.ID == "" {
		number, err := tx.count(countEvents, 1)
		if err != nil {
			return e, fmt.Errorf("save event: %w", err)
		}
		e.ID, e.Number, e.Version = planner.NewID[planner.EventID](), number, 0
		save = func() error { return tx.insertEvent(e) }
	}
	err := save()
	if err != nil {
		return e, fmt.Errorf("save event E%d: %w", e.Number, err)
	}
	e.Version++
	tx.noteVersion(e.ID, e.Version)
	e.Visibility = cmp.Or(e.Visibility, planner.Members)
	return e, nil
}

func (tx *Tx) insertEvent(e planner.Event) error {
	row := []any{e.ID, e.Number, e.Version + 1, e.Sequence, e.Kind, clean(e.Title), null(e.Collaboration), e.Owner,
		null(e.Room), clean(e.Place), e.Span.AllDay, textOf(e.Span.Start), textOf(e.Span.End), e.Span.Zone,
		ruleText(e.Rule), e.Passed, e.State, e.Lang, millis(e.Created), millis(e.Updated), e.Certainty,
		cmp.Or(e.Visibility, planner.Members), clean(e.Link), clean(e.LinkAccess.String()), e.Capacity, e.Cutoff.String()}
	return tx.insertNew(eventsTable, `
		INSERT INTO events (id, number, version, sequence, kind, title, collaboration, owner, room, place,
			all_day, start_wall, end_wall, zone, rule, passed, state, lang, created, updated, certainty, visibility, link, link_access,
			capacity, cutoff)`,
		[][]any{row})
}

func (tx *Tx) updateEvent(e planner.Event) error {
	rows, err := tx.exec(`
		UPDATE events SET version = version + 1, sequence = $3, kind = $4, title = $5,
			collaboration = $6, owner = $7, room = $8, place = $9, all_day = $10, start_wall = $11,
			end_wall = $12, zone = $13, rule = $14, passed = $15, state = $16, lang = $17, updated = $18, certainty = $19,
			visibility = $20, link = $21, link_access = $22, capacity = $23, cutoff = $24
		WHERE id = $1 AND version = $2`,
		e.ID, e.Version, e.Sequence, e.Kind, clean(e.Title), null(e.Collaboration), e.Owner,
		null(e.Room), clean(e.Place), e.Span.AllDay, textOf(e.Span.Start), textOf(e.Span.End), e.Span.Zone,
		ruleText(e.Rule), e.Passed, e.State, e.Lang, millis(e.Updated), e.Certainty,
		cmp.Or(e.Visibility, planner.Members), clean(e.Link), clean(e.LinkAccess.String()), e.Capacity, e.Cutoff.String())
	return conflictIfNone(rows, err)
}

// EventFilter says which events are meant; what is nil or zero does not
// restrict. Withdrawn events are never meant.
type EventFilter struct {
	Collaboration *planner.CollaborationID
	Owner         *planner.PersonID
	Room          *planner.RoomID
	Kinds         []planner.Kind
	Zone          string // the event or one of its dates is in this zone
	OnlyPlanned   bool   // without cancelled ones
	Public        bool
}

// Events are those that f means, by number.
func (tx *Tx) Events(f EventFilter) ([]planner.Event, error) {
	w := where{}
	w.add(`events.state <> $?`, planner.Withdrawn)
	if f.OnlyPlanned {
		w.add(`events.state = $?`, planner.Planned)
	}
	if f.Public {
		w.conditions = append(w.conditions, `events.visibility = 'public'`) // in words: it chooses the index
	}
	if f.Collaboration != nil {
		w.add(`events.collaboration = $?`, *f.Collaboration)
	}
	if f.Owner != nil {
		w.add(`events.owner = $?`, *f.Owner)
	}
	if f.Room != nil {
		w.add(`events.room = $?`, *f.Room)
	}
	if f.Kinds != nil {
		addIn(&w, `events.kind`, f.Kinds)
	}
	if f.Zone != "" {
		w.add(`(events.zone = $? OR EXISTS (
			SELECT 1 FROM occurrences WHERE occurrences.event = events.id AND occurrences.zone = $?))`, f.Zone)
	}
	list, err := all(tx, scanEvent, `SELECT `+eventColumns+` FROM events `+w.String()+` ORDER BY events.number`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("events: %w", err)
	}
	return list, nil
}

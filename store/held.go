package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Held is an event with dates in some time: when the first of them begins, and
// how many there are. Of the event only what lists of many look at is read: its
// id, number, kind, title, place, zone, room, owner, collaboration and
// visibility.
type Held struct {
	Event planner.Event
	First time.Time
	Dates int
}

func scanHeld(r row) (h Held, err error) {
	e := &h.Event
	e.State = planner.Planned
	err = r.Scan(&e.ID, &e.Number, &e.Kind, &e.Title, &e.Place, &e.Span.Zone, orNull(&e.Room), &e.Owner, orNull(&e.Collaboration),
		&e.Visibility, scanTime{&h.First}, &h.Dates)
	return h, err
}

// EventsBetween are the planned events that have dates which f means, by the
// start of the first of these. The database counts the dates; none is read. It
// goes from the events to their dates, whatever a database thinks of it: those of
// one collaboration are few, those of a season many.
func (tx *Tx) EventsBetween(f OccurrenceFilter) ([]Held, error) {
	w := &where{conditions: []string{`occurrences.event = events.id`}}
	f.ofEvents(w)
	f.ofDates(w)
	list, err := all(tx, scanHeld, `
		SELECT events.id, events.number, events.kind, events.title, events.place, events.zone, events.room, events.owner,
			events.collaboration, events.visibility, MIN(occurrences.start_at) AS first, COUNT(*)
		FROM events CROSS JOIN occurrences `+w.String()+`
		GROUP BY events.id ORDER BY first, events.number`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("events between two times: %w", err)
	}
	return list, nil
}

package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Held is an event with dates in some time: when the first of them begins, and
// how many there are.
type Held struct {
	Event planner.Event
	First time.Time
	Dates int
}

// EventsBetween are the planned events that have dates which f means, by the
// start of the first of these. The database counts the dates; none is read.
func (tx *Tx) EventsBetween(f OccurrenceFilter) ([]Held, error) {
	w := f.where()
	scan := func(r row) (h Held, err error) {
		err = r.Scan(append(eventTargets(&h.Event), scanTime{&h.First}, &h.Dates)...)
		return h, err
	}
	list, err := all(tx, scan, `
		SELECT `+eventColumns+`, held.first, held.dates FROM (
			SELECT occurrences.event, MIN(occurrences.start_at) AS first, COUNT(*) AS dates
			FROM occurrences `+w.String()+` GROUP BY occurrences.event
		) AS held JOIN events ON events.id = held.event
		ORDER BY held.first, events.number`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("events between two times: %w", err)
	}
	return list, nil
}

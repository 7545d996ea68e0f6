package delivery

import (
	"slices"

	"entente/planner"
	"entente/store"
)

// speakersOf are the people in chat who accepted to speak on a date of an event,
// or on any where none is named, and who chairs it.
func speakersOf(tx *store.Tx, event planner.EventID, date planner.OccurrenceID) ([]planner.PersonID, error) {
	return partsIn(tx, event, date, func(t planner.Talk) []planner.Speaker { return append(t.Confirmed(), t.Chair) })
}

// chairsOf are the people in chat who chair a date of an event, or any where none
// is named.
func chairsOf(tx *store.Tx, event planner.EventID, date planner.OccurrenceID) ([]planner.PersonID, error) {
	return partsIn(tx, event, date, func(t planner.Talk) []planner.Speaker { return []planner.Speaker{t.Chair} })
}

// partsIn are the people in chat whom the talks of an event name, on a date or,
// where none is named, on any.
func partsIn(tx *store.Tx, event planner.EventID, date planner.OccurrenceID, named func(planner.Talk) []planner.Speaker) (people []planner.PersonID, err error) {
	talks, err := tx.TalksOf(event)
	if err != nil {
		return nil, err
	}
	occs, err := tx.OccurrencesOf(event)
	if err != nil {
		return nil, err
	}
	for _, o := range occs { // in their order, so that a rehearsal is always the same
		if date != "" && o.ID != date {
			continue
		}
		for _, s := range named(talks[o.ID].In(talks[""])) {
			if s.Person != "" && !slices.Contains(people, s.Person) {
				people = append(people, s.Person)
			}
		}
	}
	return people, nil
}

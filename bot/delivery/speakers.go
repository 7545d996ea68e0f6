package delivery

import (
	"slices"

	"entente/planner"
	"entente/store"
)

// speakersOf are the people in chat who accepted to speak on a date of an event,
// or on any where none is named, and who chairs it.
func speakersOf(tx *store.Tx, event planner.EventID, date planner.OccurrenceID) (people []planner.PersonID, err error) {
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
		talk := talks[o.ID].In(talks[""])
		for _, s := range append(talk.Confirmed(), talk.Chair) {
			if s.Person != "" && !slices.Contains(people, s.Person) {
				people = append(people, s.Person)
			}
		}
	}
	return people, nil
}

package planner

import (
	"slices"
	"time"
)

// Relocate holds e in place from an instant on: each of its dates (occs are all
// of them) that starts then or later and has no place of its own, and all that
// are written later. What begins before stays where it was.
func Relocate(e Event, occs []Occurrence, place string, from time.Time) (Event, []Occurrence) {
	occs = slices.Clone(occs)
	for i, o := range occs {
		if o.StartAt.Before(from) {
			occs[i].Place = e.PlaceOn(o)
		}
	}
	e.Place = place
	return e, occs
}

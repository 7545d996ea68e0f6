package people

import (
	"slices"

	"entente/bot/delivery"
	"entente/bot/turn"
	"entente/planner"
	"entente/store"
)

// PlanClashes writes anew the rows that tell of dates on holidays or in
// blackouts, for all that a collaboration has coming, and calls each with every
// event.
func PlanClashes(r *turn.Turn, c planner.Collaboration, each func(planner.Event, []planner.Occurrence) error) error {
	dated, err := r.Tx.OccurrencesBetween(store.OccurrenceFilter{From: r.Now, Collaboration: &c.ID})
	if err != nil {
		return err
	}
	var done []planner.EventID
	for _, d := range dated {
		if slices.Contains(done, d.Event.ID) {
			continue
		}
		done = append(done, d.Event.ID)
		occs, err := r.Tx.OccurrencesOf(d.Event.ID)
		if err != nil {
			return err
		}
		if err := delivery.PlanClashes(r.Tx, d.Event, occs, r.Now); err != nil {
			return err
		}
		if err := each(d.Event, occs); err != nil {
			return err
		}
	}
	return nil
}

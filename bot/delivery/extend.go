package delivery

import (
	"time"

	"entente/planner"
	"entente/store"
)

// extend writes more dates of a series without an end, with their reminders,
// and the next row that will do so again.
func (r *Runner) extend(tx *store.Tx, due planner.Due, now time.Time) error {
	if err := tx.MarkDue(due.Key, planner.DueDone, ""); err != nil {
		return err
	}
	e, err := tx.Event(due.Event)
	if err != nil {
		return err
	}
	if e.State != planner.Planned || !e.Endless() {
		return nil
	}
	occs, err := tx.OccurrencesOf(e.ID)
	if err != nil || len(occs) == 0 {
		return err
	}
	last := occs[len(occs)-1]
	more, err := planner.OccurrencesAhead(e, last.Original.Date.AddDays(1))
	if err != nil {
		return err
	}
	if more, err = tx.SaveOccurrences(e.ID, more); err != nil {
		return err
	}
	if err := Reschedule(tx, e, append(occs, more...), "", now); err != nil {
		return err
	}
	return PlanExtension(tx, e, append(occs, more...))
}

// PlanExtension writes the row that will write more dates of a series without
// an end, a year before the last one.
func PlanExtension(tx *store.Tx, e planner.Event, occs []planner.Occurrence) error {
	if !e.Endless() || len(occs) == 0 {
		return nil
	}
	last := occs[len(occs)-1]
	return tx.AddDue(planner.Due{
		Key: "extend/" + string(e.ID) + "/" + last.Original.String(), Kind: planner.DueExtend,
		At: last.StartAt.AddDate(-1, 0, 0), Event: e.ID, State: planner.DueWaiting,
	})
}

// Reschedule writes the due rows that the reminders of an event want now. What
// is no longer wanted is skipped for reason.
func Reschedule(tx *store.Tx, e planner.Event, occs []planner.Occurrence, reason string, now time.Time) error {
	rules, err := tx.RemindersOf(e.ID)
	if err != nil {
		return err
	}
	due, _, err := planner.Dues(e, occs, rules, now)
	if err != nil {
		return err
	}
	return tx.SyncDues(store.DueScope{Event: e.ID}, due, reason, now)
}

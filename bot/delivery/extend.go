package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"entente/planner"
	"entente/store"
)

// keepHouse does what is for nobody in particular: each chore in a transaction
// of its own, so that one that fails keeps neither the others nor any reminder
// from being done. It stays due.
func (r *Runner) keepHouse(ctx context.Context, chores []planner.Due, now time.Time) (done int, err error) {
	for _, due := range chores {
		errChore := r.Store.Update(ctx, func(tx *store.Tx) error {
			if err := tx.MarkDue(due.Key, planner.DueDone, ""); errors.Is(err, store.ErrConflict) {
				return nil // another process has done it
			} else if err != nil {
				return err
			}
			return safely(func() error {
				switch due.Kind {
				case planner.DueTidy:
					return r.Tidy(tx, now)
				case planner.DueOffer:
					return lapse(tx, due, now)
				}
				return extend(tx, due, now)
			})
		})
		if errChore != nil {
			err = errors.Join(err, fmt.Errorf("house-keeping %s: %w", due.Key, errChore))
		} else {
			done++
		}
	}
	return done, err
}

// extend writes more dates of a series without an end, with their reminders,
// and the next row that will do so again.
func extend(tx *store.Tx, due planner.Due, now time.Time) error {
	e, err := tx.LockEvent(due.Event)
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
	if writeAgain(last).After(now) { // the dates were changed since
		return PlanExtension(tx, e, occs)
	}
	more, err := planner.OccurrencesAhead(e, last.Original.Date.AddDays(1))
	if err != nil {
		return err
	}
	if more, err = tx.SaveOccurrences(e.ID, more); err != nil {
		return err
	}
	occs = append(occs, more...)
	if _, err := Reschedule(tx, e, occs, "moved", now); err != nil {
		return err
	}
	return PlanExtension(tx, e, occs)
}

// PlanExtension writes the row that will write more dates of a series without
// an end, a year before the last one. It is called again when its dates were
// changed: a row that comes too early does nothing but that.
func PlanExtension(tx *store.Tx, e planner.Event, occs []planner.Occurrence) error {
	if !e.Endless() || len(occs) == 0 {
		return nil
	}
	return tx.AddDue(planner.Due{
		Key: fmt.Sprintf("extend/%s/%d", e.ID, e.Version), Kind: planner.DueExtend,
		At: writeAgain(occs[len(occs)-1]), Event: e.ID, State: planner.DueWaiting,
	})
}

// writeAgain is when more dates are written after the last one.
func writeAgain(last planner.Occurrence) time.Time { return last.StartAt.AddDate(-1, 0, 0) }

// Schedule writes the due rows that the reminders of a new event want, as
// [Reschedule] does.
func Schedule(tx *store.Tx, e planner.Event, occs []planner.Occurrence, reminders []planner.Reminder, now time.Time) (past []planner.Reminder, err error) {
	wanted, past, err := wantedDues(e, occs, reminders, now)
	if err != nil {
		return nil, err
	}
	if err := tx.AddDues(wanted); err != nil {
		return nil, err
	}
	return past, PlanClashes(tx, e, occs, now)
}

// Reschedule writes the due rows that the reminders of an event want now, and
// gives those whose turn has gone by for some date, and the rows that tell of
// its dates on holidays and of its talks. What is no longer wanted is skipped for
// reason.
func Reschedule(tx *store.Tx, e planner.Event, occs []planner.Occurrence, reason string, now time.Time) (past []planner.Reminder, err error) {
	reminders, err := tx.RemindersOf(e.ID)
	if err != nil {
		return nil, err
	}
	wanted, past, err := wantedDues(e, occs, reminders, now)
	if err != nil {
		return nil, err
	}
	if err := tx.SyncDues(store.DueScope{Event: e.ID}, wanted, reason, now); err != nil {
		return nil, err
	}
	if err := PlanTalks(tx, e, occs, now); err != nil {
		return nil, err
	}
	return past, PlanClashes(tx, e, occs, now)
}

// wantedDues are the rows that reminders want, with those that tell of them
// early, and the reminders whose turn has gone by for some date.
func wantedDues(e planner.Event, occs []planner.Occurrence, reminders []planner.Reminder, now time.Time) (wanted []planner.Due, past []planner.Reminder, err error) {
	wanted, past, err = planner.Dues(e, occs, reminders, now)
	if err != nil {
		return nil, nil, err
	}
	return append(wanted, planner.EarlyDues(wanted, occs, reminders)...), past, nil
}

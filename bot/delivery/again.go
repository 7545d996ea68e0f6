package delivery

import (
	"errors"
	"time"

	"entente/planner"
	"entente/store"
)

// again writes the next due row of a reminder of its own that repeats.
func again(tx *store.Tx, due planner.Due, now time.Time) error {
	rule, repeats, err := repeating(tx, due)
	if err != nil || !repeats {
		return err
	}
	return RescheduleOwn(tx, rule, "", now)
}

// repeating is the reminder of its own that a due row is of, if it repeats.
func repeating(tx *store.Tx, due planner.Due) (rule planner.Reminder, repeats bool, err error) {
	if due.Kind != planner.DueReminder || due.Event != "" {
		return rule, false, nil
	}
	rule, err = tx.Reminder(due.Reminder)
	if errors.Is(err, store.ErrNotFound) {
		return rule, false, nil
	}
	return rule, err == nil && rule.Repeats(), err
}

// RescheduleOwn writes the due row that a reminder of its own wants next, after
// now. What is no longer wanted is skipped for reason.
func RescheduleOwn(tx *store.Tx, rule planner.Reminder, reason string, now time.Time) error {
	var wanted []planner.Due
	if rule.State == planner.Planned {
		due, ok, err := NextOwn(tx, rule, now)
		if err != nil {
			return err
		}
		if ok {
			wanted = append(wanted, due)
		}
	}
	return tx.SyncDues(store.DueScope{Reminder: rule.ID}, wanted, reason, now)
}

// NextOwn is the due row of a reminder of its own that comes first after now, by
// the clocks of its recipient at that time; false when none does. Of a date that
// had its row, there is no other: somebody who travels west reads a digest of
// the same day once.
func NextOwn(tx *store.Tx, rule planner.Reminder, now time.Time) (planner.Due, bool, error) {
	for after := now; ; {
		due, ok, err := nextHere(tx, rule, after)
		if err != nil || !ok || !rule.Repeats() {
			return due, ok, err
		}
		was, err := tx.DueByKey(due.Key)
		if errors.Is(err, store.ErrNotFound) || err == nil && was.State != planner.DueDone {
			return due, true, nil
		}
		if err != nil {
			return due, false, err
		}
		after = due.At
	}
}

// nextHere is the next due row of a rule where its recipient is then.
func nextHere(tx *store.Tx, rule planner.Reminder, after time.Time) (planner.Due, bool, error) {
	if rule.Schedule == "" || rule.ToPerson == "" {
		return rule.Next(after)
	}
	person, err := tx.Person(rule.ToPerson)
	if err != nil {
		return planner.Due{}, false, err
	}
	home := rule.Zone
	if zone := person.ZoneAt(after); zone != "" {
		home = zone
	}
	rule.Zone = home
	due, ok, err := rule.Next(after)
	if zone := person.ZoneAt(due.At); err == nil && ok && zone != "" && zone != home {
		rule.Zone = zone // they will be elsewhere by then
		return rule.Next(after)
	}
	return due, ok, err
}

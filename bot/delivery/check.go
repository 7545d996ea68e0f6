package delivery

import (
	"errors"
	"time"

	"entente/planner"
	"entente/store"
)

// check says why a due row no longer holds; nothing when it does.
func check(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	if due.Kind == planner.DueNotice {
		return "", nil
	}
	rule, err := tx.Reminder(due.Reminder)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return "removed", nil
	case err != nil:
		return "", err
	case rule.State != planner.Planned:
		return "removed", nil
	case rule.Event == "":
		if planner.DueKey(rule, planner.Occurrence{}) != due.Key {
			return "moved", nil
		}
		return "", nil
	}
	e, err := tx.Event(rule.Event)
	if err != nil {
		return "", err
	}
	o, err := tx.Occurrence(due.Occurrence)
	switch {
	case err != nil:
		return "", err
	case e.State != planner.Planned || o.State != planner.Planned:
		return "cancelled", nil
	case planner.DueKey(rule, o) != due.Key:
		return "moved", nil
	case !o.EndAt.After(now):
		return "past", nil
	}
	return "", nil
}

// checkAll are the due rows of a delivery that still hold; when none does, the
// reason of the last.
func checkAll(tx *store.Tx, d planner.Delivery, now time.Time) (dues []planner.Due, last planner.Due, reason string, err error) {
	for _, key := range d.Dues {
		due, err := tx.DueByKey(key)
		if err != nil {
			return nil, last, "", err
		}
		why, err := check(tx, due, now)
		if err != nil {
			return nil, last, "", err
		}
		if why == "" {
			dues = append(dues, due)
		} else {
			reason, last = why, due
		}
	}
	if reason == "" || len(dues) > 0 {
		reason = roomGone(tx, d)
	}
	return dues, last, reason, nil
}

// roomGone says that the bot is no longer in the room.
func roomGone(tx *store.Tx, d planner.Delivery) string {
	if d.Room == "" {
		return ""
	}
	if room, err := tx.Room(d.Room); err == nil && room.Closed {
		return "left"
	}
	return ""
}

package delivery

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// nudgePrefix begins the keys of the due rows that ask who has not answered.
const nudgePrefix = "nudge/"

// Nudge writes the rows that ask people once, on behalf of from, whether they come to a date, each
// in their working hours, as long as it has not begun by then. It says how many
// will be asked.
func Nudge(tx *store.Tx, o planner.Occurrence, from planner.PersonID, people []planner.PersonID, now time.Time) (n int, err error) {
	data, err := json.Marshal(Notice{About: NoticeNudge, From: from})
	if err != nil {
		return 0, fmt.Errorf("notice: %w", err)
	}
	for _, person := range people {
		zone, err := zoneAt(tx, person, now, o.Span.Zone)
		if err != nil {
			return n, err
		}
		at, err := planner.WorkingHour(now, zone)
		if err != nil {
			return n, err
		}
		if !o.StartAt.After(at) {
			continue
		}
		err = tx.AddDue(planner.Due{
			Key: nudgeKey(o.ID, person), Kind: planner.DueNotice, At: at, ToPerson: person,
			Event: o.Event, Occurrence: o.ID, Data: string(data), State: planner.DueWaiting,
		})
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// Nudged says whether a person was asked, or will be.
func Nudged(tx *store.Tx, date planner.OccurrenceID, person planner.PersonID) (bool, error) {
	_, err := tx.DueByKey(nudgeKey(date, person))
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func nudgeKey(date planner.OccurrenceID, person planner.PersonID) string {
	return fmt.Sprintf("%s%s/%s", nudgePrefix, date, person)
}

// isNudge says whether a due row asks somebody who has not answered.
func isNudge(due planner.Due) bool { return strings.HasPrefix(due.Key, nudgePrefix) }

// checkNudge says why nobody needs to be asked any more: they have answered, or
// mute the event, or it is not held or has begun.
func checkNudge(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	e, o, held, err := dateOf(tx, due)
	switch {
	case err != nil:
		return "", err
	case !held:
		return cancelled, nil
	case !o.StartAt.After(now):
		return past, nil
	}
	silent, err := tx.Muted(due.ToPerson, e.ID)
	if err != nil || silent {
		return muted, err
	}
	_, err = tx.ReplyOf(o.ID, due.ToPerson)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return answered, err
}

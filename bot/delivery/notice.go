package delivery

import (
	"encoding/json"
	"fmt"
	"time"

	"entente/planner"
	"entente/store"
)

// Notice is what a due row of kind [planner.DueNotice] carries as JSON.
type Notice struct {
	About  string // one of the constants below
	Due    string // key of the due row concerned; empty with NoticeZone
	Reason string // the network's word, of a delivery given up; or the zone
}

// What a notice is about.
const (
	NoticeMissed  = "missed"   // not sent in time: its event had ended
	NoticeGivenUp = "given_up" // the network refused it
	NoticeZone    = "zone"     // the rules of its time zone changed
)

// Tell writes a due row that tells the owner of an event something about it.
func Tell(tx *store.Tx, e planner.Event, about, reason string, now time.Time) error {
	data, err := json.Marshal(Notice{About: about, Reason: reason})
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return tx.AddDue(planner.Due{
		Key: fmt.Sprintf("%s/%s/%d", about, e.ID, now.Unix()), Kind: planner.DueNotice, At: now,
		ToPerson: e.Owner, Event: e.ID, Data: string(data), State: planner.DueWaiting,
	})
}

// notify writes a due row that tells the owner of a due row what became of it.
func (r *Runner) notify(tx *store.Tx, due planner.Due, about, reason string, now time.Time) error {
	if due.Kind == planner.DueNotice {
		return nil // what cannot be told ends in the log
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return err
	}
	data, err := json.Marshal(Notice{About: about, Due: due.Key, Reason: reason})
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return tx.AddDue(planner.Due{
		Key: about + "/" + due.Key, Kind: planner.DueNotice, At: now, ToPerson: rule.Owner,
		Event: due.Event, Occurrence: due.Occurrence, Data: string(data), State: planner.DueWaiting,
	})
}

// tellLost tells the owner of a due row that it will reach nobody, where that
// is not what somebody asked for.
func (r *Runner) tellLost(tx *store.Tx, due planner.Due, reason string, now time.Time) error {
	switch reason {
	case past:
		return r.notify(tx, due, NoticeMissed, "", now)
	case roomClosed, nobody:
		return r.notify(tx, due, NoticeGivenUp, reason, now)
	}
	return nil
}

// tellFailed tells the owner of each due row of a delivery that it was given
// up, when it was.
func (r *Runner) tellFailed(tx *store.Tx, d planner.Delivery, now time.Time) error {
	if d.State != planner.DeliveryFailed {
		return nil
	}
	for _, key := range d.Dues {
		due, err := tx.DueByKey(key)
		if err != nil {
			return err
		}
		if err := r.notify(tx, due, NoticeGivenUp, d.Reason, now); err != nil {
			return err
		}
	}
	return nil
}

package delivery

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// Notice is what a due row of kind [planner.DueNotice] carries as JSON.
type Notice struct {
	About  string // one of the constants below
	Due    string `json:",omitempty"` // key of the due row concerned; empty with all but the first two
	Reason string `json:",omitempty"` // the network's word, of a delivery given up; the zones; why a network stopped, or is not reached
	// With NoticeLeft, what is not posted in Room any more.
	Room      planner.RoomID       `json:",omitempty"`
	Events    []planner.EventID    `json:",omitempty"`
	Reminders []planner.ReminderID `json:",omitempty"`
	Network   string               `json:",omitempty"` // with NoticeNetwork, NoticeOutage and NoticeNoAccount
	Token     string               `json:",omitempty"` // with NoticeLink: of the dialog; with NoticeForm: which
	From      planner.PersonID     `json:",omitempty"` // with NoticeNudge: who asks; with the hand-overs: who speaks; with NoticeNoAccount: whose
	Moved     []Moved              `json:",omitempty"` // with NoticeZone
	Speaker   int                  `json:",omitempty"` // with NoticeUninvited: their number
	// With the hand-overs and NoticeNoAccount, of what.
	Collaboration planner.CollaborationID `json:",omitempty"`
}

// AddEvent adds an event, once.
func (n *Notice) AddEvent(id planner.EventID) {
	if !slices.Contains(n.Events, id) {
		n.Events = append(n.Events, id)
	}
}

// AddReminder adds a reminder.
func (n *Notice) AddReminder(id planner.ReminderID) { n.Reminders = append(n.Reminders, id) }

// What a notice is about.
const (
	NoticeMissed    = "missed"    // not sent in time: its event had ended
	NoticeGivenUp   = "given_up"  // the network refused it
	NoticeZone      = "zone"      // the rules of its time zone changed
	NoticeLeft      = "left"      // the bot is no longer in its room
	NoticeNetwork   = "network"   // a network has stopped
	NoticeClash     = "clash"     // a date of a series falls on a holiday or in a blackout
	NoticeOutage    = "outage"    // nothing gets through to a network
	NoticePlace     = "place"     // what became of their place on site at a date
	NoticeNudge     = "nudge"     // an organiser asks who has not answered
	NoticeLink      = "link"      // somebody is to confirm that an identity is theirs
	NoticeForm      = "form"      // they left a form half filled
	NoticeUninvited = "uninvited" // the invitation to speak does not reach its speaker

	NoticeNoAccount = "no_account" // the account of somebody who decides with them was closed

	NoticeHandOver   = "offer"   // a collaboration is offered to them
	NoticeTakenOver  = "taken"   // what they offered was taken over
	NoticeTurnedDown = "refused" // or not
)

// TellLeft writes a due row that tells a person what is not posted any more in
// a room that the bot is no longer in.
func TellLeft(tx *store.Tx, to planner.PersonID, n Notice, now time.Time) error {
	n.About = NoticeLeft
	return TellPerson(tx, to, n, fmt.Sprintf("left/%s/%s/%d", n.Room, to, now.UnixMilli()), now)
}

// TellPerson writes a due row that tells a person something, once for a key.
func TellPerson(tx *store.Tx, to planner.PersonID, n Notice, key string, now time.Time) error {
	data, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return tx.AddDue(planner.Due{
		Key: key, Kind: planner.DueNotice, At: now, ToPerson: to, Data: string(data), State: planner.DueWaiting,
	})
}

// notify writes a due row that tells the owner of a due row what became of it.
func (r *Runner) notify(tx *store.Tx, due planner.Due, about, reason string, now time.Time) error {
	switch due.Kind {
	case planner.DueNotice:
		return nil // what cannot be told ends in the log
	case planner.DueTalk:
		return r.tellTalkLost(tx, due, now)
	}
	owner, err := ownerOf(tx, due)
	if err != nil {
		return err
	}
	data, err := json.Marshal(Notice{About: about, Due: due.Key, Reason: reason})
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return tx.AddDue(planner.Due{
		Key: about + "/" + due.Key, Kind: planner.DueNotice, At: now, ToPerson: owner,
		Event: due.Event, Occurrence: due.Occurrence, Data: string(data), State: planner.DueWaiting,
	})
}

// tellLost tells the owner of a due row that it will reach nobody, where that
// is not what somebody asked for.
func (r *Runner) tellLost(tx *store.Tx, due planner.Due, reason string, now time.Time) error {
	if due.Kind == planner.DueEarly {
		return nil // the due row itself is told of
	}
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
	if err := r.tellNoAccount(tx, d, now); err != nil {
		return err
	}
	for _, key := range d.Dues {
		due, err := tx.DueByKey(key)
		if err != nil {
			return err
		}
		instead, err := mentionInstead(tx, d, due, now)
		if err != nil {
			return err
		}
		if instead {
			continue
		}
		if err := r.notify(tx, due, NoticeGivenUp, d.Reason, now); err != nil {
			return err
		}
	}
	return nil
}

// mentionInstead has somebody of a group who cannot be reached privately be
// mentioned in a room of the event, once for each of its dates.
func mentionInstead(tx *store.Tx, d planner.Delivery, due planner.Due, now time.Time) (bool, error) {
	if d.Person == "" || due.Kind != planner.DueReminder || due.Event == "" {
		return false, nil
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil || !rule.Audience.Group() {
		return false, err
	}
	e, err := tx.Event(due.Event)
	if err != nil {
		return false, err
	}
	if ids, err := RoomsOf(tx, e); err != nil || len(ids) == 0 {
		return false, err
	}
	return true, tx.AddDue(planner.Due{
		Key: fmt.Sprintf("instead/%s/%s", due.Occurrence, d.Person), Kind: planner.DueInstead, At: now,
		Reminder: due.Reminder, Event: due.Event, Occurrence: due.Occurrence, ToPerson: d.Person, Data: due.Key,
		State: planner.DueWaiting,
	})
}

// ownerOf is who learns what became of a due row: whoever announced something or
// changed it, else the keeper of its reminder.
func ownerOf(tx *store.Tx, due planner.Due) (planner.PersonID, error) {
	if due.Kind == planner.DueChange || due.Kind == planner.DueCard {
		return due.ToPerson, nil
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return "", err
	}
	return keeper(tx, rule)
}

// keeper is who learns what became of a reminder: its owner, or, of an event
// that they no longer organise, the first who does.
func keeper(tx *store.Tx, rule planner.Reminder) (planner.PersonID, error) {
	if rule.Event == "" || rule.ToPerson != "" {
		return rule.Owner, nil
	}
	people, err := audienceOf(tx, planner.Reminder{Event: rule.Event, Audience: planner.ForOrganisers}, "")
	if err != nil || len(people) == 0 || slices.Contains(people, rule.Owner) {
		return rule.Owner, err
	}
	return people[0], nil
}

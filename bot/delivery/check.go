package delivery

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// Why something is not delivered although its event is held. Of the first three
// its owner is told; the others are as the recipient wants it.
const (
	past       = "past"        // the event has ended
	roomClosed = "room closed" // the bot is no longer in it
	nobody     = "nobody"      // a person that no network knows
	muted      = "muted"       // they want nothing of this event
	fewer      = "fewer"       // they, or the room, take fewer reminders
	empty      = "empty"       // the digest has nothing to say
	dayOver    = "day over"    // the digest was of an earlier day
	answered   = "answered"    // they have said meanwhile what they were asked, or something else
	left       = "left"        // they are no longer of those for whom it is
)

// cancelled is why nothing is delivered of an event or date that is not held.
const cancelled = "cancelled"

// check says why a due row no longer holds; nothing when it does.
func check(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	switch {
	case isClash(due):
		return checkClash(tx, due, now)
	case isPlace(due):
		return checkPlace(tx, due, now)
	case isNudge(due):
		return checkNudge(tx, due, now)
	case due.Kind == planner.DueNotice, due.Kind == planner.DueCard:
		return "", nil
	case due.Kind == planner.DueTalk:
		return checkTalk(tx, due, now)
	case due.Kind == planner.DueChange:
		_, news, err := News(tx, due, now)
		if len(news) == 0 {
			reason = nothingNew
		}
		return reason, err
	}
	reason, err = checkRule(tx, due, now)
	if errors.Is(err, store.ErrNotFound) {
		return "removed", nil
	}
	return reason, err
}

// dateOf is the event and the date that a due row is about; held says whether
// that is held.
func dateOf(tx *store.Tx, due planner.Due) (e planner.Event, o planner.Occurrence, held bool, err error) {
	if e, err = tx.Event(due.Event); err != nil {
		return e, o, false, err
	}
	o, err = tx.Occurrence(due.Occurrence)
	return e, o, e.State == planner.Planned && o.State == planner.Planned, err
}

// checkRule compares a due row with the reminder and the date that it is for.
func checkRule(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	rule, err := tx.Reminder(due.Reminder)
	switch {
	case err != nil:
		return "", err
	case rule.State != planner.Planned:
		return "removed", nil
	case rule.Event == "":
		return checkOwn(tx, due, rule, now)
	}
	e, err := tx.Event(rule.Event)
	if err != nil {
		return "", err
	}
	o, err := tx.Occurrence(due.Occurrence)
	switch {
	case err != nil:
		return "", err
	case e.State != planner.Planned || o.State == planner.Withdrawn:
		return cancelled, nil
	case planner.DueKey(rule, o) != due.Main() && o.State == planner.Cancelled:
		return cancelled, nil
	case planner.DueKey(rule, o) != due.Main():
		return "moved", nil
	case !o.EndAt.After(now) && o.State == planner.Cancelled:
		return cancelled, nil // nobody misses it
	case !o.EndAt.After(now):
		return past, nil
	}
	return "", nil
}

// checkOwn compares a due row with the reminder without an event that it is for.
// A digest that is late is of its day only: the next one says what is ahead.
func checkOwn(tx *store.Tx, due planner.Due, rule planner.Reminder, now time.Time) (reason string, err error) {
	if !rule.Names(due.Key) {
		return "moved", nil
	}
	if rule.Schedule == "" {
		return "", nil
	}
	zone := rule.Zone
	if rule.ToPerson != "" {
		if zone, err = zoneAt(tx, rule.ToPerson, due.At, rule.Zone); err != nil {
			return "", err
		}
	}
	over, err := rule.DayOver(due.Key, now, zone)
	if over {
		return dayOver, err
	}
	return "", err
}

// recheck gives the due rows of a delivery that still hold; when none does, the
// reason of the last. Who should learn of those that do not is told.
func (r *Runner) recheck(tx *store.Tx, d planner.Delivery, now time.Time) (dues []planner.Due, reason string, err error) {
	closed, err := isClosed(tx, d.Room)
	if err != nil {
		return nil, "", err
	}
	for _, key := range d.Dues {
		due, err := tx.DueByKey(key)
		if err != nil {
			return nil, "", err
		}
		why, err := check(tx, due, now)
		if err == nil && why == "" && d.Person != "" {
			why, err = checkPerson(tx, d.Person, due)
		}
		if err != nil {
			return nil, "", err
		}
		if why == "" && closed {
			why = roomClosed
		}
		if why == "" {
			dues = append(dues, due)
			continue
		}
		if err := r.tellLost(tx, due, why, now); err != nil {
			return nil, "", err
		}
		reason = why
	}
	return dues, reason, nil
}

// isClosed says that the bot is no longer in the room.
func isClosed(tx *store.Tx, id planner.RoomID) (bool, error) {
	if id == "" {
		return false, nil
	}
	room, err := tx.Room(id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, fmt.Errorf("check room: %w", err)
	}
	return err == nil && room.Closed, nil
}

// checkPerson says why somebody does not receive a due row any more: meanwhile
// they have left, or muted its event.
func checkPerson(tx *store.Tx, person planner.PersonID, due planner.Due) (reason string, err error) {
	if due.Kind != planner.DueReminder || due.Event == "" {
		return "", nil
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return "", err
	}
	if rule.Audience.Group() {
		people, err := audienceOf(tx, rule, due.Occurrence)
		if err != nil {
			return "", err
		}
		if !slices.Contains(people, person) {
			return left, nil
		}
	}
	if forComers(rule) {
		no, err := comesNoMore(tx, due.Occurrence, person)
		if no || err != nil {
			return left, err
		}
	}
	reason, _, err = unwanted(tx, person, rule)
	return reason, err
}

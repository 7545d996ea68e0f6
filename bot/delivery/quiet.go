package delivery

import (
	"cmp"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// beforeQuiet is how long before quiet hours a reminder comes that cannot wait
// for their end.
const beforeQuiet = 15 * time.Minute

// wanted is a private delivery as its recipient wants it: skipped when they
// muted the event or take fewer reminders, and at the end of their quiet hours,
// unless somebody set it by hand or the event begins before that.
func wanted(tx *store.Tx, d planner.Delivery, due planner.Due, rule planner.Reminder) (planner.Delivery, error) {
	reason, wishes, err := unwanted(tx, d.Person, rule)
	if err != nil {
		return d, err
	}
	if reason != "" {
		return skipped(d, reason), nil
	}
	if rule.ByHand {
		return d, nil
	}
	o, err := tx.Occurrence(due.Occurrence)
	if err != nil {
		return d, err
	}
	zone, err := zoneAt(tx, d.Person, due.At, o.Span.Zone)
	if err != nil {
		return d, err
	}
	_, to, inside, err := wishes.Quiet.Around(due.At, zone)
	if err != nil || !inside || !o.StartAt.After(to) {
		return d, err
	}
	d.At = to
	return d, nil
}

// unwanted says why a person does not want a reminder of an event; nothing when
// they do.
func unwanted(tx *store.Tx, person planner.PersonID, rule planner.Reminder) (reason string, wishes planner.Wishes, err error) {
	silent, err := tx.Muted(person, rule.Event)
	if err != nil || silent {
		return muted, wishes, err
	}
	if wishes, err = tx.WishesOf(person); err != nil {
		return "", wishes, err
	}
	if !wishes.Level.Takes(rule) {
		return fewer, wishes, nil
	}
	return "", wishes, nil
}

// early are those of a group who would be reminded in quiet hours that end only
// when the event has begun: they are reminded before these.
func (r *Runner) early(tx *store.Tx, due planner.Due, rule planner.Reminder, now time.Time) ([]planner.Delivery, error) {
	o, err := tx.Occurrence(due.Occurrence)
	if err != nil {
		return nil, err
	}
	main, err := tx.DueByKey(due.Main())
	if err != nil {
		return nil, err
	}
	people, err := audienceOf(tx, rule, due.Occurrence)
	if err != nil {
		return nil, err
	}
	had, err := tx.Receivers(main.Occurrence, main.At)
	if err != nil {
		return nil, err
	}
	var to []planner.Delivery
	for _, person := range people {
		reason, wishes, err := unwanted(tx, person, rule)
		if err != nil {
			return nil, err
		}
		zone, err := zoneAt(tx, person, main.At, o.Span.Zone)
		if err != nil {
			return nil, err
		}
		begin, end, inside, err := wishes.Quiet.Around(main.At, zone)
		if err != nil {
			return nil, err
		}
		if reason != "" || slices.Contains(had, person) || !inside || o.StartAt.After(end) || !now.Before(begin) {
			continue
		}
		list, err := r.privately(tx, person)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			d.Dues, d.At = []string{main.Key}, later(begin.Add(-beforeQuiet), now)
			to = append(to, d)
		}
	}
	return to, nil
}

// zoneAt is the zone of a person at an instant; fallback where none is known.
func zoneAt(tx *store.Tx, id planner.PersonID, at time.Time, fallback string) (string, error) {
	person, err := tx.Person(id)
	return cmp.Or(person.ZoneAt(at), fallback), err
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

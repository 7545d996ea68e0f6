package delivery

import (
	"errors"
	"slices"

	"entente/planner"
	"entente/store"
)

// repliersOf are the people who answered for a date of an event, or for any
// where none is named, what an audience is made of.
func repliersOf(tx *store.Tx, audience planner.Audience, event planner.EventID, date planner.OccurrenceID) (people []planner.PersonID, err error) {
	replies, err := repliesFor(tx, event, date)
	if err != nil {
		return nil, err
	}
	for _, r := range replies {
		if audience.Has(r) && !slices.Contains(people, r.Person) {
			people = append(people, r.Person)
		}
	}
	return people, nil
}

func repliesFor(tx *store.Tx, event planner.EventID, date planner.OccurrenceID) ([]planner.Reply, error) {
	if date != "" {
		return tx.RepliesOn(date)
	}
	return tx.RepliesTo(event)
}

// Unanswered are the members of an event's collaboration who have said nothing
// of a date, or of any where none is named. Who only observes is not asked.
func Unanswered(tx *store.Tx, e planner.Event, date planner.OccurrenceID) (people []planner.PersonID, err error) {
	if e.Collaboration == "" {
		return nil, nil
	}
	replies, err := repliesFor(tx, e.ID, date)
	if err != nil {
		return nil, err
	}
	roles, err := tx.Roles(e.Collaboration)
	if err != nil {
		return nil, err
	}
	for _, role := range roles {
		said := slices.ContainsFunc(replies, func(r planner.Reply) bool { return r.Person == role.Person })
		if role.Name != planner.Observer && !said && !slices.Contains(people, role.Person) {
			people = append(people, role.Person)
		}
	}
	return people, nil
}

// toComers are those who come to a date: they are reminded of its hour
// privately, instead of in the thread of its room.
func (r *Runner) toComers(tx *store.Tx, due planner.Due, rule planner.Reminder) ([]planner.Delivery, error) {
	people, err := repliersOf(tx, planner.ForYes, rule.Event, due.Occurrence)
	if err != nil {
		return nil, err
	}
	var to []planner.Delivery
	for _, person := range people {
		list, err := r.toPerson(tx, due, rule, person)
		if err != nil {
			return nil, err
		}
		to = append(to, list...)
	}
	return to, nil
}

// forComers says whether a reminder goes to those who come where there are any:
// that of the hour before, unless somebody set it by hand.
func forComers(rule planner.Reminder) bool {
	return rule.InThread && !rule.ByHand && rule.ToRoom == "" && rule.Audience == planner.ForRoom
}

// comesNoMore says whether a person has answered otherwise than yes.
func comesNoMore(tx *store.Tx, date planner.OccurrenceID, person planner.PersonID) (bool, error) {
	reply, err := tx.ReplyOf(date, person)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil && !reply.Comes(), err
}

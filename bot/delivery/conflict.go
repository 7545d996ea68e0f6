package delivery

import (
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// PartElsewhere are the conflicts of somebody alone who has, or is to have, a part
// in some dates of an event. Nothing is known of who is not in chat.
func PartElsewhere(tx *store.Tx, e planner.Event, dates []planner.Occurrence, who planner.Speaker, part planner.Part, now time.Time) ([]planner.Conflict, error) {
	if who.Person == "" {
		return nil, nil
	}
	found, err := Elsewhere(tx, e, dates, []planner.Engagement{{Event: e.ID, Person: who.Person, Part: part}}, now)
	if err != nil {
		return nil, err
	}
	return Minded(tx, e, found)
}

// Elsewhere are the conflicts of people who have parts in dates of an event: what
// else they take part in at the same time.
func Elsewhere(tx *store.Tx, e planner.Event, dates []planner.Occurrence, mine []planner.Engagement, now time.Time) ([]planner.Conflict, error) {
	var people []planner.PersonID
	for _, g := range mine {
		people = append(people, g.Person)
	}
	theirs, err := tx.EngagementsOf(people)
	if err != nil {
		return nil, err
	}
	return AtOnce(tx, e, dates, mine, theirs, func(store.Dated) bool { return true }, now)
}

// AtOnce are the conflicts of the dates to come of an event with those dates of
// other events that count: mine and theirs say what takes up whom.
func AtOnce(tx *store.Tx, e planner.Event, dates []planner.Occurrence, mine, theirs []planner.Engagement, counts func(store.Dated) bool, now time.Time) ([]planner.Conflict, error) {
	dates = planner.Ahead(dates, now)
	if len(dates) == 0 || len(theirs) == 0 || e.Certainty == planner.SomeTime {
		return nil, nil
	}
	filter := store.OccurrenceFilter{From: dates[0].StartAt, To: dates[0].EndAt}
	for _, o := range dates {
		if o.StartAt.Before(filter.From) {
			filter.From = o.StartAt
		}
		if filter.To.Before(o.EndAt) {
			filter.To = o.EndAt
		}
	}
	for _, g := range theirs {
		if !slices.Contains(filter.Events, g.Event) {
			filter.Events = append(filter.Events, g.Event)
		}
	}
	dated, err := tx.OccurrencesBetween(filter)
	if err != nil {
		return nil, err
	}
	var others []planner.Occurrence
	kinds := map[planner.EventID]planner.Kind{}
	for _, d := range dated {
		if counts(d) {
			others, kinds[d.Event.ID] = append(others, d.Occurrence), d.Event.Kind
		}
	}
	return planner.Conflicts(e, dates, mine, theirs, others, kinds), nil
}

// Minded are those of some conflicts that the collaboration of an event does not
// ignore.
func Minded(tx *store.Tx, e planner.Event, found []planner.Conflict) ([]planner.Conflict, error) {
	set, err := Severities(tx, e)
	return slices.DeleteFunc(found, func(c planner.Conflict) bool { return set[c.Kind] == planner.Ignore }), err
}

// Severities are what the collaboration of an event does about conflicts.
func Severities(tx *store.Tx, e planner.Event) (map[planner.ConflictKind]planner.Severity, error) {
	if e.Collaboration == "" {
		return nil, nil
	}
	c, err := tx.Collaboration(e.Collaboration)
	return c.Conflicts, err
}

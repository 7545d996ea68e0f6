package planner

import "slices"

// ConflictKind is what cannot be in two places at once, or on a day off.
type ConflictKind string

// The kinds of conflicts.
const (
	PersonConflict  ConflictKind = "person"  // somebody is at two events at once
	PlaceConflict   ConflictKind = "place"   // a room is taken
	ChairConflict   ConflictKind = "chair"   // whoever chairs speaks elsewhere
	HolidayConflict ConflictKind = "holiday" // a public holiday, or days without events
)

// ConflictKinds are all of them, in the order in which they are said.
func ConflictKinds() []ConflictKind {
	return []ConflictKind{PersonConflict, PlaceConflict, ChairConflict, HolidayConflict}
}

// Severity says what is done about a conflict.
type Severity string

// The severities: unless a collaboration says otherwise, it is warned.
const (
	Warn   Severity = ""
	Block  Severity = "block"
	Ignore Severity = "ignore"
)

// Part is what somebody does at an event.
type Part string

// The parts that take up somebody's time.
const (
	With     Part = "with"
	Speaks   Part = "speaker"
	Chairs   Part = "chair"
	TakenFor Part = "" // no person: a place is taken
)

// Engagement is what takes up a person, or a place, at an event: on one of its
// dates or, when Occurrence is empty, on all.
type Engagement struct {
	Event      EventID
	Occurrence OccurrenceID
	Person     PersonID
	Part       Part
}

// Conflict is a date of a plan that shares time with a date of another event.
type Conflict struct {
	Kind   ConflictKind
	Person PersonID // but of a place
	On     Occurrence
	Other  Occurrence
}

// Conflicts are those of e, of whose dates some are about to be held at another
// time than before, with the dates of other events: mine takes up people and
// theirs, of other events, takes up the same people; with a Part of TakenFor it
// is the place. Of a stay of weeks only other stays are conflicts: whoever stays
// somewhere goes to seminars there.
func Conflicts(e Event, dates []Occurrence, mine, theirs []Engagement, others []Occurrence, kinds map[EventID]Kind) (found []Conflict) {
	for _, o := range others {
		if o.Event == e.ID || (e.Kind == Visit) != (kinds[o.Event] == Visit) || e.Certainty == SomeTime {
			continue
		}
		for _, date := range dates {
			if !date.StartAt.Before(o.EndAt) || !o.StartAt.Before(date.EndAt) {
				continue
			}
			for _, conflict := range between(date, o, mine, theirs) {
				if !slices.Contains(found, conflict) {
					found = append(found, conflict)
				}
			}
		}
	}
	return found
}

// between are the conflicts of two dates that share time.
func between(date, other Occurrence, mine, theirs []Engagement) (found []Conflict) {
	for _, a := range mine {
		for _, b := range theirs {
			switch {
			case b.Event != other.Event, b.Occurrence != "" && b.Occurrence != other.ID,
				a.Person != b.Person, a.Occurrence != "" && a.Occurrence != date.ID:
				continue
			}
			kind := PersonConflict
			switch {
			case a.Part == TakenFor:
				kind = PlaceConflict
			case a.Part == Chairs && b.Part == Speaks, a.Part == Speaks && b.Part == Chairs:
				kind = ChairConflict
			}
			found = append(found, Conflict{Kind: kind, Person: a.Person, On: date, Other: other})
		}
	}
	return found
}

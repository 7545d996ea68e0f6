package planner

// ConflictKind is what cannot be in two places at once, or on a day off.
type ConflictKind string

// The kinds of conflicts.
const (
	PersonConflict  ConflictKind = "person"  // somebody is at two events at once
	PlaceConflict   ConflictKind = "place"   // a room is taken
	HolidayConflict ConflictKind = "holiday" // a public holiday, or days without events
	ChairConflict   ConflictKind = "chair"   // whoever chairs speaks elsewhere
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

// Overlap says whether two dates share some time. Of a stay of weeks it is not
// asked: whoever stays somewhere goes to seminars there.
func Overlap(a, b Occurrence) bool {
	return a.StartAt.Before(b.EndAt) && b.StartAt.Before(a.EndAt)
}

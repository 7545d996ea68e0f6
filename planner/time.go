package planner

import "time"

// Date is a day of the calendar, without a zone. As text: "2027-05-12".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Clock is an hour of the day, without a date or zone. As text: "15:00".
type Clock struct{ Hour, Minute int }

// Wall is a date and hour as people write them; it means an instant only with
// a zone. As text: "2027-05-12T15:00".
type Wall struct {
	Date  Date
	Clock Clock
}

// Resolution says how a wall time became an instant.
type Resolution string

// A wall time either exists once, or not at all (spring: it takes the offset
// before the gap and so moves forward), or twice (autumn: the first is taken).
// RFC 5545 section 3.3.5.
const (
	Exact Resolution = "exact"
	Gap   Resolution = "gap"
	Fold  Resolution = "fold"
)

// Span is a stretch of wall time in a zone. For an all-day span both clocks
// are 00:00 and End.Date is its last day (inclusive).
type Span struct {
	Start  Wall
	End    Wall
	AllDay bool
	Zone   string // IANA name
}

package planner

import (
	"slices"
	"time"
)

// Kinds lists the seven.
func Kinds() []Kind {
	return []Kind{Workshop, Seminar, School, Meeting, Visit, Committee, Supervision}
}

// Valid says whether k is one of the seven.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// DefaultSpan is how long an event of kind k lasts when nobody said: without
// an hour it takes whole days, with one it ends the same day or soon after.
func DefaultSpan(k Kind, start Wall, hasHour bool, zone string) Span {
	if hasHour {
		return Timed(start, k.Hours(), zone)
	}
	return AllDay(start.Date, start.Date.AddDays(k.Days()-1), zone)
}

// Hours is how long an event of kind k usually lasts when it starts at an hour
// of the day.
func (k Kind) Hours() time.Duration {
	switch k {
	case Workshop, School, Visit:
		return 8 * time.Hour
	case Committee:
		return 2 * time.Hour
	default:
		return time.Hour
	}
}

// Days is how many days an event of kind k usually takes when it starts at no
// hour in particular.
func (k Kind) Days() int {
	if k == School {
		return 5
	}
	return 1
}

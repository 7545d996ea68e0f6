package planner

import (
	"time"
	"unicode/utf8"
)

// BlackoutID identifies a blackout.
type BlackoutID string

// Blackout is a stretch of days in which a collaboration holds no events. It
// forbids nothing: whoever plans is told.
type Blackout struct {
	ID            BlackoutID
	Collaboration CollaborationID
	First, Last   Date // both included
	Reason        string
	Withdrawn     bool
	Created       time.Time
}

// Validate says what is wrong with the blackout as a [*Refusal].
func (b Blackout) Validate() error {
	switch {
	case !b.First.Valid() || !b.Last.Valid():
		return &Refusal{Why: "when.impossible", Words: b.First.String()}
	case b.Last.Before(b.First):
		return &Refusal{Why: "event.ends_before_start", Words: b.Last.String()}
	case b.First.DaysUntil(b.Last) > MaxAhead:
		return &Refusal{Why: "blackout.long"}
	case utf8.RuneCountInString(b.Reason) > MaxTitle:
		return tooLong("collaboration.text_long", b.Reason, MaxTitle)
	}
	return nil
}

// Touches says whether the days from first to last share one with the
// blackout.
func (b Blackout) Touches(first, last Date) bool {
	return !last.Before(b.First) && !b.Last.Before(first)
}

package planner

import "time"

// Stay is a stretch of days that a person spends away from home: until it ends
// their hours are those of its zone.
type Stay struct {
	Place string // as said
	Zone  string // IANA name of the place's zone
	First Date   // the first day there, on its own calendar
	Last  Date   // the last, inclusive
}

// Covers says whether at lies within the stay, from the first instant of its
// first day to the last of its last day there.
func (s Stay) Covers(at time.Time) bool {
	day, err := DateOf(at, s.Zone)
	return err == nil && !day.Before(s.First) && !s.Last.Before(day)
}

// ZoneAt is the zone by whose clocks the person lives at that instant: of the
// stay that covers it, else of their home. Of two stays that cover it the one
// that was said last holds. It is empty while the home is not known.
func (p Person) ZoneAt(at time.Time) string {
	if stay, away := p.StayAt(at); away {
		return stay.Zone
	}
	return p.Zone
}

// StayAt is the stay that covers an instant, if one does.
func (p Person) StayAt(at time.Time) (stay Stay, away bool) {
	for i := len(p.Stays) - 1; i >= 0; i-- {
		if p.Stays[i].Covers(at) {
			return p.Stays[i], true
		}
	}
	return Stay{}, false
}

// Supersedes says whether a stay that is said at now takes the place of one that
// was said before: it covers it, or is another end of a stay in the same zone
// that has begun or begins no earlier.
func (s Stay) Supersedes(old Stay, now time.Time) bool {
	if old.Last.Before(s.First) || s.Last.Before(old.First) {
		return false
	}
	today, err := DateOf(now, s.Zone)
	later := !old.First.Before(s.First)
	return later && !s.Last.Before(old.Last) || err == nil && old.Zone == s.Zone && (later || !today.Before(s.First))
}

// Validate says why a stay cannot be kept, as seen at now; the error is a
// [*Refusal].
func (s Stay) Validate(now time.Time) error {
	today, err := DateOf(now, s.Zone)
	switch {
	case err != nil:
		return err
	case s.Last.Before(s.First):
		return &Refusal{Why: "stay.order", Words: s.Place}
	case s.Last.Before(today):
		return &Refusal{Why: "stay.past", Words: s.Place, Args: map[string]any{"date": s.Last}}
	case s.First.DaysUntil(s.Last) >= MaxStay:
		return &Refusal{Why: "stay.long", Words: s.Place, Args: map[string]any{"limit": MaxStay}}
	}
	return nil
}

// StaysFrom are the stays that have not ended at now, as kept: in the order in
// which they were said.
func (p Person) StaysFrom(now time.Time) []Stay {
	var ahead []Stay
	for _, s := range p.Stays {
		if today, err := DateOf(now, s.Zone); err == nil && !s.Last.Before(today) {
			ahead = append(ahead, s)
		}
	}
	return ahead
}

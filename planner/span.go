package planner

import "time"

// AllDay is the span of the days from first to last, both included.
func AllDay(first, last Date, zone string) Span {
	return Span{Start: Wall{Date: first}, End: Wall{Date: last}, AllDay: true, Zone: zone}
}

// Timed is the span that starts at start and lasts so long on the clock.
func Timed(start Wall, length time.Duration, zone string) Span {
	return Span{Start: start, End: start.Add(length), Zone: zone}
}

// Resolve is when the span starts and ends (UTC), and how its wall times
// became instants: as the start did, or as the end did when the start exists
// once. Days always resolve exactly: they last from their first instant to the
// first of the day after.
func (s Span) Resolve() (start, end time.Time, how Resolution, err error) {
	if s.AllDay {
		if start, err = DayStart(s.Start.Date, s.Zone); err != nil {
			return start, end, "", err
		}
		end, err = DayStart(s.End.Date.AddDays(1), s.Zone)
		return start, end, Exact, err
	}
	if start, how, err = ResolveLocal(s.Start, s.Zone); err != nil {
		return start, end, "", err
	}
	end, howEnd, err := ResolveLocal(s.End, s.Zone)
	if how == Exact {
		how = howEnd
	}
	// A start that moved out of a gap may have overtaken its end.
	if !end.After(start) {
		end = start.Add(s.Length())
	}
	return start, end, how, err
}

// Length is how long the span lasts on the clock; of days, 24 hours each.
func (s Span) Length() time.Duration {
	if s.AllDay {
		return time.Duration(s.Days()) * 24 * time.Hour
	}
	return s.End.Sub(s.Start)
}

// Days is the number of dates that the span touches. One that ends at
// midnight does not touch the day that begins then.
func (s Span) Days() int {
	last := s.End.Date
	if !s.AllDay && s.End.Clock == (Clock{}) && s.Start.Compare(s.End) < 0 {
		last = last.AddDays(-1)
	}
	return s.Start.Date.DaysUntil(last) + 1
}

// StartingAt is a span of the same length and zone that starts at start; of an
// all-day span only the date of start counts.
func (s Span) StartingAt(start Wall) Span {
	if s.AllDay {
		return AllDay(start.Date, start.Date.AddDays(s.Days()-1), s.Zone)
	}
	return Timed(start, s.Length(), s.Zone)
}

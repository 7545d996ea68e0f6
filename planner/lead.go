package planner

import "time"

// Morning is the clock of reminders that come days or months before, and of
// the hour at which, for reminders of hours before, an all-day event begins.
func Morning() Clock { return Clock{Hour: 9} }

// DefaultLeads are the reminders that an event of kind k gets by itself, the
// earliest first.
func DefaultLeads(k Kind) []Lead {
	month := Lead{Months: 1, At: Morning()}
	week := Lead{Days: 7, At: Morning()}
	day := Lead{Days: 1, At: Morning()}
	switch k {
	case Workshop, School:
		return []Lead{month, week, day}
	case Seminar:
		return []Lead{day, {Exact: time.Hour}}
	case Meeting, Committee:
		return []Lead{day, {Exact: 15 * time.Minute}}
	case Visit:
		return []Lead{month, week}
	case Supervision: // a defence or a student's stay needs preparing
		return []Lead{week, day}
	}
	return nil
}

// Calendar says whether the lead is counted on the calendar (in days and
// months, at a clock time) rather than in exact time.
func (l Lead) Calendar() bool { return l.Months != 0 || l.Days != 0 }

// DueAt is when the reminder of o comes (UTC), and how its wall time became an
// instant. Days and months before count on the calendar of the zone of o, and
// a month keeps the day number or takes the month's last day; hours and
// minutes before are exact, and before an all-day event they count from
// [Morning] of its first day, since nobody wants to be told at 23:00. Before its end they count from
// [Morning] of its last day.
func (l Lead) DueAt(o Occurrence) (time.Time, Resolution, error) {
	wall, at := o.Span.Start, o.StartAt
	if l.Anchor == AnchorEnd {
		wall, at = o.Span.End, o.EndAt
	}
	if l.Calendar() {
		date := wall.Date.AddMonths(-l.Months).AddDays(-l.Days)
		return ResolveLocal(Wall{date, l.At}, o.Span.Zone)
	}
	how := Exact
	if o.Span.AllDay {
		var err error
		if at, how, err = ResolveLocal(Wall{wall.Date, Morning()}, o.Span.Zone); err != nil {
			return time.Time{}, "", err
		}
	}
	return at.Add(-l.Exact), how, nil
}

// LeadAt is the lead, in whole minutes, whose reminder of o comes at an instant,
// or up to a minute after; false when o begins before.
func LeadAt(o Occurrence, at time.Time) (Lead, bool, error) {
	begins, _, err := Lead{}.DueAt(o)
	lead := Lead{Exact: begins.Sub(at).Truncate(time.Minute)}
	return lead, err == nil && begins.After(at) && o.StartAt.After(at), err
}

// ahead says whether something is still to be said of o: its anchor lies ahead.
func (l Lead) ahead(o Occurrence, now time.Time) bool {
	if l.Anchor == AnchorEnd {
		return o.EndAt.After(now)
	}
	return o.StartAt.After(now)
}

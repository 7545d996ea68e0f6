package planner

import (
	"slices"
	"time"
)

// InYear is the day of d in another year, on the weekday of d: the nearest one,
// so that an event moves by whole weeks.
func (d Date) InYear(year int) Date { return d.OnWeekdayNear(d.AddMonths(12 * (year - d.Year))) }

// OnWeekdayNear is the date on the weekday of d that is nearest to near, and in
// its month where that is possible within a week.
func (d Date) OnWeekdayNear(near Date) Date {
	away := (int(d.Weekday()-near.Weekday())%7 + 7) % 7
	if away > 3 {
		away -= 7
	}
	found := near.AddDays(away)
	switch {
	case found.Month == near.Month:
	case found.Before(near):
		return found.AddDays(7)
	default:
		return found.AddDays(-7)
	}
	return found
}

// Held are the first and the last date that the rule or span of e gave, dates
// moved by themselves where they were planned first. Withdrawn ones do not count.
func (e Event) Held(occs []Occurrence) (first, last Date) {
	first, last = e.Span.Start.Date, e.Span.Start.Date
	for i, o := range slices.DeleteFunc(slices.Clone(occs), func(o Occurrence) bool { return o.State == Withdrawn }) {
		if day := o.Original.Date; i == 0 || day.Before(first) {
			first = day
		}
		if i == 0 || last.Before(o.Original.Date) {
			last = o.Original.Date
		}
	}
	return first, last
}

// Edition is a series as it is held anew from first to last: every rule keeps
// its weekdays or day of the month; dates left out before are not left out, since
// they were holidays of other days. A series without an end, copied without last,
// is a [*Refusal]. It is a new event, without number, of whoever copies it.
func (e Event) Edition(occs []Occurrence, first, last Date) (Event, error) {
	was, end := e.Held(occs)
	days := was.DaysUntil(first)
	switch {
	case last.IsZero() && e.Endless():
		return e, &Refusal{Why: "copy.endless"}
	case last.IsZero():
		last = end.AddDays(days)
		if e.Rule.Freq == Monthly || e.Rule.Freq == Yearly {
			last = last.AddDays(6) // the first Tuesday of a month is up to six days later in another year
		}
	}
	rule := *e.Rule
	rule.Except, rule.Count, rule.Until = nil, 0, last
	if rule.Freq == Listed {
		rule.Dates = listedFrom(occs, days)
	} else if rule.Freq != Daily && !rule.byDayNumber() {
		rule.Weekdays = rule.weekdays(was)
	}
	if rule.byDayNumber() {
		first = rule.dayNumberFrom(was, first)
	}
	e.Rule, e.Passed = &rule, 0
	e.Span = e.Span.StartingAt(Wall{first, e.Span.Start.Clock})
	var err error
	if e.Span, err = rule.Align(e.Span); err != nil {
		return e, err
	}
	dates, err := rule.dates(e.Span.Start.Date, e.Span.Start.Date)
	if err == nil && rule.Freq != Listed {
		rule.Until = dates[len(dates)-1]
	}
	return e, err
}

// EditionStart is when a next edition begins that is held in year: whole weeks
// later, but on the same day where the rule is about days of a month.
func (e Event) EditionStart(occs []Occurrence, year int) Date {
	first, _ := e.Held(occs)
	if e.Rule != nil && e.Rule.byDayNumber() {
		return first.AddMonths(12 * (year - first.Year))
	}
	return first.InYear(year)
}

// listedFrom are the dates of a list, some days later.
func listedFrom(occs []Occurrence, days int) (dates []Date) {
	for _, o := range occs {
		if o.State != Withdrawn {
			dates = append(dates, o.Original.Date.AddDays(days))
		}
	}
	slices.SortFunc(dates, Date.Compare)
	return slices.Compact(dates)
}

// dayNumberFrom is the first date on or after first that has the day number of
// was, and of a yearly rule its month.
func (r Rule) dayNumberFrom(was, first Date) Date {
	month, step := Date{Year: first.Year, Month: first.Month, Day: 1}, 1
	if r.Freq == Yearly {
		month.Month, step = was.Month, 12
	}
	for {
		start := Date{Year: month.Year, Month: month.Month, Day: was.Day}
		if start.Valid() && !start.Before(first) {
			return start
		}
		month = month.AddMonths(step)
	}
}

// Anew is e as a new event that owner plans at now: certain, and without what
// became of e so far.
func (e Event) Anew(owner PersonID, now time.Time) Event {
	e.ID, e.Number, e.Version, e.Sequence = "", 0, 0, 0
	e.Owner, e.State, e.Certainty = owner, Planned, Certain
	e.Created, e.Updated = now, now
	return e
}

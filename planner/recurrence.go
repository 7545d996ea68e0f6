package planner

import (
	"fmt"
	"slices"
	"time"

	"github.com/teambition/rrule-go"
)

// Occurrences are the dates of e, in order, without identifiers: one for a
// one-off, those of the rule for a series. A rule with an end gives all of
// them; without an end, those of three years from the first, and never more
// than [MaxOccurrences]. Numbers count on from Passed in order of the rule,
// dates left out included, so that leaving out one more changes no number. The
// error is a [*Refusal].
func Occurrences(e Event) ([]Occurrence, error) {
	return OccurrencesAhead(e, e.Span.Start.Date)
}

// OccurrencesAhead is as [Occurrences], but gives the dates on or after from
// only, and writes a rule without an end ahead for three years from there.
func OccurrencesAhead(e Event, from Date) ([]Occurrence, error) {
	dates := []Date{e.Span.Start.Date}
	var except []Date
	if e.Rule != nil {
		var err error
		if dates, err = e.Rule.dates(e.Span.Start.Date, from); err != nil {
			return nil, err
		}
		except = e.Rule.Except
	}
	var occs []Occurrence
	for i, date := range dates {
		if date.Before(from) || slices.Contains(except, date) {
			continue
		}
		o, err := occurrenceOf(e, e.Passed+i+1, date)
		if err != nil {
			return nil, err
		}
		occs = append(occs, o)
	}
	return occs, nil
}

func occurrenceOf(e Event, number int, date Date) (Occurrence, error) {
	span := e.Span.StartingAt(Wall{date, e.Span.Start.Clock})
	o := Occurrence{Event: e.ID, Number: number, Original: span.Start, Span: span, State: Planned}
	var err error
	o.StartAt, o.EndAt, o.Resolution, err = span.Resolve()
	return o, err
}

// dates are those that r gives from start on, dates left out included. They
// are expanded in UTC, where every day has 24 hours, and resolved one by one
// afterwards: rrule-go in a zone would take whatever time.Date says.
func (r Rule) dates(start, from Date) ([]Date, error) {
	if err := r.validate(); err != nil {
		return nil, err
	}
	if r.Freq == Listed {
		return r.listed(start)
	}
	option := r.option(start)
	if r.Endless() {
		option.Until = from.AddDays(MaxAhead).asUTC()
	}
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return nil, fmt.Errorf("expand rule: %w", err)
	}
	var dates []Date
	ahead := 0
	for next := rule.Iterator(); ; {
		t, ok := next()
		if !ok {
			break
		}
		if date := dateOf(t); !date.Before(from) {
			ahead++
		}
		if ahead > MaxOccurrences {
			if !r.Endless() {
				return nil, tooMany()
			}
			break
		}
		dates = append(dates, dateOf(t))
	}
	if len(dates) == 0 {
		return nil, &Refusal{Why: "event.no_dates"}
	}
	return dates, nil
}

// listed are the dates of a list from start to Until.
func (r Rule) listed(start Date) ([]Date, error) {
	dates := slices.DeleteFunc(slices.Clone(r.Dates), func(d Date) bool {
		return d.Before(start) || !r.Until.IsZero() && r.Until.Before(d)
	})
	if len(dates) == 0 {
		return nil, &Refusal{Why: "event.no_dates"}
	}
	return slices.Compact(dates), nil
}

func tooMany() error {
	return &Refusal{Why: "event.too_many", Args: map[string]any{"limit": MaxOccurrences}}
}

func (r Rule) option(start Date) rrule.ROption {
	o := rrule.ROption{
		Freq:     map[Freq]rrule.Frequency{Daily: rrule.DAILY, Weekly: rrule.WEEKLY, Monthly: rrule.MONTHLY, Yearly: rrule.YEARLY}[r.Freq],
		Dtstart:  start.asUTC(),
		Interval: r.Interval,
		Count:    r.Count,
	}
	if !r.Until.IsZero() {
		o.Until = r.Until.asUTC()
	}
	if r.Freq == Yearly {
		o.Bymonth = []int{int(start.Month)}
	}
	if r.byDayNumber() {
		o.Bymonthday = []int{start.Day}
	}
	for _, day := range r.weekdays(start) {
		weekday := [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}[day]
		for _, nth := range r.nths() {
			o.Byweekday = append(o.Byweekday, weekday.Nth(nth))
		}
	}
	return o
}

// Endless says whether the rule has no end.
func (r Rule) Endless() bool { return r.Until.IsZero() && r.Count == 0 && r.Freq != Listed }

// byDayNumber says whether the rule is "every month on the 12th" or "every
// year on 14 March". A month or year that has no such day is left out, as RFC
// 5545 section 3.3.10 wants.
func (r Rule) byDayNumber() bool { return (r.Freq == Monthly || r.Freq == Yearly) && r.Nth == 0 }

// nths are those of a month on which the weekdays count; 0: all of them.
func (r Rule) nths() []int { return append([]int{r.Nth}, r.AlsoNth...) }

// weekdays are those that the rule is limited to, Monday first; none when it
// is not about weekdays.
func (r Rule) weekdays(start Date) []time.Weekday {
	switch {
	case r.byDayNumber():
		return nil
	case len(r.Weekdays) == 0 && r.Freq == Daily:
		return nil
	case len(r.Weekdays) == 0:
		return []time.Weekday{start.Weekday()}
	}
	days := slices.Clone(r.Weekdays)
	slices.SortFunc(days, func(a, b time.Weekday) int { return int(a+6)%7 - int(b+6)%7 })
	return slices.Compact(days)
}

// Align moves s to the first date of the rule on or after its start, dates
// left out included: the first date of a series has to be one of its rule.
func (r Rule) Align(s Span) (Span, error) {
	if r.byDayNumber() {
		return s, r.validate()
	}
	if r.Until = (Date{}); r.Freq != Listed {
		r.Count = 1
	}
	dates, err := r.dates(s.Start.Date, s.Start.Date)
	if err != nil {
		return s, err
	}
	return s.StartingAt(Wall{dates[0], s.Start.Clock}), nil
}

func (r Rule) validate() error {
	inMonths := r.Freq == Monthly || r.Freq == Yearly
	switch {
	case r.Freq != Daily && r.Freq != Weekly && !inMonths && r.Freq != Listed,
		r.Interval < 1, r.Interval > MaxOccurrences, r.Count < 0,
		r.Nth != 0 && !inMonths, r.Nth == 0 && len(r.AlsoNth) > 0,
		slices.ContainsFunc(r.nths(), func(n int) bool { return n < -1 || n > 5 }), slices.Contains(r.AlsoNth, 0),
		(r.Freq == Listed) != (len(r.Dates) > 0), r.Freq == Listed && (r.Count > 0 || r.Interval > 1),
		!slices.IsSortedFunc(r.Dates, Date.Compare), slices.ContainsFunc(r.Dates, func(d Date) bool { return !d.Valid() }),
		!r.Until.IsZero() && !r.Until.Valid():
		return &Refusal{Why: "event.rule"}
	case r.Count > MaxOccurrences, len(r.Dates) > MaxOccurrences:
		return tooMany()
	}
	return nil
}

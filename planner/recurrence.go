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

func tooMany() error {
	return &Refusal{Why: "event.too_many", Args: map[string]any{"limit": MaxOccurrences}}
}

func (r Rule) option(start Date) rrule.ROption {
	o := rrule.ROption{
		Freq:     map[Freq]rrule.Frequency{Daily: rrule.DAILY, Weekly: rrule.WEEKLY, Monthly: rrule.MONTHLY}[r.Freq],
		Dtstart:  start.asUTC(),
		Interval: r.Interval,
		Count:    r.Count,
	}
	if !r.Until.IsZero() {
		o.Until = r.Until.asUTC()
	}
	if r.byDayNumber() {
		o.Bymonthday = []int{start.Day}
	}
	for _, day := range r.weekdays(start) {
		weekday := [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}[day]
		o.Byweekday = append(o.Byweekday, weekday.Nth(r.Nth))
	}
	return o
}

// Endless says whether the rule has no end.
func (r Rule) Endless() bool { return r.Until.IsZero() && r.Count == 0 }

// byDayNumber says whether the rule is "every month on the 12th". A month
// that has no such day is left out, as RFC 5545 section 3.3.10 wants.
func (r Rule) byDayNumber() bool { return r.Freq == Monthly && r.Nth == 0 }

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
	r.Until, r.Count = Date{}, 1
	dates, err := r.dates(s.Start.Date, s.Start.Date)
	if err != nil {
		return s, err
	}
	return s.StartingAt(Wall{dates[0], s.Start.Clock}), nil
}

func (r Rule) validate() error {
	switch {
	case r.Freq != Daily && r.Freq != Weekly && r.Freq != Monthly,
		r.Interval < 1, r.Interval > MaxOccurrences, r.Count < 0, r.Nth < -1, r.Nth > 5,
		r.Nth != 0 && r.Freq != Monthly,
		!r.Until.IsZero() && !r.Until.Valid():
		return &Refusal{Why: "event.rule"}
	case r.Count > MaxOccurrences:
		return tooMany()
	}
	return nil
}

package planner

import (
	"slices"
	"time"
)

// Shift moves what remains of e: every date in occs (all of the event) that
// starts at or after from goes as was would go to to, by the same difference
// on the clock, into the zone of to, and takes its length where that changes.
// What began before from never changes. It returns the event and all its
// dates; the error is a [*Refusal].
//
// The rule is anchored anew at the first date that moves, with those before it
// counted as Passed: they stay the rows that they are, and what is written
// later follows the new hour. Where no rule gives the dates as moved (the
// second Tuesdays, three days later), the event keeps its span and rule and
// each moved date another start than its original one; an endless rule that is
// so kept ends with the last date written, since it no longer says what comes
// after.
func Shift(e Event, occs []Occurrence, was, to Span, from time.Time) (Event, []Occurrence, error) {
	return shift(e, occs, was, to, from, func(o Occurrence) bool { return true })
}

// Follow is as [Shift] for "this and following", said as what the series does
// from then on: a date that was moved by itself stays where it is.
func Follow(e Event, occs []Occurrence, was, to Span, from time.Time) (Event, []Occurrence, error) {
	return shift(e, occs, was, to, from, func(o Occurrence) bool { return !e.OwnTime(o) })
}

// Meanwhile moves the dates of e between from and until, as was would go to to,
// each by itself; those moved by themselves before stay, and so does the rule.
func Meanwhile(e Event, occs []Occurrence, was, to Span, from, until time.Time) ([]Occurrence, error) {
	moved := slices.Clone(occs)
	for i, o := range moved {
		if o.State != Planned || o.StartAt.Before(from) || !o.StartAt.Before(until) || e.OwnTime(o) {
			continue
		}
		var err error
		if moved[i], err = MoveOccurrence(o, shiftSpan(o.Span, was, to)); err != nil {
			return occs, err
		}
	}
	return moved, nil
}

func shift(e Event, occs []Occurrence, was, to Span, from time.Time, moves func(Occurrence) bool) (Event, []Occurrence, error) {
	if e.State != Planned {
		return e, occs, &Refusal{Why: "event.not_planned"}
	}
	if err := to.Validate(); err != nil {
		return e, occs, err
	}
	shifted := slices.Clone(occs)
	for i, o := range shifted {
		if o.State == Withdrawn || o.StartAt.Before(from) || !moves(o) {
			continue
		}
		o.Span = shiftSpan(o.Span, was, to)
		var err error
		if o.StartAt, o.EndAt, o.Resolution, err = o.Span.Resolve(); err != nil {
			return e, occs, err
		}
		shifted[i] = o
	}
	if e.Rule == nil {
		if len(shifted) == 1 {
			e.Span, shifted[0].Original = shifted[0].Span, shifted[0].Span.Start
		}
		return e, shifted, nil
	}
	if moved, ok := anchor(e, occs, shifted, was, to, from); ok {
		return moved, shifted, nil
	}
	return closeRule(e, occs), shifted, nil
}

// shiftSpan moves s as was would be moved to to.
func shiftSpan(s, was, to Span) Span {
	start := s.Start.Add(to.Start.Sub(was.Start))
	if was.AllDay != to.AllDay || was.Length() != to.Length() {
		return to.StartingAt(start)
	}
	s.Zone = to.Zone
	return s.StartingAt(start)
}

// anchor makes the rule begin after the last date that began before from, and
// with ok sets the originals of shifted after it, when the moved rule gives
// those dates.
func anchor(e Event, occs, shifted []Occurrence, was, to Span, from time.Time) (moved Event, ok bool) {
	passed := e.Passed
	for _, o := range occs {
		if o.State != Withdrawn && o.StartAt.Before(from) {
			passed = max(passed, o.Number)
		}
	}
	rest := func(o Occurrence) bool { return o.Number > passed && o.State != Withdrawn }
	first := slices.IndexFunc(occs, rest)
	if first < 0 {
		return e, false
	}
	start, days := e.Span.Start.Date, was.Start.Date.DaysUntil(to.Start.Date)
	moved = e
	if passed > e.Passed {
		start, moved.Passed = occs[first].Original.Date, occs[first].Number-1
	}
	moved.Span = shiftSpan(e.Span.StartingAt(Wall{start, e.Span.Start.Clock}), was, to)
	moved.Rule = e.Rule.from(start, moved.Passed-e.Passed).shift(days)
	originals, ok := originalsOf(moved, occs[len(occs)-1].Original.Date.AddDays(days))
	given := 0
	for i, o := range occs {
		if !rest(o) {
			continue
		}
		given++
		original, known := originals[o.Number]
		regular := !o.Moved() && shifted[i].Span != o.Span
		if !known || regular && original != shifted[i].Span.Start {
			return e, false
		}
	}
	if !ok || !e.Endless() && given != len(originals) {
		return e, false
	}
	for i, o := range occs {
		if rest(o) {
			shifted[i].Original = originals[o.Number]
		}
	}
	return moved, true
}

// originalsOf are the starts that the rule of e gives, by number, as far as
// last at least.
func originalsOf(e Event, last Date) (map[int]Wall, bool) {
	dates, err := e.Rule.dates(e.Span.Start.Date, last)
	if err != nil || dates[0] != e.Span.Start.Date {
		return nil, false
	}
	originals := make(map[int]Wall, len(dates))
	for i, date := range dates {
		if !slices.Contains(e.Rule.Except, date) {
			originals[e.Passed+i+1] = Wall{date, e.Span.Start.Clock}
		}
	}
	return originals, true
}

// from is the rule begun later: on start, after so many of its dates.
func (r Rule) from(start Date, passed int) *Rule {
	if r.Count > 0 {
		r.Count -= passed
	}
	r.Except = slices.DeleteFunc(slices.Clone(r.Except), func(d Date) bool { return d.Before(start) })
	return &r
}

// shift is the rule some days later. Where no rule says that (the second
// Tuesday of a month, three days later) the result gives other dates, which
// anchor notices.
func (r Rule) shift(days int) *Rule {
	r.Weekdays = slices.Clone(r.Weekdays)
	for i, day := range r.Weekdays {
		r.Weekdays[i] = time.Weekday(((int(day)+days)%7 + 7) % 7)
	}
	for _, dates := range []*[]Date{&r.Except, &r.Dates} {
		*dates = slices.Clone(*dates)
		for i, date := range *dates {
			(*dates)[i] = date.AddDays(days)
		}
	}
	if !r.Until.IsZero() {
		r.Until = r.Until.AddDays(days)
	}
	return &r
}

func closeRule(e Event, occs []Occurrence) Event {
	if !e.Endless() {
		return e
	}
	rule := *e.Rule
	for _, o := range occs {
		if rule.Until.Before(o.Original.Date) {
			rule.Until = o.Original.Date
		}
	}
	e.Rule = &rule
	return e
}

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
// When all dates move, and the rule moved with them still gives the same ones,
// the event itself moves. Otherwise it keeps its span and rule, and each moved
// date another start than its original one; an endless rule that is so kept
// ends with the last date written, since it no longer says what comes after.
func Shift(e Event, occs []Occurrence, was, to Span, from time.Time) (Event, []Occurrence, error) {
	if e.State != Planned {
		return e, occs, &Refusal{Why: "event.not_planned"}
	}
	if err := to.Validate(); err != nil {
		return e, occs, err
	}
	shifted, whole := slices.Clone(occs), true
	for i, o := range shifted {
		if o.StartAt.Before(from) {
			whole = whole && o.State == Withdrawn
			continue
		}
		o.Span = shiftSpan(o.Span, was, to)
		var err error
		if o.StartAt, o.EndAt, o.Resolution, err = o.Span.Resolve(); err != nil {
			return e, occs, err
		}
		shifted[i] = o
	}
	if whole {
		if moved, ok := shiftEvent(e, occs, shifted, was, to); ok {
			return moved, shifted, nil
		}
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

// shiftEvent moves the event with its rule, and with ok the originals of
// shifted, when the moved rule gives those dates.
func shiftEvent(e Event, occs, shifted []Occurrence, was, to Span) (moved Event, ok bool) {
	e.Span = shiftSpan(e.Span, was, to)
	if e.Rule != nil {
		rule := e.Rule.shift(was.Start.Date.DaysUntil(to.Start.Date))
		e.Rule = &rule
	} else if len(shifted) == 1 {
		e.Span = shifted[0].Span
	}
	wanted, err := Occurrences(e)
	if err != nil {
		return e, false
	}
	originals := make(map[int]Wall, len(wanted))
	for _, o := range wanted {
		originals[o.Number] = o.Original
	}
	for i, o := range shifted {
		original, known := originals[o.Number]
		if !known || e.Rule != nil && !occs[i].Moved() && original != o.Span.Start {
			return e, false
		}
	}
	for i := range shifted {
		shifted[i].Original = originals[shifted[i].Number]
	}
	return e, true
}

// shift is the rule some days later. Where no rule says that (the second
// Tuesday of a month, three days later) the result gives other dates, which
// shiftEvent notices.
func (r Rule) shift(days int) Rule {
	r.Weekdays = slices.Clone(r.Weekdays)
	for i, day := range r.Weekdays {
		r.Weekdays[i] = time.Weekday(((int(day)+days)%7 + 7) % 7)
	}
	r.Except = slices.Clone(r.Except)
	for i, date := range r.Except {
		r.Except[i] = date.AddDays(days)
	}
	if !r.Until.IsZero() {
		r.Until = r.Until.AddDays(days)
	}
	return r
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

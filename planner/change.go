package planner

import (
	"cmp"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"
)

// MoveOccurrence is o held at to instead: one date leaves its series, which
// itself does not change. Number and Original stay. The error is a [*Refusal].
func MoveOccurrence(o Occurrence, to Span) (Occurrence, error) {
	if o.State != Planned {
		return o, &Refusal{Why: "occurrence.not_planned"}
	}
	if err := to.Validate(); err != nil {
		return o, err
	}
	o.Span = to
	var err error
	o.StartAt, o.EndAt, o.Resolution, err = to.Resolve()
	return o, err
}

// CancelOccurrence is o not held, for a reason that may be empty; its place in
// the series stays. The error is a [*Refusal].
func CancelOccurrence(o Occurrence, reason string) (Occurrence, error) {
	if o.State != Planned {
		return o, &Refusal{Why: "occurrence.not_planned"}
	}
	if utf8.RuneCountInString(reason) > MaxTitle {
		return o, tooLong("occurrence.reason_long", reason, MaxTitle)
	}
	o.State, o.Reason = Cancelled, reason
	return o, nil
}

// RestoreOccurrence is o, which was cancelled, held after all. The error is a
// [*Refusal].
func RestoreOccurrence(o Occurrence) (Occurrence, error) {
	if o.State != Cancelled {
		return o, &Refusal{Why: "occurrence.planned"}
	}
	o.State, o.Reason = Planned, ""
	return o, nil
}

// Readmit is e with a date held after all that its rule leaves out ("except 21
// April"), and that date among occs (all of the event). ok is false when the
// rule does not leave it out, or it lies further ahead than any date written.
func Readmit(e Event, occs []Occurrence, date Date) (readmitted Event, all []Occurrence, ok bool) {
	if e.Rule == nil || !slices.Contains(e.Rule.Except, date) || len(occs) == 0 || occs[len(occs)-1].Original.Date.Before(date) {
		return e, occs, false
	}
	rule := *e.Rule
	rule.Except = slices.DeleteFunc(slices.Clone(rule.Except), func(d Date) bool { return d == date })
	e.Rule = &rule
	dates, err := OccurrencesAhead(e, date)
	if err != nil || len(dates) == 0 || dates[0].Original.Date != date {
		return e, occs, false
	}
	all = slices.Clone(occs)
	at, there := slices.BinarySearchFunc(occs, dates[0].Number, func(o Occurrence, n int) int { return o.Number - n })
	if there { // held before, and taken back
		dates[0].ID = occs[at].ID
		all = slices.Delete(all, at, at+1)
	}
	return e, slices.Insert(all, at, dates[0]), true
}

// EndBefore ends the series e with its last date that begins before from: those
// after it in occs (all of the event) are withdrawn, and none is written any
// more. What was held stays on record. The error is a [*Refusal]; that there is
// no date before from is one: the event itself is cancelled then.
func EndBefore(e Event, occs []Occurrence, from time.Time) (Event, []Occurrence, error) {
	var last Occurrence
	for _, o := range occs {
		if o.State != Withdrawn && o.StartAt.Before(from) && o.Number > last.Number {
			last = o
		}
	}
	if last.Number == 0 || e.Rule == nil {
		return e, occs, &Refusal{Why: "event.none_before"}
	}
	rule := *e.Rule
	if last.Number <= e.Passed { // the rule has given nothing yet: it begins and ends with the last date held
		rule = Rule{Freq: rule.Freq, Interval: rule.Interval}
		e.Span, e.Passed = last.Span.StartingAt(last.Original), last.Number-1
	}
	rule.Until, rule.Count = last.Original.Date, 0
	e.Rule = &rule
	ended := slices.Clone(occs)
	for i, o := range occs {
		switch {
		case o.StartAt.Before(from):
		case o.Number > last.Number:
			ended[i].State = Withdrawn
		case o.State == Planned: // moved to after the end by itself: the rule still gives it
			ended[i].State = Cancelled
		}
	}
	return e, ended, nil
}

// Next is the first date in occs that is held and starts after at.
func Next(occs []Occurrence, at time.Time) (Occurrence, bool) {
	held := slices.DeleteFunc(slices.Clone(occs), func(o Occurrence) bool { return o.State != Planned || !o.StartAt.After(at) })
	if len(held) == 0 {
		return Occurrence{}, false
	}
	return slices.MinFunc(held, func(a, b Occurrence) int { return cmp.Or(a.StartAt.Compare(b.StartAt), a.Number-b.Number) }), true
}

// Ahead are the planned dates that have not ended.
func Ahead(occs []Occurrence, now time.Time) []Occurrence {
	var coming []Occurrence
	for _, o := range occs {
		if o.State == Planned && o.EndAt.After(now) {
			coming = append(coming, o)
		}
	}
	return coming
}

// HeldOn says whether a date is one of the days of an occurrence.
func (o Occurrence) HeldOn(date Date) bool {
	first := o.Span.Start.Date
	return o.State == Planned && !date.Before(first) && date.Before(first.AddDays(o.Span.Days()))
}

// Revised is e as it has to be kept after a change from before: its Sequence
// is raised by one when time, zone, rule, place or state differ, or when some
// of its dates were moved or cancelled by themselves, and else is left alone,
// so that calendars take notice of what matters (RFC 5545 section 3.8.7.4).
func (e Event) Revised(before Event, dates bool) Event {
	e.Sequence = before.Sequence
	if dates || e.Span != before.Span || !reflect.DeepEqual(e.Rule, before.Rule) ||
		e.Place != before.Place || e.State != before.State || e.Certainty != before.Certainty {
		e.Sequence++
	}
	return e
}

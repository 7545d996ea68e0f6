package planner

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// aSeries is any rule that people say, with its dates.
func aSeries(t *rapid.T) (Event, []Occurrence) {
	start := Wall{Date{2027, 1, 4}.AddDays(rapid.IntRange(0, 30).Draw(t, "first day")), Clock{rapid.IntRange(8, 18).Draw(t, "hour"), 0}}
	zone := rapid.SampledFrom([]string{"Europe/Paris", "America/Montreal", "Asia/Tokyo", "Australia/Sydney"}).Draw(t, "zone")
	rule := Rule{Freq: Weekly, Interval: rapid.IntRange(1, 3).Draw(t, "interval")}
	switch rapid.IntRange(0, 3).Draw(t, "shape") {
	case 0:
		rule.Weekdays = []time.Weekday{time.Monday, time.Thursday}
	case 1:
		rule = Rule{Freq: Monthly, Interval: 1, Nth: 2, Weekdays: []time.Weekday{time.Tuesday}}
	case 2:
		rule = Rule{Freq: Daily, Interval: rule.Interval}
	}
	switch rapid.IntRange(0, 2).Draw(t, "end") {
	case 0:
		rule.Count = rapid.IntRange(2, 12).Draw(t, "count")
	case 1:
		rule.Until = start.Date.AddDays(rapid.IntRange(40, 200).Draw(t, "until"))
	}
	e := Event{ID: "e", Kind: Seminar, Title: "Oceans", State: Planned, Span: Timed(start, time.Hour, zone), Rule: &rule}
	var err error
	if e.Span, err = rule.Align(e.Span); err != nil {
		t.Fatal(err)
	}
	if rapid.Bool().Draw(t, "one left out") {
		rule.Except = []Date{e.Span.Start.Date.AddDays(7 * rule.Interval)}
	}
	occs, err := Occurrences(e)
	if err != nil {
		t.Skip(err)
	}
	for i, o := range occs {
		occs[i].ID = OccurrenceID(o.Original.String())
	}
	return e, occs
}

// changeSeries does to a series one of the things that people do; what is
// refused leaves it as it was.
func changeSeries(t *rapid.T, e Event, occs []Occurrence, now time.Time) (Event, []Occurrence) {
	i := rapid.IntRange(0, len(occs)-1).Draw(t, "date")
	o := occs[i]
	if o.StartAt.Before(now) {
		return e, occs
	}
	to := o.Span.StartingAt(o.Span.Start.Add(time.Duration(rapid.IntRange(-48, 200).Draw(t, "hours later")) * time.Hour))
	var err error
	next := append([]Occurrence(nil), occs...)
	after := e
	switch rapid.IntRange(0, 6).Draw(t, "what") {
	case 0:
		next[i], err = CancelOccurrence(o, "strike")
	case 1:
		next[i], err = RestoreOccurrence(o)
	case 2:
		next[i], err = MoveOccurrence(o, to)
	case 3:
		after, next, err = Shift(e, occs, o.Span, to, now)
	case 4:
		after, next, err = Follow(e, occs, o.Span, to, o.StartAt)
	case 5:
		after, next, err = EndBefore(e, occs, o.StartAt)
	case 6:
		until := occs[len(occs)-1].Original.Date.AddDays(rapid.IntRange(-30, 60).Draw(t, "longer"))
		after, next, _, err = Prolong(e, occs, until, now)
		for i, o := range next {
			if o.ID == "" {
				next[i].ID = OccurrenceID(fmt.Sprint("new ", o.Number))
			}
		}
	}
	if err != nil {
		return e, occs
	}
	return after, next
}

// TestChangesOfASeries: whatever is done to a series, dates that have begun
// stay as they were, no number or id changes, and the rule still gives each
// date that it stands for, under its number.
func TestChangesOfASeries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, occs := aSeries(t)
		now := e.Span.Start.asUTC().AddDate(0, 0, -3)
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			now = now.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "days pass"))
			before := occs
			e, occs = changeSeries(t, e, occs, now)
			for _, was := range before {
				i := slices.IndexFunc(occs, func(o Occurrence) bool { return o.ID == was.ID })
				if i < 0 || occs[i].Number != was.Number {
					t.Fatalf("date %d is gone from %+v", was.Number, occs)
				}
				if was.State != Withdrawn && was.StartAt.Before(now) && occs[i] != was {
					t.Fatalf("what began at %s is now %+v", was.StartAt, occs[i])
				}
			}
			if !slices.IsSortedFunc(occs, func(a, b Occurrence) int { return a.Number - b.Number }) {
				t.Fatalf("out of order: %+v", occs)
			}
			rightRule(t, e, occs)
		}
	})
}

// rightRule wants the rule of e to give the dates after Passed, and new ones
// only behind them.
func rightRule(t *rapid.T, e Event, occs []Occurrence) {
	last := occs[len(occs)-1]
	originals, ok := originalsOf(e, last.Original.Date)
	if !ok {
		t.Fatalf("the rule %+v does not begin on %s", *e.Rule, e.Span.Start.Date)
	}
	stands := map[int]bool{}
	for _, o := range occs {
		stands[o.Number] = o.State != Withdrawn
		given, known := originals[o.Number]
		if o.Number > e.Passed && o.State != Withdrawn && (!known || given != o.Original) {
			t.Fatalf("date %d is %s by the rule, and %s in its row", o.Number, given, o.Original)
		}
	}
	for number := range originals {
		if !stands[number] && number <= last.Number {
			t.Fatalf("the rule gives date %d, for which there is no row", number)
		}
	}
	if !e.Endless() {
		return
	}
	more, err := OccurrencesAhead(e, last.Original.Date.AddDays(1))
	if err != nil || len(more) == 0 || more[0].Number <= last.Number {
		t.Fatalf("after date %d it goes on with %+v, %v", last.Number, more[:min(1, len(more))], err)
	}
}

package planner

import (
	"errors"
	"testing"
	"time"
)

func wall(t testing.TB, s string) Wall {
	t.Helper()
	w, err := ParseWall(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

func refused(t testing.TB, err error, why string) {
	t.Helper()
	var r *Refusal
	if !errors.As(err, &r) || r.Why != why {
		t.Errorf("got %v, want refusal %s", err, why)
	}
}

// seminar is the weekly one of most tests: Tuesdays 15:00 to 16:00 in Paris.
func seminar(t testing.TB, first, until string) Event {
	rule := Rule{Freq: Weekly, Interval: 1, Weekdays: []time.Weekday{time.Tuesday}}
	if until != "" {
		rule.Until = date(t, until)
	}
	return Event{
		ID: "oceans", Kind: Seminar, Title: "Oceans", State: Planned, Rule: &rule,
		Span: Timed(Wall{date(t, first), Clock{15, 0}}, time.Hour, "Europe/Paris"),
	}
}

// dated gives the occurrences of e identifiers, as the store does.
func dated(t testing.TB, e Event) []Occurrence {
	t.Helper()
	occs, err := Occurrences(e)
	if err != nil {
		t.Fatal(err)
	}
	for i := range occs {
		occs[i].ID = OccurrenceID(occs[i].Original.String())
	}
	return occs
}

func starts(occs []Occurrence) []string {
	var texts []string
	for _, o := range occs {
		texts = append(texts, o.Span.Start.String())
	}
	return texts
}

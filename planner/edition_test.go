package planner_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/planner"
)

// A next edition is whole weeks later, in the year that was said, and has as
// many dates to a week.
func TestEditionKeepsWeekdays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := planner.Date{Year: 2027, Month: time.January, Day: 1}.AddDays(rapid.IntRange(0, 364).Draw(t, "first"))
		year := rapid.IntRange(2028, 2040).Draw(t, "year")
		rule := &planner.Rule{Freq: planner.Weekly, Interval: rapid.IntRange(1, 3).Draw(t, "interval"), Count: rapid.IntRange(1, 40).Draw(t, "count")}
		e := planner.Event{Kind: planner.Seminar, Title: "Oceans", State: planner.Planned, Rule: rule,
			Span: planner.Timed(planner.Wall{Date: first, Clock: planner.Clock{Hour: 15}}, time.Hour, "Europe/Paris")}
		occs, err := planner.Occurrences(e)
		if err != nil {
			t.Fatal(err)
		}
		start := e.EditionStart(occs, year)
		if days := first.DaysUntil(start); days%7 != 0 || start.Year != year {
			t.Fatalf("%s to %s: %d days", first, start, days)
		}
		next, err := e.Edition(occs, start, planner.Date{})
		if err != nil {
			t.Fatal(err)
		}
		held, err := planner.Occurrences(next)
		if err != nil || len(held) != len(occs) {
			t.Fatalf("%d dates instead of %d: %v", len(held), len(occs), err)
		}
		for i, o := range held {
			if days := occs[i].Span.Start.Date.DaysUntil(o.Span.Start.Date); days != first.DaysUntil(start) || o.Span.Start.Clock != e.Span.Start.Clock {
				t.Fatalf("date %d: %s to %s", i, occs[i].Span.Start, o.Span.Start)
			}
		}
	})
}

// Where a rule is about days of a month, its next edition is too.
func TestEditionOfMonths(t *testing.T) {
	for name, c := range map[string]struct {
		first string
		rule  planner.Rule
		want  []string
	}{
		"the 31st":          {"2027-01-31", planner.Rule{Freq: planner.Monthly, Interval: 1, Count: 3}, []string{"2028-01-31", "2028-03-31", "2028-05-31"}},
		"the first Tuesday": {"2027-06-01", planner.Rule{Freq: planner.Monthly, Interval: 1, Nth: 1, Count: 2}, []string{"2028-06-06", "2028-07-04"}},
		"14 March":          {"2027-03-14", planner.Rule{Freq: planner.Yearly, Interval: 1, Count: 1}, []string{"2028-03-14"}},
		"separate dates":    {"2027-03-01", planner.Rule{Freq: planner.Listed, Interval: 1, Dates: dates("2027-03-01", "2027-03-10")}, []string{"2028-03-06", "2028-03-15"}},
	} {
		t.Run(name, func(t *testing.T) {
			e := planner.Event{State: planner.Planned, Rule: &c.rule, Span: planner.Timed(planner.Wall{Date: dates(c.first)[0], Clock: planner.Clock{Hour: 15}}, time.Hour, "Europe/Paris")}
			occs, err := planner.Occurrences(e)
			if err != nil {
				t.Fatal(err)
			}
			next, err := e.Edition(occs, e.EditionStart(occs, 2028), planner.Date{})
			if err != nil {
				t.Fatal(err)
			}
			held, err := planner.Occurrences(next)
			if err != nil || len(held) != len(c.want) {
				t.Fatalf("%v, %v", held, err)
			}
			for i, o := range held {
				if o.Span.Start.Date.String() != c.want[i] {
					t.Errorf("date %d: %s instead of %s", i, o.Span.Start.Date, c.want[i])
				}
			}
		})
	}
}

func dates(texts ...string) (list []planner.Date) {
	for _, text := range texts {
		d, err := planner.ParseDate(text)
		if err != nil {
			panic(err)
		}
		list = append(list, d)
	}
	return list
}

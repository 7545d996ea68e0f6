package planner

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestOccurrences(t *testing.T) {
	tests := []struct {
		name, start string
		rule        Rule
		want        string // dates
	}{
		{"weekly", "2027-01-12", Rule{Freq: Weekly, Interval: 1, Until: date(t, "2027-02-02")},
			"2027-01-12 2027-01-19 2027-01-26 2027-02-02"},
		{"every second week on two days", "2027-01-12",
			Rule{Freq: Weekly, Interval: 2, Weekdays: []time.Weekday{time.Thursday, time.Tuesday}, Count: 4},
			"2027-01-12 2027-01-14 2027-01-26 2027-01-28"},
		{"weekdays", "2027-01-14", Rule{Freq: Weekly, Interval: 1, Count: 4,
			Weekdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}},
			"2027-01-14 2027-01-15 2027-01-18 2027-01-19"},
		{"daily", "2027-02-27", Rule{Freq: Daily, Interval: 1, Count: 3}, "2027-02-27 2027-02-28 2027-03-01"},
		{"an exception", "2027-01-12", Rule{Freq: Weekly, Interval: 1, Count: 3, Except: []Date{date(t, "2027-01-19")}},
			"2027-01-12 2027-01-26"},
		{"an exception that is no date", "2027-01-12",
			Rule{Freq: Weekly, Interval: 1, Count: 2, Except: []Date{date(t, "2027-01-20")}}, "2027-01-12 2027-01-19"},
		{"first date left out", "2027-01-12", Rule{Freq: Weekly, Interval: 1, Count: 2, Except: []Date{date(t, "2027-01-12")}},
			"2027-01-19"},
		{"second Tuesday", "2027-01-12", Rule{Freq: Monthly, Interval: 1, Nth: 2, Weekdays: []time.Weekday{time.Tuesday}, Count: 3},
			"2027-01-12 2027-02-09 2027-03-09"},
		{"last Friday", "2027-01-29", Rule{Freq: Monthly, Interval: 1, Nth: -1, Count: 3}, "2027-01-29 2027-02-26 2027-03-26"},
		{"fifth Friday", "2027-01-29", Rule{Freq: Monthly, Interval: 1, Nth: 5, Count: 3}, "2027-01-29 2027-04-30 2027-07-30"},
		{"the 31st", "2027-01-31", Rule{Freq: Monthly, Interval: 1, Count: 4}, "2027-01-31 2027-03-31 2027-05-31 2027-07-31"},
		{"first and third Tuesday", "2027-01-05", Rule{Freq: Monthly, Interval: 1, Nth: 1, AlsoNth: []int{3}, Count: 4},
			"2027-01-05 2027-01-19 2027-02-02 2027-02-16"},
		{"every year", "2027-03-14", Rule{Freq: Yearly, Interval: 1, Count: 3}, "2027-03-14 2028-03-14 2029-03-14"},
		{"every 29 February", "2028-02-29", Rule{Freq: Yearly, Interval: 1, Count: 2}, "2028-02-29 2032-02-29"},
		{"first Monday of October", "2027-10-04", Rule{Freq: Yearly, Interval: 1, Nth: 1, Count: 3}, "2027-10-04 2028-10-02 2029-10-01"},
		{"separate dates", "2027-03-10", Rule{Freq: Listed, Interval: 1, Until: date(t, "2027-05-01"), Except: []Date{date(t, "2027-04-14")},
			Dates: []Date{date(t, "2027-03-03"), date(t, "2027-03-10"), date(t, "2027-04-14"), date(t, "2027-04-20"), date(t, "2027-05-05")}},
			"2027-03-10 2027-04-20"},
		{"every third month", "2027-01-12", Rule{Freq: Monthly, Interval: 3, Count: 3}, "2027-01-12 2027-04-12 2027-07-12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := seminar(t, tt.start, "")
			e.Rule = &tt.rule
			occs, err := Occurrences(e)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range occs {
				got = append(got, o.Original.Date.String())
			}
			if diff := cmp.Diff(strings.Fields(tt.want), got); diff != "" {
				t.Error(diff)
			}
			if err := e.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestOccurrencesOverSummerTime(t *testing.T) {
	occs, err := Occurrences(seminar(t, "2027-01-12", "2027-06-29"))
	if err != nil {
		t.Fatal(err)
	}
	if len(occs) != 25 {
		t.Fatalf("%d dates, want 25", len(occs))
	}
	for i, o := range occs {
		want := "14:00"
		if !o.Original.Date.Before(date(t, "2027-03-28")) {
			want = "13:00"
		}
		if o.Number != i+1 || o.StartAt.Format("15:04") != want || o.Span.Start.Clock != (Clock{15, 0}) ||
			o.EndAt.Sub(o.StartAt) != time.Hour || o.Moved() || o.State != Planned || o.Event != "oceans" {
			t.Errorf("%d: %+v", i, o)
		}
	}
}

func TestOccurrenceInAGapIsKeptAndTold(t *testing.T) {
	e := seminar(t, "2027-03-27", "")
	e.Rule = &Rule{Freq: Daily, Interval: 1, Count: 3}
	e.Span = Timed(wall(t, "2027-03-27T02:30"), time.Hour, "Europe/Paris")
	var got []Resolution
	for _, o := range dated(t, e) {
		got = append(got, o.Resolution)
	}
	if !slices.Equal(got, []Resolution{Exact, Gap, Exact}) {
		t.Errorf("got %v", got)
	}
}

func TestNumbersSurviveExceptions(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-02-02")
	e.Rule.Except = []Date{date(t, "2027-01-19")}
	var got []int
	for _, o := range dated(t, e) {
		got = append(got, o.Number)
	}
	if !slices.Equal(got, []int{1, 3, 4}) {
		t.Errorf("got %v", got)
	}
}

func TestSeriesOfSeveralDays(t *testing.T) {
	e := seminar(t, "2027-01-12", "")
	e.Span = AllDay(date(t, "2027-01-12"), date(t, "2027-01-14"), "Europe/Paris")
	e.Rule = &Rule{Freq: Monthly, Interval: 1, Count: 2}
	second := dated(t, e)[1]
	if want := AllDay(date(t, "2027-02-12"), date(t, "2027-02-14"), "Europe/Paris"); second.Span != want {
		t.Errorf("got %+v", second.Span)
	}
}

func TestEndlessRuleIsWrittenAhead(t *testing.T) {
	e := seminar(t, "2027-01-12", "")
	occs := dated(t, e)
	last := occs[len(occs)-1]
	if n := len(occs); n != 157 || e.Span.Start.Date.AddDays(MaxAhead).Before(last.Original.Date) {
		t.Errorf("%d dates, until %s", n, last.Original)
	}
	later, err := OccurrencesAhead(e, last.Original.Date.AddDays(1))
	if err != nil || len(later) != 157 || later[0].Number != last.Number+1 || later[0].Original != last.Original.Add(7*24*time.Hour) {
		t.Errorf("went on with %d dates from %+v, %v", len(later), later[0], err)
	}
	e.Rule = &Rule{Freq: Daily, Interval: 1}
	if n := len(dated(t, e)); n != MaxOccurrences {
		t.Errorf("%d days, want %d", n, MaxOccurrences)
	}
}

func TestAlign(t *testing.T) {
	e := seminar(t, "2027-01-01", "2027-06-29")
	span, err := e.Rule.Align(e.Span)
	if err != nil || span.Start.String() != "2027-01-05T15:00" || span.Length() != time.Hour {
		t.Errorf("got %+v, %v", span, err)
	}
	refused(t, e.Validate(), "event.start_off_rule")
	e.Span = span
	if err := e.Validate(); err != nil {
		t.Error(err)
	}
}

// A weekly series keeps its wall time, whatever the zone does meanwhile.
func TestSeriesKeepsItsWallTime(t *testing.T) {
	zones := ZoneNames()
	rapid.Check(t, func(t *rapid.T) {
		start := Wall{
			Date{2026, 1, 1}.AddDays(rapid.IntRange(0, 3000).Draw(t, "day")),
			Clock{rapid.IntRange(0, 23).Draw(t, "hour"), rapid.SampledFrom([]int{0, 15, 30, 45}).Draw(t, "minute")},
		}
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		length := time.Duration(rapid.IntRange(1, 3000).Draw(t, "minutes")) * time.Minute
		weeks := rapid.IntRange(1, 3).Draw(t, "weeks")
		e := Event{Span: Timed(start, length, zone), Rule: &Rule{Freq: Weekly, Interval: weeks, Count: 60}}
		occs, err := Occurrences(e)
		if err != nil || len(occs) != 60 {
			t.Fatalf("%d dates, %v", len(occs), err)
		}
		for i, o := range occs {
			if want := start.Add(time.Duration(i*weeks) * 7 * 24 * time.Hour); o.Original != want || o.Moved() {
				t.Fatalf("date %d is %s, want %s", i+1, o.Original, want)
			}
			if seen, _ := WallAt(o.StartAt, zone); seen != o.Original && o.Resolution != Gap {
				t.Fatalf("%s in %s is seen as %s", o.Original, zone, seen)
			}
			if !o.EndAt.After(o.StartAt) {
				t.Fatalf("%s in %s ends before it starts", o.Original, zone)
			}
		}
	})
}

func BenchmarkOccurrencesOfAYear(b *testing.B) {
	e := seminar(b, "2027-01-12", "2028-01-11")
	for b.Loop() {
		if occs, err := Occurrences(e); err != nil || len(occs) != 53 {
			b.Fatal(len(occs), err)
		}
	}
}

func BenchmarkResolveLocal(b *testing.B) {
	w := wall(b, "2027-03-28T02:30")
	for b.Loop() {
		if _, how, err := ResolveLocal(w, "Europe/Paris"); how != Gap || err != nil {
			b.Fatal(how, err)
		}
	}
}

// BenchmarkOccurrencesOfTenYears writes an endless weekly series ahead when it
// is seven years old: its rule gives ten years of dates. It is to stay under a
// millisecond.
func BenchmarkOccurrencesOfTenYears(b *testing.B) {
	start := Wall{Date{2027, time.January, 12}, Clock{Hour: 15}}
	e := Event{Kind: Seminar, Span: Timed(start, time.Hour, "Europe/Paris"), Rule: &Rule{Freq: Weekly, Interval: 1}}
	for b.Loop() {
		if occs, err := OccurrencesAhead(e, start.Date.AddMonths(84)); err != nil || len(occs) < 150 {
			b.Fatal(len(occs), err)
		}
	}
}

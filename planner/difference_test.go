package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// weekly are the dates of a series every week from start to until.
func weekly(t *testing.T, start, until, zone string) []Occurrence {
	t.Helper()
	span := Timed(wall(t, start), time.Hour, zone)
	occs, err := Occurrences(Event{Span: span, State: Planned, Rule: &Rule{Freq: Weekly, Interval: 1, Until: date(t, until)}})
	if err != nil {
		t.Fatal(err)
	}
	return occs
}

// said is a difference as a line of the table below.
func said(d Difference) string {
	until := "on"
	if !d.Lasts() {
		until = d.To.String()
	}
	return fmt.Sprintf("%s %s..%s %s was %s, first %s, %d dates", d.Zone, d.From, until, d.Is, d.Was.Clock, d.Dates[0], len(d.Dates))
}

// TestDifferences: the days on which summer time begins and ends are those of
// the IANA database 2025c.
func TestDifferences(t *testing.T) {
	for _, tt := range []struct {
		name         string
		start, until string
		zone         string
		zones        string
		want         []string
	}{
		{"America changes two weeks before Europe, and Hanoi never", "2027-01-12T15:00", "2027-06-29", "Europe/Paris",
			"America/Montreal Asia/Ho_Chi_Minh", []string{
				"America/Montreal 2027-03-14..2027-03-27 2027-03-16T10:00 was 09:00, first 2027-03-16, 2 dates",
				"Asia/Ho_Chi_Minh 2027-03-28..on 2027-03-30T20:00 was 21:00, first 2027-03-30, 14 dates",
			}},
		{"a whole year", "2026-09-15T15:00", "2027-06-29", "Europe/Paris", "America/Montreal Asia/Ho_Chi_Minh", []string{
			"America/Montreal 2026-10-25..2026-10-31 2026-10-27T10:00 was 09:00, first 2026-10-27, 1 dates",
			"America/Montreal 2027-03-14..2027-03-27 2027-03-16T10:00 was 09:00, first 2027-03-16, 2 dates",
			"Asia/Ho_Chi_Minh 2026-10-25..on 2026-10-27T21:00 was 20:00, first 2026-10-27, 22 dates",
			"Asia/Ho_Chi_Minh 2027-03-28..on 2027-03-30T20:00 was 21:00, first 2027-03-30, 14 dates",
		}},
		{"Sydney goes the other way, over midnight", "2027-01-12T15:00", "2027-06-29", "Europe/Paris", "Australia/Sydney", []string{
			"Australia/Sydney 2027-03-28..on 2027-03-31T00:00 was 01:00, first 2027-03-30, 1 dates",
			"Australia/Sydney 2027-04-04..on 2027-04-06T23:00 was 00:00, first 2027-04-06, 13 dates",
		}},
		{"Santiago too", "2027-07-06T15:00", "2027-12-14", "Europe/Paris", "America/Santiago", []string{
			"America/Santiago 2027-09-05..on 2027-09-07T10:00 was 09:00, first 2027-09-07, 8 dates",
			"America/Santiago 2027-10-31..on 2027-11-02T11:00 was 10:00, first 2027-11-02, 7 dates",
		}},
		{"Casablanca in Ramadan", "2027-01-12T15:00", "2027-03-23", "Europe/Paris", "Africa/Casablanca", []string{
			"Africa/Casablanca 2027-02-07..2027-03-13 2027-02-09T14:00 was 15:00, first 2027-02-09, 5 dates",
		}},
		{"London never differs", "2027-01-12T15:00", "2027-12-14", "Europe/Paris", "Europe/London Europe/Paris", nil},
		{"the event's own zone changes", "2027-01-12T20:00", "2027-06-29", "Asia/Ho_Chi_Minh", "Europe/Paris", []string{
			"Europe/Paris 2027-03-28..on 2027-03-30T15:00 was 14:00, first 2027-03-30, 14 dates",
		}},
		{"nothing is held while it differs", "2027-01-12T15:00", "2027-03-09", "Europe/Paris", "America/Montreal Asia/Ho_Chi_Minh", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found, err := Differences(weekly(t, tt.start, tt.until, tt.zone), strings.Fields(tt.zones))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range found {
				got = append(got, said(d))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestADateElsewhere: one date held in another zone, and one moved over others,
// make no difference of summer time.
func TestADateElsewhere(t *testing.T) {
	occs := weekly(t, "2027-01-12T15:00", "2027-03-09", "Europe/Paris")
	for i, to := range map[int]Span{
		3: Timed(wall(t, "2027-02-02T15:00"), time.Hour, "Asia/Tokyo"),
		5: Timed(wall(t, "2027-03-02T18:00"), time.Hour, "Europe/Paris"),
	} {
		moved, err := MoveOccurrence(occs[i], to)
		if err != nil {
			t.Fatal(err)
		}
		occs[i] = moved
	}
	found, err := Differences(occs, []string{"America/Montreal", "Asia/Tokyo", "Australia/Sydney"})
	if len(found) != 0 || err != nil {
		t.Errorf("%v, %v", found, err)
	}
}

// TestDifferencesOfNothing: days without hours, a single date and dates that
// are cancelled have none.
func TestDifferencesOfNothing(t *testing.T) {
	occs := weekly(t, "2027-03-09T15:00", "2027-03-30", "Europe/Paris")
	days := weekly(t, "2027-03-09T00:00", "2027-03-30", "Europe/Paris")
	for i := range days {
		days[i].Span.AllDay = true
	}
	for i := 1; i < len(occs); i++ {
		occs[i].State = Cancelled
	}
	for name, list := range map[string][]Occurrence{"days": days, "cancelled": occs, "one": occs[:1], "none": nil} {
		if found, err := Differences(list, []string{"America/Montreal"}); len(found) != 0 || err != nil {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}

// TestDifferencesNeed: of a date, the dates around it tell the same differences
// as all dates of its series.
func TestDifferencesNeed(t *testing.T) {
	zones := []string{
		"Europe/Paris", "America/New_York", "America/Santiago", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut",
		"Asia/Ho_Chi_Minh", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Chatham",
	}
	rapid.Check(t, func(t *rapid.T) {
		own, other := rapid.SampledFrom(zones).Draw(t, "own"), rapid.SampledFrom(zones).Draw(t, "other")
		start := Wall{Date{2025, time.January, 1}.AddDays(rapid.IntRange(0, 600).Draw(t, "first")), Clock{Hour: rapid.IntRange(0, 23).Draw(t, "hour")}}
		rule := Rule{
			Freq:     rapid.SampledFrom([]Freq{Daily, Weekly, Monthly, Yearly}).Draw(t, "freq"),
			Interval: rapid.IntRange(1, 4).Draw(t, "interval"), Until: start.Date.AddDays(rapid.IntRange(1, 1500).Draw(t, "days")),
		}
		all, err := Occurrences(Event{Span: Timed(start, time.Hour, own), State: Planned, Rule: &rule})
		if err != nil || len(all) == 0 {
			t.Skip("no such series: ", err)
		}
		o := all[rapid.IntRange(0, len(all)-1).Draw(t, "date")]
		from, to := DifferencesNeed(o.StartAt)
		var near []Occurrence
		for i, other := range all {
			if next := i + 1; other.StartAt.Before(to) && (!other.StartAt.Before(from) || next < len(all) && !all[next].StartAt.Before(from)) {
				near = append(near, other)
			}
		}
		if diff := cmp.Diff(differencesAt(t, all, o, other), differencesAt(t, near, o, other)); diff != "" {
			t.Fatalf("%s seen from %s (-all +near):\n%s", o.Span.Start, other, diff)
		}
	})
}

// differencesAt are the differences that a reminder of a date tells.
func differencesAt(t *rapid.T, occs []Occurrence, o Occurrence, zone string) (told []string) {
	found, err := Differences(occs, []string{zone})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		date := o.Span.Start.Date
		if d.Lasts() && d.Dates[0] == date || !d.Lasts() && slices.Contains(d.Dates, date) {
			told = append(told, fmt.Sprintln(d.To, d.Was.Clock, d.Is.Clock))
		}
	}
	return told
}

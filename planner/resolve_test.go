package planner

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The first six are the traps in which time.Date and RFC 5545 part.
func TestResolveLocal(t *testing.T) {
	tests := []struct {
		zone, wall, want string
		how              Resolution
	}{
		{"Europe/Paris", "2026-10-25T02:30", "2026-10-25T00:30Z", Fold},
		{"America/Toronto", "2026-11-01T01:30", "2026-11-01T05:30Z", Fold},
		{"Europe/Paris", "2027-03-28T02:30", "2027-03-28T01:30Z", Gap},
		{"America/Toronto", "2027-03-14T02:30", "2027-03-14T07:30Z", Gap},
		{"Australia/Sydney", "2026-10-04T02:30", "2026-10-03T16:30Z", Gap},
		{"America/Santiago", "2026-09-06T00:00", "2026-09-06T04:00Z", Gap},

		{"Europe/Paris", "2027-01-12T15:00", "2027-01-12T14:00Z", Exact},
		{"Europe/Paris", "2027-06-29T15:00", "2027-06-29T13:00Z", Exact},
		{"Europe/Paris", "2027-03-28T01:59", "2027-03-28T00:59Z", Exact},
		{"Europe/Paris", "2027-03-28T02:00", "2027-03-28T01:00Z", Gap},
		{"Europe/Paris", "2027-03-28T03:00", "2027-03-28T01:00Z", Exact},
		{"Europe/Paris", "2027-10-31T01:59", "2027-10-30T23:59Z", Exact},
		{"Europe/Paris", "2027-10-31T02:00", "2027-10-31T00:00Z", Fold},
		{"Europe/Paris", "2027-10-31T03:00", "2027-10-31T02:00Z", Exact},
		{"Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45Z", Gap},
		{"Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45Z", Fold},
		{"Australia/Lord_Howe", "2027-04-04T02:15", "2027-04-03T15:45Z", Exact},
		{"Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00Z", Gap}, // the day that was skipped
		{"Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59Z", Exact},
		{"Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00Z", Exact},
		{"Africa/Casablanca", "2027-03-11T14:00", "2027-03-11T14:00Z", Exact}, // Ramadan
		{"Africa/Casablanca", "2027-03-18T15:00", "2027-03-18T14:00Z", Exact},
		{"Europe/Dublin", "2027-10-31T01:30", "2027-10-31T00:30Z", Fold}, // its winter is the "saving" time
		{"Asia/Kathmandu", "2027-05-12T15:00", "2027-05-12T09:15Z", Exact},
		{"Pacific/Kiritimati", "2027-05-12T00:00", "2027-05-11T10:00Z", Exact},
		{"Etc/GMT+12", "2027-05-12T23:59", "2027-05-13T11:59Z", Exact},
		{"Asia/Manila", "1844-12-31T12:00", "1845-01-01T03:56Z", Gap}, // 24 hours at once
		{"UTC", "2027-05-12T15:00", "2027-05-12T15:00Z", Exact},
		{"Europe/Paris", "2028-12-31T12:00", "2028-12-31T11:00Z", Exact}, // where Go's ZoneBounds errs
		{"Australia/Sydney", "2028-12-31T23:59", "2028-12-31T12:59Z", Exact},
		{"Europe/Paris", "2060-07-01T12:00", "2060-07-01T10:00Z", Exact}, // beyond the table
		{"Europe/Paris", "2060-01-01T00:00", "2059-12-31T23:00Z", Exact},
	}
	for _, tt := range tests {
		t.Run(tt.zone+" "+tt.wall, func(t *testing.T) {
			got, how, err := ResolveLocal(wall(t, tt.wall), tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			if text := got.Format("2006-01-02T15:04Z07:00"); text != tt.want || how != tt.how {
				t.Errorf("got %s %s, want %s %s", text, how, tt.want, tt.how)
			}
		})
	}
}

func TestResolveLocalRefuses(t *testing.T) {
	for _, tt := range []struct {
		wall Wall
		zone string
		why  string
	}{
		{Wall{Date{2027, 2, 31}, Clock{9, 0}}, "Europe/Paris", "when.impossible"},
		{Wall{Date{2027, 2, 3}, Clock{24, 0}}, "Europe/Paris", "when.impossible"},
		{Wall{}, "Europe/Paris", "when.impossible"},
		{wall(t, "2027-05-12T15:00"), "Europe/Atlantis", "zone.unknown"},
	} {
		_, _, err := ResolveLocal(tt.wall, tt.zone)
		refused(t, err, tt.why)
	}
}

// One hour of a series seen abroad, in the weeks in which Europe, America,
// Australia and Morocco change their clocks on different days.
func TestThursdayInParisSeenAbroad(t *testing.T) {
	zones := []string{
		"America/Toronto", "America/Vancouver", "America/Sao_Paulo", "America/Santiago",
		"Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney", "Africa/Casablanca",
	}
	rows := []struct {
		date, utc string
		want      [8]string
	}{
		{"2026-10-22", "13:00", [8]string{"09:00", "06:00", "10:00", "10:00", "22:00", "18:30", "Fri 00:00", "14:00"}},
		{"2026-10-29", "14:00", [8]string{"10:00", "07:00", "11:00", "11:00", "23:00", "19:30", "Fri 01:00", "15:00"}},
		{"2026-11-05", "14:00", [8]string{"09:00", "06:00", "11:00", "11:00", "23:00", "19:30", "Fri 01:00", "15:00"}},
		{"2027-03-11", "14:00", [8]string{"09:00", "06:00", "11:00", "11:00", "23:00", "19:30", "Fri 01:00", "14:00"}},
		{"2027-03-18", "14:00", [8]string{"10:00", "07:00", "11:00", "11:00", "23:00", "19:30", "Fri 01:00", "15:00"}},
		{"2027-04-01", "13:00", [8]string{"09:00", "06:00", "10:00", "10:00", "22:00", "18:30", "Fri 00:00", "14:00"}},
	}
	for _, row := range rows {
		at, how, err := ResolveLocal(wall(t, row.date+"T15:00"), "Europe/Paris")
		if err != nil || how != Exact || at.Format("15:04") != row.utc {
			t.Errorf("%s: got %s %s (%v), want %s", row.date, at, how, err, row.utc)
		}
		for i, zone := range zones {
			seen, err := WallAt(at, zone)
			if err != nil {
				t.Fatal(err)
			}
			text := seen.Clock.String()
			if seen.Date != date(t, row.date) {
				text = seen.Date.Weekday().String()[:3] + " " + text
			}
			if text != row.want[i] {
				t.Errorf("%s in %s: got %s, want %s", row.date, zone, text, row.want[i])
			}
		}
	}
}

func TestDayStart(t *testing.T) {
	for _, tt := range []struct{ zone, date, want string }{
		{"Europe/Paris", "2027-05-12", "2027-05-11T22:00:00Z"},
		{"America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"}, // 01:00 there
		{"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"},   // 00:00 comes twice
		{"America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"},  // a gap from 23:30 to 00:30
		{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},     // no such day: the next
	} {
		got, err := DayStart(date(t, tt.date), tt.zone)
		if err != nil || got.Format(time.RFC3339) != tt.want {
			t.Errorf("%s in %s: got %s (%v), want %s", tt.date, tt.zone, got, err, tt.want)
		}
	}
}

// What resolves exactly reads back as the same wall time; what was in a gap
// reads later; what came twice comes again by the same clock.
func TestResolveThenReadBack(t *testing.T) {
	zones := ZoneNames()
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		w := Wall{
			Date{2027, 1, 1}.AddDays(rapid.IntRange(-40*365, 40*365).Draw(t, "day")),
			Clock{rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")},
		}
		checkResolution(t, w, zone)
	})
}

// The same near every change of the clocks, where a random time seldom falls.
func TestResolveNearTransitions(t *testing.T) {
	zones := ZoneNames()
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		from := Date{rapid.IntRange(1970, 2050).Draw(t, "year"), 1, 1}.asUTC()
		periods, err := ZonePeriods(zone, from, from.AddDate(1, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range periods[1:] {
			w, _ := WallAt(p.Start, zone)
			checkResolution(t, w.Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "minutes"))*time.Minute), zone)
		}
	})
}

func checkResolution(t *rapid.T, w Wall, zone string) {
	at, how, err := ResolveLocal(w, zone)
	if err != nil {
		t.Fatal(err)
	}
	back, err := WallAt(at, zone)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case how == Gap && back.Compare(w) <= 0:
		t.Fatalf("%s in %s is in a gap, but became %s", w, zone, back)
	case how != Gap && back != w:
		t.Fatalf("%s in %s became %s", w, zone, back)
	}
	// A third way to the same answer: every quarter of an hour around it.
	shown := 0
	for d := -26 * time.Hour; d <= 26*time.Hour; d += 15 * time.Minute {
		if other, _ := WallAt(at.Add(d), zone); other == w {
			if shown++; shown == 1 && d < 0 {
				t.Fatalf("%s in %s was shown %s earlier already", w, zone, -d)
			}
		}
	}
	if want := map[Resolution]int{Gap: 0, Exact: 1, Fold: 2}[how]; shown != want {
		t.Fatalf("%s in %s is said to be %s but is shown %d times", w, zone, how, shown)
	}
}

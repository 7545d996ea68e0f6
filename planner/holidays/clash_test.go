package holidays

import (
	"strings"
	"testing"
	"time"

	"entente/planner"
)

// occurrence is one that lasts an hour, or whole days when clock is empty.
func occurrence(t *testing.T, day, clock, zone string, days int) planner.Occurrence {
	t.Helper()
	span := planner.AllDay(date(t, day), date(t, day).AddDays(days-1), zone)
	if clock != "" {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		span = planner.Timed(planner.Wall{Date: date(t, day), Clock: planner.Clock{Hour: at.Hour(), Minute: at.Minute()}}, time.Hour, zone)
	}
	o := planner.Occurrence{Span: span, State: planner.Planned}
	var err error
	if o.StartAt, o.EndAt, _, err = span.Resolve(); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestClashes(t *testing.T) {
	blackout := planner.Blackout{First: date(t, "2026-12-20"), Last: date(t, "2027-01-05")}
	for _, tt := range []struct {
		day, clock, zone string
		days             int
		want             string
	}{
		{"2027-04-30", "15:00", "Europe/Paris", 1, "VN 2027-04-30"},
		{"2027-04-29", "20:00", "America/Montreal", 1, "VN 2027-04-30"}, // the next day in Hanoi
		{"2027-04-30", "20:00", "America/Montreal", 1, "FR 2027-05-01 VN 2027-05-01"},
		{"2027-05-01", "03:00", "Asia/Ho_Chi_Minh", 1, "VN 2027-05-01"}, // still 30 April in France
		{"2027-04-29", "15:00", "Europe/Paris", 1, ""},
		{"2027-04-26", "", "Europe/Paris", 5, "VN 2027-04-30"},
		{"2027-04-26", "", "Europe/Paris", 30, ""}, // a stay
		{"2027-01-05", "15:00", "Europe/Paris", 1, "blackout"},
		{"2027-01-06", "15:00", "Europe/Paris", 1, ""},
		{"2026-12-18", "", "Europe/Paris", 3, "blackout"},
		{"2027-01-01", "10:00", "Europe/Paris", 1, "FR 2027-01-01 VN 2027-01-01 blackout"},
	} {
		var got []string
		for _, c := range Clashes([]planner.Occurrence{occurrence(t, tt.day, tt.clock, tt.zone, max(1, tt.days))}, Countries("Lyon", "Hanoi"), []planner.Blackout{blackout}) {
			for _, d := range c.Days {
				got = append(got, d.Country.Code+" "+d.Date.String())
			}
			if c.Blackout != nil {
				got = append(got, "blackout")
			}
		}
		if said := strings.Join(got, " "); said != tt.want {
			t.Errorf("%s %s %s: %q, want %q", tt.day, tt.clock, tt.zone, said, tt.want)
		}
	}
}

// BenchmarkClashes compares three years of a weekly series with the holidays
// of four countries.
func BenchmarkClashes(b *testing.B) {
	var occs []planner.Occurrence
	span := planner.AllDay(planner.Date{Year: 2027, Month: 1, Day: 5}, planner.Date{Year: 2027, Month: 1, Day: 5}, "Europe/Paris")
	for range 156 {
		occs = append(occs, planner.Occurrence{Span: span, State: planner.Planned})
		span = span.StartingAt(planner.Wall{Date: span.Start.Date.AddDays(7)})
	}
	in := Countries("Lyon", "Hanoi", "Santiago", "Montréal")
	for b.Loop() {
		Clashes(occs, in, nil)
	}
}

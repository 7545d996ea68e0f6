package planner

import (
	"testing"
	"time"
)

func stay(t *testing.T, zone, first, last string) Stay {
	t.Helper()
	return Stay{Place: zone, Zone: zone, First: date(t, first), Last: date(t, last)}
}

// TestZoneAt: a stay lasts from the first instant of its first day to the last
// of its last day, by the clocks of its place; of two the one said last holds.
func TestZoneAt(t *testing.T) {
	p := Person{Zone: "Europe/Paris", Stays: []Stay{
		stay(t, "Asia/Tokyo", "2027-05-05", "2027-05-12"),
		stay(t, "America/Montreal", "2027-05-10", "2027-05-11"),
	}}
	for at, want := range map[string]string{
		"2027-05-04T14:59:59Z": "Europe/Paris", // 23:59:59 in Tokyo
		"2027-05-04T15:00:00Z": "Asia/Tokyo",
		"2027-05-10T03:59:59Z": "Asia/Tokyo",
		"2027-05-10T04:00:00Z": "America/Montreal",
		"2027-05-12T03:59:59Z": "America/Montreal",
		"2027-05-12T04:00:00Z": "Asia/Tokyo",
		"2027-05-12T14:59:59Z": "Asia/Tokyo",
		"2027-05-12T15:00:00Z": "Europe/Paris",
	} {
		instant, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.ZoneAt(instant); got != want {
			t.Errorf("%s: got %s, want %s", at, got, want)
		}
	}
	if got := (Person{}).ZoneAt(time.Unix(0, 0)); got != "" {
		t.Errorf("nobody's zone is %q", got)
	}
}

func TestSupersedes(t *testing.T) {
	now := time.Date(2027, time.May, 7, 9, 0, 0, 0, time.UTC)
	said := func(zone, first, last string) Stay { return stay(t, zone, first, last) }
	for _, tt := range []struct {
		name     string
		new, old Stay
		want     bool
	}{
		{"another end", said("Asia/Tokyo", "2027-05-07", "2027-05-10"), said("Asia/Tokyo", "2027-05-05", "2027-05-12"), true},
		{"longer, to come", said("Asia/Tokyo", "2027-06-01", "2027-06-12"), said("Asia/Tokyo", "2027-06-03", "2027-06-10"), true},
		{"later, to come", said("Asia/Tokyo", "2027-06-08", "2027-06-12"), said("Asia/Tokyo", "2027-06-03", "2027-06-10"), false},
		{"an excursion", said("Asia/Seoul", "2027-05-08", "2027-05-09"), said("Asia/Tokyo", "2027-05-05", "2027-05-12"), false},
		{"all of it elsewhere", said("Asia/Seoul", "2027-05-05", "2027-05-12"), said("Asia/Tokyo", "2027-05-08", "2027-05-09"), true},
		{"apart", said("Asia/Tokyo", "2027-05-13", "2027-05-14"), said("Asia/Tokyo", "2027-05-05", "2027-05-12"), false},
	} {
		if got := tt.new.Supersedes(tt.old, now); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}

package planner

import (
	"testing"
	"time"
)

func TestQuietHoursAround(t *testing.T) {
	night := Quiet{From: Clock{22, 0}, To: Clock{7, 0}}
	nap := Quiet{From: Clock{13, 0}, To: Clock{14, 30}}
	for _, tt := range []struct {
		name     string
		quiet    Quiet
		at, zone string
		from, to string // empty: not inside
	}{
		{"the usual, in the evening", Quiet{}, "2027-01-11T20:00:00Z", "Europe/Paris", "2027-01-11T20:00:00Z", "2027-01-12T07:00:00Z"},
		{"the usual, before midnight in Hanoi", Quiet{}, "2027-01-11T15:00:00Z", "Asia/Ho_Chi_Minh", "2027-01-11T14:00:00Z", "2027-01-12T01:00:00Z"},
		{"a minute before they begin", Quiet{}, "2027-01-11T19:59:00Z", "Europe/Paris", "", ""},
		{"at their end", Quiet{}, "2027-01-12T07:00:00Z", "Europe/Paris", "", ""},
		{"after midnight", night, "2027-01-12T05:59:00Z", "Europe/Paris", "2027-01-11T21:00:00Z", "2027-01-12T06:00:00Z"},
		{"within a day", nap, "2027-01-12T12:30:00Z", "Europe/Paris", "2027-01-12T12:00:00Z", "2027-01-12T13:30:00Z"},
		{"over the change to summer time", night, "2027-03-28T02:00:00Z", "Europe/Paris", "2027-03-27T21:00:00Z", "2027-03-28T05:00:00Z"},
		{"none", Quiet{Off: true}, "2027-01-12T02:00:00Z", "Europe/Paris", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, to, inside, err := tt.quiet.Around(instant(t, tt.at), tt.zone)
			if err != nil || inside != (tt.from != "") {
				t.Fatalf("inside: %t, %v", inside, err)
			}
			if inside && (from.Format(time.RFC3339) != tt.from || to.Format(time.RFC3339) != tt.to) {
				t.Errorf("from %s to %s, want %s to %s", from.Format(time.RFC3339), to.Format(time.RFC3339), tt.from, tt.to)
			}
		})
	}
}

func TestQuietHoursAreLimited(t *testing.T) {
	for q, ok := range map[Quiet]bool{
		{}:                                       true,
		{Off: true}:                              true,
		{From: Clock{16, 0}, To: Clock{8, 0}}:    true,
		{From: Clock{15, 59}, To: Clock{8, 0}}:   false,
		{From: Clock{8, 0}, To: Clock{8, 0}}:     false,
		{From: Clock{22, 30}, To: Clock{22, 45}}: true,
	} {
		if err := q.Validate(); (err == nil) != ok {
			t.Errorf("%s: %v", q, err)
		}
		var read Quiet
		if text, err := q.MarshalText(); err != nil || read.UnmarshalText(text) != nil || read != q {
			t.Errorf("%s is read as %s (%v)", q, read, err)
		}
	}
}

func TestLevelsTake(t *testing.T) {
	month, day, hour := Reminder{Lead: Lead{Months: 1}}, Reminder{Lead: Lead{Days: 1}}, Reminder{Lead: Lead{Exact: time.Hour}}
	for level, want := range map[Level][3]bool{
		AllReminders: {true, true, true}, DayBefore: {false, true, false}, DigestOnly: {}, NoReminders: {},
	} {
		if got := [3]bool{level.Takes(month), level.Takes(day), level.Takes(hour)}; got != want {
			t.Errorf("%q takes %v of a month, a day and an hour before, want %v", level, got, want)
		}
		hour := hour
		if hour.ByHand = true; !level.Takes(hour) {
			t.Errorf("%q does not take what was set by hand", level)
		}
	}
}

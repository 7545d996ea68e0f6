package planner

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSchedule(t *testing.T) {
	for _, tt := range []struct{ text, after, next string }{
		{"30 8 * * 1", "2027-01-04T08:30", "2027-01-11T08:30"},
		{"30 8 * * 1", "2027-01-04T08:29", "2027-01-04T08:30"},
		{" 30  8 * * MON", "2027-01-04T08:30", "2027-01-11T08:30"},
		{"0 7 * * 1-5", "2027-01-08T07:00", "2027-01-11T07:00"},
		{"0 7 * * 7", "2027-01-04T00:00", "2027-01-10T07:00"},
		{"0 7 * * 6-7", "2027-01-09T07:00", "2027-01-10T07:00"},
		{"0 7 * * 0,7", "2027-01-04T00:00", "2027-01-10T07:00"},
		{"0 7 29 2 *", "2027-01-04T00:00", "2028-02-29T07:00"},
		{"@weekly", "2027-01-04T00:00", "2027-01-10T00:00"},
		{"0 8 31 2 *", "", "schedule.never"},
		{"0 8,17 * * *", "", "schedule.often"},
		{"*/5 * * * *", "", "schedule.often"},
		{"* * * * * *", "", "schedule.unreadable"},
		{"@every 1h", "", "schedule.unreadable"},
		{"TZ=Asia/Tokyo 0 8 * * *", "", "schedule.unreadable"},
		{"0 25 * * *", "", "schedule.unreadable"},
		{"0 7 * * 8", "", "schedule.unreadable"},
		{"", "", "schedule.unreadable"},
	} {
		s, err := ParseSchedule(tt.text)
		if refusal := new(Refusal); errors.As(err, &refusal) {
			if refusal.Why != tt.next {
				t.Errorf("%q: %v, want %s", tt.text, err, tt.next)
			}
			continue
		}
		if next, _ := s.Next(wall(t, tt.after)); next.String() != tt.next {
			t.Errorf("%q after %s: %s, want %s", tt.text, tt.after, next, tt.next)
		}
	}
}

// TestDigestOncePerDay: a daily digest comes once on every date of a zone, at
// its hour or, where that does not exist, at the one to which it moved.
func TestDigestOncePerDay(t *testing.T) {
	zones := []string{"Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Europe/Paris", "America/Santiago", "Africa/Casablanca", "Asia/Tehran"}
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		clock := Clock{rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")}
		start := rapid.SampledFrom([]Date{{2027, time.March, 1}, {2027, time.September, 1}}).Draw(t, "start")
		schedule, _ := Rule{Freq: Daily, Interval: 1}.Cron(Wall{start, clock})
		r := Reminder{ID: "r", Zone: zone, Schedule: schedule}
		now, err := DayStart(start, zone)
		if err != nil {
			t.Fatal(err)
		}
		now = now.Add(-time.Second)
		for day := range 80 {
			due, ok, err := r.Next(now)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			want, _, err := ResolveLocal(Wall{start.AddDays(day), clock}, zone)
			if err != nil || !due.At.Equal(want) || due.Key != "r/"+start.AddDays(day).String() {
				t.Fatalf("in %s at %s, day %d: %s at %s, want %s", zone, clock, day, due.Key, due.At, want)
			}
			now = due.At.Add(time.Duration(rapid.IntRange(0, 3600).Draw(t, "pause")) * time.Second)
		}
	})
}

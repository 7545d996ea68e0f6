package planner

import (
	"testing"
	"time"
)

func TestSpanResolve(t *testing.T) {
	timed := func(start, end, zone string) Span {
		return Span{Start: wall(t, start), End: wall(t, end), Zone: zone}
	}
	tests := []struct {
		name       string
		span       Span
		start, end string
		how        Resolution
	}{
		{"an hour", timed("2027-01-12T15:00", "2027-01-12T16:00", "Europe/Paris"), "2027-01-12T14:00:00Z", "2027-01-12T15:00:00Z", Exact},
		{"five days", AllDay(date(t, "2027-05-12"), date(t, "2027-05-16"), "Europe/Paris"), "2027-05-11T22:00:00Z", "2027-05-16T22:00:00Z", Exact},
		{"a day of 23 hours", AllDay(date(t, "2027-03-28"), date(t, "2027-03-28"), "Europe/Paris"), "2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z", Exact},
		{"a day without midnight", AllDay(date(t, "2026-09-06"), date(t, "2026-09-06"), "America/Santiago"), "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z", Exact},
		{"start in a gap", timed("2027-03-28T02:30", "2027-03-28T04:00", "Europe/Paris"), "2027-03-28T01:30:00Z", "2027-03-28T02:00:00Z", Gap},
		{"start overtakes its end", timed("2027-03-28T02:30", "2027-03-28T03:15", "Europe/Paris"), "2027-03-28T01:30:00Z", "2027-03-28T02:15:00Z", Gap},
		{"end in a repeated hour", timed("2027-10-31T01:30", "2027-10-31T02:30", "Europe/Paris"), "2027-10-30T23:30:00Z", "2027-10-31T00:30:00Z", Fold},
		{"over midnight", timed("2027-05-12T22:00", "2027-05-13T01:00", "Asia/Tokyo"), "2027-05-12T13:00:00Z", "2027-05-12T16:00:00Z", Exact},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start, end, how, err := tt.span.Resolve()
			if err != nil {
				t.Fatal(err)
			}
			if got := start.Format(time.RFC3339) + " " + end.Format(time.RFC3339); got != tt.start+" "+tt.end || how != tt.how {
				t.Errorf("got %s %s, want %s %s %s", got, how, tt.start, tt.end, tt.how)
			}
		})
	}
	_, _, _, err := timed("2027-01-12T15:00", "2027-01-12T16:00", "CET").Resolve()
	refused(t, err, "zone.not_a_place")
}

func TestSpanDays(t *testing.T) {
	may12 := date(t, "2027-05-12")
	for _, tt := range []struct {
		span Span
		want int
	}{
		{AllDay(may12, may12, "UTC"), 1},
		{AllDay(may12, may12.AddDays(4), "UTC"), 5},
		{Timed(wall(t, "2027-05-12T15:00"), time.Hour, "UTC"), 1},
		{Timed(wall(t, "2027-05-12T22:00"), 2*time.Hour, "UTC"), 1},
		{Timed(wall(t, "2027-05-12T22:00"), 3*time.Hour, "UTC"), 2},
	} {
		if got := tt.span.Days(); got != tt.want {
			t.Errorf("%s to %s: got %d days, want %d", tt.span.Start, tt.span.End, got, tt.want)
		}
	}
}

func TestDefaultSpan(t *testing.T) {
	start := wall(t, "2027-05-12T14:00")
	for _, tt := range []struct {
		kind    Kind
		hasHour bool
		want    Span
	}{
		{Seminar, true, Timed(start, time.Hour, "Asia/Tokyo")},
		{Committee, true, Timed(start, 2*time.Hour, "Asia/Tokyo")},
		{Workshop, true, Timed(start, 8*time.Hour, "Asia/Tokyo")},
		{Workshop, false, AllDay(start.Date, start.Date, "Asia/Tokyo")},
		{School, false, AllDay(start.Date, start.Date.AddDays(4), "Asia/Tokyo")},
	} {
		if got := DefaultSpan(tt.kind, start, tt.hasHour, "Asia/Tokyo"); got != tt.want {
			t.Errorf("%s: got %+v", tt.kind, got)
		}
	}
}

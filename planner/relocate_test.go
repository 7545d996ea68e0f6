package planner

import (
	"testing"
	"time"
)

func TestRelocate(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2027, time.March, n, 14, 0, 0, 0, time.UTC) }
	e := Event{Place: "IHP"}
	occs := []Occurrence{{StartAt: day(2)}, {StartAt: day(9), Place: "room 5"}, {StartAt: day(16)}, {StartAt: day(23), Place: "CIRM"}}
	moved, dates := Relocate(e, occs, "ICTP", day(16))
	for i, want := range []string{"IHP", "room 5", "ICTP", "CIRM"} {
		if got := moved.PlaceOn(dates[i]); got != want {
			t.Errorf("date %d is at %q, want %q", i+1, got, want)
		}
	}
	if occs[0].Place != "" || dates[2].Place != "" {
		t.Error("a date has a place of its own without need, or the dates given were changed")
	}
}

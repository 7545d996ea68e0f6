package planner

import (
	"testing"
	"time"
)

func TestMoveOccurrence(t *testing.T) {
	o := dated(t, seminar(t, "2027-01-12", "2027-02-02"))[1]
	moved, err := MoveOccurrence(o, Timed(wall(t, "2027-01-20T10:00"), 2*time.Hour, "Asia/Tokyo"))
	if err != nil {
		t.Fatal(err)
	}
	if !moved.Moved() || moved.Original != o.Original || moved.Number != 2 || moved.ID != o.ID {
		t.Errorf("got %+v", moved)
	}
	if !moved.StartAt.Equal(instant(t, "2027-01-20T01:00:00Z")) || !moved.EndAt.Equal(instant(t, "2027-01-20T03:00:00Z")) {
		t.Errorf("got %s to %s", moved.StartAt, moved.EndAt)
	}
	_, err = MoveOccurrence(o, Timed(wall(t, "2027-01-20T10:00"), -time.Hour, "Asia/Tokyo"))
	refused(t, err, "event.ends_before_start")
	cancelled, err := CancelOccurrence(o, "")
	if err != nil || cancelled.State != Cancelled {
		t.Errorf("got %+v, %v", cancelled, err)
	}
	_, err = MoveOccurrence(cancelled, o.Span)
	refused(t, err, "occurrence.not_planned")
	_, err = CancelOccurrence(cancelled, "")
	refused(t, err, "occurrence.not_planned")
}

func TestRevised(t *testing.T) {
	before := seminar(t, "2027-01-12", "2027-02-02")
	before.Sequence = 3
	for name, tt := range map[string]struct {
		change func(*Event)
		dates  bool
		want   int
	}{
		"nothing":     {func(*Event) {}, false, 3},
		"title":       {func(e *Event) { e.Title = "Seas" }, false, 3},
		"a date":      {func(*Event) {}, true, 4},
		"time":        {func(e *Event) { e.Span = e.Span.StartingAt(wall(t, "2027-01-12T16:00")) }, true, 4},
		"zone":        {func(e *Event) { e.Span.Zone = "Asia/Tokyo" }, false, 4},
		"rule":        {func(e *Event) { r := *e.Rule; r.Count = 2; e.Rule = &r }, false, 4},
		"same rule":   {func(e *Event) { r := *e.Rule; e.Rule = &r }, false, 3},
		"no rule":     {func(e *Event) { e.Rule = nil }, false, 4},
		"place":       {func(e *Event) { e.Place = "CIRM" }, false, 4},
		"state":       {func(e *Event) { e.State = Cancelled }, false, 4},
		"raised once": {func(e *Event) { e.Sequence, e.Place = 4, "CIRM" }, false, 4},
	} {
		e := before
		tt.change(&e)
		if got := e.Revised(before, tt.dates).Sequence; got != tt.want {
			t.Errorf("%s: got %d, want %d", name, got, tt.want)
		}
	}
}

package planner

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestShiftOneOff(t *testing.T) {
	e := Event{Kind: Workshop, State: Planned, Span: AllDay(date(t, "2027-05-12"), date(t, "2027-05-16"), "Europe/Paris")}
	to := AllDay(date(t, "2027-05-19"), date(t, "2027-05-22"), "Europe/Paris")
	got, occs, err := Shift(e, dated(t, e), e.Span, to, instant(t, "2027-01-04T09:00:00Z"))
	if err != nil || got.Span != to || len(occs) != 1 || occs[0].Span != to || occs[0].Moved() {
		t.Errorf("got %+v, %+v, %v", got.Span, occs, err)
	}
	if want := instant(t, "2027-05-18T22:00:00Z"); !occs[0].StartAt.Equal(want) {
		t.Errorf("starts at %s", occs[0].StartAt)
	}
}

func TestShiftWholeSeries(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-02-09")
	e.Rule.Except = []Date{date(t, "2027-01-19")}
	occs := dated(t, e) // 12, 26 January, 2, 9 February
	occs[1].State = Cancelled
	occs[2], _ = MoveOccurrence(occs[2], occs[2].Span.StartingAt(wall(t, "2027-02-04T10:00")))
	next := occs[3].Span.StartingAt(wall(t, "2027-02-10T16:30")) // a day and 90 minutes later
	got, shifted, err := Shift(e, occs, occs[3].Span, next, instant(t, "2027-01-04T09:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2027-01-13T16:30", "2027-01-27T16:30", "2027-02-05T11:30", "2027-02-10T16:30"}
	if diff := cmp.Diff(want, starts(shifted)); diff != "" {
		t.Error(diff)
	}
	rule := Rule{Freq: Weekly, Interval: 1, Weekdays: []time.Weekday{time.Wednesday}, Until: date(t, "2027-02-10"), Except: []Date{date(t, "2027-01-20")}}
	if diff := cmp.Diff(&rule, got.Rule); diff != "" || got.Span.Start.String() != "2027-01-13T16:30" {
		t.Error(diff, got.Span.Start)
	}
	for i, original := range []string{"2027-01-13T16:30", "2027-01-27T16:30", "2027-02-03T16:30", "2027-02-10T16:30"} {
		if shifted[i].Original.String() != original || shifted[i].Number != occs[i].Number {
			t.Errorf("date %d was %s", i+1, shifted[i].Original)
		}
	}
	if e.Rule.Weekdays[0] != time.Tuesday || occs[0].Span.Start.String() != "2027-01-12T15:00" {
		t.Error("the arguments were changed")
	}
	if err := got.Validate(); err != nil {
		t.Error(err)
	}
}

func TestShiftWhatRemains(t *testing.T) {
	e := seminar(t, "2027-01-12", "")
	occs := dated(t, e)
	got, shifted, err := Shift(e, occs, occs[2].Span, occs[2].Span.StartingAt(wall(t, "2027-01-26T16:00")), occs[2].StartAt)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2027-01-12T15:00", "2027-01-19T15:00", "2027-01-26T16:00", "2027-02-02T16:00"}
	if diff := cmp.Diff(want, starts(shifted[:4])); diff != "" {
		t.Error(diff)
	}
	if got.Span != shifted[2].Span || got.Passed != 2 || !got.Endless() || shifted[2].Moved() || shifted[1] != occs[1] {
		t.Errorf("got %+v, %+v", got, shifted[2])
	}
	more, err := OccurrencesAhead(got, shifted[len(shifted)-1].Original.Date.AddDays(1))
	if err != nil || more[0].Number != len(shifted)+1 || more[0].Span.Start.Clock != (Clock{Hour: 16}) {
		t.Errorf("it goes on with %+v, %v", more[0], err)
	}
}

func TestShiftByADayOfTheMonth(t *testing.T) {
	now := instant(t, "2027-01-04T09:00:00Z")
	e := seminar(t, "2027-01-12", "")
	e.Rule = &Rule{Freq: Monthly, Interval: 1, Nth: 2, Weekdays: []time.Weekday{time.Tuesday}, Count: 3}
	occs := dated(t, e) // 12 January, 9 February, 9 March
	for _, tt := range []struct {
		to   string
		want []string
		rule bool
	}{
		{"2027-01-13T15:00", []string{"2027-01-13T15:00", "2027-02-10T15:00", "2027-03-10T15:00"}, true}, // second Wednesdays
		{"2027-01-15T15:00", []string{"2027-01-15T15:00", "2027-02-12T15:00", "2027-03-12T15:00"}, false},
	} {
		got, shifted, err := Shift(e, occs, e.Span, e.Span.StartingAt(wall(t, tt.to)), now)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, starts(shifted)); diff != "" {
			t.Error(diff)
		}
		if followed := got.Span.Start.String() == tt.to; followed != tt.rule || shifted[0].Moved() == tt.rule {
			t.Errorf("to %s: the event starts %s", tt.to, got.Span.Start)
		}
	}
}

func TestShiftRefuses(t *testing.T) {
	now := instant(t, "2027-01-04T09:00:00Z")
	e := seminar(t, "2027-01-12", "2027-02-09")
	occs := dated(t, e)
	abroad := e.Span
	abroad.Zone = "IST"
	_, same, err := Shift(e, occs, e.Span, abroad, now)
	refused(t, err, "zone.not_a_place")
	if diff := cmp.Diff(occs, same); diff != "" {
		t.Error(diff)
	}
	e.State = Cancelled
	_, _, err = Shift(e, occs, e.Span, e.Span, now)
	refused(t, err, "event.not_planned")
}

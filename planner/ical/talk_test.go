package ical

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"entente/planner"
)

// TestTalkStandsOut: a date with a talk is a VEVENT of its own that says who
// speaks, and the calendar still reads as the same series.
func TestTalkStandsOut(t *testing.T) {
	start, err := planner.ParseWall("2027-03-02T15:00")
	if err != nil {
		t.Fatal(err)
	}
	e := planner.Event{
		ID: "oceans", Kind: planner.Seminar, Title: "Oceans", State: planner.Planned,
		Span: planner.Timed(start, time.Hour, "Europe/Paris"), Rule: &planner.Rule{Freq: planner.Weekly, Interval: 1, Count: 3},
	}
	occs, err := planner.Occurrences(e)
	if err != nil {
		t.Fatal(err)
	}
	occs[1].ID = "second"
	item := Item{Event: e, Occurrences: occs, Talks: map[planner.OccurrenceID]Talk{
		"second": {Summary: `Oceans: Jane Doe (Bonn), Heights; $p$-adic`, Description: "Let $x,y$.\nThen."},
	}}
	var out bytes.Buffer
	if err := Write(&out, Calendar{Items: []Item{item}}); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{
		"RECURRENCE-ID;TZID=Europe/Paris:20270309T150000\r\n", `SUMMARY:Oceans: Jane Doe (Bonn)\, Heights\; $p$-adic` + "\r\n", `DESCRIPTION:Let $x\,y$.\nThen.` + "\r\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
	back, err := Read(&out, "Europe/Paris")
	if err != nil || len(back.Items) != 1 || len(back.Items[0].Occurrences) != 3 || back.Items[0].Event.Title != "Oceans" {
		t.Errorf("read back: %+v, %v", back.Items, err)
	}
}

package planner

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestEventValidate(t *testing.T) {
	for why, change := range map[string]func(*Event){
		"":                        func(*Event) {},
		"event.kind":              func(e *Event) { e.Kind = "party" },
		"event.title_empty":       func(e *Event) { e.Title = " \t" },
		"event.title_long":        func(e *Event) { e.Title = strings.Repeat("é", MaxTitle+1) },
		"event.place_long":        func(e *Event) { e.Place = strings.Repeat("x", 5000) },
		"event.ends_before_start": func(e *Event) { e.Span.End = e.Span.Start },
		"when.impossible":         func(e *Event) { e.Span.End.Date = Date{2027, 2, 31} },
		"zone.not_a_place":        func(e *Event) { e.Span.Zone = "" },
		"zone.unknown":            func(e *Event) { e.Span.Zone = "Mars/Olympus" },
		"event.rule":              func(e *Event) { e.Rule.Interval = 0 },
		"event.too_many":          func(e *Event) { *e.Rule = Rule{Freq: Daily, Interval: 1, Until: date(t, "2029-01-01")} },
		"event.start_off_rule":    func(e *Event) { e.Rule.Weekdays = []time.Weekday{time.Friday} },
		"event.no_dates":          func(e *Event) { e.Rule.Until = date(t, "2026-01-01") },
	} {
		e := seminar(t, "2027-01-12", "2027-06-29")
		change(&e)
		err := e.Validate()
		if why == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		refused(t, err, why)
	}
	e := seminar(t, "2027-01-12", "2027-01-12")
	e.Rule.Except = []Date{date(t, "2027-01-12")}
	refused(t, e.Validate(), "event.no_dates")
	e.Rule = &Rule{Freq: Weekly, Interval: 1, Count: MaxOccurrences + 1}
	refused(t, e.Validate(), "event.too_many")
	e.Rule.Count = MaxOccurrences
	e.Title = strings.Repeat("é", MaxTitle)
	if err := e.Validate(); err != nil {
		t.Errorf("at the limits: %v", err)
	}
}

func TestRefusalsNameTheirLimitAndStayShort(t *testing.T) {
	e := seminar(t, "2027-01-12", "2027-06-29")
	e.Title = strings.Repeat("é", 100_000)
	var r *Refusal
	if !errors.As(e.Validate(), &r) || r.Args["limit"] != MaxTitle || r.Args["length"] != 100_000 || len(r.Words) > 100 {
		t.Errorf("got %+v", r)
	}
}

func TestCollaborationValidate(t *testing.T) {
	for why, change := range map[string]func(*Collaboration){
		"":                                func(*Collaboration) {},
		"collaboration.instrument":        func(c *Collaboration) { c.Instrument = "GDRI" },
		"collaboration.title_empty":       func(c *Collaboration) { c.Title = "" },
		"collaboration.title_long":        func(c *Collaboration) { c.Title = strings.Repeat("x", 201) },
		"collaboration.text_long":         func(c *Collaboration) { c.Institutions = []string{"Lyon", strings.Repeat("x", 201)} },
		"zone.unknown":                    func(c *Collaboration) { c.Zone = "Europe/Lyon" },
		"collaboration.ends_before_start": func(c *Collaboration) { c.Starts, c.Ends = Date{2027, 1, 1}, Date{2026, 12, 31} },
	} {
		c := Collaboration{Code: "GANDA", Instrument: IRN, Title: "Geometry and arithmetic"}
		change(&c)
		if err := c.Validate(); why == "" && err != nil {
			t.Error(err)
		} else if why != "" {
			refused(t, err, why)
		}
	}
	long := Collaboration{Code: "GANDA", Instrument: IRN, Title: "x", Theme: strings.Repeat("x", MaxText+1)}
	refused(t, long.Validate(), "collaboration.text_long")
	long.Theme, long.Place = "", strings.Repeat("x", MaxTitle+1)
	refused(t, long.Validate(), "collaboration.text_long")
	for _, code := range []string{"", "G", "E12", "c3", "irn", "2GANDA", "GAN DA", "GÉO", "@room", strings.Repeat("G", 33)} {
		refused(t, Collaboration{Code: code, Instrument: IRN, Title: "x"}.Validate(), "collaboration.code")
	}
	for _, code := range []string{"GANDA", "FJ-LMI", "LIA2", "eco_math", "X2Y"} {
		if err := (Collaboration{Code: code, Instrument: IRN, Title: "x"}).Validate(); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

func TestReminderValidate(t *testing.T) {
	own := Reminder{Wall: wall(t, "2027-05-12T09:00"), Zone: "Europe/Paris", Text: "send the abstracts"}
	if err := own.Validate(); err != nil {
		t.Error(err)
	}
	silent, long, nowhere := own, own, own
	silent.Text, long.Text, nowhere.Zone = " ", strings.Repeat("x", MaxText+1), "IST"
	refused(t, silent.Validate(), "reminder.text_empty")
	refused(t, long.Validate(), "reminder.text_long")
	refused(t, nowhere.Validate(), "zone.not_a_place")
	refused(t, Reminder{Event: "e", Lead: Lead{Days: -1}}.Validate(), "reminder.lead")
	if err := (Reminder{Event: "e", Lead: Lead{Days: 1, At: Morning()}}).Validate(); err != nil {
		t.Error(err)
	}
}

package planner

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRulesFor(t *testing.T) {
	own := []ReminderRule{RoomRule(Lead{Days: 3, At: Morning()})}
	for _, tt := range []struct {
		name string
		sets []RuleSet
		want []ReminderRule
	}{
		{"nothing is set", nil, DefaultRules(Seminar)},
		{"of the kind, before those of all kinds", []RuleSet{{Kind: "", Rules: nil}, {Kind: Seminar, Rules: own}}, own},
		{"of all kinds", []RuleSet{{Kind: Workshop, Rules: nil}, {Kind: "", Rules: own}}, own},
		{"none", []RuleSet{{Kind: Seminar}}, nil},
		{"withdrawn", []RuleSet{{Kind: Seminar, Rules: own, Withdrawn: true}}, DefaultRules(Seminar)},
		{"of an event alone", []RuleSet{{Event: "e", Rules: own}}, DefaultRules(Seminar)},
	} {
		if diff := cmp.Diff(tt.want, RulesFor(Seminar, tt.sets)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestEarlyDues(t *testing.T) {
	now := instant(t, "2027-01-04T09:00:00Z")
	e := seminar(t, "2027-01-12", "2027-01-12")
	occs := dated(t, e)
	day, hour := Lead{Days: 1, At: Morning()}, Lead{Exact: time.Hour}
	rules := []Reminder{
		{ID: "room", Event: e.ID, Lead: hour, Audience: ForRoom, State: Planned},
		{ID: "long before", Event: e.ID, Lead: day, Audience: ForOrganisers, State: Planned},
		{ID: "by hand", Event: e.ID, Lead: hour, Audience: ForOrganisers, ByHand: true, State: Planned},
		{ID: "shortly before", Event: e.ID, Lead: hour, Audience: ForOrganisers, State: Planned},
	}
	due, _, err := Dues(e, occs, rules, now)
	if err != nil {
		t.Fatal(err)
	}
	early := EarlyDues(due, occs, rules)
	if len(early) != 1 || early[0].Reminder != "shortly before" || early[0].Kind != DueEarly {
		t.Fatalf("got %+v", early)
	}
	want := DueKey(rules[3], occs[0])
	if at := occs[0].StartAt.Add(-time.Hour - MaxQuiet); early[0].Main() != want || !early[0].At.Equal(at) {
		t.Errorf("early for %s at %s, want %s at %s", early[0].Main(), early[0].At, want, at)
	}
}

func TestBeforeTheEnd(t *testing.T) {
	days := dated(t, Event{Span: AllDay(date(t, "2027-05-12"), date(t, "2027-05-16"), "Europe/Paris")})[0]
	hours := dated(t, Event{Span: Timed(wall(t, "2027-05-12T15:00"), 2*time.Hour, "Europe/Paris")})[0]
	for _, tt := range []struct {
		o    Occurrence
		lead Lead
		want string
	}{
		{days, Lead{Days: 1, At: Morning(), Anchor: AnchorEnd}, "2027-05-15T07:00:00Z"},
		{days, Lead{Exact: time.Hour, Anchor: AnchorEnd}, "2027-05-16T06:00:00Z"},
		{hours, Lead{Exact: 15 * time.Minute, Anchor: AnchorEnd}, "2027-05-12T14:45:00Z"},
	} {
		if at, _, err := tt.lead.DueAt(tt.o); err != nil || at.Format(time.RFC3339) != tt.want {
			t.Errorf("%+v: %s (%v), want %s", tt.lead, at, err, tt.want)
		}
	}
}

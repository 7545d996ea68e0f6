package planner_test

import (
	"testing"
	"time"

	"entente/planner"
)

func TestConflicts(t *testing.T) {
	at := func(event planner.EventID, id string, hour, length int) planner.Occurrence {
		start := time.Date(2027, 1, 12, hour, 0, 0, 0, time.UTC)
		return planner.Occurrence{ID: planner.OccurrenceID(id), Event: event, StartAt: start, EndAt: start.Add(time.Duration(length) * time.Hour)}
	}
	minh := func(event planner.EventID, part planner.Part) planner.Engagement {
		return planner.Engagement{Event: event, Person: "minh", Part: part}
	}
	room := func(event planner.EventID) planner.Engagement { return planner.Engagement{Event: event} }
	sam := planner.Engagement{Event: "other", Person: "sam", Part: planner.With}
	onAnother := minh("other", planner.Speaks)
	onAnother.Occurrence = "another date"
	for name, c := range map[string]struct {
		e      planner.Event
		mine   planner.Engagement
		theirs planner.Engagement
		hour   int
		kind   planner.Kind
		want   planner.ConflictKind
	}{
		"a person in two places":          {mine: minh("mine", planner.With), theirs: minh("other", planner.With), want: planner.PersonConflict},
		"somebody else":                   {mine: minh("mine", planner.With), theirs: sam},
		"one after the other":             {mine: minh("mine", planner.With), theirs: minh("other", planner.With), hour: 2},
		"a room taken":                    {mine: room("mine"), theirs: room("other"), want: planner.PlaceConflict},
		"the chair speaks elsewhere":      {mine: minh("mine", planner.Chairs), theirs: minh("other", planner.Speaks), want: planner.ChairConflict},
		"a speaker of another date of it": {mine: minh("mine", planner.Speaks), theirs: onAnother},
		"a stay of weeks":                 {mine: minh("mine", planner.With), theirs: minh("other", planner.With), kind: planner.Visit},
		"two stays":                       {e: planner.Event{Kind: planner.Visit}, mine: minh("mine", planner.With), theirs: minh("other", planner.With), kind: planner.Visit, want: planner.PersonConflict},
		"on days still to be found":       {e: planner.Event{Certainty: planner.SomeTime}, mine: minh("mine", planner.With), theirs: minh("other", planner.With)},
		"the event itself":                {mine: minh("other", planner.With), theirs: minh("other", planner.With), e: planner.Event{ID: "other"}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.e.ID == "" {
				c.e.ID = "mine"
			}
			found := planner.Conflicts(c.e, []planner.Occurrence{at("mine", "a", 14, 2)}, []planner.Engagement{c.mine}, []planner.Engagement{c.theirs},
				[]planner.Occurrence{at("other", "b", 14+c.hour, 1)}, map[planner.EventID]planner.Kind{"other": c.kind})
			switch {
			case c.want == "" && len(found) > 0, c.want != "" && len(found) != 1, c.want != "" && found[0].Kind != c.want:
				t.Errorf("%+v instead of %q", found, c.want)
			}
		})
	}
}

package planner_test

import (
	"testing"

	"entente/planner"
)

// What is not certain is for its organisers alone; of what has no days yet
// nobody is told that it is tomorrow.
func TestRemindersOfATentativeEvent(t *testing.T) {
	for name, c := range map[string]struct {
		kind      planner.Kind
		certainty planner.Certainty
		want      int
		audience  planner.Audience
	}{
		"certain":               {planner.Workshop, planner.Certain, 3, planner.ForRoom},
		"tentative":             {planner.Workshop, planner.Tentative, 3, planner.ForOrganisers},
		"a period":              {planner.Workshop, planner.SomeTime, 2, planner.ForOrganisers},
		"a period of a meeting": {planner.Meeting, planner.SomeTime, 1, planner.ForOrganisers},
	} {
		t.Run(name, func(t *testing.T) {
			e := planner.Event{Kind: c.kind, Certainty: c.certainty}
			rules := e.Rules(planner.DefaultRules(c.kind))
			if len(rules) != c.want {
				t.Fatalf("%d rules: %+v", len(rules), rules)
			}
			for _, rule := range rules {
				if rule.Audience != c.audience {
					t.Errorf("%+v", rule)
				}
			}
		})
	}
}

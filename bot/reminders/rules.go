package reminders

import (
	"fmt"
	"slices"
	"time"

	"entente/bot/turn"
	"entente/planner"
)

// AddUsual gives an event the reminders that events of its kind get by
// themselves, and returns them.
func AddUsual(r *turn.Turn, e planner.Event) ([]planner.Reminder, error) {
	rules, err := UsualRules(r, e)
	if err != nil {
		return nil, err
	}
	reminders, err := r.Tx.AddReminders(FromRules(e, rules, r.Now))
	if err != nil {
		return nil, fmt.Errorf("save reminders: %w", err)
	}
	return reminders, nil
}

// FromRules are rules as the reminders of a new event.
func FromRules(e planner.Event, rules []planner.ReminderRule, now time.Time) []planner.Reminder {
	reminders := make([]planner.Reminder, len(rules))
	for i, rule := range rules {
		reminders[i] = rule.Of(e, now)
	}
	return reminders
}

// UsualRules are those that an event gets by itself: by what its collaboration
// has set, or its kind.
func UsualRules(said *turn.Turn, e planner.Event) ([]planner.ReminderRule, error) {
	r := &request{Turn: said}
	var sets []planner.RuleSet
	if e.Collaboration != "" {
		var err error
		if sets, err = r.Tx.RuleSets(e.Collaboration); err != nil {
			return nil, err
		}
	}
	rules, err := r.fitted(e, planner.RulesFor(e.Kind, sets))
	return e.Rules(rules), err
}

// fitted are rules as they fit an event: of one that was planned in a direct
// conversation, what is for the room is for whoever planned it, and so keeps to
// their quiet hours.
func (r *request) fitted(e planner.Event, rules []planner.ReminderRule) ([]planner.ReminderRule, error) {
	if e.Collaboration != "" || e.Room == "" {
		return rules, nil
	}
	room := r.Room
	if room.ID != e.Room {
		var err error
		if room, err = r.Tx.Room(e.Room); err != nil {
			return nil, fmt.Errorf("find room: %w", err)
		}
	}
	rules = slices.Clone(rules)
	for i := range rules {
		if room.Direct {
			rules[i].Audience, rules[i].InThread = planner.ForOrganisers, false
		}
	}
	return rules, nil
}

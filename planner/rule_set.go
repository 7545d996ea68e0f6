package planner

import "time"

// ReminderRule is how long before a date a reminder comes, to whom, and where:
// what events that get it by themselves have in common.
type ReminderRule struct {
	Lead     Lead
	Audience Audience
	InThread bool
}

// RuleSet is the reminders that events get by themselves: those of one kind in
// a collaboration, or those of one event, to which no other set then applies.
type RuleSet struct {
	Collaboration CollaborationID
	Kind          Kind    // with Collaboration; empty: all kinds without a set of their own
	Event         EventID // instead of Collaboration
	Rules         []ReminderRule
	Withdrawn     bool // what applied before applies again
}

// DefaultRules are the reminders of an event of kind k where nobody has said
// anything else: those of [DefaultLeads], to the room. Those of the last hours
// stand under the one of the day before.
func DefaultRules(k Kind) []ReminderRule {
	var rules []ReminderRule
	for _, lead := range DefaultLeads(k) {
		rules = append(rules, RoomRule(lead))
	}
	return rules
}

// RoomRule is a reminder to the room: of days before at its top level, of hours
// before under the one that came earlier.
func RoomRule(lead Lead) ReminderRule {
	return ReminderRule{Lead: lead, Audience: ForRoom, InThread: !lead.Calendar()}
}

// RulesFor are the reminders that a new event of kind k gets: of the sets of
// its collaboration the one for its kind, else the one for all kinds, else the
// defaults.
func RulesFor(k Kind, sets []RuleSet) []ReminderRule {
	for _, kind := range []Kind{k, ""} {
		for _, set := range sets {
			if set.Event == "" && set.Kind == kind && !set.Withdrawn {
				return set.Rules
			}
		}
	}
	return DefaultRules(k)
}

// Of is the rule as a reminder of e that nobody set by hand.
func (r ReminderRule) Of(e Event, now time.Time) Reminder {
	return Reminder{
		Event: e.ID, Owner: e.Owner, Lead: r.Lead, Audience: r.Audience, InThread: r.InThread,
		State: Planned, Created: now,
	}
}

// Rule is what r has in common with those that come by themselves.
func (r Reminder) Rule() ReminderRule {
	return ReminderRule{Lead: r.Lead, Audience: r.Audience, InThread: r.InThread}
}

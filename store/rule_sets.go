package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/planner"
)

// ruleOfSet is a rule of a set as JSON; its names are those of the database,
// and stay.
type ruleOfSet struct {
	Months   int              `json:"months,omitempty"`
	Days     int              `json:"days,omitempty"`
	At       planner.Clock    `json:"at"`
	Minutes  int              `json:"minutes,omitempty"`
	Anchor   planner.Anchor   `json:"anchor,omitempty"`
	Audience planner.Audience `json:"audience"`
	InThread bool             `json:"in_thread,omitempty"`
}

const ruleSetColumns = `collaboration, kind, event, rules, withdrawn`

func scanRuleSet(r row) (set planner.RuleSet, err error) {
	var text string
	if err = r.Scan(orNull(&set.Collaboration), &set.Kind, orNull(&set.Event), &text, &set.Withdrawn); err != nil {
		return set, err
	}
	var rules []ruleOfSet
	if err := json.Unmarshal([]byte(text), &rules); err != nil {
		return set, fmt.Errorf("read rules: %w", err)
	}
	for _, m := range rules {
		set.Rules = append(set.Rules, planner.ReminderRule{
			Lead: planner.Lead{
				Months: m.Months, Days: m.Days, At: m.At, Exact: time.Duration(m.Minutes) * time.Minute, Anchor: m.Anchor,
			},
			Audience: m.Audience, InThread: m.InThread,
		})
	}
	return set, nil
}

// RuleSets are the reminders that events of a collaboration get by themselves,
// by kind; none are withdrawn.
func (tx *Tx) RuleSets(collaboration planner.CollaborationID) ([]planner.RuleSet, error) {
	list, err := all(tx, scanRuleSet, `
		SELECT `+ruleSetColumns+` FROM reminder_sets WHERE collaboration = $1 AND NOT withdrawn
		ORDER BY kind`, collaboration)
	if err != nil {
		return nil, fmt.Errorf("rules of collaboration %s: %w", collaboration, err)
	}
	return list, nil
}

// RuleSetOf is the set of an event's own: [ErrNotFound] when the event follows
// others.
func (tx *Tx) RuleSetOf(event planner.EventID) (planner.RuleSet, error) {
	set, err := one(tx, scanRuleSet, `
		SELECT `+ruleSetColumns+` FROM reminder_sets WHERE event = $1 AND NOT withdrawn`, event)
	if err != nil {
		return set, fmt.Errorf("rules of event %s: %w", event, err)
	}
	return set, nil
}

// SaveRuleSet writes the reminders that events get by themselves in the place
// of the set of the same collaboration and kind, or event.
func (tx *Tx) SaveRuleSet(set planner.RuleSet) error {
	rules := make([]ruleOfSet, len(set.Rules))
	for i, r := range set.Rules {
		rules[i] = ruleOfSet{
			Months: r.Lead.Months, Days: r.Lead.Days, At: r.Lead.At, Minutes: int(r.Lead.Exact / time.Minute),
			Anchor: r.Lead.Anchor, Audience: r.Audience, InThread: r.InThread,
		}
	}
	text, err := json.Marshal(rules)
	if err != nil {
		return fmt.Errorf("save rules: %w", err)
	}
	column, value, unique := "collaboration", string(set.Collaboration), "(collaboration, kind)"
	if set.Event != "" {
		column, value, unique = "event", string(set.Event), "(event)"
	}
	if value == "" {
		return errors.New("save rules: neither a collaboration nor an event is named")
	}
	err = tx.audited(ruleSetsTable, column, value, func() error {
		_, err := tx.exec(`
			INSERT INTO reminder_sets (id, `+ruleSetColumns+`) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT `+unique+` DO UPDATE SET rules = excluded.rules, withdrawn = excluded.withdrawn`,
			planner.NewID[string](), null(set.Collaboration), set.Kind, null(set.Event), string(text), set.Withdrawn)
		return err
	})
	if err != nil {
		return fmt.Errorf("save rules: %w", err)
	}
	return nil
}

package store

import (
	"encoding/json"
	"fmt"
	"time"

	"entente/planner"
)

// ruleRow is a rule as JSON; its names are those of the database, and stay.
type ruleRow struct {
	Freq     planner.Freq   `json:"freq"`
	Interval int            `json:"interval"`
	Weekdays []time.Weekday `json:"weekdays,omitempty"` // 0 is Sunday
	Nth      int            `json:"nth,omitempty"`
	AlsoNth  []int          `json:"also_nth,omitempty"`
	Dates    []planner.Date `json:"dates,omitempty"`
	Until    planner.Date   `json:"until,omitzero"`
	Count    int            `json:"count,omitempty"`
	Except   []planner.Date `json:"except,omitempty"`
}

// ruleText is a rule as text; empty for none.
func ruleText(rule *planner.Rule) string {
	if rule == nil {
		return ""
	}
	data, err := json.Marshal(ruleRow(*rule))
	if err != nil {
		return "" // a date that does not exist, which planner never makes
	}
	return string(data)
}

// scanRule reads what ruleText writes.
type scanRule struct{ to **planner.Rule }

// Scan implements sql.Scanner.
func (s scanRule) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read rule: a %T", src)
	}
	*s.to = nil
	if text == "" {
		return nil
	}
	var r ruleRow
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return fmt.Errorf("read rule: %w", err)
	}
	rule := planner.Rule(r)
	*s.to = &rule
	return nil
}

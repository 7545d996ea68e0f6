package store

import (
	"encoding/json"
	"fmt"

	"entente/planner"
)

// stayRow is a stay as JSON; its names are those of the database, and stay.
type stayRow struct {
	Place string       `json:"place"`
	Zone  string       `json:"zone"`
	First planner.Date `json:"first"`
	Last  planner.Date `json:"last"`
}

// staysText are the stays of a person as text; empty for none.
func staysText(stays []planner.Stay) string {
	if len(stays) == 0 {
		return ""
	}
	rows := make([]stayRow, len(stays))
	for i, s := range stays {
		s.Place = clean(s.Place)
		rows[i] = stayRow(s)
	}
	data, err := json.Marshal(rows)
	if err != nil {
		return "" // a date that does not exist, which planner never makes
	}
	return string(data)
}

// scanStays reads what staysText writes.
type scanStays struct{ to *[]planner.Stay }

// Scan implements sql.Scanner.
func (s scanStays) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read stays: a %T", src)
	}
	*s.to = nil
	if text == "" {
		return nil
	}
	var rows []stayRow
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return fmt.Errorf("read stays: %w", err)
	}
	for _, r := range rows {
		*s.to = append(*s.to, planner.Stay(r))
	}
	return nil
}

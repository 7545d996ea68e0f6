package store

import (
	"encoding/json"
	"fmt"

	"entente/planner"
)

// Past is what one change did to an event, its dates, talks and usual reminders.
type Past struct {
	Change Change
	Rows   []Audit
}

// HistoryOf are the changes of an event, the first first. What people answered,
// were asked or set for themselves is not among them.
func (tx *Tx) HistoryOf(event planner.EventID) (list []Past, err error) {
	if err := tx.writeAudit(); err != nil {
		return nil, err
	}
	type entry struct {
		change Change
		audit  Audit
	}
	rows, err := all(tx, func(r row) (e entry, err error) {
		c, a := &e.change, &e.audit
		err = r.Scan(&c.ID, &c.Number, orNull(&c.Person), &c.Room, scanTime{&c.At}, &c.Command, &c.Undoes, &c.UndoneBy,
			&a.Seq, &a.Entity, &a.EntityID, orNull(&a.Before), &a.After)
		return e, err
	}, `
		SELECT `+changeColumns+`, audit.seq, audit.entity, audit.entity_id, audit.before_row, audit.after_row
		`+fromChanges+` JOIN audit ON audit.change = changes.id
		WHERE audit.event = $1 AND audit.entity IN ('events', 'occurrences', 'talks', 'reminder_sets')
		ORDER BY changes.number, audit.seq`, event)
	if err != nil {
		return nil, fmt.Errorf("history of event %s: %w", event, err)
	}
	for _, e := range rows {
		if n := len(list); n == 0 || list[n-1].Change.ID != e.change.ID {
			list = append(list, Past{Change: e.change})
		}
		last := &list[len(list)-1]
		last.Rows = append(last.Rows, e.audit)
	}
	return list, nil
}

// Image is what people know of an audited row; what it does not have is empty.
type Image struct {
	Title string        `json:"title"`
	Place string        `json:"place"`
	State planner.State `json:"state"`
	Rule  string        `json:"rule"`

	AllDay bool         `json:"all_day"`
	Start  planner.Wall `json:"start_wall"`
	End    planner.Wall `json:"end_wall"`
	Zone   string       `json:"zone"`
}

// Span is when it was.
func (i Image) Span() planner.Span {
	return planner.Span{Start: i.Start, End: i.End, AllDay: i.AllDay, Zone: i.Zone}
}

// OfEvent says that the row is the event itself.
func (a Audit) OfEvent() bool { return a.Entity == eventsTable.name }

// OfDate says that the row is one of its dates.
func (a Audit) OfDate() bool { return a.Entity == occurrencesTable.name }

// Images are what the row was, the zero Image where it was made, and became.
func (a Audit) Images() (was, is Image, err error) {
	if a.Before != "" {
		if err := json.Unmarshal([]byte(a.Before), &was); err != nil {
			return was, is, fmt.Errorf("read audit: %w", err)
		}
	}
	if err := json.Unmarshal([]byte(a.After), &is); err != nil {
		return was, is, fmt.Errorf("read audit: %w", err)
	}
	return was, is, nil
}

package store

import (
	"fmt"
	"slices"

	"entente/planner"
)

// audited runs write. Within a change it compares the rows of t whose column
// has that value before and after, and records what differs.
func (tx *Tx) audited(t table, column, value string, write func() error) error {
	if tx.change == nil {
		return write()
	}
	list, err := tx.imagesWhere(t, column, value)
	if err != nil {
		return err
	}
	before := make(map[string]string, len(list))
	for _, i := range list {
		before[i.id] = i.json
	}
	if err := write(); err != nil {
		return err
	}
	if list, err = tx.imagesWhere(t, column, value); err != nil {
		return err
	}
	tx.record(t, list, before)
	return nil
}

// record adds those rows of t that are not as before (JSON by id) to the audit
// of the change under way.
func (tx *Tx) record(t table, list []image, before map[string]string) {
	for _, after := range list {
		if was := before[after.id]; was != after.json {
			tx.audits++
			tx.unwritten = append(tx.unwritten, recorded{Audit{tx.audits, t.name, after.id, was, after.json}, after.event})
			tx.noteAltered(after, t.name == eventsTable.name && was == "")
		}
	}
}

// recorded is a row of audit and the event concerned, if any.
type recorded struct {
	Audit
	event planner.EventID
}

// noteVersion keeps that an event is now of that version.
func (tx *Tx) noteVersion(id planner.EventID, version int) {
	if tx.versions == nil {
		tx.versions = map[planner.EventID]int{}
	}
	tx.versions[id] = version
}

// noteAltered keeps which events the change under way concerns. One that it has
// made stays one that it has made.
func (tx *Tx) noteAltered(row image, made bool) {
	if row.event == "" {
		return
	}
	if tx.altered == nil {
		tx.altered = map[planner.EventID]bool{}
	}
	if _, known := tx.altered[row.event]; !known {
		tx.altered[row.event] = !made
	}
}

// Altered are the events that the change under way concerns so far, and that it
// has not made.
func (tx *Tx) Altered() (events []planner.EventID) {
	for event, before := range tx.altered {
		if before {
			events = append(events, event)
		}
	}
	slices.Sort(events)
	return events
}

// writeAudit writes what was recorded so far, all in few statements: at the end
// of the transaction, or before its audit is read.
func (tx *Tx) writeAudit() error {
	var rows [][]any
	for _, a := range tx.unwritten {
		rows = append(rows, []any{
			tx.change.Number, a.Seq, a.Entity, a.EntityID, null(a.event), null(a.Before), a.After, tx.versions[a.event],
		})
	}
	tx.unwritten = nil
	err := tx.insert(`INSERT INTO audit (change, seq, entity, entity_id, event, before_row, after_row, version)`, rows, ``)
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	return nil
}

// Audit is what a change did to one row: Before (empty when it was made) and
// After are JSON of the columns that commands may change.
type Audit struct {
	Seq           int
	Entity        string // the table
	EntityID      string
	Before, After string
}

func scanAudit(r row) (a Audit, err error) {
	err = r.Scan(&a.Seq, &a.Entity, &a.EntityID, orNull(&a.Before), &a.After)
	return a, err
}

// AuditOf is what a change did, in that order.
func (tx *Tx) AuditOf(change Change) ([]Audit, error) {
	if tx.change != nil && tx.change.Number == change.Number && tx.audits == len(tx.unwritten) { // none of it is in the table
		var list []Audit
		for _, a := range tx.unwritten {
			list = append(list, a.Audit)
		}
		return list, nil
	}
	if err := tx.writeAudit(); err != nil {
		return nil, err
	}
	list, err := all(tx, scanAudit, `
		SELECT seq, entity, entity_id, before_row, after_row FROM audit
		WHERE change = $1 ORDER BY seq`, change.Number)
	if err != nil {
		return nil, fmt.Errorf("audit of change C%d: %w", change.Number, err)
	}
	return list, nil
}

package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"entente/planner"
)

// image is a row as the audit keeps it.
type image struct {
	id    string
	event any    // string or nil
	json  string // of the table's columns, by name
}

// image is what is read of a row for the audit: its id, the event concerned,
// and then its columns.
func (t table) image() string {
	return `id, ` + cmp.Or(t.event, "NULL") + `, ` + t.columns
}

// imagesWhere are the rows of t whose column has that value.
func (tx *Tx) imagesWhere(t table, column, value string) ([]image, error) {
	return tx.images(`SELECT `+t.image()+` FROM `+t.name+` WHERE `+column+` = $1`, value)
}

// images are the rows that a statement gives, in order of their ids.
func (tx *Tx) images(statement string, args ...any) ([]image, error) {
	list, err := all(tx, whichever(imageOf), statement, args...)
	slices.SortFunc(list, func(a, b image) int { return cmp.Compare(a.id, b.id) })
	return list, err
}

// imageOf is of what [table.image] names.
func imageOf(columns []*sql.ColumnType, values []any) (image, error) {
	named := make(map[string]any, len(columns))
	for i, column := range columns[2:] {
		named[column.Name()] = ofEither(values[i+2], column)
	}
	data, err := json.Marshal(named) // sorted by name: equal rows make equal texts
	return image{id: fmt.Sprint(values[0]), event: values[1], json: string(data)}, err
}

// ofEither is a value as both engines are to give it: SQLite's truth values are
// numbers.
func ofEither(value any, column *sql.ColumnType) any {
	if n, ok := value.(int64); ok && column.DatabaseTypeName() == "BOOLEAN" {
		return n != 0
	}
	return value
}

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

// recorded is a row of audit and the event concerned: string or nil.
type recorded struct {
	Audit
	event any
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
	event, ok := row.event.(string)
	if !ok {
		return
	}
	if tx.altered == nil {
		tx.altered = map[planner.EventID]bool{}
	}
	if _, known := tx.altered[planner.EventID(event)]; !known {
		tx.altered[planner.EventID(event)] = !made
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
		event, _ := a.event.(string)
		rows = append(rows, []any{
			tx.change.ID, a.Seq, a.Entity, a.EntityID, a.event, null(a.Before), a.After, tx.versions[planner.EventID(event)],
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
	if tx.change != nil && tx.change.ID == change.ID && tx.audits == len(tx.unwritten) { // none of it is in the table
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
		WHERE change = $1 ORDER BY seq`, change.ID)
	if err != nil {
		return nil, fmt.Errorf("audit of change C%d: %w", change.Number, err)
	}
	return list, nil
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
)

// What tests compare with the schema.
var (
	PersonReferences = personReferences
	RoomReferences   = roomReferences
)

// MostStatements is how many statements a connection keeps.
const MostStatements = mostStatements

// Exec runs any statement in the transaction.
func (tx *Tx) Exec(query string) error {
	_, err := tx.exec(query)
	return err
}

// StayInside leaves the idle connection that writes to SQLite inside a
// transaction, as a rollback would that failed.
func (s *Store) StayInside() error {
	of := s.writing.(*sessions)
	idle := <-of.idle
	of.idle <- idle
	_, err := idle[0].conn.ExecContext(context.Background(), of.opening)
	return err
}

// Image is what is read of an audited row for the audit.
func (tx *Tx) Image(a Audit) (string, error) {
	t, err := auditedTable(a.Entity)
	if err != nil {
		return "", err
	}
	list, err := tx.imagesWhere(t, "id", a.EntityID)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0].json, nil
}

// ObjectOf is the JSON object of values, in the order of their names.
func ObjectOf(values map[string]any) (string, error) {
	o := newObject()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		o.add(name, values[name])
	}
	return o.text()
}

// AuditedColumns are those that the audit keeps, by table.
func AuditedColumns() map[string]string {
	columns := map[string]string{}
	for _, t := range auditedTables() {
		columns[t.name] = t.columns
	}
	return columns
}

// Plans has SQLite explain each query that follows in the transaction: which
// tables it goes through, and by which index.
func (tx *Tx) Plans() *[]string {
	steps := new([]string)
	tx.tx = explained{tx.tx, steps}
	return steps
}

type explained struct {
	transaction
	steps *[]string
}

func (e explained) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	rows, err := e.transaction.QueryContext(ctx, `EXPLAIN QUERY PLAN `+query, args...)
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id, parent, unused int
		var step string
		err = errors.Join(err, rows.Scan(&id, &parent, &unused, &step))
		*e.steps = append(*e.steps, step)
	}
	if err := errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	return e.transaction.QueryContext(ctx, query, args...)
}

package store

import "context"

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

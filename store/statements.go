package store

import (
	"context"
	"database/sql"
	"sync"
)

// mostStatements bounds what one pool keeps prepared: more than there are fixed
// queries, so that those with lists of every length cannot grow it for ever.
const mostStatements = 256

// statements are what a pool keeps prepared. SQLite would otherwise compile
// each query anew, a third of the work of a command; pgx keeps its own, so that
// over PostgreSQL there are none (nil).
type statements struct {
	db   *sql.DB
	lock sync.RWMutex
	kept map[string]*sql.Stmt
}

func newStatements(db *sql.DB) *statements {
	return &statements{db: db, kept: map[string]*sql.Stmt{}}
}

// find is the prepared statement of a query; nil when there is none.
func (s *statements) find(query string) *sql.Stmt {
	if s == nil {
		return nil
	}
	s.lock.RLock()
	defer s.lock.RUnlock()
	return s.kept[query]
}

// prepare keeps the statements of queries for the next transactions. It is
// called outside any: the pool may have one connection. A query that cannot be
// prepared now is run unprepared, which is no error.
func (s *statements) prepare(ctx context.Context, queries []string) {
	if s == nil || len(queries) == 0 {
		return
	}
	for _, query := range queries {
		if s.find(query) != nil || s.full() {
			continue
		}
		// Without the lock: who has the connection may be waiting for it.
		if statement, err := s.db.PrepareContext(ctx, query); err == nil {
			s.keep(query, statement)
		}
	}
}

func (s *statements) full() bool {
	s.lock.RLock()
	defer s.lock.RUnlock()
	return len(s.kept) >= mostStatements
}

// keep keeps a statement, unless another goroutine has kept one meanwhile.
func (s *statements) keep(query string, statement *sql.Stmt) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.kept[query] != nil {
		_ = statement.Close() // of a statement that was never run
		return
	}
	s.kept[query] = statement
}

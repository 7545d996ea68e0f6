package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// mostStatements bounds what one connection keeps prepared: more than there are
// fixed queries, so that those with lists of every length cannot grow it for
// ever.
const mostStatements = 256

// sessions are SQLite's way of beginning transactions: connections that run one
// after the other each and keep their statements prepared. SQLite would
// otherwise compile each query anew, a third of the work of a command, and
// [sql.Tx] wakes a goroutine at the beginning and at the end of each.
type sessions struct {
	db      *sql.DB
	opening string        // statement that begins a transaction
	turn    chan struct{} // holds one for each transaction under way
	idle    chan []*session
}

// newSessions are n connections of db, which are made when they are needed, and
// whose transactions begin with the statement opening.
func newSessions(db *sql.DB, n int, opening string) *sessions {
	s := &sessions{db: db, opening: opening, turn: make(chan struct{}, n), idle: make(chan []*session, 1)}
	s.idle <- nil
	return s
}

// begin waits for a connection. When ctx ends, so does the transaction at its
// next statement.
func (s *sessions) begin(ctx context.Context) (transaction, error) {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	idle := <-s.idle
	var of *session
	if n := len(idle); n > 0 { // the last one used has the most at hand
		of, idle = idle[n-1], idle[:n-1]
	}
	s.idle <- idle
	if of == nil {
		conn, err := s.db.Conn(ctx)
		if err != nil {
			<-s.turn
			return nil, err
		}
		of = &session{pool: s, conn: conn, kept: map[string]*sql.Stmt{}}
	}
	tx := &sessionTx{session: of, ctx: ctx}
	if _, err := tx.ExecContext(ctx, s.opening); err != nil {
		tx.end()
		return nil, err
	}
	return tx, nil
}

// close waits for the transactions under way and gives the connections back.
func (s *sessions) close() error {
	for range cap(s.turn) {
		s.turn <- struct{}{}
	}
	var errs []error
	for _, of := range <-s.idle {
		errs = append(errs, of.conn.Close())
	}
	return errors.Join(errs...)
}

// session is one connection with what it keeps prepared.
type session struct {
	pool *sessions
	conn *sql.Conn
	kept map[string]*sql.Stmt
}

// statement is the prepared statement of a query; nil when it cannot be kept.
func (s *session) statement(query string) *sql.Stmt {
	if kept := s.kept[query]; kept != nil || len(s.kept) >= mostStatements {
		return kept
	}
	prepared, err := s.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil // as it is run unprepared the reason is told
	}
	s.kept[query] = prepared
	return prepared
}

// sessionTx is a transaction of a session. The end of its context is looked at
// between two statements only: SQLite's driver would start a goroutine for each
// to see it, a fifth of a command, and a statement is over in no time.
type sessionTx struct {
	*session
	ctx   context.Context
	ended bool
}

func (t *sessionTx) ExecContext(_ context.Context, query string, args ...any) (sql.Result, error) {
	if err := t.stopped(); err != nil {
		return nil, err
	}
	if kept := t.statement(query); kept != nil {
		return kept.Exec(args...)
	}
	return t.conn.ExecContext(context.Background(), query, args...)
}

func (t *sessionTx) QueryContext(_ context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := t.stopped(); err != nil {
		return nil, err
	}
	if kept := t.statement(query); kept != nil {
		return kept.Query(args...)
	}
	return t.conn.QueryContext(context.Background(), query, args...)
}

// stopped is why no statement may be run any more.
func (t *sessionTx) stopped() error {
	if t.ended {
		return sql.ErrTxDone
	}
	return t.ctx.Err()
}

// Commit leaves the transaction open when it fails.
func (t *sessionTx) Commit() error {
	if _, err := t.ExecContext(t.ctx, `COMMIT`); err != nil {
		return err
	}
	t.end()
	return nil
}

// Rollback does nothing after the end.
func (t *sessionTx) Rollback() error {
	if t.ended {
		return sql.ErrTxDone
	}
	defer t.end()
	if _, err := t.conn.ExecContext(context.Background(), `ROLLBACK`); err != nil {
		return fmt.Errorf("roll back: %w", err)
	}
	return nil
}

// end gives the connection to the next transaction.
func (t *sessionTx) end() {
	t.ended = true
	t.pool.idle <- append(<-t.pool.idle, t.session)
	<-t.pool.turn
}

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
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
	closing chan struct{} // closed when no transaction is to begin any more
	idle    chan []*session
}

// errClosed: the store is closed, or is being closed.
var errClosed = errors.New("the database is closed")

// newSessions are n connections of db, which are made when they are needed, and
// whose transactions begin with the statement opening.
func newSessions(db *sql.DB, n int, opening string) *sessions {
	s := &sessions{
		db: db, opening: opening,
		turn: make(chan struct{}, n), closing: make(chan struct{}), idle: make(chan []*session, 1),
	}
	s.idle <- nil
	return s
}

// begin waits for a connection until ctx ends, and for another process that
// writes as long as SQLite does (connectSQLite). When ctx ends later, so does
// the transaction at its next statement.
func (s *sessions) begin(ctx context.Context) (transaction, error) {
	select {
	case s.turn <- struct{}{}:
	case <-s.closing:
		return nil, errClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	of, err := s.take(ctx)
	if err != nil {
		<-s.turn
		return nil, err
	}
	tx := &sessionTx{session: of, ctx: ctx}
	if _, err := tx.ExecContext(ctx, s.opening); err != nil {
		tx.end()
		return nil, err
	}
	return tx, nil
}

// take is a connection for whoever has a turn.
func (s *sessions) take(ctx context.Context) (*session, error) {
	idle := <-s.idle
	if n := len(idle); n > 0 { // the last one used has the most at hand
		of := idle[n-1]
		s.idle <- idle[:n-1] // from here on its end is others' to write to
		return of, nil
	}
	s.idle <- idle
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &session{pool: s, conn: conn, kept: map[string]*sql.Stmt{}}, nil
}

// close lets no transaction begin, waits for those under way and ends the
// connections. It is called once.
func (s *sessions) close() error {
	close(s.closing)
	for range cap(s.turn) {
		s.turn <- struct{}{}
	}
	var errs []error
	for _, of := range <-s.idle {
		errs = append(errs, of.close())
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

// close ends the connection, after what it keeps: SQLite leaves a file open, and
// locked, of which there are statements, and [sql.Conn] does not close them.
func (s *session) close() error {
	var errs []error
	for _, kept := range s.kept {
		errs = append(errs, kept.Close())
	}
	err := s.conn.Raw(func(any) error { return driver.ErrBadConn }) // else the pool would keep it
	if !errors.Is(err, driver.ErrBadConn) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// sessionTx is a transaction of a session. The end of its context is looked at
// between two statements only: SQLite's driver would start a goroutine for each
// to see it, a fifth of a command, and a statement is over in no time.
type sessionTx struct {
	*session
	ctx    context.Context
	ended  bool
	failed bool // a statement: see end
}

func (t *sessionTx) ExecContext(_ context.Context, query string, args ...any) (result sql.Result, err error) {
	if err := t.stopped(); err != nil {
		return nil, err
	}
	if kept := t.statement(query); kept != nil {
		result, err = kept.Exec(args...)
	} else {
		result, err = t.conn.ExecContext(context.Background(), query, args...)
	}
	t.failed = t.failed || err != nil
	return result, err
}

func (t *sessionTx) QueryContext(_ context.Context, query string, args ...any) (rows *sql.Rows, err error) {
	if err := t.stopped(); err != nil {
		return nil, err
	}
	if kept := t.statement(query); kept != nil {
		rows, err = kept.Query(args...)
	} else {
		rows, err = t.conn.QueryContext(context.Background(), query, args...)
	}
	t.failed = t.failed || err != nil
	return rows, err
}

// stopped is why no statement may be run any more.
func (t *sessionTx) stopped() error {
	if t.ended {
		return sql.ErrTxDone
	}
	return t.ctx.Err()
}

// Commit leaves the transaction to Rollback when it fails.
func (t *sessionTx) Commit() error {
	if _, err := t.ExecContext(t.ctx, `COMMIT`); err != nil {
		return err
	}
	t.end()
	return nil
}

// Rollback does nothing after the end. It fails also when SQLite has rolled
// back by itself.
func (t *sessionTx) Rollback() error {
	if t.ended {
		return sql.ErrTxDone
	}
	defer t.end()
	if _, err := t.conn.ExecContext(context.Background(), `ROLLBACK`); err != nil {
		t.failed = true
		return fmt.Errorf("roll back: %w", err)
	}
	return nil
}

// end gives the connection to the next transaction; one on which a statement
// failed is ended. It may still be inside of the transaction, and the database
// locked, or have been opened when the file could only be read.
func (t *sessionTx) end() {
	t.ended = true
	if t.failed {
		_ = t.close()
	} else {
		t.pool.idle <- append(<-t.pool.idle, t.session)
	}
	<-t.pool.turn
}

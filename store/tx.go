package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"entente/planner"
)

// attempts is how often a transaction is run that loses against others.
const attempts = 10

// Tx is one transaction. It is valid until the function that was given it
// returns, and for one goroutine.
type Tx struct {
	ctx    context.Context
	tx     transaction
	engine engine
	failed error // of a statement: see [Tx.fail]
	wakes  wakes // what was written for the runner
	ahead  ahead
	change *Change // what the writes belong to; nil: not a command's
	audits int     // rows of audit that change has

	unwritten []recorded               // those of them that are not written yet
	altered   map[planner.EventID]bool // the events concerned: false for one that change has made
	versions  map[planner.EventID]int  // that were made of them
}

// pool begins transactions.
type pool interface {
	begin(ctx context.Context) (transaction, error)
	close() error
}

// transaction is what is had of a [sql.Tx], or of a [sessionTx].
type transaction interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	Commit() error
	Rollback() error
}

// Update runs f in a transaction that may write, and commits it when f returns
// nil. f must change nothing outside: when the transaction loses against
// another one it is run again. f must not call Update or View.
func (s *Store) Update(ctx context.Context, f func(*Tx) error) error {
	for attempt := 1; ; attempt++ {
		written, err := s.run(ctx, s.writing, f)
		switch {
		case err == nil:
			s.log.committed()
			s.wake(written)
			return nil
		case !errors.Is(err, errAgain) || attempt == attempts:
			return err
		}
		pause := time.Duration(rand.Int64N(int64(attempt) * int64(5*time.Millisecond)))
		select {
		case <-ctx.Done():
			return fmt.Errorf("update: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// View runs f in a transaction that only reads, and sees the database as it
// was at its first query, whatever is written meanwhile.
func (s *Store) View(ctx context.Context, f func(*Tx) error) error {
	_, err := s.run(ctx, s.reading, f)
	return err
}

func (s *Store) run(ctx context.Context, p pool, f func(*Tx) error) (written wakes, err error) {
	inner, err := p.begin(ctx)
	if err != nil {
		return written, fmt.Errorf("begin transaction: %w", s.engine.hide(err))
	}
	// After a commit this does nothing; otherwise the reason is err's, or a panic's.
	defer func() { _ = inner.Rollback() }()
	tx := &Tx{ctx: ctx, tx: inner, engine: s.engine}
	if err := f(tx); err != nil {
		return written, err
	}
	if err := tx.writeAudit(); err != nil {
		return written, err
	}
	if tx.failed != nil {
		return written, tx.failed
	}
	err = inner.Commit()
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		err = ctx.Err() // database/sql rolled back at the end of ctx, before Commit looked at it
	}
	if err != nil {
		return written, fmt.Errorf("commit: %w", s.engine.hide(err))
	}
	return tx.wakes, nil
}

// fail hides the error of a statement, after which no other is run and nothing
// is committed, whatever f makes of it. PostgreSQL has it so; SQLite may have
// rolled back by itself, when the disk is full, and would commit what follows
// alone. https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction"
func (tx *Tx) fail(err error) error {
	if err = tx.engine.hide(err); err != nil {
		tx.failed = err
	}
	return err
}

// exec runs a statement and says how many rows it concerned.
func (tx *Tx) exec(query string, args ...any) (rows int64, err error) {
	tx.ahead = ahead{}
	if tx.failed != nil {
		return 0, tx.failed
	}
	result, err := tx.tx.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, tx.fail(err)
	}
	rows, err = result.RowsAffected()
	if err != nil {
		return 0, tx.engine.hide(err)
	}
	return rows, nil
}

// execOne is exec for one row that must be there.
func (tx *Tx) execOne(query string, args ...any) error {
	rows, err := tx.exec(query, args...)
	if err == nil && rows == 0 {
		err = ErrNotFound
	}
	return err
}

// row is a *sql.Row or *sql.Rows, for the scan function of a type.
type row interface{ Scan(...any) error }

// one reads one row that must be there.
func one[T any](tx *Tx, scan func(row) (T, error), query string, args ...any) (v T, err error) {
	list, err := all(tx, scan, query, args...)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return v, err
	}
	return list[0], nil
}

// all reads every row.
func all[T any](tx *Tx, scan func(row) (T, error), query string, args ...any) (list []T, err error) {
	if tx.failed != nil {
		return nil, tx.failed
	}
	rows, err := tx.tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return nil, tx.fail(err)
	}
	defer func() { err = errors.Join(err, tx.engine.hide(rows.Close())) }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, tx.engine.hide(err)
		}
		list = append(list, v)
	}
	return list, tx.fail(rows.Err())
}

// whichever makes of a function that takes all columns of a row, whichever there
// are, one that reads rows for [all].
func whichever[T any](of func(columns []*sql.ColumnType, values []any) (T, error)) func(row) (T, error) {
	var columns []*sql.ColumnType // the same for all rows
	return func(r row) (none T, err error) {
		if columns == nil {
			if columns, err = r.(*sql.Rows).ColumnTypes(); err != nil {
				return none, err
			}
		}
		values, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := r.Scan(targets...); err != nil {
			return none, err
		}
		return of(columns, values)
	}
}

// scanned reads a single column.
func scanned[T any](r row) (v T, err error) {
	err = r.Scan(&v)
	return v, err
}

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
	tx     *sql.Tx
	engine engine
	wakes  wakes // what was written for the runner
	kept   *statements
	missed []string // queries that were not prepared
	ahead  ahead
	change *Change // what the writes belong to; nil: not a command's
	audits int     // rows of audit that change has

	unwritten []recorded               // those of them that are not written yet
	altered   map[planner.EventID]bool // the events concerned: false for one that change has made
	versions  map[planner.EventID]int  // that were made of them
}

// Update runs f in a transaction that may write, and commits it when f returns
// nil. f must change nothing outside: when the transaction loses against
// another one it is run again. f must not call Update or View.
func (s *Store) Update(ctx context.Context, f func(*Tx) error) error {
	for attempt := 1; ; attempt++ {
		written, err := s.run(ctx, s.write, nil, f)
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
	_, err := s.run(ctx, s.read, s.engine.reading, f)
	return err
}

func (s *Store) run(ctx context.Context, db *sql.DB, options *sql.TxOptions, f func(*Tx) error) (written wakes, err error) {
	inner, err := db.BeginTx(ctx, options)
	if err != nil {
		return written, fmt.Errorf("begin transaction: %w", s.engine.hide(err))
	}
	// After a commit this does nothing; otherwise the reason is err's, or a panic's.
	defer func() { _ = inner.Rollback() }()
	tx := &Tx{ctx: s.engine.within(ctx), tx: inner, engine: s.engine, kept: s.prepared[db]}
	if err := f(tx); err != nil {
		return written, err
	}
	if err := tx.writeAudit(); err != nil {
		return written, err
	}
	err = inner.Commit()
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		err = ctx.Err() // database/sql rolled back at the end of ctx, before Commit looked at it
	}
	if err != nil {
		return written, fmt.Errorf("commit: %w", s.engine.hide(err))
	}
	tx.kept.prepare(ctx, tx.missed)
	return tx.wakes, nil
}

// statement is the prepared statement of a query; nil when there is none (yet).
func (tx *Tx) statement(query string) *sql.Stmt {
	if kept := tx.kept.find(query); kept != nil {
		return tx.tx.StmtContext(tx.ctx, kept)
	}
	tx.missed = append(tx.missed, query)
	return nil
}

// query runs a query for its rows.
func (tx *Tx) query(query string, args ...any) (*sql.Rows, error) {
	if statement := tx.statement(query); statement != nil {
		return statement.QueryContext(tx.ctx, args...)
	}
	return tx.tx.QueryContext(tx.ctx, query, args...)
}

// exec runs a statement and says how many rows it concerned.
func (tx *Tx) exec(query string, args ...any) (rows int64, err error) {
	tx.ahead = ahead{}
	var result sql.Result
	if statement := tx.statement(query); statement != nil {
		result, err = statement.ExecContext(tx.ctx, args...)
	} else {
		result, err = tx.tx.ExecContext(tx.ctx, query, args...)
	}
	if err != nil {
		return 0, tx.engine.hide(err)
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
func one[T any](tx *Tx, scan func(row) (T, error), query string, args ...any) (T, error) {
	var found row
	if statement := tx.statement(query); statement != nil {
		found = statement.QueryRowContext(tx.ctx, args...)
	} else {
		found = tx.tx.QueryRowContext(tx.ctx, query, args...)
	}
	v, err := scan(found)
	if err != nil {
		var none T
		return none, tx.engine.hide(err)
	}
	return v, nil
}

// all reads every row.
func all[T any](tx *Tx, scan func(row) (T, error), query string, args ...any) (list []T, err error) {
	rows, err := tx.query(query, args...)
	if err != nil {
		return nil, tx.engine.hide(err)
	}
	defer func() { err = errors.Join(err, tx.engine.hide(rows.Close())) }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, tx.engine.hide(err)
		}
		list = append(list, v)
	}
	return list, tx.engine.hide(rows.Err())
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

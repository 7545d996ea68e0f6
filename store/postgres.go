package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// postgresConnections bounds the pool: a command holds one for milliseconds.
const postgresConnections = 16

// openPostgres prepares a pool; it connects when first used.
func openPostgres(url string) (*Store, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		// pgx leaves passwords out of its errors.
		return nil, errors.New(err.Error())
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, fmt.Errorf("make migration lock: %w", err)
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(postgresConnections)
	db.SetMaxIdleConns(postgresConnections)
	return &Store{
		engine: postgresEngine(config, locker), write: db, read: db,
		writing: plain{db, nil},
		// A snapshot, as SQLite gives one.
		reading: plain{db, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}},
	}, nil
}

// plain begins the transactions of [database/sql]; pgx keeps statements prepared.
type plain struct {
	db      *sql.DB
	options *sql.TxOptions
}

func (p plain) begin(ctx context.Context) (transaction, error) { return p.db.BeginTx(ctx, p.options) }

func (p plain) close() error { return nil }

func postgresEngine(config *pgx.ConnConfig, locker lock.SessionLocker) engine {
	return engine{
		name:       fmt.Sprintf("%s on %s:%d", config.Database, config.Host, config.Port),
		dialect:    goose.DialectPostgres,
		migrating:  []goose.ProviderOption{goose.WithSessionLocker(locker)},
		skipLocked: " FOR UPDATE SKIP LOCKED",
		meaning:    postgresMeaning,
		backup:     func(context.Context, string) error { return ErrNoBackup },
	}
}

// postgresMeaning reads the SQLSTATE codes of PostgreSQL, appendix A.
func postgresMeaning(err error) error {
	var failure *pgconn.PgError
	if !errors.As(err, &failure) {
		return nil
	}
	switch failure.Code {
	case "23505": // unique_violation
		return ErrConflict
	case "23503": // foreign_key_violation
		return ErrNotFound
	case "40001", "40P01": // serialization_failure, deadlock_detected
		return errAgain
	}
	return nil
}

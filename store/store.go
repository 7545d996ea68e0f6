// Package store keeps what Entente knows: people, rooms, collaborations,
// events and their dates, reminders, and what is due. There is one concrete
// [Store] and one SQL text; it runs over an SQLite file or over PostgreSQL.
//
// All reading and writing happens inside [Store.View] and [Store.Update]:
// one command is one transaction. Instants come back in UTC, to the
// millisecond. Errors are [ErrNotFound], [ErrConflict] and the few others of
// this package, or have no meaning but their text: no driver's error leaves it.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// Options says where the store is and how it is opened.
type Options struct {
	// URL is "sqlite:path/to/file.db" or "postgres://…".
	URL string
	// Exclusive keeps a second process that asks for the same from opening
	// the same SQLite file: see [ErrLocked]. Over PostgreSQL it does nothing.
	Exclusive bool
	// Log receives which migrations were applied; nil: nobody.
	Log *slog.Logger
}

// Store is an open database. It is safe for concurrent use.
type Store struct {
	engine  engine
	write   *sql.DB
	read    *sql.DB
	writing pool       // of write
	reading pool       // of read
	log     *logKeeper // nil when not exclusive
	lock    *fileLock  // nil when not exclusive
	written chan time.Time
}

// Open opens the database that o names, makes it if there is none, and brings
// its schema up to date. A database written by a newer Entente is [ErrNewer],
// one that is not Entente's is [ErrForeign]; both stay as they are.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	scheme, _, _ := strings.Cut(o.URL, ":")
	var s *Store
	var err error
	switch scheme {
	case "sqlite":
		s, err = openSQLite(ctx, strings.TrimPrefix(o.URL, "sqlite:"), o.Exclusive)
	case "postgres", "postgresql":
		s, err = openPostgres(o.URL)
	default:
		// The URL is not repeated: it may hold a password.
		return nil, errors.New(`open database: its address begins with neither "sqlite:" nor "postgres://"`)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s.written = make(chan time.Time, 1)
	if err := s.migrate(ctx, o.Log); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", s.engine.name, err), s.Close())
	}
	if s.lock != nil { // a process that runs on it for long
		if err := growLog(ctx, s.write); err != nil {
			return nil, errors.Join(fmt.Errorf("open database %s: %w", s.engine.name, err), s.Close())
		}
		s.log = keepLog(s.read, o.Log)
	}
	return s, nil
}

// Close waits for the transactions under way and closes the database.
func (s *Store) Close() error {
	s.log.stop()
	errs := []error{s.writing.close(), s.reading.close(), s.read.Close()}
	if s.write != s.read {
		errs = append(errs, s.write.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
	}
	return errors.Join(errs...)
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.read.PingContext(ctx); err != nil {
		return fmt.Errorf("reach database: %w", s.engine.hide(err))
	}
	return nil
}

// SQLiteVersion is the version of SQLite that is built in.
func SQLiteVersion() string { return sqlite3.SQLITE_VERSION }

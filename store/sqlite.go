package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteReaders is how many transactions may read beside the one that writes.
const sqliteReaders = 4

// pageSize is that of a new database, in bytes; one that is there keeps its own.
// A command writes a row or two to each of some 40 pages, all of which are
// copied, summed up and written: with SQLite's usual 4096, twice as much.
const pageSize = "_pragma=page_size(2048)"

// openSQLite opens the file through one connection that writes and a few that
// read. Transactions that write begin as such: one that reads first and then
// writes fails with SQLITE_BUSY whatever the timeout.
func openSQLite(ctx context.Context, path string, exclusive bool) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", path, err)
	}
	if err := makeFile(path); err != nil {
		return nil, err
	}
	s := &Store{engine: sqliteEngine(path)}
	writing := []string{pageSize, "_journal_mode=WAL", "_synchronous=FULL", "_txlock=immediate"}
	if exclusive {
		if s.lock, err = lockFile(path + ".lock"); err != nil {
			return nil, err
		}
		writing = append(writing, "_pragma=wal_autocheckpoint(8000)") // a logKeeper does it sooner
	}
	if err := s.engine.inspect(ctx, path); err != nil {
		return nil, errors.Join(err, s.lock.release())
	}
	s.write, err = connectSQLite(path, writing...)
	if err != nil {
		return nil, errors.Join(err, s.lock.release())
	}
	s.write.SetMaxOpenConns(1)
	s.read, err = connectSQLite(path, "_query_only=1")
	if err != nil {
		return nil, errors.Join(err, s.write.Close(), s.lock.release())
	}
	s.writing = newSessions(s.write, 1, `BEGIN IMMEDIATE`)
	s.reading = newSessions(s.read, sqliteReaders, `BEGIN`)
	return s, nil
}

// makeFile makes the file and its folder, readable by their owner only, where
// they do not exist.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("open file: %w", err)
	}
	return file.Close()
}

// connectSQLite makes a pool over the file at the absolute path.
func connectSQLite(path string, settings ...string) (*sql.DB, error) {
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: "_busy_timeout=10000&_foreign_keys=1&_pragma=temp_store(memory)"}
	for _, setting := range settings {
		dsn.RawQuery += "&" + setting
	}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %v", path, err)
	}
	return db, nil
}

func sqliteEngine(path string) engine {
	return engine{
		name:    path,
		dialect: goose.DialectSQLite3,
		meaning: sqliteMeaning,
		backup:  func(ctx context.Context, file string) error { return backUpSQLite(ctx, path, file) },
	}
}

// sqliteMeaning reads SQLite's extended result codes.
func sqliteMeaning(err error) error {
	var failure *sqlite.Error
	if !errors.As(err, &failure) {
		return nil
	}
	switch failure.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return ErrConflict
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ErrNotFound
	}
	return nil
}

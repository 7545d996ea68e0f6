package store

import "errors"

// What callers can tell apart.
var (
	// ErrNotFound: the row asked for, or one that a new row points to, is
	// not there.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the row was written meanwhile, or its unique name is taken.
	ErrConflict = errors.New("conflict")
	// ErrNewer: the database was written by a newer version of Entente.
	ErrNewer = errors.New("the database was written by a newer version of Entente")
	// ErrForeign: the file or database is not one of Entente's.
	ErrForeign = errors.New("this is not a database of Entente")
	// ErrLocked: another process runs on the same SQLite file.
	ErrLocked = errors.New("another process runs on this database")
	// ErrNoBackup: the engine has its own tools for copies.
	ErrNoBackup = errors.New("a PostgreSQL database is copied with pg_dump")
)

// errAgain: the transaction lost against another one and may be run again.
var errAgain = errors.New("transaction interrupted by another one")

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Backup writes a consistent copy of the database to a new file while others
// go on writing. Over PostgreSQL it is [ErrNoBackup].
func (s *Store) Backup(ctx context.Context, file string) error {
	if err := s.engine.backup(ctx, file); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

// backUpSQLite copies the database at path beside file first, so that a copy
// cut short never bears its name. It reads through a connection of its own, as
// those of the pool refuse VACUUM INTO as a write, and holds up no writer.
func backUpSQLite(ctx context.Context, path, file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", file, errors.Join(err, fs.ErrExist))
	}
	db, err := connectSQLite(path)
	if err != nil {
		return err
	}
	partial := file + ".partial"
	err = errors.Join(vacuumInto(ctx, db, partial), db.Close())
	if err == nil {
		err = os.Rename(partial, file)
	}
	if err != nil {
		_ = os.Remove(partial) // it may not have come to be
		return err
	}
	return nil
}

// vacuumInto writes the copy to the disk, readable by its owner only.
func vacuumInto(ctx context.Context, db *sql.DB, file string) error {
	copied, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	if _, err = db.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
		err = fmt.Errorf("copy: %v", err)
	} else {
		err = copied.Sync()
	}
	return errors.Join(err, copied.Close())
}

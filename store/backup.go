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
	if err := s.engine.backup(ctx, s.read, file); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

// vacuumInto copies beside file first, so that a copy cut short never bears
// its name.
func vacuumInto(ctx context.Context, db *sql.DB, file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", file, errors.Join(err, fs.ErrExist))
	}
	partial, err := os.OpenFile(file+".partial", os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO $1`, partial.Name())
	if err != nil {
		err = fmt.Errorf("copy: %v", err)
	} else {
		err = partial.Sync()
	}
	err = errors.Join(err, partial.Close())
	if err == nil {
		err = os.Rename(partial.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(partial.Name()))
	}
	return nil
}

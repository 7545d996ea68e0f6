package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date. goose itself ignores a database that
// is ahead of its migrations, so the versions are compared first.
func (s *Store) migrate(ctx context.Context, log *slog.Logger) error {
	provider, err := s.engine.provider(s.write)
	if err != nil {
		return err
	}
	if err := compareVersions(ctx, provider); err != nil {
		return err
	}
	results, err := provider.Up(ctx)
	for _, r := range results {
		log.Info("database migrated", "database", s.engine.name, "migration", r.Source.Path, "duration", r.Duration)
	}
	if err != nil {
		return fmt.Errorf("migrate: %w", s.engine.hide(err))
	}
	return nil
}

// provider is goose over db.
func (e engine) provider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	options := append([]goose.ProviderOption{goose.WithLogger(goose.NopLogger())}, e.migrating...)
	provider, err := goose.NewProvider(e.dialect, db, files, options...)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return provider, nil
}

// compareVersions refuses a database that is ahead of the known migrations.
func compareVersions(ctx context.Context, provider *goose.Provider) error {
	current, known, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read its version: %v", err)
	}
	if current > known {
		return fmt.Errorf("%w (schema %d, this one knows %d)", ErrNewer, current, known)
	}
	return nil
}

// inspect looks at a file that exists through a connection that cannot write,
// so that one that is newer, unreadable or somebody else's stays as it is.
func (e engine) inspect(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return err
	}
	db, err := connectSQLite(path, "_query_only=1")
	if err != nil {
		return err
	}
	if err := errors.Join(e.recognise(ctx, db), db.Close()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// recognise says whether db is an Entente's, and of a version that is known.
func (e engine) recognise(ctx context.Context, db *sql.DB) error {
	var tables, versions int
	err := db.QueryRowContext(ctx, `
		SELECT count(*), count(*) FILTER (WHERE name = $1) FROM sqlite_master`, goose.DefaultTablename).
		Scan(&tables, &versions)
	switch {
	case err != nil:
		return fmt.Errorf("%w (%v)", ErrForeign, err)
	case tables == 0: // a process ended before it made any
		return nil
	case versions == 0:
		return ErrForeign
	}
	provider, err := e.provider(db)
	if err != nil {
		return err
	}
	return compareVersions(ctx, provider)
}

package storetest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/store"
)

// SQLite is the URL of a new file, in a folder of the test.
func SQLite(t testing.TB) string {
	t.Helper()
	file, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	url := EmptySQLite(t)
	if err := os.WriteFile(strings.TrimPrefix(url, "sqlite:"), file.content, 0o600); err != nil {
		t.Fatal(err)
	}
	return url
}

// EmptySQLite is the URL of a file that does not exist yet, in a folder of the
// test.
func EmptySQLite(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "entente.db")
}

// file is a database with all tables and nothing in them.
type file struct {
	content []byte
	schema  string // its statements
}

// migrated is made once and then copied: the migrations take a second each
// time, with the race detector.
var migrated = sync.OnceValues(func() (made file, err error) {
	dir, err := os.MkdirTemp("", "entente")
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	filled, copied := filepath.Join(dir, "filled.db"), filepath.Join(dir, "copied.db")
	s, err := store.Open(context.Background(), store.Options{URL: "sqlite:" + filled})
	if err != nil {
		return made, err
	}
	if err := errors.Join(s.Backup(context.Background(), copied), s.Close()); err != nil {
		return made, err
	}
	db, err := sql.Open("sqlite", copied)
	if err != nil {
		return made, err
	}
	err = db.QueryRow(`SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)`).Scan(&made.schema)
	if err := errors.Join(err, db.Close()); err != nil {
		return made, err
	}
	made.content, err = os.ReadFile(copied)
	return made, err
})

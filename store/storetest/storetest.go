// Package storetest runs a test over each database that Entente supports.
package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"

	"entente/store"
)

// The variables that say what to test over.
const (
	// Postgres holds the URL of a PostgreSQL server, 15 or newer, on which
	// databases may be made and dropped; without it, tests run over SQLite
	// alone.
	Postgres = "ENTENTE_TEST_POSTGRES"
	// All, when set, makes a missing Postgres a failure.
	All = "ENTENTE_TEST_ALL"
)

// Each runs test over an empty SQLite file and, where the environment names a
// server, over an empty PostgreSQL database. open opens it; a second call is
// another process on the same database. What it opened is closed with the test.
func Each(t *testing.T, test func(t *testing.T, open func(t testing.TB) *store.Store)) {
	t.Helper()
	EachURL(t, func(t *testing.T, url string) {
		test(t, func(t testing.TB) *store.Store { return Open(t, url) })
	})
}

// EachURL is Each for a test that opens the store itself.
func EachURL(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) {
		if os.Getenv(Postgres) == "" {
			if os.Getenv(All) != "" {
				t.Fatalf("%s is not set: start one with e2e/postgres.sh", Postgres)
			}
			t.Skipf("%s is not set", Postgres)
		}
		test(t, NewPostgres(t))
	})
}

// Open opens the store at url until the end of the test.
func Open(t testing.TB, url string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// SQLite is the URL of a file that does not exist yet, in a folder of the test.
func SQLite(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "entente.db")
}

// NewPostgres makes an empty database, dropped with the test, and returns its URL.
func NewPostgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv(Postgres)
	address, err := url.Parse(server)
	if err != nil {
		t.Fatalf("%s is not a URL", Postgres) // the error would show its password
	}
	name := "entente_test_" + strings.ToLower(rand.Text())
	// The other strategy writes the whole template to the log: three times slower.
	onServer(t, server, `CREATE DATABASE `+name+` STRATEGY file_copy`)
	t.Cleanup(func() { onServer(t, server, `DROP DATABASE `+name+` WITH (FORCE)`) })
	address.Path = "/" + name
	return address.String()
}

// onServer runs one statement; also while the test is being cleaned up.
func onServer(t testing.TB, server, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

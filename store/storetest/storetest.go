// Package storetest runs a test over each database that Entente supports.
package storetest

import (
	"os"
	"testing"

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

// Each runs test over a new SQLite file and, where the environment names a
// server, over a new PostgreSQL database. open opens it; a second call is
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
	each(t, SQLite, NewPostgres, test)
}

// EachEmpty is EachURL for a test of opening: the databases are without tables.
func EachEmpty(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	each(t, EmptySQLite, emptyPostgres, test)
}

func each(t *testing.T, sqlite, postgres func(testing.TB) string, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, sqlite(t)) })
	t.Run("postgres", func(t *testing.T) {
		if os.Getenv(Postgres) == "" {
			if os.Getenv(All) != "" {
				t.Fatalf("%s is not set: start one with e2e/postgres.sh", Postgres)
			}
			t.Skipf("%s is not set", Postgres)
		}
		test(t, postgres(t))
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

package store_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// execute runs one statement on the database at url, past the store.
func execute(t *testing.T, url, statement string) {
	t.Helper()
	driver, source := "pgx", url
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestReopenedStoreHoldsWhatWasWritten(t *testing.T) {
	storetest.EachEmpty(t, func(t *testing.T, url string) {
		s, err := store.Open(t.Context(), store.Options{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		p := plan(t, s, 2)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = storetest.Open(t, url)
		if err := s.Ping(t.Context()); err != nil {
			t.Error(err)
		}
		e := in(t, s, func(tx *store.Tx) (planner.Event, error) { return tx.EventByNumber(1) })
		if e.ID != p.event.ID {
			t.Errorf("E1 is %s", e.ID)
		}
	})
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		s, err := store.Open(t.Context(), store.Options{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		execute(t, url, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`)
		refused(t, url, store.ErrNewer)
	})
}

func TestForeignFilesAreRefused(t *testing.T) {
	url := storetest.EmptySQLite(t)
	execute(t, url, `CREATE TABLE bookmarks (id INTEGER)`)
	refused(t, url, store.ErrForeign)

	url = storetest.EmptySQLite(t)
	if err := os.WriteFile(strings.TrimPrefix(url, "sqlite:"), bytes.Repeat([]byte("no database\n"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, url, store.ErrForeign)
}

func TestFileWithoutTablesIsFilled(t *testing.T) {
	url := storetest.EmptySQLite(t)
	execute(t, url, `PRAGMA journal_mode = WAL`)
	execute(t, url, `PRAGMA user_version = 0`)
	if info, err := os.Stat(strings.TrimPrefix(url, "sqlite:")); err != nil || info.Size() == 0 {
		t.Fatalf("an empty file does not show it: %v", err)
	}
	plan(t, storetest.Open(t, url), 1)
}

// refused checks that the error is want, names the database, and that a file
// stays as it is.
func refused(t *testing.T, url string, want error) {
	t.Helper()
	path, isFile := strings.CutPrefix(url, "sqlite:")
	before, _ := os.ReadFile(path)
	_, err := store.Open(t.Context(), store.Options{URL: url, Exclusive: true})
	if !errors.Is(err, want) {
		t.Fatalf("opened: %v", err)
	}
	if !isFile {
		return
	}
	if !strings.Contains(err.Error(), path) {
		t.Errorf("%q does not name %s", err, path)
	}
	after, _ := os.ReadFile(path)
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

func TestOpenSaysWhatIsWrongWithItsAddress(t *testing.T) {
	folder := t.TempDir()
	for url, want := range map[string]string{
		"":                          "postgres://",
		"mysql://u:secret@h/db":     "sqlite:",
		"sqlite:" + folder:          folder,
		"sqlite:/proc/nowhere/a.db": "/proc/nowhere",
		"postgres://u:secret@127.0.0.1:1/db?connect_timeout=1": "127.0.0.1:1",
		"postgres://u:secret@[/db":                             "parse",
	} {
		_, err := store.Open(t.Context(), store.Options{URL: url})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", url, err)
		}
	}
}

func TestOneExclusiveProcessPerFile(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "a folder", "100% #1?.db")
	first, err := store.Open(t.Context(), store.Options{URL: url, Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(t.Context(), store.Options{URL: url, Exclusive: true})
	if !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), "process "+pid()) {
		t.Errorf("a second one: %v", err)
	}
	plan(t, storetest.Open(t, url), 1) // one that does not ask may write beside it
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	third, err := store.Open(t.Context(), store.Options{URL: url, Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := third.Close(); err != nil {
		t.Error(err)
	}
}

func TestFileIsForItsOwnerOnly(t *testing.T) {
	url := storetest.EmptySQLite(t)
	storetest.Open(t, url)
	info, err := os.Stat(strings.TrimPrefix(url, "sqlite:"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

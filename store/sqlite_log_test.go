package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/store"
)

// TestLogHasItsSizeFromTheStart: whoever runs on a file finds the log as long as
// it becomes, and the database as it was.
func TestLogHasItsSizeFromTheStart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "entente.db")
	s, err := store.Open(t.Context(), store.Options{URL: "sqlite:" + file, Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.Stat(file + "-wal")
	if err != nil || log.Size() < 2<<20 {
		t.Errorf("log: %v, %v", log, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil || len(data) > 1<<20 || bytes.Contains(data, []byte("log_growth")) {
		t.Errorf("the file holds %d bytes, and perhaps what was given up; %v", len(data), err)
	}
}

// TestLogIsMovedIntoTheDatabase: what is written ends up in the file while the
// database stays open, and the log does not grow.
func TestLogIsMovedIntoTheDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "entente.db")
	s, err := store.Open(t.Context(), store.Options{URL: "sqlite:" + file, Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	size := func(name string) int64 {
		found, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		return found.Size()
	}
	before, log := size(file), size(file+"-wal")
	body := bytes.Repeat([]byte("a"), 100<<10)
	for i := 0; i < 150 && size(file)-before < 1<<20; i++ { // SQLite itself would wait for 160
		err := s.Update(t.Context(), func(tx *store.Tx) error {
			_, err := tx.TakeIn(store.Inbox{Network: "test", EventID: fmt.Sprint(i), Body: body, At: time.UnixMilli(0)})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if grown := size(file) - before; grown < 1<<20 {
		t.Errorf("after 15 MB were written, the file has grown by %d bytes", grown)
	}
	if now := size(file + "-wal"); now > 4*log {
		t.Errorf("the log has grown from %d to %d bytes", log, now)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

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
	if err != nil || log.Size() < 4<<20 {
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

package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

func pid() string { return strconv.Itoa(os.Getpid()) }

func TestBackupIsACopyTakenWhileWriting(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	plan(t, s, 3)
	file := filepath.Join(t.TempDir(), "copy.db")
	update(t, s, func(tx *store.Tx) error { // a writer under way, whose work is not in the copy
		if _, err := tx.SaveCollaboration(planner.Collaboration{Code: "LATER"}); err != nil {
			return err
		}
		return s.Backup(t.Context(), file)
	})
	if err := s.Backup(t.Context(), file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	copied := storetest.Open(t, "sqlite:"+file)
	update(t, copied, func(tx *store.Tx) error {
		e, err := tx.EventByNumber(1)
		if err != nil {
			return err
		}
		list, err := tx.OccurrencesOf(e.ID)
		if len(list) != 3 {
			t.Errorf("%d dates in the copy", len(list))
		}
		if _, err := tx.CollaborationByCode("LATER"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("what was not committed: %v", err)
		}
		return err
	})
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	left, err := filepath.Glob(file + ".*partial*")
	if len(left) > 0 || err != nil {
		t.Errorf("left beside it: %v, %v", left, err)
	}
}

func TestBackupThatFailsLeavesNothing(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	file := filepath.Join(t.TempDir(), "none", "copy.db")
	if err := s.Backup(t.Context(), file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("into no folder: %v", err)
	}
}

func TestBackupOfPostgresNamesItsTool(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "copy"))
		if err != nil && !errors.Is(err, store.ErrNoBackup) {
			t.Error(err)
		}
	})
}

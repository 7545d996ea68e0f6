package store_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

func TestErrorsHaveMeaningAndHideTheDriver(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		nobody := seminar("nobody")
		twin := p.occurrences[0]
		twin.ID = ""
		for name, c := range map[string]struct {
			do   func(*store.Tx) error
			want error
		}{
			"an owner who is not there": {func(tx *store.Tx) error { _, err := tx.SaveEvent(nobody); return err }, store.ErrNotFound},
			"a number that is taken": {func(tx *store.Tx) error {
				_, err := tx.SaveOccurrences(p.event.ID, []planner.Occurrence{twin})
				return err
			}, store.ErrConflict},
			"an event that is not there":       {func(tx *store.Tx) error { _, err := tx.Event("none"); return err }, store.ErrNotFound},
			"a lock on none":                   {func(tx *store.Tx) error { _, err := tx.LockEvent("none"); return err }, store.ErrNotFound},
			"an undo that is already recorded": {func(tx *store.Tx) error { _, err := tx.BeginChange(store.Change{Undoes: 99}); return err }, store.ErrNotFound},
			"a second change": {func(tx *store.Tx) error {
				_, err := tx.BeginChange(store.Change{At: monday})
				if err != nil {
					return err
				}
				_, err = tx.BeginChange(store.Change{At: monday})
				return err
			}, nil},
		} {
			err := s.Update(t.Context(), c.do)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
			noDriver(t, err)
		}
		err := s.View(t.Context(), func(tx *store.Tx) error { return tx.SavePerson(p.owner) })
		if err == nil {
			t.Error("View wrote")
		}
		noDriver(t, err)
	})
}

func noDriver(t *testing.T, err error) {
	t.Helper()
	var ofSQLite *sqlite.Error
	var ofPostgres *pgconn.PgError
	if errors.As(err, &ofSQLite) || errors.As(err, &ofPostgres) {
		t.Errorf("a driver's error: %#v", err)
	}
}

func TestFailedUpdateWritesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		refusal := &planner.Refusal{Why: "test"}
		write := func(tx *store.Tx) error {
			_, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"})
			return err
		}
		err := s.Update(t.Context(), func(tx *store.Tx) error { return errors.Join(write(tx), refusal) })
		if !errors.Is(err, refusal) {
			t.Errorf("the reason is lost: %v", err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a panic was swallowed")
				}
			}()
			_ = s.Update(t.Context(), func(tx *store.Tx) error { _ = write(tx); panic("in a handler") })
		}()
		cancelled, cancel := context.WithCancel(t.Context())
		err = s.Update(cancelled, func(tx *store.Tx) error {
			defer cancel()
			return write(tx)
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled before its commit: %v", err)
		}
		update(t, s, func(tx *store.Tx) error { // the code is free, and the writer's connection too
			if list, err := tx.Collaborations(); len(list) > 0 || err != nil {
				t.Errorf("left: %v, %v", list, err)
			}
			return write(tx)
		})
	})
}

// TestDeadlockIsRunAgain: two transactions that lock two events crosswise both
// end well. Only PostgreSQL has more than one writer.
func TestDeadlockIsRunAgain(t *testing.T) {
	if os.Getenv(storetest.Postgres) == "" {
		if os.Getenv(storetest.All) != "" {
			t.Fatalf("%s is not set", storetest.Postgres)
		}
		t.Skipf("%s is not set", storetest.Postgres)
	}
	s := storetest.Open(t, storetest.NewPostgres(t))
	first, second := plan(t, s, 0).event.ID, plan(t, s, 0).event.ID
	var both sync.WaitGroup // each holds its first lock
	both.Add(2)
	runs := make([]int, 2)
	together(t, 2, func(worker int) error {
		order := []planner.EventID{first, second}
		if worker == 1 {
			order = []planner.EventID{second, first}
		}
		return s.Update(t.Context(), func(tx *store.Tx) error {
			runs[worker]++
			_, err := tx.LockEvent(order[0])
			if runs[worker] == 1 {
				both.Done()
				both.Wait()
			}
			if err != nil {
				return err
			}
			_, err = tx.LockEvent(order[1])
			return err
		})
	})
	if runs[0]+runs[1] < 3 {
		t.Errorf("ran %v times: there was no deadlock", runs)
	}
	e := in(t, s, func(tx *store.Tx) (planner.Event, error) { return tx.Event(first) })
	if e.Version != 3 {
		t.Errorf("version %d after two locks", e.Version)
	}
}

func TestSQLiteVersion(t *testing.T) {
	if !strings.HasPrefix(store.SQLiteVersion(), "3.") {
		t.Errorf("%q", store.SQLiteVersion())
	}
}

// TestTheEndOfItsContextEndsATransaction has the context end between two
// statements, each of which may be too short to be interrupted.
func TestTheEndOfItsContextEndsATransaction(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		s := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		err := s.Update(ctx, func(tx *store.Tx) error {
			cancel()
			for {
				if _, err := tx.OpenInbox([]string{"test"}); err != nil {
					return err
				}
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
}

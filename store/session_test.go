package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"entente/store"
	"entente/store/storetest"
)

// takeIn writes one message with a body of that many bytes.
func takeIn(tx *store.Tx, id string, size int) error {
	_, err := tx.TakeIn(store.Inbox{Network: "test", EventID: id, Body: bytes.Repeat([]byte("a"), size), At: monday})
	return err
}

// takenIn are the messages that were written.
func takenIn(t *testing.T, s *store.Store) (ids []string) {
	t.Helper()
	for _, m := range in(t, s, func(tx *store.Tx) ([]store.Inbox, error) { return tx.OpenInbox([]string{"test"}) }) {
		ids = append(ids, m.EventID)
	}
	return ids
}

// holds fails the test unless these messages are written and no others.
func holds(t *testing.T, s *store.Store, want ...string) {
	t.Helper()
	if ids := takenIn(t, s); fmt.Sprint(ids) != fmt.Sprint(want) {
		t.Errorf("written: %v instead of %v", ids, want)
	}
}

// soon is a context that ends while the test waits for something else.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

// TestNothingIsCommittedAfterAFailure: whatever a command makes of it.
func TestNothingIsCommittedAfterAFailure(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		err := s.Update(t.Context(), func(tx *store.Tx) error {
			return errors.Join(takeIn(tx, "a", 1), ignore(tx.Exec(`INSERT INTO inbox (network) VALUES ('test')`)), ignore(takeIn(tx, "b", 1)))
		})
		if err == nil {
			t.Error("a statement failed, and it was committed")
		}
		ctx, cancel := context.WithCancel(t.Context())
		err = s.Update(ctx, func(tx *store.Tx) error {
			err := takeIn(tx, "c", 1)
			cancel()
			return errors.Join(err, ignore(takeIn(tx, "d", 1)))
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("its context ended: %v", err)
		}
		holds(t, s)
		update(t, s, func(tx *store.Tx) error { return takeIn(tx, "e", 1) })
		holds(t, s, "e")
	})
}

func ignore(error) error { return nil }

// TestFullDisk: SQLite gives up the transaction by itself, in which nothing else
// is to be written then, and the connection is replaced, with its limit.
func TestFullDisk(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	err := s.Update(t.Context(), func(tx *store.Tx) error {
		if err := errors.Join(takeIn(tx, "a", 1), tx.Exec(`PRAGMA max_page_count = 1`)); err != nil { // of as many as there are
			return err
		}
		const insert = `INSERT INTO inbox (network, event_id, seq, state, answer, at, body) VALUES ('test', '%s', 9, 'open', '', 0, %s)`
		if tx.Exec(fmt.Sprintf(insert, "b", `hex(zeroblob(1000000))`)) == nil {
			t.Error("there was room")
		}
		return ignore(errors.Join(tx.Exec(fmt.Sprintf(insert, "c", `''`)), takeIn(tx, "d", 1)))
	})
	if err == nil {
		t.Error("committed")
	}
	holds(t, s)
	update(t, s, func(tx *store.Tx) error { return takeIn(tx, "e", 1<<20) })
	holds(t, s, "e")
}

// TestFailedCommit: it leaves nothing, and a connection that can be used.
func TestFailedCommit(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	for range 2 {
		err := s.Update(t.Context(), func(tx *store.Tx) error {
			return errors.Join(takeIn(tx, "a", 1), tx.Exec(`PRAGMA defer_foreign_keys = 1`),
				tx.Exec(`INSERT INTO roles (id, number, collaboration, person, name, withdrawn) VALUES ('R0', 1, 'K0', 'P0', 'member', FALSE)`))
		})
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("committed with a role of nobody: %v", err)
		}
	}
	holds(t, s)
}

// TestConnectionInsideATransaction: it is ended, so that the database does not
// stay locked to everybody.
func TestConnectionInsideATransaction(t *testing.T) {
	url := storetest.SQLite(t)
	s, other := storetest.Open(t, url), storetest.Open(t, url)
	update(t, s, func(tx *store.Tx) error { return takeIn(tx, "a", 1) })
	if err := s.StayInside(); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(tx *store.Tx) error { return nil }); err == nil {
		t.Error("began inside of another transaction")
	}
	update(t, other, func(tx *store.Tx) error { return takeIn(tx, "b", 1) })
	update(t, s, func(tx *store.Tx) error { return takeIn(tx, "c", 1) })
	holds(t, s, "a", "b", "c")
}

// TestEachWaitsForItsTurn: one writes and four read at once; who waits gives up
// with their context.
func TestEachWaitsForItsTurn(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	nothing := func(*store.Tx) error { return nil }
	update(t, s, func(tx *store.Tx) error {
		if err := s.Update(soon(t), nothing); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a second writer: %v", err)
		}
		return takeIn(tx, "a", 1)
	})
	const readers = 5
	reading, read := make(chan bool, readers), make(chan error, readers)
	release := make(chan bool)
	for range readers {
		go func() {
			read <- s.View(t.Context(), func(tx *store.Tx) error {
				_, err := tx.OpenInbox([]string{"test"})
				reading <- true
				<-release
				return err
			})
		}()
	}
	for range readers - 1 {
		<-reading
	}
	if err := s.View(soon(t), nothing); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a sixth reader: %v", err)
	}
	update(t, s, func(tx *store.Tx) error { return takeIn(tx, "b", 1) }) // readers hold up no writer
	close(release)
	for range readers {
		if err := <-read; err != nil {
			t.Error(err)
		}
	}
}

// TestCloseWaits: for the transaction under way, and lets no other begin.
func TestCloseWaits(t *testing.T) {
	url := storetest.SQLite(t)
	s, err := store.Open(t.Context(), store.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	begun, release := make(chan bool), make(chan bool)
	written, closed := make(chan error, 1), make(chan error, 1)
	go func() {
		written <- s.Update(t.Context(), func(tx *store.Tx) error {
			close(begun)
			<-release
			return takeIn(tx, "a", 1)
		})
	}()
	<-begun
	go func() { closed <- s.Close() }()
	if err := s.Update(t.Context(), func(tx *store.Tx) error { return takeIn(tx, "b", 1) }); err == nil {
		t.Error("wrote to a store that is being closed")
	}
	select {
	case err := <-closed:
		t.Errorf("closed under a transaction: %v", err)
	default:
	}
	close(release)
	if err := errors.Join(<-written, <-closed); err != nil {
		t.Error(err)
	}
	if err := s.View(t.Context(), func(*store.Tx) error { return nil }); err == nil {
		t.Error("read a closed store")
	}
	holds(t, storetest.Open(t, url), "a")
}

// TestClosedFile: no statement keeps it open, so that its log is moved into it.
func TestClosedFile(t *testing.T) {
	url := storetest.SQLite(t)
	s, err := store.Open(t.Context(), store.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	plan(t, s, 1)
	err = s.View(t.Context(), func(tx *store.Tx) error {
		_, err := tx.EventByNumber(1)
		return err
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(strings.TrimPrefix(url, "sqlite:") + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("its log is still there: %v", err)
	}
}

// TestMoreQueriesThanAreKept: those beyond are run too.
func TestMoreQueriesThanAreKept(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	update(t, s, func(tx *store.Tx) error {
		for n := range store.MostStatements + 10 {
			if _, err := tx.OpenInbox(make([]string, n+1)); err != nil { // each of a text of its own
				return err
			}
		}
		return takeIn(tx, "a", 1)
	})
	holds(t, s, "a")
}

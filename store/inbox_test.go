package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/store"
)

func TestInbox(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			for i, id := range []string{"c", "a", "b"} {
				place, err := tx.TakeIn(store.Inbox{Network: "matrix", EventID: id, Body: []byte(`{"Text":"plan"}`), At: monday})
				if place != i+1 || err != nil {
					t.Errorf("%s: place %d, %v", id, place, err)
				}
			}
			if place, err := tx.TakeIn(store.Inbox{Network: "slack", EventID: "a"}); place != 1 || err != nil {
				t.Errorf("same id of another network: place %d, %v", place, err)
			}
			if place, err := tx.TakeIn(store.Inbox{Network: "matrix", EventID: "c", Body: []byte("other")}); place != 0 || err != nil {
				t.Errorf("a repeat: place %d, %v", place, err)
			}
			if err := tx.AnswerInbox("matrix", "a", []byte(`["done"]`)); err != nil {
				return err
			}
			if err := tx.AnswerInbox("matrix", "a", []byte(`["done twice"]`)); !errors.Is(err, store.ErrConflict) {
				t.Errorf("handled by two: %v", err)
			}
			if err := tx.KeepAnswer("matrix", "c", nil); !errors.Is(err, store.ErrConflict) {
				t.Errorf("kept before it was answered: %v", err)
			}
			if err := tx.CloseInbox("matrix", "b"); err != nil {
				return err
			}
			got, err := tx.OpenInbox([]string{"matrix"})
			want := []store.Inbox{
				{Network: "matrix", EventID: "c", State: store.InboxOpen, Body: []byte(`{"Text":"plan"}`), At: monday},
				{Network: "matrix", EventID: "a", State: store.InboxAnswered, Answer: []byte(`["done"]`), At: monday},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if err != nil {
				return err
			}
			if err := tx.KeepAnswer("matrix", "a", []byte(`["rest"]`)); err != nil {
				return err
			}
			got, err = tx.OpenInbox([]string{"matrix"})
			if string(got[1].Answer) != `["rest"]` {
				t.Errorf("then the answer is %s", got[1].Answer)
			}
			return err
		})
	})
}

func TestClosedMessagesStayKnownUntilPurged(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		take := func(tx *store.Tx) bool {
			place, err := tx.TakeIn(store.Inbox{Network: "matrix", EventID: "a", Body: []byte("x"), At: monday})
			if err != nil {
				t.Error(err)
			}
			return place == 1
		}
		update(t, s, func(tx *store.Tx) error {
			take(tx)
			if n, err := tx.PurgeInbox(monday.Add(time.Hour)); n != 0 || err != nil {
				t.Errorf("purged %d open ones, %v", n, err)
			}
			if err := tx.CloseInbox("matrix", "a"); err != nil {
				return err
			}
			if err := tx.AnswerInbox("matrix", "a", nil); !errors.Is(err, store.ErrConflict) {
				t.Errorf("answered after it was closed: %v", err)
			}
			if err := tx.KeepAnswer("matrix", "a", nil); !errors.Is(err, store.ErrConflict) {
				t.Errorf("kept after it was closed: %v", err)
			}
			if err := tx.CloseInbox("matrix", "z"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("one never taken in: %v", err)
			}
			if take(tx) {
				t.Error("a closed one is fresh again")
			}
			n, err := tx.PurgeInbox(monday.Add(time.Hour))
			if n != 1 || !take(tx) {
				t.Errorf("purged %d", n)
			}
			return err
		})
	})
}

package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestDialogs(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			p, _, err := tx.EnsurePerson(alice, "Alice", monday)
			if err != nil {
				return err
			}
			d := store.Dialog{Person: p.ID, Place: "terminal:#ganda", Kind: "choice", Data: []byte(`{}`), Expires: monday}
			next := d
			next.Kind, next.Expires = "form", monday.Add(15*time.Minute)
			for _, d := range []store.Dialog{d, next} {
				if err := tx.SaveDialog(d); err != nil {
					return err
				}
			}
			got, err := tx.Dialog(p.ID, d.Place)
			if diff := cmp.Diff(next, got); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			if n, err := tx.PurgeDialogs(next.Expires); n != 0 || err != nil {
				t.Errorf("purged %d that expire just now, %v", n, err)
			}
			if n, err := tx.PurgeDialogs(next.Expires.Add(1)); n != 0 || err != nil {
				t.Errorf("purged %d within the millisecond, %v", n, err)
			}
			if n, err := tx.PurgeDialogs(next.Expires.Add(time.Millisecond)); n != 1 || err != nil {
				t.Errorf("purged %d, %v", n, err)
			}
			if err := tx.SaveDialog(d); err != nil {
				return err
			}
			if err := tx.DropDialog(next); err != nil {
				return err // it stays: another has taken its place
			}
			got, err = tx.EndDialog(p.ID, d.Place)
			if diff := cmp.Diff(d, got); diff != "" || err != nil {
				t.Errorf("ended: %v, %s", err, diff)
			}
			if _, err := tx.EndDialog(p.ID, d.Place); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("end one that is gone: %v", err)
			}
			return nil
		})
	})
}

func TestPosts(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			first := store.Post{Room: room, Message: "m1", Data: []byte(`["undo C1"]`), At: monday}
			post := first
			post.Event, post.Occurrence, post.Data, post.At = p.event.ID, p.occurrences[0].ID, nil, monday.Add(time.Hour)
			for _, post := range []store.Post{first, post} {
				if err := tx.SavePost(post); err != nil {
					return err
				}
			}
			got, err := tx.Post(room, "m1")
			if diff := cmp.Diff(post, got); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			if _, err := tx.Post(planner.RoomID("terminal:#other"), "m1"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("in another room: %v", err)
			}
			answer := store.Post{Room: room, Message: "m2", Data: []byte(`{}`), At: monday}
			if err := tx.SavePost(answer); err != nil {
				return err
			}
			if n, err := tx.PurgeAnswers(monday.Add(2 * time.Hour)); n != 1 || err != nil {
				t.Errorf("purged %d answers, %v", n, err)
			}
			n, err := tx.PurgePosts(monday.Add(2 * time.Hour))
			if n != 1 {
				t.Errorf("purged %d", n)
			}
			return err
		})
	})
}

func TestZones(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			moved := at(p.occurrences[0], planner.Timed(wall("2027-01-12T15:00"), time.Hour, "Asia/Tokyo"))
			if _, err := tx.SaveOccurrences(p.event.ID, []planner.Occurrence{moved}); err != nil {
				return err
			}
			zones, err := tx.ZonesInUse()
			if diff := cmp.Diff([]string{"Asia/Tokyo", "Europe/Paris"}, zones); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			for _, print := range []string{"1", "2"} {
				if err := tx.SaveZonePrint("Asia/Tokyo", print); err != nil {
					return err
				}
			}
			prints, err := tx.ZonePrints()
			if diff := cmp.Diff(map[string]string{"Asia/Tokyo": "2"}, prints); diff != "" {
				t.Error(diff)
			}
			return err
		})
	})
}

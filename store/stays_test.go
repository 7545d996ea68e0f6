package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// TestStays: they are kept in their order, kept of both when two people become
// one, and given back by an undo.
func TestStays(t *testing.T) {
	tokyo := planner.Stay{Place: "東京 \"Tokyo\"", Zone: "Asia/Tokyo",
		First: planner.Date{Year: 2027, Month: time.May, Day: 5}, Last: planner.Date{Year: 2027, Month: time.May, Day: 12}}
	lima := tokyo
	lima.Place, lima.Zone = "Lima", "America/Lima"
	each(t, func(t *testing.T, s *store.Store) {
		var one, other planner.Person
		var change store.Change
		update(t, s, func(tx *store.Tx) (err error) {
			one, _, err = tx.EnsurePerson(alice, "Alice", monday)
			if err != nil {
				return err
			}
			other, _, err = tx.EnsurePerson(onMatrix, "Alice", monday)
			if err != nil {
				return err
			}
			other.Stays = []planner.Stay{lima}
			if err := tx.SavePerson(other); err != nil {
				return err
			}
			change, err = tx.BeginChange(store.Change{Person: one.ID, At: monday, Command: "stay"})
			if err != nil {
				return err
			}
			one.Stays = []planner.Stay{tokyo}
			if err := tx.SavePerson(one); err != nil {
				return err
			}
			got, err := tx.Person(one.ID)
			if diff := cmp.Diff(one, got); diff != "" {
				t.Errorf("kept: %s", diff)
			}
			return err
		})
		update(t, s, func(tx *store.Tx) error {
			if _, touched, err := tx.Undo(change.Number, store.Change{Person: one.ID, At: monday}); touched != nil || err != nil {
				t.Errorf("undo: touched %v, %v", touched, err)
			}
			if got, err := tx.Person(one.ID); err != nil || len(got.Stays) != 0 {
				t.Errorf("after undo: %v, %v", got.Stays, err)
			}
			if err := tx.SavePerson(one); err != nil {
				return err
			}
			if err := tx.MergePeople(one.ID, other.ID); err != nil {
				return err
			}
			got, err := tx.Person(one.ID)
			if diff := cmp.Diff([]planner.Stay{tokyo, lima}, got.Stays); diff != "" {
				t.Errorf("merged: %s", diff)
			}
			return err
		})
	})
}

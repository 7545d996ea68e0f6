package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// TestBlackouts: kept whole, in order, withdrawn by undoing what made them and
// back again by undoing what withdrew them.
func TestBlackouts(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA", Created: monday})
			if err != nil {
				return err
			}
			summer := planner.Blackout{
				Collaboration: c.ID, First: planner.Date{Year: 2027, Month: 7, Day: 15}, Last: planner.Date{Year: 2027, Month: 8, Day: 31},
				Reason: "été <!channel>", Created: monday,
			}
			winter := summer
			winter.First, winter.Last, winter.Reason = planner.Date{Year: 2026, Month: 12, Day: 20}, planner.Date{Year: 2027, Month: 1, Day: 5}, ""
			for _, b := range []*planner.Blackout{&summer, &winter} {
				if *b, err = tx.SaveBlackout(*b); err != nil {
					return err
				}
			}
			got, err := tx.Blackouts(c.ID)
			if diff := cmp.Diff([]planner.Blackout{winter, summer}, got); diff != "" || err != nil {
				t.Errorf("%v, %s", err, diff)
			}
			winter.Withdrawn = true
			if _, err := tx.SaveBlackout(winter); err != nil {
				return err
			}
			got, err = tx.Blackouts(c.ID)
			if diff := cmp.Diff([]planner.Blackout{summer}, got); diff != "" || err != nil {
				t.Errorf("after one was withdrawn: %v, %s", err, diff)
			}
			return nil
		})
	})
}

func TestBlackoutsAreUndone(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		c := in(t, s, func(tx *store.Tx) (planner.Collaboration, error) {
			return tx.SaveCollaboration(planner.Collaboration{Code: "GANDA", Created: monday})
		})
		day := planner.Date{Year: 2027, Month: 2, Day: 9}
		made := in(t, s, func(tx *store.Tx) (store.Change, error) {
			change, err := tx.BeginChange(store.Change{Person: p.owner.ID, At: monday, Command: "blackout"})
			if err != nil {
				return change, err
			}
			_, err = tx.SaveBlackout(planner.Blackout{Collaboration: c.ID, First: day, Last: day})
			return change, err
		})
		count := func() int {
			return len(in(t, s, func(tx *store.Tx) ([]planner.Blackout, error) { return tx.Blackouts(c.ID) }))
		}
		if n := count(); n != 1 {
			t.Fatalf("%d blackouts", n)
		}
		for _, left := range []int{0, 1} { // undone, and that undone
			made = in(t, s, func(tx *store.Tx) (store.Change, error) {
				undone, _, err := tx.Undo(made.Number, store.Change{Person: p.owner.ID, At: monday, Command: "undo"})
				if err != nil {
					return undone, err
				}
				return tx.ChangeByNumber(undone.UndoneBy)
			})
			if n := count(); n != left {
				t.Errorf("%d blackouts, want %d", n, left)
			}
		}
	})
}

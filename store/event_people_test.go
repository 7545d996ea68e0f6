package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// Whom an event was planned with, where else it belongs and how certain it is
// are kept, and taken back with the change that wrote them.
func TestWhatAnEventHasBesidesIsUndoneWithIt(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		var change store.Change
		update(t, s, func(tx *store.Tx) (err error) {
			irlx, err := tx.SaveCollaboration(planner.Collaboration{Code: "IRLX", Conflicts: map[planner.ConflictKind]planner.Severity{planner.PlaceConflict: planner.Block}})
			if err != nil {
				return err
			}
			if change, err = tx.BeginChange(store.Change{Person: p.owner.ID, At: p.event.Created.Add(time.Hour), Command: "plan"}); err != nil {
				return err
			}
			e := p.event
			e.Certainty = planner.SomeTime
			if _, err = tx.SaveEvent(e); err != nil {
				return err
			}
			if err = tx.AddPeopleTo(e.ID, []planner.PersonID{p.owner.ID, p.owner.ID}); err != nil {
				return err
			}
			return tx.ShareEvent(e.ID, irlx.ID, true)
		})
		look := func(tx *store.Tx) (planner.Certainty, int, []planner.Collaboration) {
			e, err := tx.Event(p.event.ID)
			people, err1 := tx.PeopleOf(e.ID)
			shared, err2 := tx.FurtherCollaborations(e.ID)
			if err != nil || err1 != nil || err2 != nil {
				t.Fatal(err, err1, err2)
			}
			return e.Certainty, len(people), shared
		}
		update(t, s, func(tx *store.Tx) error {
			certainty, people, shared := look(tx)
			if certainty != planner.SomeTime || people != 1 || len(shared) != 1 || shared[0].Conflicts[planner.PlaceConflict] != planner.Block {
				t.Errorf("%q, %d people, %+v", certainty, people, shared)
			}
			_, touched, err := tx.Undo(change.Number, store.Change{Person: p.owner.ID, At: change.At, Command: "undo"})
			if touched != nil {
				t.Errorf("touched by %+v", touched)
			}
			return err
		})
		update(t, s, func(tx *store.Tx) error {
			certainty, people, shared := look(tx)
			if diff := cmp.Diff([]any{planner.Certain, 0, 0}, []any{certainty, people, len(shared)}); diff != "" {
				t.Error(diff)
			}
			return nil
		})
	})
}

package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// TestChangedSince: who knows a version of an event is told of the changes that
// made it another one, but for those that were undone, and of none of another
// event.
func TestChangedSince(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		other := in(t, s, func(tx *store.Tx) (planner.Event, error) { return tx.SaveEvent(seminar(p.owner.ID)) })
		known := p.event.Version
		rename := func(e *planner.Event, title string) store.Change {
			return change(t, s, p.owner.ID, func(tx *store.Tx) (err error) {
				e.Title = title
				*e, err = tx.SaveEvent(*e)
				return err
			})
		}
		since := func(version int) (numbers []int) {
			list := in(t, s, func(tx *store.Tx) ([]store.Past, error) { return tx.ChangedSince(p.event.ID, version) })
			for _, past := range list {
				numbers = append(numbers, past.Change.Number)
			}
			return numbers
		}
		first := rename(&p.event, "Seas")
		rename(&other, "Waves")
		second := rename(&p.event, "Lakes")
		for version, want := range map[int][]int{known: {first.Number, second.Number}, known + 1: {second.Number}, known + 2: nil} {
			if diff := cmp.Diff(want, since(version)); diff != "" {
				t.Errorf("since version %d %s", version, diff)
			}
		}
		undo(t, s, second)
		if diff := cmp.Diff([]int{first.Number}, since(known)); diff != "" {
			t.Errorf("after the undo %s", diff)
		}
	})
}

package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestRooms(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA", Instrument: planner.IRN})
			if err != nil {
				return err
			}
			here := planner.Room{ID: room, Name: "Ganda", Collaboration: c.ID, Lang: planner.Both, Greeted: monday}
			left := planner.Room{ID: "matrix:!a:b.c", Name: "ganda", Collaboration: c.ID, Closed: true}
			old := planner.Room{ID: "terminal:#0", Name: "GANDA", Closed: true}
			direct := planner.Room{ID: "terminal:dm", Name: "ganda", Direct: true}
			for _, r := range []planner.Room{{ID: room}, left, here, old, direct} {
				if err := tx.SaveRoom(r); err != nil {
					return err
				}
			}
			for name, found := range map[string]func() (planner.Room, error){
				"by id":   func() (planner.Room, error) { return tx.Room(room) },
				"by name": func() (planner.Room, error) { return tx.RoomNamed("terminal", "gANDA") },
			} {
				got, err := found()
				if diff := cmp.Diff(here, got); diff != "" || err != nil {
					t.Errorf("%s: %v, %s", name, err, diff)
				}
			}
			if _, err := tx.RoomNamed("slack", "ganda"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("on another network: %v", err)
			}
			rooms, err := tx.RoomsOf(c.ID)
			if diff := cmp.Diff([]planner.Room{here}, rooms); diff != "" {
				t.Errorf("rooms of GANDA: %s", diff)
			}
			return err
		})
	})
}

package store_test

import (
	"testing"

	"entente/planner"
	"entente/store"
)

// TestARoomThatMovesTakesAllWithIt: also where its new room is known already.
func TestARoomThatMovesTakesAllWithIt(t *testing.T) {
	const after = planner.RoomID("terminal:#after")
	for _, known := range []bool{false, true} {
		each(t, func(t *testing.T, s *store.Store) {
			p := plan(t, s, 2)
			ganda := in(t, s, func(tx *store.Tx) (planner.Collaboration, error) {
				return tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"})
			})
			tied := change(t, s, p.owner.ID, func(tx *store.Tx) error {
				return tx.SaveRoom(planner.Room{ID: room, Name: "ganda", Collaboration: ganda.ID, Lang: planner.French})
			})
			update(t, s, func(tx *store.Tx) error {
				if known {
					if err := tx.SaveRoom(planner.Room{ID: after, Lang: planner.English}); err != nil {
						return err
					}
				}
				return tx.MoveRoom(room, after, monday)
			})
			lang := planner.French
			if known {
				lang = planner.English
			}
			update(t, s, func(tx *store.Tx) error {
				now, err := tx.Room(after)
				if now.Collaboration != ganda.ID || now.Lang != lang || now.Closed || now.Name != "ganda" || !now.Greeted.Equal(monday) || err != nil {
					t.Errorf("after: %+v, %v", now, err)
				}
				old, err := tx.Room(room)
				if !old.Closed || old.Successor != after || old.Collaboration != "" || err != nil {
					t.Errorf("before: %+v, %v", old, err)
				}
				if e, err := tx.Event(p.event.ID); e.Room != after || err != nil {
					t.Errorf("the event is in %s, %v", e.Room, err)
				}
				if rooms, err := tx.RoomsOf(ganda.ID); len(rooms) != 1 || err != nil {
					t.Errorf("rooms %v, %v", rooms, err)
				}
				return tx.MoveRoom("terminal:#nowhere", after, monday)
			})
			if known {
				return // its own language stands in the way of undoing the other's
			}
			for _, c := range []store.Change{tied, p.change} {
				if touched := undo(t, s, c); touched != nil {
					t.Errorf("undo of C%d: touched by %+v", c.Number, touched)
				}
			}
			if now := in(t, s, func(tx *store.Tx) (planner.Room, error) { return tx.Room(after) }); now.Collaboration != "" {
				t.Errorf("undone, it is tied to %s", now.Collaboration)
			}
		})
	}
}

func TestARoomMovesOnAndBack(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		const b, c = planner.RoomID("terminal:#b"), planner.RoomID("terminal:#c")
		plan(t, s, 1)
		successors := func(want ...planner.RoomID) {
			t.Helper()
			for i, id := range []planner.RoomID{room, b, c} {
				r := in(t, s, func(tx *store.Tx) (planner.Room, error) { return tx.Room(id) })
				if r.Successor != want[i] || r.Closed != (want[i] != "") {
					t.Errorf("%s: %+v", id, r)
				}
			}
		}
		move := func(from, to planner.RoomID) {
			t.Helper()
			update(t, s, func(tx *store.Tx) error { return tx.MoveRoom(from, to, monday) })
		}
		move(room, b)
		move(b, c)
		successors(c, c, "")
		move(c, room)
		successors("", room, room)
	})
}

package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestEventIsKeptWhole(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 3)
		update(t, s, func(tx *store.Tx) error {
			got, err := tx.EventByNumber(1)
			if diff := cmp.Diff(p.event, got); diff != "" || err != nil {
				t.Errorf("by number: %v, %s", err, diff)
			}
			got.Rule, got.Room, got.Span = nil, "", planner.AllDay(got.Span.Start.Date, got.Span.Start.Date.AddDays(4), "Asia/Ho_Chi_Minh")
			if got, err = tx.SaveEvent(got); err != nil {
				return err
			}
			again, err := tx.Event(p.event.ID)
			if diff := cmp.Diff(got, again); diff != "" || again.Version != 2 {
				t.Errorf("after a change: version %d, %s", again.Version, diff)
			}
			return err
		})
	})
}

func TestStaleEventIsNotSavedAndTheTransactionGoesOn(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		update(t, s, func(tx *store.Tx) error {
			locked, err := tx.LockEvent(p.event.ID)
			if err != nil || locked.Version != p.event.Version+1 {
				t.Errorf("locked: version %d, %v", locked.Version, err)
			}
			if _, err := tx.SaveEvent(p.event); !errors.Is(err, store.ErrConflict) {
				t.Errorf("as read before the lock: %v", err)
			}
			_, err = tx.SaveEvent(locked)
			return err
		})
	})
}

func TestEventsFiltered(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		var ganda planner.Collaboration
		update(t, s, func(tx *store.Tx) (err error) {
			if ganda, err = tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"}); err != nil {
				return err
			}
			for _, e := range []planner.Event{
				{Kind: planner.Visit, Collaboration: ganda.ID, Room: room, State: planner.Planned},
				{Kind: planner.Meeting, State: planner.Cancelled},
				{Kind: planner.Meeting, State: planner.Withdrawn},
			} {
				e.Owner, e.Span = p.owner.ID, planner.Timed(wall("2027-02-01T10:00"), time.Hour, "Asia/Tokyo")
				if _, err = tx.SaveEvent(e); err != nil {
					return err
				}
			}
			return nil
		})
		nobody, here := planner.PersonID("nobody"), room
		for name, c := range map[string]struct {
			filter store.EventFilter
			want   []int
		}{
			"all":           {store.EventFilter{}, []int{1, 2, 3}},
			"planned":       {store.EventFilter{OnlyPlanned: true}, []int{1, 2}},
			"kinds":         {store.EventFilter{Kinds: []planner.Kind{planner.Visit, planner.Meeting}}, []int{2, 3}},
			"no kind":       {store.EventFilter{Kinds: []planner.Kind{}}, nil},
			"collaboration": {store.EventFilter{Collaboration: &ganda.ID}, []int{2}},
			"owner":         {store.EventFilter{Owner: &p.owner.ID, OnlyPlanned: true}, []int{1, 2}},
			"other owner":   {store.EventFilter{Owner: &nobody}, nil},
			"room":          {store.EventFilter{Room: &here}, []int{1, 2}},
			"zone":          {store.EventFilter{Zone: "Asia/Tokyo"}, []int{2, 3}},
			"zone of date":  {store.EventFilter{Zone: "Europe/Paris"}, []int{1}},
		} {
			events := in(t, s, func(tx *store.Tx) ([]planner.Event, error) { return tx.Events(c.filter) })
			var got []int
			for _, e := range events {
				got = append(got, e.Number)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}

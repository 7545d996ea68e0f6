package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

func TestOccurrencesAreKeptWhole(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 25)
		update(t, s, func(tx *store.Tx) error {
			moved := at(p.occurrences[12], planner.Timed(wall("2027-04-07T16:00"), 90*time.Minute, "Asia/Ho_Chi_Minh"))
			p.occurrences[12] = moved
			if _, err := tx.SaveOccurrences(p.event.ID, []planner.Occurrence{moved}); err != nil {
				return err
			}
			got, err := tx.OccurrencesOf(p.event.ID)
			if diff := cmp.Diff(p.occurrences, got); diff != "" {
				t.Error(diff)
			}
			return err
		})
		single := in(t, s, func(tx *store.Tx) (planner.Occurrence, error) { return tx.Occurrence(p.occurrences[12].ID) })
		if !single.Moved() || single.Number != 13 {
			t.Errorf("moved one: %+v", single)
		}
	})
}

func TestOccurrencesBetween(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 4) // 12, 19 and 26 January, 2 February, 14:00 to 15:00 UTC
		cancelled := p.occurrences[2]
		cancelled.State = planner.Cancelled
		instant := at(planner.Occurrence{Number: 9, State: planner.Planned}, planner.Timed(wall("2027-03-01T12:00"), 0, "UTC"))
		var bob planner.Person
		var ganda planner.Collaboration
		update(t, s, func(tx *store.Tx) (err error) {
			if _, err = tx.SaveOccurrences(p.event.ID, []planner.Occurrence{cancelled, instant}); err != nil {
				return err
			}
			if ganda, err = tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"}); err != nil {
				return err
			}
			p.event.Collaboration = ganda.ID
			if _, err = tx.SaveEvent(p.event); err != nil {
				return err
			}
			bob, _, err = tx.EnsurePerson("terminal:bob", "Bob", monday)
			return err
		})
		found := func(f store.OccurrenceFilter) (numbers []int) {
			for _, d := range in(t, s, func(tx *store.Tx) ([]store.Dated, error) { return tx.OccurrencesBetween(f) }) {
				if d.Event.ID != p.event.ID {
					t.Errorf("of event %s", d.Event.ID)
				}
				numbers = append(numbers, d.Occurrence.Number)
			}
			return numbers
		}
		day := func(month time.Month, day, hour int) time.Time {
			return time.Date(2027, month, day, hour, 0, 0, 0, time.UTC)
		}
		for name, c := range map[string]struct {
			filter store.OccurrenceFilter
			want   []int
		}{
			"all":              {store.OccurrenceFilter{}, []int{1, 2, 4, 9}},
			"next two":         {store.OccurrenceFilter{From: day(1, 13, 0), Limit: 2}, []int{2, 4}},
			"to is exclusive":  {store.OccurrenceFilter{To: day(1, 19, 14)}, []int{1}},
			"under way":        {store.OccurrenceFilter{From: day(1, 19, 14).Add(time.Minute), To: day(1, 20, 0)}, []int{2}},
			"just over":        {store.OccurrenceFilter{From: day(1, 19, 15), To: day(1, 20, 0)}, nil},
			"without a length": {store.OccurrenceFilter{From: day(3, 1, 12)}, []int{9}},
			"owner":            {store.OccurrenceFilter{Owner: &p.owner.ID, Limit: 1}, []int{1}},
			"collaboration":    {store.OccurrenceFilter{Collaboration: &ganda.ID, Limit: 1}, []int{1}},
			"person, as owner": {store.OccurrenceFilter{Person: &p.owner.ID, Limit: 1}, []int{1}},
			"person, no role":  {store.OccurrenceFilter{Person: &bob.ID}, nil},
			"of these events":  {store.OccurrenceFilter{Events: []planner.EventID{"x", p.event.ID}, Limit: 1}, []int{1}},
			"of no event":      {store.OccurrenceFilter{Events: []planner.EventID{}}, nil},
		} {
			if diff := cmp.Diff(c.want, found(c.filter)); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
		update(t, s, func(tx *store.Tx) error {
			return tx.SaveRole(planner.Role{Collaboration: ganda.ID, Person: bob.ID, Name: planner.Member})
		})
		if diff := cmp.Diff([]int{1}, found(store.OccurrenceFilter{Person: &bob.ID, Limit: 1})); diff != "" {
			t.Errorf("person, with a role: %s", diff)
		}
	})
}

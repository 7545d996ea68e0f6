package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// TestEventsBetween: the database finds the same events, first dates and numbers
// of dates as who reads all dates.
func TestEventsBetween(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, n := range []int{4, 1, 9} {
			plan(t, s, n)
		}
		cancelled := plan(t, s, 2).occurrences
		cancelled[0].State = planner.Cancelled
		update(t, s, func(tx *store.Tx) error {
			_, err := tx.SaveOccurrences(cancelled[0].Event, cancelled)
			return err
		})
		day := func(month time.Month, day, hour int) time.Time {
			return time.Date(2027, month, day, hour, 0, 0, 0, time.UTC)
		}
		for name, f := range map[string]store.OccurrenceFilter{
			"all":       {},
			"ahead":     {From: day(1, 12, 15)},
			"a week":    {From: day(1, 19, 0), To: day(1, 26, 0)},
			"under way": {From: day(1, 19, 14).Add(time.Minute), To: day(1, 19, 16)},
			"later":     {From: day(12, 1, 0)},
		} {
			dated := in(t, s, func(tx *store.Tx) ([]store.Dated, error) { return tx.OccurrencesBetween(f) })
			var want []store.Held
			for _, d := range dated {
				i := 0
				for i < len(want) && want[i].Event.ID != d.Event.ID {
					i++
				}
				if i == len(want) {
					want = append(want, store.Held{Event: inAList(d.Event), First: d.Occurrence.StartAt})
				}
				want[i].Dates++
			}
			got := in(t, s, func(tx *store.Tx) ([]store.Held, error) { return tx.EventsBetween(f) })
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}

func TestOccurrenceAfter(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 3)
		p.occurrences[1].State = planner.Cancelled
		update(t, s, func(tx *store.Tx) error {
			if _, err := tx.SaveOccurrences(p.event.ID, p.occurrences); err != nil {
				return err
			}
			next, err := tx.OccurrenceAfter(p.event.ID, p.occurrences[0].StartAt)
			if next.Number != 3 || err != nil {
				t.Errorf("after the first comes number %d, %v", next.Number, err)
			}
			if _, err := tx.OccurrenceAfter(p.event.ID, p.occurrences[2].StartAt); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("after the last: %v", err)
			}
			return nil
		})
	})
}

// inAList is an event as far as it is read for lists.
func inAList(e planner.Event) planner.Event {
	return planner.Event{
		ID: e.ID, Number: e.Number, Kind: e.Kind, Title: e.Title, Place: e.Place, Span: planner.Span{Zone: e.Span.Zone},
		Room: e.Room, Owner: e.Owner, Collaboration: e.Collaboration, Visibility: e.Visibility, State: e.State,
	}
}

func TestOccurrencesAround(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 8) // Tuesdays from 12 January on, at 14:00 UTC
		p.occurrences[2].State = planner.Cancelled
		update(t, s, func(tx *store.Tx) error {
			_, err := tx.SaveOccurrences(p.event.ID, p.occurrences)
			return err
		})
		for name, c := range map[string]struct {
			from, to int // in days after the first date
			want     []int
		}{
			"the last planned one before, too": {15, 29, []int{2, 4, 5}},
			"none before":                      {0, 8, []int{1, 2}},
			"all before":                       {100, 200, []int{8}},
			"all after":                        {-9, -1, nil},
		} {
			first := p.occurrences[0].StartAt
			near := in(t, s, func(tx *store.Tx) ([]planner.Occurrence, error) {
				return tx.OccurrencesAround(p.event.ID, first.AddDate(0, 0, c.from), first.AddDate(0, 0, c.to))
			})
			var got []int
			for _, o := range near {
				got = append(got, o.Number)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}

package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// together runs n copies of work at once and fails the test when one fails.
func together(t *testing.T, n int, work func(worker int) error) {
	t.Helper()
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() {
			if err := work(i); err != nil {
				t.Errorf("worker %d: %v", i, err)
			}
		})
	}
	group.Wait()
}

const workers = 8

// stores opens the same database as two processes do.
func stores(t *testing.T, open func(testing.TB) *store.Store) func(worker int) *store.Store {
	pair := []*store.Store{open(t), open(t)}
	return func(worker int) *store.Store { return pair[worker%2] }
}

func TestEachDueRowAndDeliveryIsClaimedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		const rows = 200
		process := stores(t, open)
		update(t, process(0), func(tx *store.Tx) error {
			for i := range rows {
				if err := tx.AddDue(planner.Due{Key: fmt.Sprint(i), Kind: planner.DueNotice, At: monday}); err != nil {
					return err
				}
			}
			return nil
		})
		var lock sync.Mutex
		claims := map[string]int{}
		together(t, workers, func(worker int) error {
			for {
				keys, err := deliverSome(t.Context(), process(worker))
				if err != nil || len(keys) == 0 {
					return err
				}
				lock.Lock()
				for _, key := range keys {
					claims[key]++
				}
				lock.Unlock()
			}
		})
		for i := range rows {
			for _, what := range []string{"due", "delivery"} {
				if n := claims[fmt.Sprint(what, i)]; n != 1 {
					t.Errorf("%s %d was claimed %d times", what, i, n)
				}
			}
		}
	})
}

// deliverSome hands a few due rows over to deliveries, and claims and settles
// a few deliveries. It returns what it claimed.
func deliverSome(ctx context.Context, s *store.Store) (claimed []string, err error) {
	var sending []planner.Delivery
	err = s.Update(ctx, func(tx *store.Tx) error {
		claimed = nil
		dues, err := tx.DueNow(monday, 7)
		if err != nil {
			return err
		}
		for _, d := range dues {
			claimed = append(claimed, "due"+d.Key)
			err := tx.AddDeliveries([]planner.Delivery{{
				Key: d.Key, Dues: []string{d.Key}, Network: "terminal", At: d.At, State: planner.DeliveryDue,
			}})
			if err = errors.Join(err, tx.MarkDue(d.Key, planner.DueDone, "")); err != nil {
				return err
			}
		}
		sending, err = tx.ClaimDeliveries(store.Reach{Networks: []string{"terminal"}}, monday, 7)
		for i := range sending {
			sending[i].State, sending[i].Lease = planner.DeliverySending, monday.Add(time.Minute)
			claimed = append(claimed, "delivery"+sending[i].Key)
			err = errors.Join(err, tx.SaveDelivery(sending[i]))
		}
		return err
	})
	for _, d := range sending {
		d.State = planner.DeliverySent
		err = errors.Join(err, s.Update(ctx, func(tx *store.Tx) error { return tx.SettleDelivery(d) }))
	}
	return claimed, err
}

func TestReadThenWriteAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		process := stores(t, open)
		p := plan(t, process(0), 1)
		together(t, workers, func(worker int) error {
			for range 10 {
				err := process(worker).Update(t.Context(), func(tx *store.Tx) error {
					e, err := tx.LockEvent(p.event.ID)
					if err != nil {
						return err
					}
					e.Sequence++
					_, err = tx.SaveEvent(e)
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		e := in(t, process(0), func(tx *store.Tx) (planner.Event, error) { return tx.Event(p.event.ID) })
		if e.Sequence != workers*10 {
			t.Errorf("%d of %d updates are left", e.Sequence, workers*10)
		}
	})
}

func TestNumbersHaveNoGapsAndNoTwins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		process := stores(t, open)
		p := plan(t, process(0), 0)
		fails := errors.New("a command that fails")
		together(t, workers, func(worker int) error {
			for i := range 10 {
				err := process(worker).Update(t.Context(), func(tx *store.Tx) error {
					if _, err := tx.SaveEvent(seminar(p.owner.ID)); err != nil {
						return err
					}
					if i%3 == 2 {
						return fails
					}
					return nil
				})
				if err != nil && !errors.Is(err, fails) {
					return err
				}
			}
			return nil
		})
		events := in(t, process(0), func(tx *store.Tx) ([]planner.Event, error) { return tx.Events(store.EventFilter{}) })
		for i, e := range events {
			if e.Number != i+1 {
				t.Fatalf("E%d stands at place %d", e.Number, i+1)
			}
		}
		if len(events) != 1+workers*7 {
			t.Errorf("%d events", len(events))
		}
	})
}

func TestOneIdentityIsOnePerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		process := stores(t, open)
		people := make([]planner.PersonID, workers)
		together(t, workers, func(worker int) error {
			return process(worker).Update(t.Context(), func(tx *store.Tx) error {
				p, _, err := tx.EnsurePerson(alice, "Alice", monday)
				people[worker] = p.ID
				return err
			})
		})
		if len(slices.Compact(people)) != 1 {
			t.Errorf("Alice is %v", people)
		}
		found := in(t, process(0), func(tx *store.Tx) ([]planner.Person, error) { return tx.FindPeople("alice") })
		if len(found) != 1 {
			t.Errorf("%d people are called Alice", len(found))
		}
	})
}

func TestMessageIsTakenInOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		process := stores(t, open)
		places := make([]int, workers)
		together(t, workers, func(worker int) error {
			return process(worker).Update(t.Context(), func(tx *store.Tx) (err error) {
				places[worker], err = tx.TakeIn(store.Inbox{Network: "slack", EventID: "Ev1", At: monday})
				return err
			})
		})
		first := slices.Index(places, 1)
		if first < 0 || slices.Max(slices.Delete(places, first, first+1)) != 0 {
			t.Errorf("besides one, places: %v", places)
		}
	})
}

func TestReadersDoNotWaitAndSeeOneMoment(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		title := func(tx *store.Tx) string {
			e, err := tx.Event(p.event.ID)
			if err != nil {
				t.Error(err)
			}
			return e.Title
		}
		err := s.View(t.Context(), func(reading *store.Tx) error {
			before := title(reading)
			update(t, s, func(tx *store.Tx) (err error) {
				p.event.Title = "Lakes"
				if p.event, err = tx.SaveEvent(p.event); err != nil {
					return err
				}
				return s.View(t.Context(), func(other *store.Tx) error {
					if title(other) != before {
						t.Error("a reader saw what was not committed")
					}
					return nil
				})
			})
			if title(reading) != before {
				t.Error("what was read changed within one View")
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

package delivery_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// limited is a date with so many places, ten days ahead.
func (w *world) limited(places int) *planned {
	w.t.Helper()
	start, err := planner.WallAt(w.now().AddDate(0, 0, 10), "Europe/Paris")
	if err != nil {
		w.t.Fatal(err)
	}
	return w.plan("Oceans", planner.Event{Capacity: places, Span: planner.Timed(start, time.Hour, "Europe/Paris")}, 1)
}

// answer is what a person says of the first date of p.
func answer(tx *store.Tx, p *planned, person planner.PersonID, answer planner.Answer, now time.Time) (delivery.Seating, error) {
	e, err := tx.HoldEvent(p.ID)
	if err != nil {
		return delivery.Seating{}, err
	}
	return delivery.Answer(tx, e, p.occs[0], person, answer, now)
}

// TestSeatsUnderARush: 50 transactions at once, in two processes where the
// database allows it, never give out more places than there are, nor a turn
// twice.
func TestSeatsUnderARush(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		const rush, places = 50, 3
		stores := []*store.Store{storetest.Open(t, url), storetest.Open(t, url)}
		w := newWorld(t, stores[0])
		p := w.limited(places)
		people := make([]planner.PersonID, rush)
		for i := range people {
			people[i] = w.person(planner.IdentityID(fmt.Sprint("slack:p", i))).ID
		}
		var all sync.WaitGroup
		for i, person := range people {
			all.Go(func() {
				err := stores[i%2].Update(t.Context(), func(tx *store.Tx) error {
					_, err := answer(tx, p, person, planner.YesOnSite, monday)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		w.update(func(tx *store.Tx) error {
			turnout, err := tx.TurnoutOf(p.occs[0].ID)
			if want := (store.Turnout{OnSite: places, Waiting: rush - places}); turnout != want {
				t.Errorf("%+v, want %+v", turnout, want)
			}
			if err != nil {
				return err
			}
			replies, err := tx.RepliesOn(p.occs[0].ID)
			turns := map[int]bool{}
			for _, r := range replies {
				turns[r.Turn] = true
				if (r.State == planner.Confirmed) != (r.Turn <= places) {
					t.Errorf("turn %d is %s", r.Turn, r.State)
				}
			}
			if len(turns) != rush {
				t.Errorf("%d people have %d turns", rush, len(turns))
			}
			return err
		})
	})
}

// TestSeatsOverTime: whatever people answer, and however the clock goes, with
// the rows that fall due, there are never more people than places, nobody waits
// beside an empty one, and no offer is open past its end.
func TestSeatsOverTime(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		round := 0
		rapid.Check(t, func(rt *rapid.T) {
			round++
			places := rapid.IntRange(1, 3).Draw(rt, "places")
			p := w.limited(places)
			answers := []planner.Answer{planner.YesOnSite, planner.YesOnSite, planner.YesRemote, planner.No}
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				person := w.person(planner.IdentityID(fmt.Sprintf("slack:r%d-%d", round, rapid.IntRange(0, 5).Draw(rt, "person")))).ID
				said := rapid.SampledFrom(answers).Draw(rt, "answer")
				w.update(func(tx *store.Tx) error {
					_, err := answer(tx, p, person, said, w.now())
					return err
				})
				w.playTo(w.now().Add(time.Duration(rapid.IntRange(0, 20).Draw(rt, "hours")) * time.Hour))
				w.update(func(tx *store.Tx) error { return checkSeats(rt, tx, p, places, w.now()) })
			}
		})
	})
}

func checkSeats(t *rapid.T, tx *store.Tx, p *planned, places int, now time.Time) error {
	seats, err := tx.SeatsOf(planner.Event{ID: p.ID, Capacity: places}, p.occs[0])
	if err != nil {
		return err
	}
	if seats.Over() > 0 || seats.Free() < 0 {
		t.Fatalf("%d on site and %d queued for %d places", seats.Taken, len(seats.Queue), places)
	}
	for _, r := range seats.Queue {
		switch {
		case r.State == planner.Waiting && seats.Free() > 0 && now.Before(seats.Start):
			t.Fatalf("%s waits although there is a place", r.Person)
		case r.State == planner.Offered && !r.Until.After(now):
			t.Fatalf("the offer to %s ended at %s, and it is %s", r.Person, r.Until, now)
		}
	}
	return nil
}

// TestTwoAccountsAreOneParticipant: who answered with both keeps the better
// place, and frees the other.
func TestTwoAccountsAreOneParticipant(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.limited(2)
		one, other := w.person("slack:olga").ID, w.person("matrix:olga").ID
		for _, person := range []planner.PersonID{one, w.person(bob).ID, other} {
			w.update(func(tx *store.Tx) error {
				_, err := answer(tx, p, person, planner.YesOnSite, w.now())
				return err
			})
		}
		w.update(func(tx *store.Tx) error {
			if err := tx.MergePeople(other, one); err != nil {
				return err
			}
			replies, err := tx.RepliesOn(p.occs[0].ID)
			if len(replies) != 2 || replies[0].Person != other || !replies[0].Comes() || !replies[1].Comes() {
				t.Errorf("%+v", replies)
			}
			return err
		})
	})
}

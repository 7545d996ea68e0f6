package delivery_test

import (
	"fmt"
	"testing"
	"time"

	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// BenchmarkChangeNotice1000 plans a notice of changes for 1,000 people: who is
// told, where and when, and a delivery for each. What sends them is not measured.
func BenchmarkChangeNotice1000(b *testing.B) {
	w := newWorld(b, storetest.Open(b, storetest.SQLite(b)))
	const people = 1000
	p := w.plan("Oceans", planner.Event{}, 1)
	w.update(func(tx *store.Tx) error {
		for i := range people {
			person, _, err := tx.EnsurePerson(planner.IdentityID(fmt.Sprintf("slack:p%d", i)), "", w.now())
			if err != nil {
				return err
			}
			reply := planner.Reply{Event: p.ID, Occurrence: p.occs[0].ID, Person: person.ID, Answer: planner.YesRemote, State: planner.Confirmed, At: w.now()}
			if _, err := tx.SaveReply(reply); err != nil {
				return err
			}
		}
		return nil
	})
	runner := w.start() // of no network: deliveries are written and stay
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		w.hold(p, planner.Wall{Date: planner.Date{Year: 2027, Month: 2, Day: 1 + i%27}, Clock: planner.Clock{Hour: 9 + i%10}})
		at := w.now().Add(planner.NoticeAfter)
		w.until(at)
		b.StartTimer()
		if _, err := runner.Step(b.Context(), at); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		w.step() // sends them
		if said := len(w.nets["slack"].Said()); said != people*(i+1) {
			b.Fatalf("%d were told, want %d", said, people*(i+1))
		}
		b.StartTimer()
	}
}

// hold moves the one date of p by a command of Alice's, and has it told.
func (w *world) hold(p *planned, to planner.Wall) *delivery.Held {
	w.t.Helper()
	var held *delivery.Held
	w.update(func(tx *store.Tx) (err error) {
		change, err := tx.BeginChange(store.Change{Person: p.Owner, At: w.now(), Command: "move"})
		if err != nil {
			return err
		}
		if p.occs[0], err = planner.MoveOccurrence(p.occs[0], p.occs[0].Span.StartingAt(to)); err != nil {
			return err
		}
		if err := w.write(tx, p, "moved"); err != nil {
			return err
		}
		held, err = delivery.HoldChange(tx, change, p.ID)
		return err
	})
	return held
}

// TestChangesAreToldOnce: several changes are one notice to each whom they
// concern, also to who is told later because of quiet hours; what is changed back
// is told to nobody.
func TestChangesAreToldOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.collaboration(ganda)
		p := w.plan("Oceans", planner.Event{}, 1)
		guest := w.person(bob)
		w.update(func(tx *store.Tx) error {
			guest.Zone = "Asia/Tokyo" // where it is 17:00 when the test begins
			if err := tx.SavePerson(guest); err != nil {
				return err
			}
			return tx.AddPeopleTo(p.ID, []planner.PersonID{guest.ID})
		})
		first := p.occs[0].Span.Start
		if held := w.hold(p, wall("2027-01-13T15:00")); held == nil || held.People != 1 {
			t.Fatalf("held %+v, want it for one person", held)
		}
		w.until(w.now().Add(4 * time.Minute))
		w.step()
		w.hold(p, wall("2027-01-14T15:00"))
		w.until(w.now().Add(4 * time.Minute))
		w.step()
		if said := w.texts(string(bob)); len(said) != 0 {
			t.Errorf("told after 4 minutes: %q", said)
		}
		w.until(w.now().Add(2 * time.Minute))
		w.step()
		if said := w.texts(string(bob)); len(said) != 1 {
			t.Errorf("told %q, want one notice", said)
		}

		w.until(time.Date(2027, 1, 4, 13, 0, 0, 0, time.UTC)) // 22:00 in Tokyo
		w.hold(p, wall("2027-01-15T15:00"))
		w.until(w.now().Add(6 * time.Minute))
		w.step()
		w.hold(p, wall("2027-01-18T15:00")) // while the first notice waits for the morning
		w.until(w.now().Add(6 * time.Minute))
		w.step()
		w.until(time.Date(2027, 1, 5, 0, 0, 0, 0, time.UTC)) // 09:00
		w.step()
		if said := w.texts(string(bob)); len(said) != 2 {
			t.Errorf("told %q, want one more notice in the morning", said)
		}

		w.hold(p, first)
		if held := w.hold(p, wall("2027-01-18T15:00")); held != nil {
			t.Errorf("changed back, and held %+v", held)
		}
		w.until(w.now().Add(time.Hour))
		w.step()
		if said := w.texts(string(bob)); len(said) != 2 {
			t.Errorf("told %q after it was changed back", said)
		}
	})
}

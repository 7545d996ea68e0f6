package delivery_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// BenchmarkDeliver10000 claims, sends and settles 10,000 reminders of one
// instant in 100 rooms, on a network that answers at once.
func BenchmarkDeliver10000(b *testing.B) {
	urls := map[string]func(testing.TB) string{"sqlite": storetest.SQLite}
	if os.Getenv(storetest.Postgres) != "" {
		urls["postgres"] = storetest.NewPostgres
	}
	for name, url := range urls {
		b.Run(name, func(b *testing.B) {
			const reminders = 10_000
			w := newWorld(b, storetest.Open(b, url(b)))
			for b.Loop() {
				b.StopTimer()
				at := w.now().Add(time.Hour)
				w.fill(reminders, at)
				w.until(at)
				b.StartTimer()
				if next, _ := w.step(); !next.IsZero() {
					b.Fatalf("something waits until %s", next)
				}
			}
			b.ReportMetric(float64(reminders*b.N)/b.Elapsed().Seconds(), "reminders/s")
			if said := len(w.nets["slack"].Said()); said != reminders*b.N {
				b.Fatalf("%d of %d were said", said, reminders*b.N)
			}
		})
	}
}

// fill sets n reminders to 100 rooms.
func (w *world) fill(n int, at time.Time) {
	w.t.Helper()
	owner := w.person(alice).ID
	wall, err := planner.WallAt(at, "UTC")
	if err != nil {
		w.t.Fatal(err)
	}
	w.update(func(tx *store.Tx) error {
		for i := range n {
			room := planner.RoomID(fmt.Sprintf("slack:r%d", i%100))
			if i < 100 {
				if err := tx.SaveRoom(planner.Room{ID: room}); err != nil {
					return err
				}
			}
			rule, err := tx.SaveReminder(planner.Reminder{Owner: owner, ByHand: true, Wall: wall, Zone: "UTC", Text: "send the abstracts", ToRoom: room, State: planner.Planned})
			if err != nil {
				return err
			}
			due, _, err := rule.Due()
			if err != nil {
				return err
			}
			if err := tx.AddDue(due); err != nil {
				return err
			}
		}
		return nil
	})
}

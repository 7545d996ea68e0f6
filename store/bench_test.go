package store_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// eachBenchmark runs bench over both databases.
func eachBenchmark(b *testing.B, bench func(b *testing.B, s *store.Store)) {
	b.Run("sqlite", func(b *testing.B) { bench(b, storetest.Open(b, storetest.SQLite(b))) })
	b.Run("postgres", func(b *testing.B) {
		if os.Getenv(storetest.Postgres) == "" {
			b.Skipf("%s is not set", storetest.Postgres)
		}
		bench(b, storetest.Open(b, storetest.NewPostgres(b)))
	})
}

// BenchmarkClaimAndSettle hands 10,000 due rows over to deliveries, a hundred
// in a transaction, and settles each delivery in one of its own, as the runner
// does.
func BenchmarkClaimAndSettle(b *testing.B) {
	const rows, batch = 10_000, 100
	eachBenchmark(b, func(b *testing.B, s *store.Store) {
		for round := 0; b.Loop(); round++ {
			b.StopTimer()
			addDues(b, s, round, rows)
			b.StartTimer()
			for range rows / batch {
				for _, d := range claim(b, s, batch) {
					d.State, d.Message = planner.DeliverySent, "m"
					update(b, s, func(tx *store.Tx) error { return tx.SettleDelivery(d) })
				}
			}
		}
		b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "reminders/s")
	})
}

func addDues(b *testing.B, s *store.Store, round, rows int) {
	update(b, s, func(tx *store.Tx) error {
		for i := range rows {
			key := fmt.Sprintf("%d/%d", round, i)
			if err := tx.AddDue(planner.Due{Key: key, Kind: planner.DueNotice, At: monday}); err != nil {
				return err
			}
		}
		return nil
	})
}

// claim makes deliveries of due rows and takes them under a lease.
func claim(b *testing.B, s *store.Store, n int) []planner.Delivery {
	return in(b, s, func(tx *store.Tx) ([]planner.Delivery, error) {
		dues, err := tx.DueNow(monday, n)
		if err != nil {
			return nil, err
		}
		for _, d := range dues {
			err := tx.AddDeliveries([]planner.Delivery{{
				Key: d.Key, Dues: []string{d.Key}, Network: "terminal", Room: room, At: d.At, State: planner.DeliveryDue,
			}})
			if err != nil {
				return nil, err
			}
			if err := tx.MarkDue(d.Key, planner.DueDone, ""); err != nil {
				return nil, err
			}
		}
		list, err := tx.ClaimDeliveries(store.Reach{Networks: []string{"terminal"}}, monday, n)
		for i := range list {
			list[i].State, list[i].Lease = planner.DeliverySending, monday.Add(time.Minute)
			if err := tx.SaveDelivery(list[i]); err != nil {
				return nil, err
			}
		}
		if len(list) != n {
			return nil, fmt.Errorf("%d of %d claimed", len(list), n)
		}
		return list, err
	})
}

// BenchmarkPlan writes a command that plans a weekly seminar of 50 dates with
// one reminder.
func BenchmarkPlan(b *testing.B) {
	eachBenchmark(b, func(b *testing.B, s *store.Store) {
		for b.Loop() {
			plan(b, s, 50)
		}
	})
}

// BenchmarkNextAt asks for the next instant while 10,000 due rows wait.
func BenchmarkNextAt(b *testing.B) {
	eachBenchmark(b, func(b *testing.B, s *store.Store) {
		addDues(b, s, 0, 10_000)
		for b.Loop() {
			err := s.View(b.Context(), func(tx *store.Tx) error {
				_, err := tx.NextAt(store.Reach{Networks: []string{"terminal", "matrix", "slack"}})
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkOccurrencesOfAMonth reads the 2,500 dates that a month has of 500
// weekly series of 50 dates each, with their events.
func BenchmarkOccurrencesOfAMonth(b *testing.B) {
	eachBenchmark(b, func(b *testing.B, s *store.Store) {
		for range 500 {
			plan(b, s, 50)
		}
		from := time.Date(2027, time.March, 1, 0, 0, 0, 0, time.UTC)
		month := store.OccurrenceFilter{From: from, To: from.AddDate(0, 1, 0)}
		for b.Loop() {
			err := s.View(b.Context(), func(tx *store.Tx) error {
				dates, err := tx.OccurrencesBetween(month)
				if err == nil && len(dates) != 2500 {
					err = fmt.Errorf("%d dates", len(dates))
				}
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

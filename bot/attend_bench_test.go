package bot_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// BenchmarkCommandAnswer is the way of an answer to an invitation through the
// bot where 500 people answered already, of whom 300 have all the places and 100
// wait for one: each time somebody changes their mind.
func BenchmarkCommandAnswer(b *testing.B) {
	urls := map[string]func(testing.TB) string{"sqlite": storetest.SQLite}
	if os.Getenv(storetest.Postgres) != "" {
		urls["postgres"] = storetest.NewPostgres
	}
	for name, url := range urls {
		b.Run(name, func(b *testing.B) {
			bot := newTestbot(b, storetest.Open(b, url(b)))
			for _, text := range []string{`plan workshop "Days" 12-16 May 2027`, "capacity E1 300"} {
				bot.receive(bot.message(text))
				bot.settleAll()
			}
			participants(b, bot.store, 500)
			sentences := []string{"coming E1 on site", "coming E1 remote"}
			i := 0
			for b.Loop() {
				i++
				bot.wait(time.Second)
				bot.receive(bot.message(sentences[i%2]))
				if again, _ := bot.settle(); again != 0 {
					b.Fatalf("the answer waits for %s", again)
				}
			}
			b.StopTimer()
			if n := bot.heard("You are coming remotely") + bot.heard("waiting list"); n != b.N {
				b.Fatalf("%d answers to %d sentences; the last: %v", n, b.N, last(bot.net))
			}
		})
	}
}

// participants answer for E1: the last fifth of them remotely, the others on
// site.
func participants(b *testing.B, s *store.Store, n int) {
	b.Helper()
	err := s.Update(context.Background(), func(tx *store.Tx) error {
		e, err := tx.EventByNumber(1)
		if err != nil {
			return err
		}
		occs, err := tx.OccurrencesOf(e.ID)
		if err != nil {
			return err
		}
		for i := range n {
			person, _, err := tx.EnsurePerson(planner.IdentityID(fmt.Sprint("test:p", i)), fmt.Sprint("P", i), monday)
			if err != nil {
				return err
			}
			answer := planner.YesOnSite
			if i >= n-n/5 {
				answer = planner.YesRemote
			}
			if _, err := delivery.Answer(tx, e, occs[0], person.ID, answer, monday); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

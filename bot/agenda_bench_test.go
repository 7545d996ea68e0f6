package bot_test

import (
	"fmt"
	"testing"
	"time"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// BenchmarkAgenda10000 is the way of a question for the calendar through the bot
// over 10,000 events ahead in twenty collaborations, one of which is Alice's:
// fifteen of its 500 are shown, the others counted. With all, the 10,000 are of
// her collaboration.
func BenchmarkAgenda10000(b *testing.B) {
	for _, c := range []struct {
		name, sentence string
		collaborations int
	}{
		{"agenda", "agenda", 20}, {"month", "agenda GANDA workshops March 2028", 20}, {"next", "next seminar", 20},
		{"country", "my agenda in Vietnam", 20}, {"all", "agenda", 1},
	} {
		b.Run(c.name, func(b *testing.B) {
			s := storetest.Open(b, storetest.SQLite(b))
			bot := newTestbot(b, s)
			bot.receive(bot.message(`collaboration add GANDA IRN "Geometry"`))
			bot.receive(bot.message("plan meeting \"First\" 5 January 2027 10:00 for GANDA"))
			bot.settleAll()
			fillCalendar(b, s, 10_000, c.collaborations)
			said := len(bot.net.Said())
			for b.Loop() {
				bot.wait(time.Second)
				bot.receive(bot.message(c.sentence))
				if again, _ := bot.settle(); again != 0 {
					b.Fatalf("the answer waits for %s", again)
				}
			}
			if n := len(bot.net.Said()) - said; n != b.N {
				b.Fatalf("%d answers to %d sentences; the last: %v", n, b.N, last(bot.net))
			}
		})
	}
}

// fillCalendar plans so many events beside the first, each held once, a tenth of
// them in Hanoi; the others of the collaborations are somebody else's.
func fillCalendar(b *testing.B, s *store.Store, n, collaborations int) {
	err := s.Update(b.Context(), func(tx *store.Tx) error {
		like, err := tx.EventByNumber(1)
		if err != nil {
			return err
		}
		other, _, err := tx.EnsurePerson("test:other", "other", like.Created)
		if err != nil {
			return err
		}
		of := []planner.CollaborationID{like.Collaboration}
		for i := 1; i < collaborations; i++ {
			c, err := tx.SaveCollaboration(planner.Collaboration{Code: fmt.Sprintf("OTHER%d", i), Instrument: planner.IRN, Title: "Other"})
			if err != nil {
				return err
			}
			of = append(of, c.ID)
		}
		for i := range n {
			e := like.Anew(other.ID, like.Created)
			e.Collaboration, e.Room = of[i%len(of)], ""
			if i/len(of)%10 == 0 {
				e.Place = "Hanoi"
			}
			e.Title, e.Kind = fmt.Sprintf("Event %d", i), planner.Kinds()[i%7]
			e.Span = like.Span.StartingAt(planner.Wall{Date: like.Span.Start.Date.AddDays(i % 3000), Clock: planner.Clock{Hour: 8 + i%10}})
			if e, err = tx.SaveEvent(e); err != nil {
				return err
			}
			occs, err := planner.Occurrences(e)
			if err != nil {
				return err
			}
			if _, err = tx.SaveOccurrences(e.ID, occs); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

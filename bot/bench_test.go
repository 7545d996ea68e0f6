package bot_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"entente/bot/chat/chattest"
	"entente/store/storetest"
)

// BenchmarkCommandAgenda is the way of a question for the calendar through the
// bot: taken in, handled, answered, closed.
func BenchmarkCommandAgenda(b *testing.B) {
	benchmarkCommand(b, func(int) string { return "agenda January 2027" })
}

// BenchmarkCommandPlan is the way of a command that writes an event with its
// date, its reminders and their due rows.
func BenchmarkCommandPlan(b *testing.B) {
	benchmarkCommand(b, func(i int) string { return planSentence(fmt.Sprintf("Talk %d", i)) })
}

// BenchmarkCommandPlanSeries is the same for a series of 25 dates.
func BenchmarkCommandPlanSeries(b *testing.B) {
	benchmarkCommand(b, func(i int) string {
		return fmt.Sprintf(`plan seminar "Series %d" every Tuesday 15:00 from 12 January to 29 June 2027`, i)
	})
}

// BenchmarkCommandAgenda500 is the same where Alice has 500 weekly series, of
// which a month has some 2,200 dates.
func BenchmarkCommandAgenda500(b *testing.B) {
	benchmarkCommandAmong(b, 500, func(int) string { return "agenda next month" })
}

// benchmarkCommand says sentences to a bot that knows twenty series already, on
// a network that answers at once.
func benchmarkCommand(b *testing.B, sentence func(i int) string) {
	benchmarkCommandAmong(b, 20, sentence)
}

// benchmarkCommandAmong is the same with so many series.
func benchmarkCommandAmong(b *testing.B, series int, sentence func(i int) string) {
	urls := map[string]func(testing.TB) string{"sqlite": storetest.SQLite}
	if os.Getenv(storetest.Postgres) != "" {
		urls["postgres"] = storetest.NewPostgres
	}
	for name, url := range urls {
		b.Run(name, func(b *testing.B) {
			bot := newTestbot(b, storetest.Open(b, url(b)))
			for i := range series {
				bot.receive(bot.message(fmt.Sprintf(`plan seminar "Seminar %d" every Tuesday 15:00 from 12 January to 29 June 2027`, i)))
				bot.settleAll()
			}
			said := len(bot.net.Said())
			i := 0
			for b.Loop() {
				i++
				bot.wait(time.Second)
				bot.receive(bot.message(sentence(i)))
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

func last(n *chattest.Network) string {
	said := n.Said()
	return said[len(said)-1].Text
}

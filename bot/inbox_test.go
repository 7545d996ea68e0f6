package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"entente/bot"
	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/store"
	"entente/store/storetest"
)

func planSentence(title string) string {
	return fmt.Sprintf("plan seminar %q 12 January 2027 15:00", title)
}

// TestDoneOnceHoweverItDies kills the bot at every point between taking a
// message in and closing it, in every kind of bad luck that its answer may
// have, while the network repeats the message; and wants it done and answered
// once.
func TestDoneOnceHoweverItDies(t *testing.T) {
	fates := map[string]func(chat.Outgoing, int) chattest.Fate{
		"all is well":             nil,
		"refused":                 chattest.InTurn(chattest.Refused()),
		"limited":                 chattest.InTurn(chattest.Limited(time.Minute)),
		"cut before it arrived":   chattest.InTurn(chattest.Cut()),
		"cut after it arrived":    chattest.InTurn(chattest.LostReply()),
		"cut, and arrives later":  chattest.InTurn(chattest.Delayed(lease - time.Second)),
		"limited, then cut":       chattest.InTurn(chattest.Limited(time.Second), chattest.LostReply()),
		"cut twice, then refused": chattest.InTurn(chattest.Cut(), chattest.Cut(), chattest.Refused()),
	}
	onBoth(t, func(t *testing.T, b *testbot) {
		for name, fate := range fates {
			b.net.Fate = fate
			for n, killed := 1, true; killed; n++ {
				title := fmt.Sprintf("%03d, %s, killed at %d", b.said, name, n)
				in := b.message(planSentence(title))
				b.KillAt(n)
				b.receive(in)
				_, killed = b.settle()
				b.receive(in)
				b.settleAll()
				b.KillAt(0)
				b.receive(in)
				b.settleAll()
				b.done(title)
				if n > 60 {
					t.Fatal("it is killed for ever")
				}
			}
		}
	})
}

// TestEachDoneOnce sends a random number of commands while the bot is killed
// time and again and its answers end in every way.
func TestEachDoneOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		run := 0
		rapid.Check(t, func(rt *rapid.T) {
			run++
			b.t = rt
			fates := []chattest.Fate{
				chattest.WellDone(), chattest.WellDone(), chattest.Refused(), chattest.Limited(5 * time.Second),
				chattest.Cut(), chattest.LostReply(), chattest.Delayed(lease - time.Second),
			}
			troubles := rapid.SliceOfN(rapid.SampledFrom(fates), 1, 8).Draw(rt, "fates")
			turn := 0
			b.net.Fate = func(chat.Outgoing, int) chattest.Fate { turn++; return troubles[turn%len(troubles)] }
			titles := rapid.IntRange(1, 4).Draw(rt, "commands")
			for i := range titles {
				in := b.message(planSentence(fmt.Sprintf("run %03d, %d", run, i)))
				b.KillAt(rapid.IntRange(1, 25).Draw(rt, "at point"))
				b.receive(in)
				b.settle()
				b.wait(time.Duration(rapid.IntRange(0, 60).Draw(rt, "seconds")) * time.Second)
				if rapid.Bool().Draw(rt, "repeated") {
					b.receive(in)
				}
			}
			b.KillAt(0)
			b.net.Fate = nil
			b.settleAll()
			for i := range titles {
				b.done(fmt.Sprintf("run %03d, %d", run, i))
			}
		})
	})
}

// TestHandledByOneOfTwo has two processes, and two goroutines in each, settle
// the same inbox.
func TestHandledByOneOfTwo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) {
		one, two := newTestbot(t, open(t)), newTestbot(t, open(t))
		release := bot.Hold(one.bot, "test")
		for i := range 10 {
			one.receive(one.message(planSentence(fmt.Sprintf("seminar %d", i))))
		}
		release()
		var group sync.WaitGroup
		for _, b := range []*testbot{one, two, one, two} {
			group.Go(func() {
				// The one that comes second finds a message handled, which is its error.
				_, _ = b.bot.Settle(context.Background(), "test")
			})
		}
		group.Wait()
		for i := range 10 {
			events := 0
			one.view(func(tx *store.Tx) error {
				all, err := tx.Events(store.EventFilter{})
				for _, e := range all {
					if e.Title == fmt.Sprintf("seminar %d", i) {
						events++
					}
				}
				return err
			})
			if events != 1 {
				t.Errorf("seminar %d was planned %d times", i, events)
			}
		}
	})
}

func TestAMessageThatCannotBeReadHoldsUpNoOther(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		err := b.store.Update(t.Context(), func(tx *store.Tx) error {
			_, err := tx.TakeIn(store.Inbox{Network: "test", EventID: "broken", Body: []byte("{"), At: monday})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		b.receive(b.message(planSentence("Oceans")))
		if _, err := b.bot.Settle(t.Context(), "test"); err == nil || !strings.Contains(err.Error(), "broken") {
			t.Errorf("the error is %v", err)
		}
		b.done("Oceans")
	})
}

func TestWhatIsTakenIn(t *testing.T) {
	onBoth(t, func(t *testing.T, b *testbot) {
		aside := b.message("1")
		aside.Addressed, aside.Direct, aside.Room = false, false, "test:ganda"
		long := b.message(strings.Repeat("ü", 50_000))
		long.Mentions = make([]chat.Mention, 5000)
		for i := range long.Mentions {
			long.Mentions[i] = chat.Mention{Text: "@bob", Person: "test:bob", Name: "bob"}
		}
		for _, in := range []chat.Incoming{aside, long, long} {
			b.receive(in)
		}
		b.view(func(tx *store.Tx) error {
			open, err := tx.OpenInbox([]string{"test"})
			if len(open) != 1 || open[0].EventID != long.EventID || len(open[0].Body) > 40_000 {
				t.Errorf("%d messages were taken in", len(open))
			}
			return err
		})
	})
}

// TestServe runs the whole bot: what comes in is answered at once, and an
// answer that must wait when its time has come.
func TestServe(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		synctest.Test(t, func(t *testing.T) {
			b := newTestbot(t, storetest.Open(t, url))
			b.clock = time.Now
			ctx, stop := context.WithCancel(t.Context())
			stopped := make(chan error, 1)
			go func() { stopped <- b.bot.Run(ctx) }()
			synctest.Wait()
			b.net.Fate = chattest.InTurn(chattest.Limited(time.Minute))
			b.receive(b.message(planSentence("Oceans")))
			synctest.Wait()
			time.Sleep(59 * time.Second)
			synctest.Wait()
			if b.heard("Oceans") != 0 {
				t.Error("the answer did not wait")
			}
			time.Sleep(time.Second)
			synctest.Wait()
			b.done("Oceans")
			stop()
			if err := <-stopped; err != nil {
				t.Errorf("stopped, it returns %v", err)
			}
		})
	})
}

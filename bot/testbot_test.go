package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/bot"
	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/bot/knowledge"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// monday is when the tests play: Monday 4 January 2027, 09:00 in Paris.
var monday = time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)

// lease of every bot.
const lease = 30 * time.Second

// testbot is a bot on one network, that can be killed at any point and started
// again on the same store.
type testbot struct {
	chattest.Mortal
	t     rapid.TB
	store *store.Store
	net   *chattest.Network
	bot   *bot.Bot
	said  int // messages to the bot

	lock  sync.Mutex
	clock func() time.Time // instead of at
	at    time.Time
}

// onBoth runs test with a new bot over each database.
func onBoth(t *testing.T, test func(t *testing.T, b *testbot)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) { test(t, newTestbot(t, open(t))) })
}

func newTestbot(t testing.TB, s *store.Store) *testbot { return newTestbotOn(t, s, "test") }

// newTestbotOn is a bot on a network of that name.
func newTestbotOn(t testing.TB, s *store.Store, network string) *testbot {
	b := &testbot{t: t, store: s, at: monday}
	b.net = chattest.New(network, b.now)
	b.net.Touch = b.Point
	b.bot = b.start()
	return b
}

// start makes a bot: a process.
func (b *testbot) start() *bot.Bot {
	catalogue, base := bot.Texts()
	made, err := bot.New(bot.Options{
		Store: b.store, Adapters: []chat.Adapter{b.net}, Words: catalogue, Lease: lease,
		Knowledge: func() *knowledge.Base { return base },
		Log:       slog.New(slog.DiscardHandler), Now: func() time.Time { b.Point(); return b.now() },
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return made
}

func (b *testbot) now() time.Time {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.clock != nil {
		return b.clock()
	}
	return b.at
}

// wait moves the clock on.
func (b *testbot) wait(d time.Duration) {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.at = b.at.Add(d)
}

// alive runs f, and says whether it came to its end; if not, there is a new bot.
func (b *testbot) alive(f func() error) bool {
	b.t.Helper()
	alive, err := b.Survives(f)
	if err != nil {
		b.t.Fatal(err)
	}
	if !alive {
		b.bot = b.start()
	}
	return alive
}

// message is what Alice says privately, as a network hands it over.
func (b *testbot) message(text string) chat.Incoming {
	b.said++
	id := fmt.Sprintf("e%d", b.said)
	return chat.Incoming{
		Kind: chat.Said, Network: "test", EventID: id, Message: id, Room: "test:with-alice", Direct: true,
		From: "test:alice", FromName: "Alice", FromZone: "Europe/Paris", FromLang: planner.English,
		Addressed: true, Text: text, At: b.now(),
	}
}

// receive has the network hand something over until it is taken in.
func (b *testbot) receive(in chat.Incoming) {
	b.t.Helper()
	for !b.alive(func() error { return b.bot.Receive(context.Background(), in) }) {
	}
}

// settle goes once through the inbox, and says when to come back.
func (b *testbot) settle() (again time.Duration, killed bool) {
	b.t.Helper()
	alive := b.alive(func() (err error) {
		again, err = b.bot.Settle(context.Background(), b.net.Network())
		return err
	})
	return again, !alive
}

// settleAll settles, over kills and waits, until nothing waits.
func (b *testbot) settleAll() {
	b.t.Helper()
	for range 5000 {
		again, killed := b.settle()
		if again == 0 && !killed {
			return
		}
		b.wait(again)
	}
	b.t.Fatal("the inbox does not come to rest")
}

// view reads the store.
func (b *testbot) view(read func(*store.Tx) error) {
	b.t.Helper()
	if err := b.store.View(context.Background(), read); err != nil {
		b.t.Fatal(err)
	}
}

// done wants one event of that title and one message that names it.
func (b *testbot) done(title string) {
	b.t.Helper()
	events := 0
	b.view(func(tx *store.Tx) error {
		all, err := tx.Events(store.EventFilter{})
		for _, e := range all {
			if e.Title == title {
				events++
			}
		}
		return err
	})
	if answers := b.heard(title); events != 1 || answers != 1 {
		b.t.Errorf("%q was done %d times and answered %d times", title, events, answers)
	}
}

// heard counts the messages that hold some words.
func (b *testbot) heard(text string) (n int) {
	for _, m := range b.net.Said() {
		if strings.Contains(m.Text, text) {
			n++
		}
	}
	return n
}

// Package simulation_test plays years of use in minutes: the real bot on a real
// SQLite file and a network in memory, on a clock that the test moves. At random
// points the bot is dropped as by kill -9 and opened again on the same file.
package simulation_test

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"modernc.org/sqlite"

	"entente/bot"
	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/bot/knowledge"
	"entente/bot/words"
	"entente/store"
	"entente/store/storetest"
)

// process is a bot that can be dropped between any two things that others
// could notice: a commit to its file, and a message. What it does in memory
// between them is lost either way.
type process struct {
	t         testing.TB
	rand      *rand.Rand
	url       string
	store     *store.Store
	bot       *bot.Bot
	net       *chattest.Network
	catalogue *words.Catalogue
	base      *knowledge.Base
	every     int // it is dropped at about each so many-th point

	lock   sync.Mutex // the runner sends to several places at once
	at     time.Time
	left   int // points until it is dropped
	dead   bool
	drops  map[string]int // how often it was dropped, by kind of point
	answer string         // what was said last that was not due by itself
}

// processes are those of all tests, by their files.
var processes sync.Map

// TestMain asks the processes before each commit. SQLite's driver calls a hook for
// every connection, and may not be given one while any is opened.
func TestMain(m *testing.M) {
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, dsn string) error {
		processes.Range(func(file, p any) bool {
			if hooks, ok := conn.(sqlite.HookRegisterer); ok && strings.Contains(dsn, file.(string)) {
				hooks.RegisterCommitHook(p.(*process).beforeCommit)
			}
			return true
		})
		return nil
	})
	os.Exit(m.Run())
}

// newProcess opens a bot on an empty file at an instant.
func newProcess(t testing.TB, r *rand.Rand, at time.Time, every int) *process {
	t.Helper()
	p := &process{t: t, rand: r, url: storetest.SQLite(t), at: at, every: every, dead: true, drops: map[string]int{}}
	var err error
	if p.catalogue, err = words.Load(); err != nil {
		t.Fatal(err)
	}
	if p.base, err = knowledge.Load(""); err != nil {
		t.Fatal(err)
	}
	processes.Store(strings.TrimPrefix(p.url, "sqlite:"), p)
	p.net = chattest.New("test", p.now)
	p.net.Fate = p.fate
	p.open()
	t.Cleanup(func() {
		if err := p.store.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// open is a new process on the file.
func (p *process) open() {
	p.t.Helper()
	p.live(0)
	var err error
	if p.store, err = store.Open(p.t.Context(), store.Options{URL: p.url, Exclusive: true}); err != nil {
		p.t.Fatal(err)
	}
	p.bot, err = bot.New(bot.Options{
		Store: p.store, Adapters: []chat.Adapter{p.net}, Words: p.catalogue, Knowledge: func() *knowledge.Base { return p.base },
		Now: p.now, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.bot.Start(p.t.Context()); err != nil {
		p.t.Fatal(err)
	}
	points := 1 + p.rand.IntN(2*p.every)
	if p.rand.IntN(4) == 0 { // again before it has done much
		points = 1 + p.rand.IntN(8)
	}
	p.live(points)
}

// live lets it pass so many points; 0: all.
func (p *process) live(points int) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.dead, p.left = false, points
}

// point passes one, or not: from then on nothing is committed nor said.
func (p *process) point(kind string) (alive bool) {
	if p.dead {
		return false
	}
	if p.left--; p.left == 0 {
		p.dead = true
		p.drops[kind]++
	}
	return !p.dead
}

// beforeCommit is asked by SQLite; anything but 0 makes it a rollback.
func (p *process) beforeCommit() int32 {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.point("before a commit") {
		return 0
	}
	return 1
}

// fate is what becomes of a message: it is dropped before it is said, or when
// it has been said but the bot does not know.
func (p *process) fate(out chat.Outgoing, _ int) chattest.Fate {
	p.lock.Lock()
	defer p.lock.Unlock()
	if !p.point("before a message") {
		return chattest.Cut()
	}
	if !out.Urgent {
		p.answer = chat.PlainText(out)
	}
	if !p.point("after a message") {
		return chattest.LostReply()
	}
	return chattest.WellDone()
}

func (p *process) now() time.Time {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.at
}

// wait moves the clock on.
func (p *process) wait(d time.Duration) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.at = p.at.Add(d)
}

// alive has the bot do something, and says whether it came to its end. If not,
// there is a new one some seconds later.
func (p *process) alive(do func(context.Context) error) bool {
	p.t.Helper()
	err := do(p.t.Context())
	p.lock.Lock()
	dead := p.dead
	p.lock.Unlock()
	if !dead {
		if err != nil {
			p.t.Fatalf("at %s: %v", p.now(), err)
		}
		return true
	}
	if err := p.store.Close(); err != nil {
		p.t.Fatal(err)
	}
	p.wait(time.Duration(p.rand.IntN(40)) * time.Second)
	p.open()
	return false
}

// playTo steps from due instant to due instant, up to end.
func (p *process) playTo(end time.Time) {
	p.t.Helper()
	for {
		var next time.Time
		alive := p.alive(func(ctx context.Context) (err error) {
			next, err = p.bot.Step(ctx, p.now())
			return err
		})
		switch {
		case !alive:
		case next.IsZero() || next.After(end):
			p.wait(max(0, end.Sub(p.now())))
			return
		default:
			p.wait(max(0, next.Sub(p.now())))
		}
	}
}

// hear lets a message come in, as from a network that repeats it until it is
// taken, and sometimes once more, and gives the answer.
func (p *process) hear(in chat.Incoming) string {
	p.t.Helper()
	p.answer = ""
	for times := 1 + p.rand.IntN(2); times > 0; {
		if p.alive(func(ctx context.Context) error { return p.bot.Receive(ctx, in) }) {
			times--
		}
	}
	for range 100 {
		var again time.Duration
		alive := p.alive(func(ctx context.Context) (err error) {
			again, err = p.bot.Settle(ctx, in.Network)
			return err
		})
		if alive && again == 0 {
			return p.answer
		}
		p.wait(again)
	}
	p.t.Fatal(errors.New("the inbox does not come to rest"))
	return ""
}

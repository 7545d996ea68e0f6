package delivery_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// monday is when the tests play: Monday 4 January 2027, 09:00 in Paris.
var monday = time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)

// lease of every runner.
const lease = 30 * time.Second

// world is a store, networks, a clock that the test moves, and a runner that
// can be killed at any point.
type world struct {
	chattest.Mortal
	t      rapid.TB
	url    string // of store, for a test that opens it a second time
	store  *store.Store
	nets   map[string]*chattest.Network
	runner *delivery.Runner
	tidied int
	tidy   func() error // instead of counting
	broken string       // a text that cannot be composed

	lock    sync.Mutex
	outages []string         // that were told
	clock   func() time.Time // instead of at
	at      time.Time
}

// each runs test in a new world over each database.
func each(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) { test(t, newWorld(t, open(t))) })
}

func newWorld(t testing.TB, s *store.Store) *world {
	w := &world{t: t, store: s, nets: map[string]*chattest.Network{}, at: monday}
	for _, name := range []string{"slack", "matrix"} {
		w.nets[name] = chattest.New(name, w.now)
		w.nets[name].Touch = w.Point
	}
	w.runner = w.start("slack", "matrix")
	return w
}

// start makes a runner that holds some of the networks: a process.
func (w *world) start(networks ...string) *delivery.Runner {
	adapters := map[string]chat.Adapter{}
	for _, name := range networks {
		adapters[name] = w.nets[name]
	}
	return w.startOn(adapters)
}

func (w *world) startOn(adapters map[string]chat.Adapter) *delivery.Runner {
	return delivery.New(delivery.Options{
		Store: w.store, Adapters: adapters, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Lease: lease,
		Now:     func() time.Time { w.Point(); return w.now() },
		Compose: w.compose, Remember: remember,
		Outage: func(_ context.Context, network, reason string, _ time.Time) error {
			w.lock.Lock()
			defer w.lock.Unlock()
			w.outages = append(w.outages, network+" "+reason)
			return nil
		},
		Tidy: func(*store.Tx, time.Time) error {
			w.Point()
			if w.tidy != nil {
				return w.tidy()
			}
			w.tidied++
			return nil
		},
	})
}

func (w *world) now() time.Time {
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.clock != nil {
		return w.clock().UTC()
	}
	return w.at
}

// wait moves the clock on.
func (w *world) wait(d time.Duration) {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.at = w.at.Add(d)
}

// until moves the clock to an instant, unless it is later already.
func (w *world) until(at time.Time) { w.wait(max(0, at.Sub(w.now()))) }

// step is one step, or one that was broken off because the runner was killed.
// Then there is a new runner on the same store.
func (w *world) step() (next time.Time, killed bool) {
	w.t.Helper()
	alive, err := w.Survives(func() (err error) {
		next, err = w.runner.Step(context.Background(), w.now())
		return err
	})
	if err != nil {
		w.t.Fatalf("step: %v", err)
	}
	if !alive {
		w.runner = w.start("slack", "matrix")
	}
	return next, !alive
}

// playTo steps from due instant to due instant up to end, over every kill.
func (w *world) playTo(end time.Time) {
	w.t.Helper()
	for range 5000 {
		next, killed := w.step()
		switch {
		case killed:
		case !next.IsZero() && !next.After(end):
			w.until(next)
		default:
			w.until(end)
			return
		}
	}
	w.t.Fatal("the runner does not come to rest")
}

// update fails the test when f or its transaction does.
func (w *world) update(f func(*store.Tx) error) {
	w.t.Helper()
	if err := w.store.Update(context.Background(), f); err != nil {
		w.t.Fatal(err)
	}
}

// compose says one line for each due row.
func (w *world) compose(tx *store.Tx, m delivery.Message) (chat.Outgoing, error) {
	w.Point()
	var lines []string
	for _, due := range m.Dues {
		line, err := said(tx, due)
		if err != nil {
			return chat.Outgoing{}, err
		}
		if w.broken != "" && strings.Contains(line, w.broken) {
			panic("cannot say " + line)
		}
		lines = append(lines, line)
	}
	text := strings.Join(lines, "; ")
	if m.Late {
		text = "late: " + text
	}
	return chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{{Text: text}}}}}, nil
}

// remember keeps which event a message is about.
func remember(tx *store.Tx, m delivery.Message, _ chat.Outgoing, receipt chat.Receipt) error {
	if len(m.Dues) > 1 || m.Dues[0].Event == "" {
		return nil
	}
	return tx.SavePost(store.Post{Room: receipt.Room, Message: receipt.Message, Event: m.Dues[0].Event, Occurrence: m.Dues[0].Occurrence, At: m.Now})
}

// said is the text of a reminder, the title and date of what it is about, or
// what a notice is about.
func said(tx *store.Tx, due planner.Due) (string, error) {
	if due.Kind == planner.DueChange {
		e, news, err := delivery.News(tx, due, due.At)
		return fmt.Sprintf("%s: %d news", e.Title, len(news)), err
	}
	if due.Kind == planner.DueNotice {
		var n delivery.Notice
		if err := json.Unmarshal([]byte(due.Data), &n); err != nil {
			return "", err
		}
		if n.About == delivery.NoticeClash {
			o, err := tx.Occurrence(due.Occurrence)
			return n.About + ": " + o.Span.Start.Date.String(), err
		}
		if n.About == delivery.NoticeNoAccount {
			return n.About, nil
		}
		about, err := tx.DueByKey(n.Due)
		if err != nil {
			return "", err
		}
		what, err := said(tx, about)
		return strings.TrimSpace(n.About+" "+n.Reason) + ": " + what, err
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil || rule.Event == "" {
		return rule.Text, err
	}
	e, err := tx.Event(due.Event)
	if err != nil {
		return "", err
	}
	o, err := tx.Occurrence(due.Occurrence)
	return fmt.Sprintf("%s %s", e.Title, o.Span.Start.Date), err
}

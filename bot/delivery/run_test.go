package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// run plays test while Run runs, in a bubble whose time passes as soon as
// nobody has anything to do. Afterwards Run is stopped.
func run(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	storetest.EachURL(t, func(t *testing.T, url string) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, storetest.Open(t, url))
			w.url, w.clock = url, time.Now
			ctx, stop := context.WithCancel(t.Context())
			stopped := make(chan error, 1)
			go func() { stopped <- w.runner.Run(ctx) }()
			synctest.Wait()
			test(t, w)
			stop()
			if err := <-stopped; err != nil {
				t.Errorf("stopped, it returns %v", err)
			}
		})
	})
}

// pass lets time pass, and counts how often the runner looked at its clock: it
// does so two or three times when it has nothing to do.
func (w *world) pass(d time.Duration) (glances int) {
	synctest.Wait()
	before := w.Points()
	time.Sleep(d)
	synctest.Wait()
	return w.Points() - before
}

// soon is the next full minute but one: reminders are set to the minute.
func (w *world) soon() time.Time { return w.now().Truncate(time.Minute).Add(2 * time.Minute) }

func TestRunWakesOnTime(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		at := w.soon()
		w.own("later", at.Add(10*time.Hour), "")
		synctest.Wait()
		w.own("earlier", at, "")
		w.pass(11 * time.Hour)
		w.heard(string(alice), "earlier", "later")
		for i, said := range w.when(string(alice)) {
			due := at.Add(time.Duration(i) * 10 * time.Hour)
			if late := said.Sub(due); late < 0 || late > 10*time.Millisecond {
				t.Errorf("message %d comes %s after it was due", i, late)
			}
		}
	})
}

func TestRunNoticesWhatIsWrittenAtOnce(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		w.pass(time.Second)
		written := w.now()
		w.own("at once", written.Truncate(time.Minute), "")
		w.pass(time.Second)
		w.heard(string(alice), "at once")
		if late := w.when(string(alice))[0].Sub(written); late > 10*time.Millisecond {
			t.Errorf("it is said %s after it was written", late)
		}
	})
}

func TestRunNoticesWhatAnotherProcessWritesWithin15Seconds(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		w.own("waits", w.now().Add(time.Hour), "")
		w.pass(time.Minute)
		other := &world{t: t, store: storetest.Open(t, w.url), clock: w.clock}
		other.own("from elsewhere", w.now().Truncate(time.Minute), "")
		w.pass(15 * time.Second)
		w.heard(string(alice), "from elsewhere")
	})
}

func TestRunFollowsAClockThatIsChanged(t *testing.T) {
	for _, jump := range []time.Duration{time.Hour, -time.Hour} {
		run(t, func(t *testing.T, w *world) {
			w.own("send the abstracts", w.soon().Add(time.Hour), "")
			w.pass(time.Minute)
			w.lock.Lock()
			w.clock = func() time.Time { return time.Now().Add(jump) }
			w.lock.Unlock()
			w.pass(time.Hour - jump + 2*time.Minute + 15*time.Second)
			w.heard(string(alice), "send the abstracts")
		})
	}
}

func TestRunIsIdleWhereNothingIsDue(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		w.own("next year", w.now().AddDate(1, 0, 0), "")
		if n := w.pass(time.Hour); n < 240*2 || n > 241*4 {
			t.Errorf("in an idle hour the runner looks at its clock %d times", n)
		}
	})
}

// TestRunRestsAfterItsOwnWrites: what the runner writes wakes it too.
func TestRunRestsAfterItsOwnWrites(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		for i := range 50 {
			w.own(fmt.Sprint(i), w.soon(), ganda)
		}
		if n := w.pass(10 * time.Minute); n > 50*12+42*4 {
			t.Errorf("with 50 deliveries in ten minutes the runner looks at its clock %d times", n)
		}
		if n := len(w.texts(string(ganda))); n != 50 {
			t.Errorf("%d are said", n)
		}
	})
}

func TestRunDoesNotSpinOnWhatItCannotDo(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		tries := 0
		w.tidy = func() error { tries++; return errors.New("no") }
		w.update(func(tx *store.Tx) error {
			return tx.AddDue(planner.Due{Key: "tidy/1", Kind: planner.DueTidy, At: w.now()})
		})
		w.pass(10 * time.Minute)
		if tries < 40 || tries > 50 {
			t.Errorf("in ten minutes it is tried %d times", tries)
		}
		w.own("send the abstracts", w.soon(), "")
		w.pass(3 * time.Minute)
		w.heard(string(alice), "send the abstracts")
	})
}

// TestRunDoesNotSpinOnWhatAnotherHolds has another process hold a delivery that
// is due, in a transaction that does not end. (SQLite has one writer.)
func TestRunDoesNotSpinOnWhatAnotherHolds(t *testing.T) {
	run(t, func(t *testing.T, w *world) {
		if !strings.HasPrefix(w.url, "postgres") {
			return
		}
		w.nets["slack"].Fate = chattest.InTurn(chattest.Limited(time.Hour))
		w.own("send the abstracts", w.now().Truncate(time.Minute), "")
		synctest.Wait()
		err := storetest.Open(t, w.url).Update(t.Context(), func(tx *store.Tx) error {
			list, err := tx.ClaimDeliveries(store.Reach{Networks: []string{"slack"}}, w.now().Add(2*time.Hour), 1)
			if len(list) != 1 {
				t.Errorf("claimed %v", list)
			}
			w.pass(time.Hour)
			if n := w.pass(time.Minute); n > 61*6 {
				t.Errorf("in a minute the runner looks at its clock %d times", n)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
		w.pass(time.Minute)
		w.heard(string(alice), "late: send the abstracts")
	})
}

// TestLastStep: /readyz asks whether the runner is stuck.
func TestLastStep(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if at := (&delivery.Runner{}).LastStep(); !at.IsZero() {
			t.Errorf("before the first step it is %s", at)
		}
		w.step()
		if at := w.runner.LastStep(); !at.Equal(monday) {
			t.Errorf("it is %s", at)
		}
		w.own("send the abstracts", monday.Add(time.Hour), "")
		w.until(monday.Add(time.Hour))
		ctx, stop := context.WithCancel(t.Context())
		w.nets["slack"].Touch = stop
		if _, err := w.runner.Step(ctx, w.now()); err == nil || !w.runner.LastStep().Equal(w.now()) {
			t.Errorf("%v; with a part done it is %s", err, w.runner.LastStep())
		}
		w.wait(time.Hour)
		if _, err := w.runner.Step(ctx, w.now()); err == nil || w.runner.LastStep().Equal(w.now()) {
			t.Errorf("%v; with nothing done it is %s", err, w.runner.LastStep())
		}
	})
}

// hanging is a network whose first request never ends by itself.
type hanging struct {
	*memory
	hung time.Duration // how long the request was let hang
}

func (n *hanging) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	if n.hung != 0 {
		return n.memory.Send(ctx, out)
	}
	began := time.Now()
	<-ctx.Done()
	n.hung = time.Since(began)
	return chat.Receipt{}, ctx.Err()
}

type memory = chattest.Network

func TestARequestIsBrokenOffWithinItsLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, storetest.Open(t, storetest.SQLite(t)))
		w.clock = time.Now
		net := &hanging{memory: w.nets["slack"]}
		w.runner = w.startOn(map[string]chat.Adapter{"slack": net})
		at := w.soon()
		w.own("send the abstracts", at, "")
		ctx, stop := context.WithCancel(t.Context())
		stopped := make(chan error, 1)
		go func() { stopped <- w.runner.Run(ctx) }()
		w.pass(10 * time.Minute)
		w.heard(string(alice), "send the abstracts")
		if said := w.when(string(alice))[0]; net.hung != 3*lease/4 || said.Sub(at) != lease {
			t.Errorf("it was let hang for %s, and said %s after it was due", net.hung, said.Sub(at))
		}
		stop()
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}

package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store/storetest"
)

// slow is a network on which one room takes ten seconds a message.
type slow struct{ *memory }

func (n *slow) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	if out.To.Room == ganda {
		time.Sleep(10 * time.Second)
	}
	return n.memory.Send(ctx, out)
}

// TestASlowRoomDelaysNoOther has more wait for a slow room than is claimed at
// once, and then something fall due elsewhere.
func TestASlowRoomDelaysNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, storetest.Open(t, storetest.SQLite(t)))
		w.clock = time.Now
		w.room(planner.Room{ID: ganda})
		w.runner = w.startOn(map[string]chat.Adapter{"slack": &slow{w.nets["slack"]}})
		at := w.soon()
		var want []string
		for i := range 300 {
			want = append(want, fmt.Sprint(i))
			w.own(want[i], at, ganda)
		}
		w.own("at once", at, "")
		w.own("a minute later", at.Add(time.Minute), "")
		ctx, stop := context.WithCancel(t.Context())
		stopped := make(chan error, 1)
		go func() { stopped <- w.runner.Run(ctx) }()
		w.pass(5 * time.Minute)
		w.heard(string(alice), "at once", "a minute later")
		for i, said := range w.when(string(alice)) {
			if late := said.Sub(at.Add(time.Duration(i) * time.Minute)); late > 10*time.Millisecond {
				t.Errorf("message %d comes %s late", i, late)
			}
		}
		w.pass(time.Hour)
		heard := w.texts(string(ganda))
		for i, text := range heard {
			heard[i] = strings.TrimPrefix(text, "late: ")
		}
		if diff := cmp.Diff(want, heard); diff != "" {
			t.Error(diff)
		}
		stop()
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}

// TestTenMinutesOfLimits: nothing is lost, the room keeps its order, also what
// falls due meanwhile, and it is not asked more often than it said.
func TestTenMinutesOfLimits(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		began := monday.Add(time.Hour)
		end, requests := began.Add(10*time.Minute), 0
		w.nets["slack"].Fate = func(chat.Outgoing, int) chattest.Fate {
			requests++
			if w.now().Before(end) {
				return chattest.Limited(time.Minute)
			}
			return chattest.WellDone()
		}
		w.room(planner.Room{ID: ganda})
		for i := range 30 {
			w.own(fmt.Sprint(i), began.Add(time.Duration(i/2)*time.Minute), ganda)
		}
		w.playTo(end.Add(20 * time.Minute))
		var want, heard []string
		for i, text := range w.texts(string(ganda)) {
			want, heard = append(want, fmt.Sprint(i)), append(heard, strings.TrimPrefix(text, "late: "))
		}
		if diff := cmp.Diff(want, heard); diff != "" || len(heard) != 30 {
			t.Errorf("%d of 30 came: %s", len(heard), diff)
		}
		if requests > 30+11 {
			t.Errorf("it was asked %d times", requests)
		}
	})
}

// TestAnOutageIsToldOnceADay: by another network, and the notice does not wait
// for the one that is away.
func TestAnOutageIsToldOnceADay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		back := monday.Add(26 * time.Hour)
		w.nets["slack"].Blind = errors.New("no connection")
		w.nets["slack"].Fate = func(chat.Outgoing, int) chattest.Fate {
			if w.now().Before(back) {
				return chattest.Refused()
			}
			return chattest.WellDone()
		}
		for i := range 5 {
			w.own(fmt.Sprint(i), monday.Add(time.Hour+time.Duration(i)*6*time.Hour), "")
		}
		w.playTo(monday.Add(time.Hour + 10*time.Minute))
		if len(w.outages) > 0 {
			t.Errorf("after ten minutes it is told: %q", w.outages)
		}
		w.playTo(back.Add(time.Hour))
		if diff := cmp.Diff([]string{"slack down", "slack down"}, w.outages); diff != "" { // Monday and Tuesday
			t.Error(diff)
		}
	})
}

func TestTenThousandOnOneMinute(t *testing.T) {
	w := newWorld(t, storetest.Open(t, storetest.SQLite(t)))
	at := monday.Add(time.Hour)
	w.fill(10_000, at)
	w.until(at)
	if next, _ := w.step(); !next.IsZero() {
		t.Errorf("something waits until %s", next)
	}
	if n := len(w.nets["slack"].Sends()); n != 10_000 || len(w.nets["slack"].Said()) != n {
		t.Errorf("%d were said, in %d messages", n, len(w.nets["slack"].Said()))
	}
}

// TestFigures: what /metrics shows.
func TestFigures(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: lyon})
		began := monday.Add(time.Hour)
		w.nets["matrix"].Fate = chattest.InTurn(chattest.Refused(), chattest.Outlawed())
		w.own("on slack", began, "")
		w.own("on matrix", began, lyon)
		w.until(began.Add(time.Hour))
		w.step()
		w.wait(time.Minute)
		all, err := w.runner.Figures(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			switch {
			case f.Network == "slack" && f.Sent == 1 && f.Late == 1 && f.Due == 0 && f.Lag == 0:
			case f.Network == "matrix" && f.Sent == 0 && f.Retried == 1 && f.Due == 1 && f.Lag > 50*time.Second:
			default:
				t.Errorf("%+v", f)
			}
		}
	})
}

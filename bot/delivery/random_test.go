package delivery_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/planner"
)

// TestEachExactlyOnce has a random number of reminders fall due in rooms and
// privately, while requests end in every way and the runner is killed time and
// again; in the end each was said exactly once, where it belongs.
func TestEachExactlyOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		w.room(planner.Room{ID: lyon})
		run := 0
		rapid.Check(t, func(rt *rapid.T) {
			run++
			w.t = rt
			want := w.somePlans(rt, fmt.Sprintf("run %d, ", run))
			w.someTrouble(rt)
			for range rapid.IntRange(0, 5).Draw(rt, "kills") {
				w.KillAt(rapid.IntRange(1, 40).Draw(rt, "at point"))
				w.playTo(w.now().Add(time.Duration(rapid.IntRange(0, 90).Draw(rt, "for seconds")) * time.Second))
			}
			w.KillAt(0)
			w.nets["slack"].Fate, w.nets["matrix"].Fate = nil, nil
			w.nets["slack"].Blind, w.nets["matrix"].Blind = nil, nil
			w.playTo(w.now().Add(time.Hour))
			w.once(want)
		})
	})
}

// somePlans sets reminders in the next minutes, and says what is to be said
// where.
func (w *world) somePlans(rt *rapid.T, prefix string) (want map[string]string) {
	want = map[string]string{}
	at := w.now().Truncate(time.Minute).Add(time.Minute)
	for i := range rapid.IntRange(1, 6).Draw(rt, "reminders") {
		text := fmt.Sprint(prefix, "reminder ", i)
		to := rapid.SampledFrom([]planner.RoomID{ganda, lyon, ""}).Draw(rt, "to")
		w.own(text, at.Add(time.Duration(rapid.IntRange(0, 2).Draw(rt, "minutes"))*time.Minute), to)
		want[text] = string(to)
		if to == "" {
			want[text] = string(alice)
		}
	}
	return want
}

// someTrouble has every request end in a way of its own.
func (w *world) someTrouble(rt *rapid.T) {
	fates := []chattest.Fate{chattest.WellDone(), chattest.WellDone(), chattest.Refused(), chattest.Limited(5 * time.Second), chattest.Cut(), chattest.LostReply(), chattest.Delayed(time.Second), chattest.Delayed(lease - time.Second)}
	troubles := rapid.SliceOfN(rapid.SampledFrom(fates), 1, 12).Draw(rt, "fates")
	turn := 0
	for _, n := range w.nets {
		n.Fate = func(chat.Outgoing, int) chattest.Fate {
			w.lock.Lock()
			defer w.lock.Unlock()
			turn++
			return troubles[turn%len(troubles)]
		}
		if rapid.Bool().Draw(rt, "blind") {
			n.Blind = errors.New("no history")
		}
	}
}

// once wants each text to have been said once, where it belongs.
func (w *world) once(want map[string]string) {
	w.t.Helper()
	heard := map[string][]string{}
	for _, n := range w.nets {
		for _, m := range n.Said() {
			text := strings.TrimPrefix(m.Text, "late: ")
			heard[text] = append(heard[text], string(m.To.Room)+string(m.To.Person))
		}
	}
	for text, where := range want {
		if places := heard[text]; len(places) != 1 || places[0] != where {
			w.t.Errorf("%s, for %s, was said in %q", text, where, places)
		}
	}
}

package delivery_test

import (
	"fmt"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/planner"
)

// TestOnceHoweverItDies kills the runner at every point between its
// transactions and requests, in every kind of bad luck that the requests may
// have, and wants the reminder to be said once.
func TestOnceHoweverItDies(t *testing.T) {
	fates := map[string]func(chat.Outgoing, int) chattest.Fate{
		"all is well":              nil,
		"refused":                  chattest.InTurn(chattest.Refused()),
		"limited":                  chattest.InTurn(chattest.Limited(time.Minute)),
		"cut before it arrived":    chattest.InTurn(chattest.Cut()),
		"cut after it arrived":     chattest.InTurn(chattest.LostReply()),
		"cut, and arrives later":   chattest.InTurn(chattest.Delayed(lease - time.Second)),
		"cut twice, then arrives":  chattest.InTurn(chattest.Cut(), chattest.Cut(), chattest.LostReply()),
		"refused, then cut":        chattest.InTurn(chattest.Refused(), chattest.Cut()),
		"limited, cut, then heard": chattest.InTurn(chattest.Limited(time.Second), chattest.LostReply()),
	}
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		for name, f := range fates {
			w.nets["slack"].Fate = f
			for n, killed := 1, true; killed; n++ {
				killed = dieAndRecover(w, fmt.Sprintf("%s, killed at %d", name, n), n)
				if n > 100 {
					t.Fatal("it is killed for ever")
				}
			}
		}
	})
}

// dieAndRecover plans a reminder, has the runner killed at its n-th point, and
// lets the next one do what is left. It says whether there was such a point.
func dieAndRecover(w *world, text string, n int) (killed bool) {
	w.t.Helper()
	due := w.now().Add(time.Hour).Truncate(time.Minute)
	w.own(text, due, ganda)
	before := len(w.texts(string(ganda)))
	w.playTo(due.Add(-time.Millisecond))
	w.wait(time.Millisecond)
	w.KillAt(n)
	w.playTo(due.Add(5 * time.Minute)) // a kill ends killing
	killed = !w.KillAt(0)
	said := w.texts(string(ganda))[before:]
	if len(said) != 1 || said[0] != text {
		w.t.Errorf("%s: said %q", text, said)
	}
	return killed
}

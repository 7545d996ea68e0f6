package delivery_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store"
)

// delivery is what the store says of the delivery of a key.
func (w *world) delivery(key string) (d planner.Delivery) {
	w.t.Helper()
	err := w.store.View(context.Background(), func(tx *store.Tx) (err error) {
		d, err = tx.Delivery(key)
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
	return d
}

func TestAnUnknownOutcomeIsLookedUpAfterTheLeaseOnly(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		slack, began := w.nets["slack"], monday.Add(time.Hour)
		slack.Fate = chattest.InTurn(chattest.Cut())
		w.own("send the abstracts", began, "")
		w.playTo(began.Add(lease - time.Millisecond))
		if slack.LookUps() != 0 || len(slack.Sends()) != 1 {
			t.Errorf("within the lease: %d look-ups, sends %v", slack.LookUps(), slack.Sends())
		}
		w.wait(time.Millisecond)
		w.step()
		w.heard(string(alice), "send the abstracts")
		if slack.LookUps() != 1 {
			t.Errorf("%d look-ups", slack.LookUps())
		}
	})
}

func TestALookUpThatFailsIsRepeatedAfterANewLease(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		slack, began := w.nets["slack"], monday.Add(time.Hour)
		slack.Fate, slack.Blind = chattest.InTurn(chattest.LostReply()), context.DeadlineExceeded
		w.own("send the abstracts", began, "")
		w.playTo(began.Add(2*lease - time.Millisecond))
		if slack.LookUps() != 1 {
			t.Errorf("within the second lease: %d look-ups", slack.LookUps())
		}
		slack.Blind = nil
		w.playTo(began.Add(time.Hour))
		w.heard(string(alice), "send the abstracts")
		for key := range slack.Sends() {
			if d := w.delivery(key); slack.LookUps() != 2 || d.State != planner.DeliverySent || d.Message != "m1" {
				t.Errorf("%d look-ups, then %+v", slack.LookUps(), d)
			}
		}
	})
}

// TestEveryRequestBeginsEarlyInItsLease has a room so slow that a batch of
// deliveries to it takes several leases.
func TestEveryRequestBeginsEarlyInItsLease(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		var want []string
		for i := range 25 {
			want = append(want, fmt.Sprint(i))
			w.own(want[i], monday.Add(time.Hour), ganda)
		}
		slack := w.nets["slack"]
		slack.Fate = func(out chat.Outgoing, _ int) chattest.Fate {
			if left := w.delivery(out.Key).Lease.Sub(w.now()); left < lease/2 {
				t.Errorf("a request begins %s before the end of its lease", left)
			}
			w.wait(5 * time.Second)
			return chattest.WellDone()
		}
		w.playTo(monday.Add(time.Hour + 25*5*time.Second))
		w.heard(string(ganda), want...)
		if slack.LookUps() != 0 {
			t.Errorf("%d look-ups, although every outcome was known", slack.LookUps())
		}
	})
}

// TestAFrozenProcess freezes a process in the middle of the first of three
// requests to a room, until another one has looked for that message, not found
// it, and sent all three. Thawed, the first neither sends nor writes anything.
func TestAFrozenProcess(t *testing.T) {
	thawed := map[string]chattest.Fate{"all is well": {}, "refused": chattest.Refused(), "cut": chattest.Cut(), "refused for good": chattest.Outlawed()}
	for name, outcome := range thawed {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.room(planner.Room{ID: ganda})
				slack, began := w.nets["slack"], monday.Add(time.Hour)
				for i := range 3 {
					w.own(fmt.Sprint(i), began, ganda)
				}
				w.until(began)
				cold, thaw := w.freeze(outcome)
				w.playTo(began.Add(lease))
				if done := thaw(); done != nil {
					t.Error(done)
				}
				if len(cold.Sends()) != 1 {
					t.Errorf("thawed, it sent %v", cold.Sends())
				}
				w.playTo(began.Add(24 * time.Hour))
				w.heard(string(ganda), "0", "1", "2")
				for key := range slack.Sends() {
					if d := w.delivery(key); d.State != planner.DeliverySent {
						t.Errorf("in the end %+v", d)
					}
				}
			})
		})
	}
}

// freeze starts a process and a step of it, and returns in the middle of its
// first request, which ends as given once it is thawed.
func (w *world) freeze(outcome chattest.Fate) (cold *chattest.Network, thaw func() error) {
	frozen, thawed := make(chan struct{}), make(chan struct{})
	cold = chattest.New("slack", w.now)
	cold.Fate = func(chat.Outgoing, int) chattest.Fate {
		if len(cold.Sends()) == 1 {
			close(frozen)
			<-thawed
		}
		return outcome
	}
	done, began := make(chan error), w.now()
	go func() {
		_, err := w.startOn(map[string]chat.Adapter{"slack": cold}).Step(context.Background(), began)
		done <- err
	}()
	<-frozen
	return cold, func() error {
		close(thawed)
		return <-done
	}
}

func TestStoppingGivesBackWhatWasNotTried(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		slack, began := w.nets["slack"], monday.Add(time.Hour)
		ctx, stop := context.WithCancel(t.Context())
		slack.Fate = func(chat.Outgoing, int) chattest.Fate {
			stop()
			return chattest.WellDone()
		}
		for i := range 3 {
			w.own(fmt.Sprint(i), began, ganda)
		}
		w.until(began)
		if _, err := w.runner.Step(ctx, began); err == nil {
			t.Error("a step that was stopped says that it is finished")
		}
		w.heard(string(ganda), "0")
		slack.Fate = nil
		w.playTo(began) // not after a lease: nothing is in doubt
		w.heard(string(ganda), "0", "1", "2")
		if slack.LookUps() != 0 {
			t.Errorf("%d look-ups", slack.LookUps())
		}
	})
}

func TestStoppingLeavesWhatIsInDoubt(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		slack, began := w.nets["slack"], monday.Add(time.Hour)
		slack.Fate = chattest.InTurn(chattest.LostReply())
		for i := range 3 {
			w.own(fmt.Sprint(i), began, ganda)
		}
		w.playTo(began.Add(lease - time.Second))
		w.wait(time.Second)
		ctx, stop := context.WithCancel(t.Context())
		slack.Touch = stop
		if _, err := w.runner.Step(ctx, w.now()); err == nil || slack.LookUps() != 1 {
			t.Errorf("stopped in its first look-up: %v, after %d", err, slack.LookUps())
		}
		slack.Touch = w.Point
		w.playTo(began.Add(time.Hour))
		w.heard(string(ganda), "0", "1", "2")
	})
}

package delivery_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store"
)

func TestBackOff(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var tries []time.Duration
		began := monday.Add(time.Hour)
		w.nets["slack"].Fate = func(chat.Outgoing, int) chattest.Fate {
			tries = append(tries, w.now().Sub(began))
			return chattest.Refused()
		}
		w.own("send the abstracts", began, "")
		w.playTo(began.Add(time.Hour))
		pauses := []time.Duration{2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600}
		if len(tries) <= len(pauses) {
			t.Fatalf("tried %v after it was due", tries)
		}
		exact := 0
		for i, least := range pauses {
			pause := tries[i+1] - tries[i]
			if least *= time.Second; pause < least || pause > least*5/4 {
				t.Errorf("after try %d a pause of %s, want %s and up to a quarter more", i+1, pause, least)
			} else if pause == least {
				exact++
			}
		}
		if exact > 2 {
			t.Error("no chance is in the pauses")
		}
	})
}

func TestANetworkAwayForSixHoursLosesNothing(t *testing.T) {
	for name, away := range map[string]chattest.Fate{"refused": chattest.Refused(), "cut": chattest.Cut()} {
		each(t, func(t *testing.T, w *world) {
			back := monday.Add(7 * time.Hour)
			w.nets["slack"].Blind = errors.New("no connection")
			w.nets["slack"].Fate = func(chat.Outgoing, int) chattest.Fate {
				if w.now().Before(back) {
					return away
				}
				return chattest.WellDone()
			}
			w.own("send the abstracts", monday.Add(time.Hour), "")
			w.playTo(monday.Add(time.Hour + 10*time.Minute))
			w.until(back.Add(-10 * time.Minute)) // the hours between are all alike
			w.playTo(back)
			w.nets["slack"].Blind = nil
			w.playTo(back.Add(15 * time.Minute))
			if w.heard(string(alice), "late: send the abstracts"); t.Failed() {
				t.Log(name)
			}
		})
	}
}

func TestARateLimitHoldsBackItsRoomAlone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		w.room(planner.Room{ID: lyon})
		began := monday.Add(time.Hour)
		w.nets["slack"].Fate = chattest.InTurn(chattest.Limited(time.Minute))
		for i := range 3 {
			w.own(fmt.Sprint("to ganda ", i), began, ganda)
			w.own(fmt.Sprint("to lyon ", i), began, lyon)
		}
		w.until(began)
		w.step()
		w.heard(string(lyon), "to lyon 0", "to lyon 1", "to lyon 2")
		if n := len(w.nets["slack"].Sends()); n != 1 {
			t.Errorf("%d messages were tried in a room that is limited", n)
		}
		w.nets["slack"].Fate = nil
		w.playTo(began.Add(time.Minute - time.Second))
		w.heard(string(ganda))
		w.playTo(began.Add(time.Minute))
		w.heard(string(ganda), "to ganda 0", "to ganda 1", "to ganda 2")
	})
}

func TestBackOffHoldsBackNobodyElse(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		began := monday.Add(time.Hour)
		w.nets["slack"].Fate = func(out chat.Outgoing, sends int) chattest.Fate {
			if sends == 0 && strings.Contains(chat.PlainText(out), "second") {
				return chattest.Refused()
			}
			return chattest.WellDone()
		}
		for _, text := range []string{"first", "second", "third"} {
			w.own(text, began, ganda)
		}
		w.playTo(began.Add(time.Minute))
		w.heard(string(ganda), "first", "third", "second")
	})
}

func TestGivenUp(t *testing.T) {
	tests := []struct {
		name  string
		fate  chattest.Fate
		blind error
		after time.Duration // it is told
		want  string
	}{
		{"the network refuses for good", chattest.Outlawed(), nil, 0, "given_up not_in_channel: send the abstracts"},
		{"refused for ever", chattest.Refused(), nil, 12*time.Hour + 13*time.Minute, "given_up down: send the abstracts"},
		{"cut for ever", chattest.Cut(), nil, 12*time.Hour + 13*time.Minute, "given_up no answer: send the abstracts"},
		{"cut, and never found out", chattest.Cut(), errors.New("no permission"), 12*time.Hour + lease, "given_up no answer: send the abstracts"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.room(planner.Room{ID: lyon})
				w.nets["matrix"].Fate = chattest.Always(tt.fate)
				w.nets["matrix"].Blind = tt.blind
				began := monday.Add(time.Hour)
				w.own("send the abstracts", began, lyon)
				w.playTo(began.Add(min(tt.after, 10*time.Minute)))
				w.until(began.Add(tt.after - 26*time.Minute)) // the hours between are all alike
				w.playTo(began.Add(tt.after))
				w.heard(string(alice), tt.want)
				sends := fmt.Sprint(w.nets["matrix"].Sends())
				w.playTo(began.Add(48 * time.Hour))
				w.heard(string(alice), tt.want)
				w.heard(string(lyon))
				if again := fmt.Sprint(w.nets["matrix"].Sends()); again != sends {
					t.Errorf("it is tried after it was given up: %s, %s", sends, again)
				}
			})
		})
	}
}

func TestWhatCannotBeToldEnds(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.nets["slack"].Fate = chattest.Always(chattest.Outlawed())
		w.own("send the abstracts", monday.Add(time.Hour), "")
		w.playTo(monday.Add(2 * time.Hour))
		if n := len(w.nets["slack"].Sends()); n != 2 { // the reminder and its notice
			t.Errorf("%d messages were tried", n)
		}
		if next, _ := w.step(); !next.IsZero() {
			t.Errorf("something waits until %s", next)
		}
	})
}

func TestOneBadMessageStopsNoOther(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		began := monday.Add(time.Hour)
		w.broken = "unsayable"
		w.nets["slack"].Fate = func(out chat.Outgoing, _ int) chattest.Fate {
			if out.To.Room == ganda && strings.HasSuffix(chat.PlainText(out), "breaks the adapter") {
				panic("cannot render")
			}
			return chattest.WellDone()
		}
		for _, text := range []string{"unsayable", "breaks the adapter", "send the abstracts"} {
			w.own(text, began, ganda)
		}
		w.until(began)
		w.step()
		w.heard(string(ganda), "send the abstracts")
		w.until(began.Add(13 * time.Hour))
		w.playTo(w.now().Add(time.Hour))
		w.heard(string(alice), "given_up no answer: breaks the adapter")
	})
}

func TestTidyThatFailsStopsNoReminder(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.update(func(tx *store.Tx) error {
			return tx.AddDue(planner.Due{Key: "tidy/1", Kind: planner.DueTidy, At: monday})
		})
		w.own("send the abstracts", monday.Add(time.Hour), "")
		w.until(monday.Add(time.Hour))
		w.tidy = func() error { panic("no") }
		if _, err := w.runner.Step(t.Context(), w.now()); err == nil || !strings.Contains(err.Error(), "tidy/1") {
			t.Errorf("the error is %v", err)
		}
		w.heard(string(alice), "send the abstracts")
		w.tidy = nil
		if next, _ := w.step(); !next.IsZero() || w.tidied != 1 {
			t.Errorf("then it is tidied %d times, next at %s", w.tidied, next)
		}
	})
}

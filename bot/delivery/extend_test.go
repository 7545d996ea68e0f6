package delivery_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store"
)

// dates are those of an event, in the order of their numbers.
func (w *world) dates(p *planned) (dates []string) {
	w.t.Helper()
	w.update(func(tx *store.Tx) error {
		occs, err := tx.OccurrencesOf(p.ID)
		dates = nil
		for i, o := range occs {
			dates = append(dates, o.Span.Start.Date.String())
			if o.Number != i+1 {
				w.t.Errorf("the date of number %d stands at place %d", o.Number, i+1)
			}
		}
		return err
	})
	return dates
}

// TestAnEndlessSeriesGoesOn plays five years of a weekly series, whose runner
// is killed whenever it writes further dates.
func TestAnEndlessSeriesGoesOn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		p := w.plan("Oceans", planner.Event{Room: ganda}, 0)
		if n := len(p.occs); n != 157 { // three years
			t.Fatalf("at first there are %d dates", n)
		}
		extended := p.occs[len(p.occs)-1].StartAt.AddDate(-1, 0, 0)
		w.playTo(extended.Add(-time.Second))
		if got := len(w.dates(p)); got != 157 {
			t.Errorf("a second before there are %d dates", got)
		}
		w.wait(time.Second)
		w.KillAt(3)
		w.playTo(monday.AddDate(5, 0, 0))
		var want []string
		for date := p.Span.Start.Date; len(want) < 157+157; date = date.AddDays(7) {
			want = append(want, date.String())
		}
		got := w.dates(p)
		if diff := cmp.Diff(want, got[:min(len(got), len(want))]); diff != "" {
			t.Error(diff)
		}
		said, held := w.texts(string(ganda)), 0
		for ; held < len(said) && said[held] == "Oceans "+got[held]; held++ {
		}
		if held != len(said) || held != 260 { // Tuesdays from 12 January 2027 to 30 December 2031
			t.Errorf("%d reminders, of which %d as planned", len(said), held)
		}
	})
}

func TestASeriesThatEndedIsNotExtended(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.plan("Oceans", planner.Event{}, 0)
		w.change(p, "cancelled", func() { p.State = planner.Cancelled })
		w.playTo(monday.AddDate(4, 0, 0))
		if n := len(w.dates(p)); n != 157 {
			t.Errorf("cancelled, it has %d dates", n)
		}
		w.heard(string(alice))
	})
}

func TestTidyIsDoneOnceAndWithTheClockOfTheStep(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.update(func(tx *store.Tx) error {
			return tx.AddDue(planner.Due{Key: "tidy/1", Kind: planner.DueTidy, At: monday.Add(time.Hour)})
		})
		w.playTo(monday.Add(time.Hour - time.Second))
		before := w.tidied
		w.playTo(monday.Add(3 * time.Hour))
		if before != 0 || w.tidied != 1 {
			t.Errorf("tidied %d times before, %d after", before, w.tidied)
		}
	})
}

// TestAReplyToAReminderIsUnderstood: what a message is about is kept, with its
// instant, by which it is forgotten.
func TestAReplyToAReminderIsUnderstood(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		p := w.plan("Oceans", planner.Event{Room: ganda}, 1)
		w.nets["slack"].Fate = chattest.InTurn(chattest.LostReply()) // found later
		w.playTo(instant(t, over))
		sent := w.when(string(ganda))[0]
		w.update(func(tx *store.Tx) error {
			post, err := tx.Post(ganda, "m1")
			want := store.Post{Room: ganda, Message: "m1", Event: p.ID, Occurrence: p.occs[0].ID, At: sent.Add(lease)}
			if diff := cmp.Diff(want, post); diff != "" || err != nil {
				t.Error(diff, err)
			}
			if _, err := tx.Post(ganda, "m2"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("of another message: %v", err)
			}
			return nil
		})
	})
}

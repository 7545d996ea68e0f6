package delivery_test

import (
	"testing"
	"time"

	"entente/bot/chat/chattest"
	"entente/planner"
	"entente/store"
)

// The seminar of these tests is on Tuesday 12 January 2027 at 15:00 in Paris;
// its reminder comes on Monday at nine there.
const (
	due  = "2027-01-11T08:00:00Z"
	end  = "2027-01-12T15:00:00Z"
	over = "2027-03-01T00:00:00Z"
)

// TestWhatNoLongerHolds plans a seminar in Alice's room, and wants exactly what
// is given to be said there, and to Alice.
func TestWhatNoLongerHolds(t *testing.T) {
	down := chattest.InTurn(chattest.Refused())
	tests := []struct {
		name  string
		do    func(w *world, p *planned)
		room  []string
		alice []string
	}{
		{name: "nothing happens", do: func(*world, *planned) {}, room: []string{"Oceans 2027-01-12"}},
		{name: "moved before", do: func(w *world, p *planned) { w.move(p, 0, "2027-01-20T10:00") },
			room: []string{"Oceans 2027-01-20"}},
		{name: "cancelled before", do: func(w *world, p *planned) {
			w.change(p, "cancelled", func() { p.State = planner.Cancelled })
		}},
		{name: "cancelled, and undone", do: func(w *world, p *planned) {
			w.change(p, "cancelled", func() { p.State = planner.Cancelled })
			w.change(p, "undone", func() { p.State = planner.Planned })
		}, room: []string{"Oceans 2027-01-12"}},
		{name: "moved away and back", do: func(w *world, p *planned) {
			w.move(p, 0, "2027-01-20T10:00")
			w.playTo(monday.Add(24 * time.Hour))
			w.move(p, 0, "2027-01-12T15:00")
		}, room: []string{"Oceans 2027-01-12"}},
		{name: "sent, then moved away and back", do: func(w *world, p *planned) {
			w.playTo(instant(w.t, due))
			w.move(p, 0, "2027-01-12T18:00")
			w.move(p, 0, "2027-01-12T15:00")
		}, room: []string{"Oceans 2027-01-12"}},
		{name: "sent, then moved by a week", do: func(w *world, p *planned) {
			w.playTo(instant(w.t, due))
			w.move(p, 0, "2027-01-19T15:00")
		}, room: []string{"Oceans 2027-01-12", "Oceans 2027-01-19"}},
		{name: "moved between two tries", do: func(w *world, p *planned) {
			w.nets["slack"].Fate = down
			w.playTo(instant(w.t, due))
			w.move(p, 0, "2027-01-20T10:00")
		}, room: []string{"Oceans 2027-01-20"}},
		{name: "cancelled between two tries", do: func(w *world, p *planned) {
			w.nets["slack"].Fate = down
			w.playTo(instant(w.t, due))
			w.change(p, "cancelled", func() { p.State = planner.Cancelled })
		}},
		{name: "cancelled between two tries, and undone", do: func(w *world, p *planned) {
			w.nets["slack"].Fate = down
			w.playTo(instant(w.t, due))
			w.change(p, "cancelled", func() { p.State = planner.Cancelled })
			w.change(p, "undone", func() { p.State = planner.Planned })
		}, room: []string{"Oceans 2027-01-12"}},
		{name: "its reminder removed", do: func(w *world, p *planned) {
			w.update(func(tx *store.Tx) error {
				rules, err := tx.RemindersOf(p.ID)
				if err != nil {
					return err
				}
				rules[0].State = planner.Cancelled
				_, err = tx.SaveReminder(rules[0])
				return err
			})
		}},
		{name: "the room closed between two tries", do: func(w *world, p *planned) {
			w.nets["slack"].Fate = down
			w.playTo(instant(w.t, due))
			w.room(planner.Room{ID: ganda, Closed: true})
		}, alice: []string{"given_up room closed: Oceans 2027-01-12"}},
		{name: "down for a day, and the event over", do: func(w *world, p *planned) {
			w.until(instant(w.t, end))
		}, alice: []string{"missed: Oceans 2027-01-12"}},
		{name: "down until shortly before its end", do: func(w *world, p *planned) {
			w.until(instant(w.t, end).Add(-time.Minute))
		}, room: []string{"late: Oceans 2027-01-12"}},
		{name: "down, cancelled, and the event over", do: func(w *world, p *planned) {
			w.until(instant(w.t, end))
			w.change(p, "cancelled", func() { p.State = planner.Cancelled })
		}},
		{name: "refused until the event is over", do: func(w *world, p *planned) {
			w.until(instant(w.t, end).Add(-time.Second))
			w.nets["slack"].Fate = down
		}, alice: []string{"missed: Oceans 2027-01-12"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				w.room(planner.Room{ID: ganda})
				p := w.plan("Oceans", planner.Event{Room: ganda}, 1)
				tt.do(w, p)
				w.playTo(instant(t, over))
				w.heard(string(ganda), tt.room...)
				w.heard(string(alice), tt.alice...)
			})
		})
	}
}

func TestAReminderOfItsOwnIsNeverPast(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.own("send the abstracts", monday.Add(time.Hour), "")
		w.wait(90 * 24 * time.Hour)
		w.playTo(w.now())
		w.heard(string(alice), "late: send the abstracts")
	})
}

func TestASeriesGoesOnWhereOneDateMoved(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.room(planner.Room{ID: ganda})
		p := w.plan("Oceans", planner.Event{Room: ganda}, 4)
		w.playTo(instant(t, "2027-01-13T08:00:00Z"))
		w.move(p, 1, "2027-01-21T15:00")
		w.playTo(instant(t, over))
		w.heard(string(ganda), "Oceans 2027-01-12", "Oceans 2027-01-21", "Oceans 2027-01-26", "Oceans 2027-02-02")
	})
}

package delivery_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
)

// TestADateOnAHolidayIsToldOnce: three weeks before a date of a series that
// falls on a holiday or in a blackout its owner is told, unless by then it is
// skipped, moved, or clashes no more. Tuesdays from 12 January 2027; a blackout
// from 9 to 16 March holds two of them, 9 March and 16 March.
func TestADateOnAHolidayIsToldOnce(t *testing.T) {
	told := func(day string) string { return day + "T07:30:00Z" }
	for _, tt := range []struct {
		name string
		do   func(w *world, p *planned, b planner.Blackout)
		want []string
	}{
		{"nothing done", func(*world, *planned, planner.Blackout) {}, []string{told("2027-02-16"), told("2027-02-23")}},
		{"one skipped", func(w *world, p *planned, _ planner.Blackout) {
			w.change(p, "cancelled", func() { p.occs[8].State = planner.Cancelled })
		}, []string{told("2027-02-23")}},
		{"one skipped, and held after all", func(w *world, p *planned, _ planner.Blackout) {
			w.change(p, "cancelled", func() { p.occs[8].State = planner.Cancelled })
			w.change(p, "undone", func() { p.occs[8].State = planner.Planned })
		}, []string{told("2027-02-16"), told("2027-02-23")}},
		{"one moved off", func(w *world, p *planned, _ planner.Blackout) { w.move(p, 8, "2027-03-08T15:00") }, []string{told("2027-02-23")}},
		{"one moved within", func(w *world, p *planned, _ planner.Blackout) { w.move(p, 8, "2027-03-11T15:00") },
			[]string{told("2027-02-18"), told("2027-02-23")}},
		{"one moved to a Sunday: told on a Monday", func(w *world, p *planned, _ planner.Blackout) { w.move(p, 8, "2027-03-14T15:00") },
			[]string{told("2027-02-22"), told("2027-02-23")}},
		{"the blackout removed", func(w *world, _ *planned, b planner.Blackout) {
			b.Withdrawn = true
			w.update(func(tx *store.Tx) error { _, err := tx.SaveBlackout(b); return err })
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				c := w.collaboration(ganda)
				b := planner.Blackout{Collaboration: c, First: wall("2027-03-09T00:00").Date, Last: wall("2027-03-16T00:00").Date}
				w.update(func(tx *store.Tx) (err error) { b, err = tx.SaveBlackout(b); return err })
				p := w.plan("Oceans", planner.Event{Collaboration: c}, 12)
				w.wait(time.Hour)
				tt.do(w, p, b)
				w.playTo(instant(t, "2027-03-31T12:00:00Z"))
				var at []string
				for _, when := range w.when(string(alice)) {
					at = append(at, when.UTC().Format(time.RFC3339))
				}
				if diff := cmp.Diff(tt.want, at); diff != "" {
					t.Errorf("Alice was told: %s", diff)
				}
			})
		})
	}
}

// TestClashesOfOneMorningAreOneMessage, and dates written later for a series
// without an end are told of too.
func TestClashesOfOneMorningAreOneMessage(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		c := w.collaboration(ganda)
		for _, day := range []string{"2027-03-09T00:00", "2030-03-12T00:00"} {
			b := planner.Blackout{Collaboration: c, First: wall(day).Date, Last: wall(day).Date}
			w.update(func(tx *store.Tx) error { _, err := tx.SaveBlackout(b); return err })
		}
		w.plan("Oceans", planner.Event{Collaboration: c}, 0)
		w.plan("Waves", planner.Event{Collaboration: c}, 12)
		w.playTo(instant(t, "2030-03-20T12:00:00Z"))
		w.heard(string(alice), delivery.NoticeClash+": 2027-03-09; "+delivery.NoticeClash+": 2027-03-09", delivery.NoticeClash+": 2030-03-12")
	})
}

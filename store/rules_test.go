package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// TestEveryRuleIsKept: what a rule says comes back as it was.
func TestEveryRuleIsKept(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	e := plan(t, s, 0).event
	date := rapid.Custom(func(t *rapid.T) planner.Date {
		first := planner.Date{Year: rapid.IntRange(1, 9990).Draw(t, "year"), Month: 1, Day: 1}
		return first.AddDays(rapid.IntRange(0, 366).Draw(t, "day"))
	})
	rules := rapid.Custom(func(t *rapid.T) *planner.Rule {
		r := &planner.Rule{
			Freq:     rapid.SampledFrom([]planner.Freq{planner.Daily, planner.Weekly, planner.Monthly, planner.Yearly, planner.Listed}).Draw(t, "freq"),
			Interval: rapid.IntRange(1, 99).Draw(t, "interval"),
			Nth:      rapid.IntRange(-1, 5).Draw(t, "nth"),
			Count:    rapid.IntRange(0, 400).Draw(t, "count"),
		}
		for range rapid.IntRange(0, 7).Draw(t, "weekdays") {
			r.Weekdays = append(r.Weekdays, time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")))
		}
		for range rapid.IntRange(0, 3).Draw(t, "exceptions") {
			r.Except = append(r.Except, date.Draw(t, "except"))
			r.Dates = append(r.Dates, date.Draw(t, "listed"))
			r.AlsoNth = append(r.AlsoNth, rapid.IntRange(-1, 5).Draw(t, "also"))
		}
		if r.Count == 0 {
			r.Until = date.Draw(t, "until")
		}
		return r
	})
	rapid.Check(t, func(rt *rapid.T) {
		e.Rule = rules.Draw(rt, "rule")
		update(t, s, func(tx *store.Tx) (err error) {
			if e, err = tx.SaveEvent(e); err != nil {
				return err
			}
			got, err := tx.Event(e.ID)
			if diff := cmp.Diff(e, got); diff != "" {
				rt.Error(diff)
			}
			return err
		})
	})
}

package bot

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
)

// TestSnoozesInAnyOrder: whatever is put off, done, undone or waited for, and
// pressed on whichever old message, nothing that came waits twice to come again,
// and the series have their next date.
func TestSnoozesInAnyOrder(t *testing.T) {
	begun := newStage(t)
	begun.must("olga", "dm", "timezone Paris", "Paris")
	begun.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
	begun.must("olga", "ganda", `use GANDA here`, "GANDA")
	begun.must("olga", "ganda", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`, "E1")
	begun.must("olga", "dm", `remind me 1 day before E1`, "R3")
	begun.must("olga", "dm", `remind me every day at 10:00 to write`, "R4")
	begun.must("olga", "dm", `remind me on 11 January 2027 at 9:00 to call the dean`, "R5")
	begun.playFor(time.Date(2027, 1, 11, 9, 1, 0, 0, time.UTC).Sub(begun.now))
	for seed := range 10 {
		s := begun.copy(t)
		for _, step := range snoozing.Example(seed) {
			s.say("olga", "dm", step.sentence)
			s.playFor(step.wait)
			if s.noSnoozeTwice(); t.Failed() {
				t.Fatalf("seed %d, after %q", seed, step.sentence)
			}
		}
	}
}

// snoozeStep is something said of a reminder, and how long nothing is said then.
type snoozeStep struct {
	sentence string
	wait     time.Duration
}

var snoozing = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) snoozeStep {
	return snoozeStep{
		sentence: rapid.SampledFrom([]string{
			"snooze R3 2027-01-12 1 h", "snooze R3 2027-01-12 tomorrow", "done R3 2027-01-12", "snooze R4 2027-01-11 20 min", "done R4 2027-01-11",
			"snooze R4 2027-01-12 1 h", "snooze R5 1 h", "snooze R5 this evening", "done R5", "done R6", "snooze R6 2 h", "snooze R7 20 min",
			"undo", "done", "snooze 20 min", "tomorrow", "fait", "plus tard",
		}).Draw(t, "sentence"),
		wait: rapid.SampledFrom([]time.Duration{0, 0, 30 * time.Minute, 7 * time.Hour}).Draw(t, "wait"),
	}
}), 10, 30)

// noSnoozeTwice compares what waits with what has to.
func (s *stage) noSnoozeTwice() {
	s.t.Helper()
	s.view(func(tx *store.Tx) error {
		owner, err := tx.Identity(person("olga"))
		if err != nil {
			return err
		}
		own, err := tx.RemindersOwned(owner.Person)
		if err != nil {
			return err
		}
		waiting, of := map[string]int{}, map[int]int{}
		for _, rule := range own {
			scope := store.DueScope{Reminder: rule.ID}
			if rule.Event != "" {
				scope = store.DueScope{Event: rule.Event}
			}
			dues, err := tx.DuesIn(scope)
			if err != nil {
				return err
			}
			for _, d := range dues {
				if d.Reminder == rule.ID && d.State == planner.DueWaiting {
					waiting[rule.Snoozes]++
					of[rule.Number]++
				}
			}
		}
		for key, n := range waiting {
			if key != "" && n > 1 {
				s.t.Errorf("%d due rows wait to say %s again", n, key)
			}
		}
		if of[3] == 0 || of[4] != 1 {
			s.t.Errorf("the series have %d and %d dates to come", of[3], of[4])
		}
		return nil
	})
}

package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
)

// ruling is what may be said of an event's reminders, in any order; %s is the
// event.
var ruling = []struct{ who, where, sentence string }{
	{"olga", "ganda", "reminders for %s: 1 day before, 1 hour before to the organisers"},
	{"olga", "ganda", "reminders for %s: 2 days before at 16:00 to the organisers, 1 day before to the members"},
	{"olga", "ganda", "no reminders for %s"},
	{"olga", "ganda", "usual reminders for %s"},
	{"olga", "ganda", "remind the organisers 1 day before %s"},
	{"olga", "ganda", "remind here 1 day before %s"},
	{"chris", "dm", "remind me 1 day before %s"},
	{"olga", "ganda", "move %s to all remaining 07:30"},
	{"olga", "ganda", "move %s to all remaining 16:00"},
	{"olga", "ganda", "cancel for sure %s all remaining"},
	{"olga", "ganda", "undo"},
	{"olga", "ganda", "undo"},
	{"chris", "dm", "mute %s"},
	{"chris", "dm", "unmute %s"},
	{"chris", "dm", "quiet hours 22:00-09:00"},
	{"chris", "dm", "no quiet hours"},
	{"chris", "dm", "fewer reminders for me: day before"},
	{"chris", "dm", "all reminders"},
}

// TestRulesThatChangeKeepTheirPromise: whatever is said of the reminders of an
// event, moved, cancelled and undone, what waits is wanted and what is wanted
// waits, and nobody gets two messages of one date and lead time.
func TestRulesThatChangeKeepTheirPromise(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
		s.must("olga", "ganda", `use GANDA here`, "GANDA")
		s.must("chris", "dm", "timezone Hanoi", "Hanoi")
		s.must("olga", "ganda", "add @chris as organiser of GANDA", "chris")
		events := 0
		rapid.Check(t, func(rt *rapid.T) {
			events++
			id := fmt.Sprintf("E%d", events)
			first := s.now.AddDate(0, 0, 3)
			s.must("olga", "ganda", fmt.Sprintf(`plan seminar "Oceans" every day 15:00 from %s to %s`, first.Format("2006-01-02"), first.AddDate(0, 0, 2).Format("2006-01-02")), id)
			for range rapid.IntRange(1, 10).Draw(rt, "sentences") {
				c := rapid.SampledFrom(ruling).Draw(rt, "said")
				s.say(c.who, c.where, strings.ReplaceAll(c.sentence, "%s", id))
				s.wantedAlone(rt, events)
				s.playFor(time.Duration(rapid.IntRange(0, 20).Draw(rt, "hours")) * time.Hour)
			}
			s.playFor(8 * 24 * time.Hour)
			s.onceEach(rt, events)
		})
	})
}

// playFor has time pass, and does what is due at each instant.
func (s *stage) playFor(d time.Duration) {
	s.t.Helper()
	for end := s.now.Add(d); ; {
		next, err := s.bot.Step(s.t.Context(), s.now)
		if err != nil {
			s.t.Fatal(err)
		}
		if next.IsZero() || next.After(end) {
			s.now = end
			return
		}
		if next.After(s.now) {
			s.now = next
		}
	}
}

// wantedAlone compares what waits for an event with what its reminders want.
func (s *stage) wantedAlone(rt *rapid.T, number int) {
	s.view(func(tx *store.Tx) error {
		e, err := tx.EventByNumber(number)
		if err != nil {
			return err
		}
		occs, err := tx.OccurrencesOf(e.ID)
		if err != nil {
			return err
		}
		rules, err := tx.RemindersOf(e.ID)
		if err != nil {
			return err
		}
		wanted, _, err := planner.Dues(e, occs, rules, s.now)
		if err != nil {
			return err
		}
		want := map[string]bool{}
		for _, due := range append(wanted, planner.EarlyDues(wanted, occs, rules)...) {
			want[due.Key] = true
		}
		there, err := tx.DuesIn(store.DueScope{Event: e.ID})
		for _, due := range there {
			switch waits := due.State == planner.DueWaiting; {
			case waits && !want[due.Key] && due.At.After(s.now):
				rt.Errorf("%s waits at %s and is not wanted", due.Key, due.At)
			case !waits && want[due.Key] && due.State != planner.DueDone:
				rt.Errorf("%s is wanted at %s and %s (%s)", due.Key, due.At, due.State, due.Reason)
			}
			delete(want, due.Key)
		}
		for key := range want {
			rt.Errorf("%s is wanted and not there", key)
		}
		return err
	})
}

// onceEach wants at most one message for each recipient, date and lead time.
func (s *stage) onceEach(rt *rapid.T, number int) {
	s.view(func(tx *store.Tx) error {
		e, err := tx.EventByNumber(number)
		if err != nil {
			return err
		}
		deliveries, err := tx.DeliveriesOf(e.ID)
		if err != nil {
			return err
		}
		said := map[string]string{}
		for _, d := range deliveries {
			if d.State != planner.DeliverySent {
				continue
			}
			for _, key := range d.Dues {
				due, err := tx.DueByKey(key)
				if err != nil {
					return err
				}
				what := fmt.Sprint(d.Room, d.Person, due.Occurrence, due.At.Unix())
				if other, twice := said[what]; twice && other != d.Key {
					rt.Errorf("%s gets two messages of what is due at %s", string(d.Room)+string(d.Person), due.At)
				}
				said[what] = d.Key
			}
		}
		return nil
	})
}

package bot

import (
	"strings"
	"testing"
	"time"
)

// TestADateThatIsNotHeldIsSaidOnce: in the place of a reminder of it, whichever
// that becomes, and also when the event is changed while the notice is late.
func TestADateThatIsNotHeldIsSaidOnce(t *testing.T) {
	paris := func(day, hour int) time.Time { return time.Date(2027, 1, day, hour-1, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name, sentence string
		away           time.Time // the bot is, until then, when the sentence is said
		at             time.Time // when it is said
	}{
		{name: "a day before", at: paris(11, 9)},
		{name: "that reminder goes", sentence: "reminders for E1: 1 hour before", at: paris(12, 14)},
		{name: "another comes instead", sentence: "reminders for E1: 2 days before", at: paris(10, 9)},
		{name: "late, and the event changes", sentence: "skip E1 of 9 March", away: paris(11, 12), at: paris(11, 12)},
		{name: "late, and that reminder goes", sentence: "reminders for E1: 1 hour before", away: paris(11, 12), at: paris(11, 12)},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, s *stage) {
				s.must("olga", "ganda", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 30 March 2027`, "E1")
				s.must("olga", "ganda", "skip E1 of 12 January: strike", "Not held")
				if !c.away.IsZero() {
					s.now = c.away
				}
				if c.sentence != "" {
					s.must("olga", "ganda", c.sentence, "E1")
				}
				s.net.said = nil
				if before := c.at.Add(-time.Minute); before.After(s.now) {
					s.playFor(before.Sub(s.now))
				}
				if early := s.net.said.text(); early != "" {
					t.Errorf("before its turn it says %s", early)
				}
				s.playFor(time.Minute)
				if now := s.net.said.text(); !strings.Contains(now, "is not held: strike") {
					t.Errorf("at its turn it says %q", now)
				}
				s.playFor(paris(12, 16).Sub(s.now))
				if n := strings.Count(s.net.said.text(), "is not held"); n != 1 {
					t.Errorf("it is said %d times", n)
				}
			})
		})
	}
}

package bot

import (
	"strings"
	"testing"
	"time"

	"entente/planner"
)

// TestAProfileSpeaksForSomebody: who has said nothing that tells a language is
// reminded in that of their profile, until they choose one.
func TestAProfileSpeaksForSomebody(t *testing.T) {
	s := newStage(t)
	for _, c := range []struct{ choice, reminder, want string }{
		{"", "remind me 2027-01-10 09:00: Zorn", "Rappel"},
		{"language en", "remind me 2027-01-12 09:00: Zorn", "Reminder"},
	} {
		for _, said := range []string{c.choice, c.reminder} {
			if said != "" {
				in := line("olga", "dm", said)
				in.FromLang = planner.French
				in.Pressed = said == c.reminder // a button tells no language
				s.happen(in)
			}
		}
		s.net.said = nil
		s.now = s.now.Add(7 * 24 * time.Hour)
		if _, err := s.bot.Step(t.Context(), s.now); err != nil {
			t.Fatal(err)
		}
		if said := s.net.said.text(); !strings.Contains(said, c.want) {
			t.Errorf("%s: it says %q, want %s", c.reminder, said, c.want)
		}
	}
}

package bot

import (
	"strings"
	"testing"

	"entente/store"
)

// TestNothingIsOvertaken: what came in while the bot was busy is handled before
// what comes in afterwards, which else is handled as it is received.
func TestNothingIsOvertaken(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		waiting := func() (n int) {
			s.view(func(tx *store.Tx) (err error) {
				list, err := tx.OpenInbox([]string{"test"})
				for _, row := range list {
					if row.State == store.InboxOpen {
						n++
					}
				}
				return err
			})
			return n
		}
		first, second, third := line("olga", "cafe", "language fr"), line("olga", "cafe", "language en"), line("olga", "cafe", "undo")
		first.EventID, second.EventID, third.EventID = "e1", "e2", "e3"
		s.receiveBusy(first)
		if err := s.bot.Receive(t.Context(), second); err != nil || waiting() != 2 {
			t.Fatalf("%d wait (%v), want both", waiting(), err)
		}
		if _, err := s.bot.Settle(t.Context(), "test"); err != nil {
			t.Fatal(err)
		}
		if err := s.bot.Receive(t.Context(), third); err != nil || waiting() != 0 || len(s.net.said) != 2 {
			t.Fatalf("%d wait (%v), %d are answered, want the third handled and not answered yet", waiting(), err, len(s.net.said))
		}
		if _, err := s.bot.Settle(t.Context(), "test"); err != nil || len(s.net.said) != 3 {
			t.Fatalf("%d are answered (%v)", len(s.net.said), err)
		}
		if said := s.net.said.text(); strings.Index(said, "français") > strings.Index(said, "English") {
			t.Errorf("it says, out of order: %s", said)
		}
	})
}

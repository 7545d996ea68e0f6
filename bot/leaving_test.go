package bot

import (
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
)

// TestADeliveryFollowsItsRoom: one that waits for another try when its room is
// replaced goes to the new one, once.
func TestADeliveryFollowsItsRoom(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.must("olga", "ganda", "remind here tomorrow at 9 to bring cake", "R1")
		s.net.refuse = &chat.SendError{Reason: "down"}
		s.now = curtain.Add(24 * time.Hour)
		s.step()
		s.net.refuse = nil
		moved := line("olga", "oceans", "")
		moved.Kind, moved.Before = chat.Moved, "test:ganda"
		if said := s.happen(moved); len(said) > 0 {
			t.Errorf("it says %s", said.text())
		}
		s.now = s.now.Add(time.Hour)
		s.net.said = nil
		s.step()
		if text := s.net.said.text(); strings.Count(text, "cake") != 1 || s.net.said[0].To.Room != "test:oceans" {
			t.Errorf("it says %s in %+v", text, s.net.said)
		}
		// People go on talking in the old room: they are answered, but it stays closed.
		s.must("olga", "ganda", "agenda", "Nothing")
		s.must("olga", "oceans", "remind #ganda tomorrow at 9 to bring tea", "")
	})
}

func (s *stage) step() {
	s.t.Helper()
	if _, err := s.bot.Step(s.t.Context(), s.now); err != nil {
		s.t.Fatal(err)
	}
}

package bot

import (
	"fmt"
	"strings"
	"testing"

	"entente/planner"
)

// TestAsManyRemindersAsOneMayHave: the next one is refused with what to do, in
// either language; putting off one that came is refused too; one forgotten
// makes room.
func TestAsManyRemindersAsOneMayHave(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		for i := range planner.MaxReminders {
			expectSaid(t, s.say("ann", "dm", "remind me on 4 July 2027 at 9:00 to call"), fmt.Sprintf("R%d:", i+1))
		}
		expectSaid(t, s.say("ann", "dm", "remind me tomorrow to call"), "100", "forget R7")
		expectSaid(t, s.say("ann", "dm", "rappelle-moi demain d'appeler"), "100", "oublier R7")
		expectSaid(t, s.say("ben", "dm", "remind me tomorrow to call"), "R101:")
		s.say("ann", "dm", "forget R7")
		expectSaid(t, s.say("ann", "dm", "remind me tomorrow to write"), "R102:")
	})
}

func expectSaid(t *testing.T, said voices, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(said.text(), part) {
			t.Fatalf("said %q, without %q", said.text(), part)
		}
	}
}

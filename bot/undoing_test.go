package bot

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// changing is a sentence for each thing that commands change, in the scene of
// [troupe].
var changing = []struct{ where, sentence string }{
	{"ganda", `plan workshop "Arithmetic days" 12-16 May 2027 at CIRM, Marseille`},
	{"ganda", `plan seminar "Waves" every Monday 10:00 from 18 January 2027`},
	{"dm", `plan meeting "Alone" 13 January 2027 15:00`},
	{"ganda", `move E1 to 14 January 2027 16:00`},
	{"ganda", `move E2 of 19 January 2027 to 20 January 2027`},
	{"ganda", `move E2 to all remaining 16:30`},
	{"ganda", `skip E2 of 2 February 2027: Candlemas`},
	{"ganda", `from 4 May E2 is on Thursdays at 16:00`},
	{"ganda", `cancel E2 from 1 June 2027 on`},
	{"ganda", `move E2 of 19 January 2027 and following to 17:00`},
	{"ganda", `16 February 2027 in room 112`},
	{"ganda", `record meeting "Held" on 3 March 2026 15:00`},
	{"ganda", `cancel E1`},
	{"ganda", `cancel E2 of 26 January 2027`},
	{"ganda", `cancel E2 all remaining`},
	{"dm", `remind me 3 days before E1`},
	{"ganda", `remind here 2 days before E2`},
	{"dm", `remind me on 20 January 2027 at 9 to send the abstracts`},
	{"dm", `forget R1`},
	{"dm", `forget R5`},
	{"ganda", `remind the organisers 3 days before E1`},
	{"ganda", `reminders for E2: 2 days before, 1 hour before to the organisers`},
	{"ganda", `no reminders for E1`},
	{"dm", `reminders for GANDA seminars: 2 days before`},
	{"ganda", `fewer reminders here: digest`},
	{"dm", `fewer reminders for me: none`},
	{"dm", `mute E2`},
	{"dm", `quiet hours 22:00-07:00`},
	{"cafe", `use GANDA here`},
	{"ganda", `forget this room`},
	{"ganda", `room language fr`},
	{"dm", `collaboration add NEW IEA "New"`},
	{"dm", `collaboration set GANDA theme waves`},
	{"dm", `collaboration set GANDA end 31 December 2029`},
	{"dm", `collaboration close GANDA`},
	{"ganda", `add @sam and @mia as organisers of GANDA`},
}

// troupe has a one-off E1 (R1, R2), a series E2 (R3, R4) and a reminder R5.
func troupe(s *stage) {
	s.must("olga", "ganda", `collaboration add GANDA IRN "Geometry"`, "GANDA")
	s.must("olga", "ganda", `use GANDA here`, "GANDA")
	s.must("olga", "ganda", `plan meeting "Council" 12 January 2027 15:00`, "E1")
	s.must("olga", "ganda", `plan seminar "Oceans" every Tuesday 15:00 from 12 January to 29 June 2027`, "E2")
	s.must("olga", "dm", `remind me on 19 January 2027 at 9 to call the dean`, "R5")
}

const changes = `SELECT count(*) FROM changes`

// TestOneChangeAndItsUndo: a command makes exactly one change, undo restores
// all of it, and the undo of the undo does it again.
func TestOneChangeAndItsUndo(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		troupe(s)
		for _, c := range changing {
			ok := t.Run(c.sentence, func(t *testing.T) {
				s.t = t
				made, before := s.count(changes), s.snapshot("person")
				said := s.say("olga", c.where, c.sentence).text()
				done := s.snapshot("person")
				if cmp.Equal(before, done) {
					t.Fatalf("nothing is changed; it says\n%s", said)
				}
				if n := s.count(changes) - made; n != 1 {
					t.Fatalf("%d changes are made, want 1; it says\n%s", n, said)
				}
				s.must("olga", c.where, "undo", fmt.Sprintf("C%d", made+1))
				if diff := cmp.Diff(before, s.snapshot("person")); diff != "" {
					t.Errorf("undone it is not as before: %s", diff)
				}
				s.must("olga", c.where, fmt.Sprintf("undo C%d", made+2), fmt.Sprintf("C%d", made+2))
				if diff := cmp.Diff(done, s.snapshot("person")); diff != "" {
					t.Errorf("done again it is not as done: %s", diff)
				}
				s.must("olga", c.where, "undo", fmt.Sprintf("C%d", made+3))
				if diff := cmp.Diff(before, s.snapshot("person")); diff != "" {
					t.Errorf("undone twice it is not as before: %s", diff)
				}
			})
			if !ok {
				return // what follows would fail for the same reason
			}
		}
	})
}

// TestUndoTakesBackNoMore: what was done since, by anybody, stands in the way
// of an undo, and is named.
func TestUndoTakesBackNoMore(t *testing.T) {
	s := newStage(t)
	troupe(s)
	s.must("olga", "ganda", "add @chris as organiser of GANDA", "chris")
	made := s.count(changes)
	s.must("olga", "ganda", "move E1 to 14 January 2027", fmt.Sprintf("C%d", made+1))
	s.must("chris", "ganda", "move E1 to 15 January 2027", fmt.Sprintf("C%d", made+2))
	before := s.snapshot()
	for _, sentence := range []string{"undo", fmt.Sprintf("undo C%d", made+1)} {
		if said := s.say("olga", "ganda", sentence).text(); !strings.Contains(said, fmt.Sprintf("C%d", made+2)) {
			t.Errorf("%s says %q and not what has changed since", sentence, said)
		}
	}
	if diff := cmp.Diff(before, s.snapshot()); diff != "" {
		t.Errorf("a refused undo changes something: %s", diff)
	}
}

// TestWhatIsRefusedChangesNothing: not even a number is used up.
func TestWhatIsRefusedChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		troupe(s)
		for _, sentence := range []string{
			`plan`, `plan party "A" 12 May 2027`, `plan workshop "A"`, `plan workshop "A" 12 May 2020`, `plan workshop "A" 31 February 2027`, `plan workshop "A" 12 May 2027 bananas`, `plan conference "A" 12 May 2027`,
			`plan seminar "A" on 12/05/2027 at 15:00`, `plan workshop "` + strings.Repeat("long ", 60) + `" 12 May 2027`, `plan workshop "A" 12 May 2027 for NOWHERE`,
			`move E1`, `move E1 to 12 January 2020`, `move E9 to 14 January 2027`, `move E2 to 14 January 2027`, `move E1 to 14 January 2027 @99`, `cancel E9`, `cancel E2`, `cancel`, `cancel E2 of 13 January 2027`,
			`remind me`, `remind me yesterday to sleep`, `remind me 3 years before E1`, `remind me 12 days before E1`, `remind @chris tomorrow at 9 to sleep`, `remind #nowhere tomorrow at 9 to sleep`, `remind me tomorrow at 9`,
			`forget R99`, `forget`, `undo C99`, `use NOWHERE here`, `room language klingon`, `timezone Local`, `timezone CET`, `language klingon`,
			`collaboration add GANDA IRN "Again"`, `collaboration add A`, `collaboration add NEW XYZ "New"`, `collaboration set GANDA zone Local`, `collaboration set GANDA colour red`, `collaboration set GANDA organisers nobody`, `collaboration close NOWHERE`,
			`collaboration add NEW IRN "` + strings.Repeat("long ", 60) + `"`, `collaboration set GANDA title ` + strings.Repeat("long ", 60),
			`plan workshop "A" 12 May 2027?`, `cancel E1?`, `can you move E1 to 14 January 2027?`, `collaboration close GANDA?`, `add @chris as organiser of GANDA?`, `more 0 plan workshop "A" 12 May 2027`, `instead C1 cancel E1 ?`,
			`nonsense`, `yes`, `3`, `no`,
		} {
			made, before := s.count(changes), s.snapshot()
			said := s.say("olga", "ganda", sentence)
			if said.text() == "" && said[0].React == "" {
				t.Errorf("%.80q is not answered", sentence)
			}
			if diff := cmp.Diff(before, s.snapshot()); diff != "" {
				t.Errorf("%.80q changes something: %s; it says\n%s", sentence, diff, said.text())
			}
			if n := s.count(changes); n != made {
				t.Errorf("%.80q makes a change; it says\n%s", sentence, said.text())
			}
			if len(said.rung()) > 0 {
				t.Errorf("%.80q rings %v", sentence, said.rung())
			}
			s.say("olga", "ganda", "help") // drops what was asked
		}
		if log := s.log.String(); strings.Contains(log, `"level":"ERROR"`) {
			t.Errorf("faults were logged: %s", log)
		}
	})
}

package bot

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/turn"
	"entente/planner"
)

// broken adds commands that go wrong in every way after they have written an
// event.
func broken(s *stage) {
	half := func(r *request) error {
		if err := r.Begin(); err != nil {
			return err
		}
		r.Person.Zone = "Asia/Tokyo"
		if err := r.Tx.SavePerson(r.Person); err != nil {
			return err
		}
		_, err := r.Tx.SaveCollaboration(planner.Collaboration{Code: "HALF", Instrument: planner.IRN, Title: "Half", Created: r.Now})
		return err
	}
	for name, fail := range map[string]func(*request) (*turn.Reply, error){
		"xpanic":  func(*request) (*turn.Reply, error) { panic("out of order: xyzzy") },
		"xnil":    func(r *request) (*turn.Reply, error) { return r.Tell(r.Collaboration.Code, nil), nil },
		"xerror":  func(*request) (*turn.Reply, error) { return nil, errors.New("out of order") },
		"xrefuse": func(*request) (*turn.Reply, error) { return nil, &planner.Refusal{Why: "event.which"} },
		"xask": func(*request) (*turn.Reply, error) {
			return nil, &planner.Question{Why: "event.which", Words: "xask", Choices: []string{"help", "agenda"}}
		},
		"xzone": func(r *request) (*turn.Reply, error) { return nil, turn.ErrZoneUnknown },
		"xtwice": func(r *request) (*turn.Reply, error) {
			_, err := r.Tx.BeginChange(r.NewChange())
			return nil, err
		},
	} {
		s.learn(&command{Name: name, Phrases: []string{name}, Changes: true, Run: func(r *request, _ string) (*turn.Reply, error) {
			if err := half(r); err != nil {
				return nil, err
			}
			return fail(r)
		}})
	}
}

// learn adds a command.
func (s *stage) learn(c *command) {
	s.bot.commands = append(s.bot.commands, c)
	s.bot.phrases = phrasesOf(s.bot.commands)
}

// TestFaultsChangeNothing: a handler that goes wrong after it has written
// something leaves nothing behind, is answered, and the bot goes on.
func TestFaultsChangeNothing(t *testing.T) {
	reference := regexp.MustCompile(`Reference: ([A-Z2-7]{6})`)
	each(t, func(t *testing.T, s *stage) {
		broken(s)
		s.must("olga", "cafe", "help", "agenda")
		for name, wanted := range map[string]string{
			"xpanic": "Reference", "xnil": "Reference", "xerror": "Reference", "xtwice": "Reference",
			"xrefuse": "Which event", "xask": "Which event", "xzone": "time zone",
		} {
			t.Run(name, func(t *testing.T) {
				s.t = t
				logged, before, made := len(s.log.String()), s.snapshot(), s.count(changes)
				said := s.say("olga", "cafe", name)
				if !strings.Contains(said.text(), wanted) || len(said) != 1 {
					t.Errorf("it says\n%s\nwithout %q", said.text(), wanted)
				}
				if diff := cmp.Diff(before, s.snapshot()); diff != "" || s.count(changes) != made {
					t.Errorf("it leaves something behind: %s", diff)
				}
				log := s.log.String()[logged:]
				if m := reference.FindStringSubmatch(said.text()); m != nil {
					if !strings.Contains(log, `"reference":"`+m[1]+`"`) {
						t.Errorf("the log lacks the reference %s: %s", m[1], log)
					}
				} else if strings.Contains(log, `"level":"ERROR"`) {
					t.Errorf("a refusal is logged as a fault: %s", log)
				}
				s.must("olga", "cafe", "agenda", "planned")
			})
		}
	})
}

// TestQuestionAfterAWriteIsRemembered: what is asked once the transaction was
// given up may be answered all the same.
func TestQuestionAfterAWriteIsRemembered(t *testing.T) {
	s := newStage(t)
	broken(s)
	s.must("olga", "cafe", "xask", "Which event")
	s.must("olga", "cafe", "1", "Plan:")
}

// TestHandlerThatHangs is given up when its time is over, and answered.
func TestHandlerThatHangs(t *testing.T) {
	s := newStage(t)
	s.learn(&command{Name: "xhang", Phrases: []string{"xhang"}, Run: func(r *request, _ string) (*turn.Reply, error) {
		deadline, ok := r.ctx.Deadline()
		if !ok || time.Until(deadline) > handleWithin {
			t.Errorf("it may take until %v (%v)", deadline, ok)
		}
		return nil, context.DeadlineExceeded // as the store says once it is over
	}})
	s.must("olga", "cafe", "xhang", "Reference")
	s.must("olga", "cafe", "help", "agenda")
}

// TestStoppedWhileHandling: what is being handled when the bot is stopped is
// neither done nor answered, and taken up at the next start.
func TestStoppedWhileHandling(t *testing.T) {
	s := newStage(t)
	ctx, stop := context.WithCancel(t.Context())
	first := true
	s.learn(&command{Name: "xstop", Phrases: []string{"xstop"}, Run: func(r *request, _ string) (*turn.Reply, error) {
		if first {
			first = false
			stop()
			return nil, r.ctx.Err()
		}
		return r.Tell("undo.done", nil), nil
	}})
	in := line("olga", "cafe", "xstop")
	in.EventID, in.Message = "e1", "m1"
	s.receiveBusy(in)
	if _, err := s.bot.Settle(ctx, "test"); !errors.Is(err, context.Canceled) {
		t.Errorf("settle: %v, want that it was stopped", err)
	}
	if len(s.net.said) > 0 {
		t.Errorf("it says %s", s.net.said.text())
	}
	if _, err := s.bot.Settle(t.Context(), "test"); err != nil || len(s.net.said) != 1 {
		t.Errorf("settled anew: %v, it says %q", err, s.net.said.text())
	}
}

// TestLogHoldsNoText: neither what people write, nor what is answered, nor
// their names are logged, whatever happens.
func TestLogHoldsNoText(t *testing.T) {
	s := newStage(t)
	broken(s)
	const secret = "Grothendieck"
	for _, sentence := range []string{
		`plan meeting "Grothendieck" 12 January 2027 15:00`, `plan meeting "Grothendieck"`, `plan workshop Grothendieck 31 February 2027`, `move E1 to Grothendieck`, `Grothendieck?`, `what is a Grothendieck IRN?`,
		`remind me tomorrow at 9 to read Grothendieck`, `cancel E1 Grothendieck`, `collaboration add GROTHENDIECK IRN "Grothendieck"`, `xerror Grothendieck`, `xpanic Grothendieck`, `xrefuse Grothendieck`, `undo`,
		`show Grothendieck`, `agenda Grothendieck`, `use Grothendieck here`, `timezone Grothendieck`, `instead C1 plan meeting "Grothendieck" 13 January 2027 15:00`, "Grothendieck\x00\xff",
	} {
		in := line("grothendieck-alice", "cafe", sentence)
		in.FromName = "Alexandra Grothendieck"
		s.happen(in)
	}
	if _, err := s.bot.Step(t.Context(), curtain.Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for l := range strings.Lines(s.log.String()) {
		var record map[string]any
		if err := json.Unmarshal([]byte(l), &record); err != nil {
			t.Fatalf("the log holds %q: %v", l, err)
		}
		if strings.Contains(strings.ToLower(l), strings.ToLower(secret)) {
			t.Errorf("the log holds what was said: %s", l)
		}
	}
	if !strings.Contains(s.log.String(), "reference") {
		t.Error("nothing was logged: the test sees no log")
	}
}

package bot

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// sentForm is what olga sends as the form of a command, from the room "cafe".
func sentForm(command string, fields map[string]string) chat.Incoming {
	in := line("olga", "cafe", command)
	in.Pressed, in.Fields = true, fields
	return in
}

// TestFormsFitEveryNetwork: Slack shows 24 characters of a modal's title and
// buttons, 75 of a choice, a hundred choices; names are unique, and every field
// has words.
func TestFormsFitEveryNetwork(t *testing.T) {
	for _, lang := range []planner.Lang{planner.English, planner.French} {
		olgasRoom(t).request("olga", "cafe", "plan", func(r *request) {
			r.Lang = lang
			r.In.Ticket = "ticket"
			for _, f := range forms() {
				p, err := r.openForm(f)
				if err != nil || p.Form == nil || len(p.Buttons) != 1 || p.Buttons[0].Sentence != f.command {
					t.Fatalf("%s %s: %+v %v", lang, f.name, p, err)
				}
				for _, label := range []string{p.Form.Title, p.Form.Submit, p.Form.Cancel, p.Buttons[0].Label} {
					if n := utf8.RuneCountInString(label); n == 0 || n > 24 {
						t.Errorf("%s %s: %q has %d characters", lang, f.name, label, n)
					}
				}
				seen := map[string]bool{}
				for _, field := range p.Form.Fields {
					if seen[field.Name] || strings.Contains(field.Label+field.Hint, "form.") || strings.Contains(field.Name, " ") {
						t.Errorf("%s %s: %+v", lang, f.name, field)
					}
					seen[field.Name] = true
					if (field.Kind == chat.Pick) != (len(field.Choices) > 0) || len(field.Choices) > 100 {
						t.Errorf("%s %s %s has %d choices", lang, f.name, field.Name, len(field.Choices))
					}
					for _, choice := range field.Choices {
						if n := utf8.RuneCountInString(choice.Label); n == 0 || n > 75 {
							t.Errorf("%s %s %s: %q has %d characters", lang, f.name, field.Name, choice.Label, n)
						}
					}
				}
			}
		})
	}
}

// TestFormProblems: what is wrong with a form stands at the field at fault, and
// nothing is kept: no event, no message in the inbox, no person.
func TestFormProblems(t *testing.T) {
	good := map[string]string{"kind": "seminar", "title": "Oceans", "date": "2027-01-12", "hour": "15:00", "end": "16:30", "zone": "Europe/Paris", "repeats": "once"}
	long := strings.Repeat("é", planner.MaxTitle+1)
	for _, c := range []struct {
		change map[string]string // empty: left out
		wrong  map[string]string // by field, a part of what is said
	}{
		{map[string]string{}, nil},
		{map[string]string{"title": ""}, map[string]string{"title": "needed"}},
		{map[string]string{"title": " \u202e\n "}, map[string]string{"title": "needed"}},
		{map[string]string{"title": long}, map[string]string{"title": "200 characters"}},
		{map[string]string{"title": strings.Repeat("x", 20_000)}, map[string]string{"title": "200 characters"}},
		{map[string]string{"title": `a " b ” c » d ›`}, map[string]string{"title": "kinds of quotes"}},
		{map[string]string{"kind": "party"}, map[string]string{"kind": "none of the choices"}},
		{map[string]string{"date": "2027-02-29"}, map[string]string{"date": "does not exist"}},
		{map[string]string{"date": "2026-12-31"}, map[string]string{"date": "is past"}},
		{map[string]string{"kind": "workshop", "date": "2026-12-31", "hour": "", "end": ""}, map[string]string{"date": "is past"}},
		{map[string]string{"date": "12 to 16 May 2027"}, map[string]string{"date": "not one day"}},
		{map[string]string{"date": "12/05/2027"}, map[string]string{"date": "Which date"}},
		{map[string]string{"last": "2027-01-11"}, map[string]string{"last": "before the start"}},
		{map[string]string{"last": "2027-01-14", "end": ""}, map[string]string{"end": "hour at which it ends"}},
		{map[string]string{"hour": "25:00", "end": ""}, map[string]string{"hour": "not an hour"}},
		{map[string]string{"hour": ""}, map[string]string{"end": "hour at which it starts"}},
		{map[string]string{"end": "15:00"}, map[string]string{"end": "before the start"}},
		{map[string]string{"zone": ""}, map[string]string{"zone": "needed"}},
		{map[string]string{"zone": "CEST"}, map[string]string{"zone": ""}},
		{map[string]string{"zone": "Mars/Olympus"}, map[string]string{"zone": "no time zone"}},
		{map[string]string{"repeats": "weekly", "last": "2027-01-14"}, map[string]string{"repeats": "one day each time"}},
		{map[string]string{"repeats": "weekly", "until": "2027-01-11"}, map[string]string{"until": "before the start"}},
		{map[string]string{"repeats": "weekly", "until": "2047-01-11"}, map[string]string{"until": "400 dates"}},
		{map[string]string{"until": "2027-03-11"}, map[string]string{"until": "has no last date"}},
		{map[string]string{"place": long}, map[string]string{"place": "200 characters"}},
		{map[string]string{"collaboration": "OTHER"}, map[string]string{"collaboration": "has changed"}},
		{map[string]string{"title": "", "date": "soon", "zone": "nowhere"}, map[string]string{"title": "", "date": "", "zone": ""}},
		{map[string]string{"unknown": "x"}, map[string]string{"unknown": "has changed"}},
	} {
		t.Run(fmt.Sprint(c.change), func(t *testing.T) {
			s := newStage(t)
			s.must("sam", "elsewhere", `collaboration add OTHER IRN "Other"`, "Added")
			fields := map[string]string{}
			for _, values := range []map[string]string{good, c.change} {
				for name, value := range values {
					if fields[name] = value; value == "" {
						delete(fields, name)
					}
				}
			}
			in := sentForm("plan", fields)
			in.EventID = "f1"
			defer Hold(s.bot, "test")() // what is received is not handled
			err := s.bot.Receive(t.Context(), in)
			var refused *chat.FormError
			if !errors.As(err, &refused) {
				refused = &chat.FormError{}
			}
			if len(refused.Problems) != len(c.wrong) || (err == nil) != (c.wrong == nil) {
				t.Fatalf("it is answered %v %q, want %q", err, refused.Problems, c.wrong)
			}
			for field, want := range c.wrong {
				if said, ok := refused.Problems[field]; !ok || said == "" || !strings.Contains(said, want) {
					t.Errorf("of %s it says %q, want %q", field, said, want)
				}
			}
			s.view(func(tx *store.Tx) error {
				open, err := tx.OpenInbox([]string{"test"})
				if kept := len(open) > 0; kept != (c.wrong == nil) {
					t.Errorf("kept in the inbox: %v", kept)
				}
				if _, errPerson := tx.Identity(person("olga")); errPerson == nil {
					t.Error("trying the form left a person behind")
				}
				if events, _ := tx.Events(store.EventFilter{}); len(events) > 0 {
					t.Errorf("trying the form left %d events behind", len(events))
				}
				return err
			})
		})
	}
}

// TestFormSentTwice: the same form handed over again, before and after it was
// done, is done and answered once, although it could not be done again.
func TestFormSentTwice(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		in := sentForm("collaboration add", map[string]string{"code": "ganda", "instrument": "IRN", "title": `Geometry "and" arithmetic`})
		in.EventID = "f1"
		for range 3 {
			if err := s.bot.Receive(t.Context(), in); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if _, err := s.bot.Settle(t.Context(), "test"); err != nil {
				t.Fatal(err)
			}
			if err := s.bot.Receive(t.Context(), in); err != nil {
				t.Fatal(err)
			}
		}
		if said := s.net.said.text(); len(s.net.said) != 1 || !strings.Contains(said, "Added GANDA") || s.net.said[0].OnlyFor != person("olga") {
			t.Errorf("it says %d times, for %q: %s", len(s.net.said), s.net.said[0].OnlyFor, said)
		}
		in.EventID = "f2"
		var refused *chat.FormError
		if err := s.bot.Receive(t.Context(), in); !errors.As(err, &refused) || !strings.Contains(refused.Problems["code"], "already") {
			t.Errorf("the code is taken, and it is answered %v", err)
		}
	})
}

// TestFormTooLate: what has become wrong between the trial and its turn is
// refused in words, with the way to the form.
func TestFormTooLate(t *testing.T) {
	s := newStage(t)
	for i, who := range []string{"olga", "sam"} {
		in := sentForm("collaboration add", map[string]string{"code": "GANDA", "instrument": "IRN", "title": "Geometry"})
		in.From, in.FromName, in.EventID = person(who), who, fmt.Sprintf("f%d", i)
		s.receiveBusy(in)
	}
	if _, err := s.bot.Settle(t.Context(), "test"); err != nil {
		t.Fatal(err)
	}
	last := s.net.said[len(s.net.said)-1]
	if len(s.net.said) != 2 || !strings.Contains(chat.PlainText(last), "already") || last.OnlyFor != person("sam") || last.Buttons[0].Sentence != "collaboration add" {
		t.Errorf("the second is answered %+v", last)
	}
}

// TestTicketComesBack: what the network gave to answer with goes back with the
// answer there, and with nothing that is said elsewhere.
func TestTicketComesBack(t *testing.T) {
	s := newStage(t)
	for _, c := range []struct {
		text string
		form bool
	}{{"plan", true}, {"collaboration add", true}, {"agenda", false}, {"planifier", true}} {
		in := line("olga", "cafe", c.text)
		in.Ticket = "t-1"
		said := s.happen(in)
		if len(said) != 1 || said[0].Ticket != "t-1" || (said[0].Form != nil) != c.form {
			t.Errorf("%q is answered %+v", c.text, said)
		}
	}
	s.must("olga", "dm", "remind me tomorrow at 9:00 to write", "R1")
	in := line("olga", "cafe", "reminders")
	in.Ticket = "t-1"
	private := 0
	for _, out := range s.happen(in) {
		if out.To.Person != "" {
			private++
		}
		if (out.Ticket == "") != (out.To.Person != "") {
			t.Errorf("a private answer: %+v", out)
		}
	}
	if private != 1 {
		t.Errorf("%d private answers", private)
	}
	if text := s.log.String(); strings.Contains(text, "t-1") {
		t.Error("the ticket stands in the log")
	}
}

// TestAnyAnswerIsTaken: whatever is said to the questions of a form, it is
// answered, and never with a fault of ours.
func TestAnyAnswerIsTaken(t *testing.T) {
	s := newStage(t)
	said := rapid.OneOf(anyText(), rapid.SampledFrom([]string{
		"1", "2", "7", "99", "-1", "yes", "no", "ok", "skip", "back", "stop", "passer", "retour", "thanks", "?", "!", "plan", "collaboration add", "agenda", "help", "form answer kind seminar", "form answer",
		"seminar", "IRN", "GANDA", "Set theory", "12 January 2027", "12/05/2027", "tomorrow", "15:00", "3", "Paris", "Europe/Paris", "IST", "undo",
	}))
	rapid.Check(t, func(t *rapid.T) {
		for _, text := range rapid.SliceOfN(said, 1, 6).Draw(t, "said") {
			in := line("olga", "dm", text)
			in.Pressed = rapid.IntRange(0, 4).Draw(t, "pressed") == 0
			if text := s.happen(in).text(); strings.Contains(text, "Reference") || strings.Contains(text, "Référence") {
				t.Fatalf("%q is answered %s\n%s", in.Text, text, s.log)
			}
		}
	})
}

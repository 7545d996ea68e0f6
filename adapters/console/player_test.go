package console

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// parrot is a small bot: it repeats what it hears, reminds when told to, and
// forgets nothing that a Kill does not take.
type parrot struct {
	now      func() time.Time
	adapters map[string]chat.Adapter
	opened   int
	heard    []chat.Incoming // in memory only
	due      []reminder      // on disk
	steps    []time.Time
}

type reminder struct {
	at  time.Time
	out chat.Outgoing
}

func (b *parrot) Open(_ context.Context, now func() time.Time, adapters []chat.Adapter) error {
	b.now, b.adapters, b.opened = now, map[string]chat.Adapter{}, b.opened+1
	for _, a := range adapters {
		b.adapters[a.Network()] = a
	}
	return nil
}

func (b *parrot) Kill() { b.heard = nil }

func (b *parrot) Receive(_ context.Context, in chat.Incoming) error {
	if in.Text == "fail" {
		return errors.New("disk full")
	}
	if in.Fields["title"] == "wrong" {
		return &chat.FormError{Problems: map[string]string{"title": "too wrong", "date": "past"}}
	}
	if in.Addressed {
		b.heard = append(b.heard, in)
	}
	return nil
}

// Settle answers: "remind N TEXT" is said again after N minutes in the room,
// "whisper TEXT" privately, "ring TEXT" with a ring, all else as an answer.
func (b *parrot) Settle(ctx context.Context) error {
	for _, in := range b.heard {
		out := chat.Outgoing{
			To:     chat.Place{Room: in.Room, Thread: in.Thread, ReplyTo: in.Message},
			Blocks: text(fmt.Sprintf("%s said: %s", in.FromName, in.Text)),
			Key:    in.EventID,
		}
		verb, rest, _ := strings.Cut(in.Text, " ")
		switch verb {
		case "remind":
			number, what, _ := strings.Cut(rest, " ")
			wait, err := time.ParseDuration(number)
			if err != nil {
				return err
			}
			b.due = append(b.due, reminder{b.now().Add(wait), chat.Outgoing{To: chat.Place{Room: in.Room}, Blocks: text(what), Key: "r" + in.EventID}})
			continue
		case "whisper":
			out.To = chat.Place{Person: in.From}
		case "ring":
			out.Ring, out.OnlyFor = []planner.IdentityID{in.From}, in.From
		case "thanks":
			out = chat.Outgoing{To: out.To, React: "👍", Key: in.EventID}
		case "fill":
			out.Ticket, out.Form = in.Ticket, &chat.Form{Command: "sent", Title: "Fill it", Submit: "Send", Cancel: "Close", Fields: []chat.Field{
				{Name: "title", Label: "Title", Hint: "Its title."}, {Name: "zone", Label: "Zone", Kind: chat.Zone, Value: "UTC"},
				{Name: "kind", Label: "Kind", Kind: chat.Pick, Choices: []chat.Choice{{Label: "a talk", Value: "talk"}, {Label: "a walk", Value: "walk"}}},
			}}
			out.Buttons = []chat.Button{{Label: "Fill in", Sentence: "fill"}}
		case "sent":
			out.Blocks = text(fmt.Sprintf("%s sent %q and %q (%s)", in.FromName, in.Fields["title"], in.Fields["zone"], in.EventID))
		case "file":
			out.File = &chat.File{Name: "E1.ics", Type: "text/calendar", Content: []byte("BEGIN:VCALENDAR\n")}
		case "choose":
			out.Buttons = []chat.Button{{Label: "Plan\u00a0it", Sentence: "plan it"}, {Label: "Leave it", Sentence: "leave it"}}
		}
		if err := b.send(ctx, out); err != nil {
			return err
		}
	}
	b.heard = nil
	return nil
}

func (b *parrot) Step(ctx context.Context, now time.Time) (next time.Time, err error) {
	b.steps = append(b.steps, now)
	var later []reminder
	for _, r := range b.due {
		switch {
		case !r.at.After(now):
			if err := b.send(ctx, r.out); err != nil {
				return next, err
			}
		default:
			later = append(later, r)
			if next.IsZero() || r.at.Before(next) {
				next = r.at
			}
		}
	}
	b.due = later
	return next, nil
}

func (b *parrot) send(ctx context.Context, out chat.Outgoing) error {
	_, err := b.adapters[placeOf(out.To).network].Send(ctx, out)
	return err
}

func text(s string) []chat.Block { return []chat.Block{{Text: []chat.Span{{Text: s}}}} }

// play plays a script of a fresh parrot.
func play(t *testing.T, text string) (Result, *parrot) {
	t.Helper()
	host := &parrot{}
	return Play(t.Context(), parse(t, "at 2027-01-04 09:00 Europe/Paris\n"+text), host), host
}

func TestPlayComesTrue(t *testing.T) {
	tests := map[string]string{
		"contains":        "alice in #ganda> hello\n< alice said: hello\n<! bob\n<~ said: h.l+o$\n#ganda answer < hello\nrings nobody",
		"own name":        "alice in #ganda> Entente : hello\n< said: hello",
		"aside":           "alice in #ganda, aside> hello\nsilence everywhere\n<!~ .",
		"reaction":        "alice in #ganda> thanks\nsilence\n< 👍",
		"elsewhere":       "alice in #ganda> whisper psst\nsilence\ndm alice < psst\ndm bob silence",
		"only for":        "alice in #ganda> ring\nonly alice < ring\nrings alice\nalice in #ganda> hello\nrings nobody",
		"press":           "alice in dm> choose\npress \"plan it\"\n< alice said: plan it\nbob in dm> choose\npress \"leave\"\ndm bob < leave it",
		"press by others": "alice in #ganda> choose\nbob presses \"Plan it\"\n< bob said: plan it",
		"react":           "alice in #ganda> choose\nreact 2\n< alice said: 2\ufe0f\u20e3",
		"press there":     "alice in #ganda> choose\nalice in dm> next\npress \"Plan it\" in #ganda\n#ganda < plan it",
		"wait":            "alice in #ganda> remind 48h Tomorrow\nsilence\nwait 1d\nsilence\nwait 1d\ntop < Tomorrow\n<1 Tomorrow",
		"restart":         "alice in #ganda> remind 1h Tomorrow\nrestart\nat 2027-01-05 09:00\nrestart\n#ganda <1 Tomorrow",
		"times":           "alice in dm, 3 times> ab\n< said: ababab",
		"networks":        "also slack\nalice in slack:#ganda> hello\nslack:#ganda < hello\n#ganda silence",
		"edit":            "alice in #ganda> hello\nalice in #ganda, edit> good bye\n< good bye",
		"form":            "also slack\nalice in slack:#ganda, slash> fill\n< [Fill it]\n< • Title (Its title.)\n< • Zone = UTC\n< • Kind [a talk | a walk]\n< [Send] [Close]\n<! said\nalice submits: title = Oceans = x\n< sent \"Oceans = x\" and \"UTC\"",
		"form by button":  "also slack\nalice in slack:#ganda> fill\n< said: fill\n< 1. Fill in\npress \"Fill in\"\n< [Fill it]\nbob submits in slack:#ganda: title = a; zone =\n< bob sent \"a\" and \"\"",
		"form, refused":   "also slack\nalice in slack:dm, slash> fill\nalice submits: title = wrong\nonly alice < date: past\n< title: too wrong\n<! sent\nalice submits: title = right\n< alice sent \"right\"",
		"form, again":     "also slack\nalice in slack:dm, slash> fill\nalice submits: title = a\n< (e2)\nalice submits again\n< (e2)\nalice in slack:dm> hello",
		"no form here":    "alice in dm> fill\n< said: fill\npress \"Fill in\"\n< said: fill",
		"file":            "alice in dm> file\n< [file E1.ics, 16 bytes]\nfile < BEGIN:VCALENDAR\nfile <! SUMMARY\nfile <! said",
		"back again":      "#ganda is gone\n#ganda is back\nalice in #ganda> hello\n< hello",
	}
	for name, script := range tests {
		if result, _ := play(t, script); !result.Passed {
			t.Errorf("%s: %+v", name, result.Failures)
		}
	}
}

func TestPlayFails(t *testing.T) {
	tests := map[string]struct{ script, want string }{
		"contains":   {"alice in dm> hello\n< good bye", "test.txt:3: not as expected\n- < good bye\n  said in dm alice since line 2:\n+ alice said: hello\n"},
		"lacks":      {"alice in dm> hello\n<! hello", "- <! hello"},
		"count":      {"alice in dm> hello\n<2 hello", "1 fit"},
		"silence":    {"alice in dm> hello\nsilence", "- silence"},
		"nothing":    {"alice in dm, reply> hello", "there is no message of the bot to reply to"},
		"top":        {"alice in #ganda> hello\ntop < hello", "- top < hello"},
		"rings":      {"alice in #ganda> ring\nrings nobody", "rung: alice, nobody else"},
		"nobody":     {"< hello", "nobody has spoken yet"},
		"no button":  {"alice in dm> hello\npress \"Undo\"", "no such button"},
		"no choice":  {"alice in dm> choose\nreact 3", "there are 2 choices"},
		"ambiguous":  {"alice in dm> choose\npress \"it\"", "several buttons are so called"},
		"no form":    {"also slack\nalice in slack:dm> fill\nalice submits: title = a", "no form is open there"},
		"no field":   {"also slack\nalice in slack:dm, slash> fill\nalice submits: titel = a", "the form has no field titel"},
		"never sent": {"alice submits again", "no form was sent yet"},
		"no file":    {"alice in dm> hello\nfile < hello", "- file < hello"},
		"past":       {"wait until 2027-01-03 09:00", "that is past: it is Mon 2027-01-04 09:00 CET"},
		"backwards":  {"at 2027-01-03 09:00", "the clock does not run backwards"},
		"bot fails":  {"alice in dm> fail\n< never looked at", "take in: disk full"},
		"earlier":    {"alice in dm> hello\nalice in dm> again\n< hello", "since line 3"},
		"gone place": {"#ganda is gone\nalice in #ganda> hello", "not sent: gone"},
	}
	for name, test := range tests {
		result, _ := play(t, test.script)
		var diff strings.Builder
		if err := result.WriteDiff(&diff); err != nil {
			t.Fatal(err)
		}
		if result.Passed || !strings.Contains(diff.String(), test.want) {
			t.Errorf("%s: got\n%s\nwant %s", name, diff.String(), test.want)
		}
	}
}

func TestWaitGoesFromDueInstantToDueInstant(t *testing.T) {
	_, host := play(t, "alice in dm> remind 25h b\nalice in dm> remind 30m a\nwait 2d")
	start := time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)
	var got []time.Duration
	for _, at := range host.steps {
		if d := at.Sub(start); len(got) == 0 || got[len(got)-1] != d {
			got = append(got, d)
		}
	}
	want := []time.Duration{0, 30 * time.Minute, 25 * time.Hour, 48 * time.Hour}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("stepped at %v, want %v", got, want)
	}
}

func TestADayKeepsItsHour(t *testing.T) {
	_, host := play(t, "wait until 2027-03-27 09:00\nwait 1d")
	last := host.steps[len(host.steps)-1]
	if want := time.Date(2027, 3, 28, 7, 0, 0, 0, time.UTC); !last.Equal(want) {
		t.Errorf("a day after 27 March 09:00 is %s, want %s", last.UTC(), want)
	}
}

func TestAnUnknownOutcomeIsFoundAgain(t *testing.T) {
	host := &parrot{}
	result := Play(t.Context(), parse(t, "at 2027-01-04 09:00 UTC\n#ganda is cut\nalice in #ganda> hello"), host)
	if result.Passed {
		t.Fatal("the bot should not have learnt that it was heard")
	}
	adapter := host.adapters[Network].(chat.Finder)
	to := chat.Place{Room: "terminal:ganda"}
	if _, found, err := adapter.Find(t.Context(), to, "e1", time.Time{}); !found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
	if _, found, _ := adapter.Find(t.Context(), to, "e2", time.Time{}); found {
		t.Error("found what was never said")
	}
}

// restless asks to come back at once, for ever.
type restless struct{ parrot }

func (r *restless) Step(_ context.Context, now time.Time) (time.Time, error) { return now, nil }

func TestARestlessBotIsStopped(t *testing.T) {
	result := Play(t.Context(), parse(t, "at 2027-01-04 09:00 UTC\nwait 1d"), &restless{})
	if result.Passed || !strings.Contains(result.Failures[0].Fault, "does not come to rest") {
		t.Errorf("%+v", result.Failures)
	}
}

func TestTranscriptAndJSON(t *testing.T) {
	result, _ := play(t, "alice in #ganda, aside> hello\nbob in dm> choose one\nwait 1h\nreact 1\n< no")
	var b strings.Builder
	if err := result.WriteTranscript(&b); err != nil {
		t.Fatal(err)
	}
	const want = `# test.txt

== Mon 2027-01-04 09:00 CET

[#ganda]
alice: [aside] hello

[dm bob]
bob: choose one
Entente: bob said: choose one
      1. Plan it
      2. Leave it

== Mon 2027-01-04 10:00 CET

[dm bob]
bob: reacts 1: Plan it
Entente: bob said: 1️⃣
`
	if got := asTyped(b.String()); got != want {
		t.Errorf("transcript:\n%s", got)
	}
	b.Reset()
	if err := result.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	const object = `{"script":"test.txt","passed":false,"failures":[{"line":6,"expected":"< no","place":"dm bob","since":5,"said":["bob said: 1️⃣"]}]}` + "\n"
	if b.String() != object {
		t.Errorf("JSON: %s", b.String())
	}
}

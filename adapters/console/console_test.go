package console

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
)

// talk runs a terminal over input, with a bot that repeats what it hears.
func talk(t *testing.T, input string, o Options) (printed string, heard []chat.Incoming) {
	t.Helper()
	var out strings.Builder
	o.In, o.Out, o.Name = strings.NewReader(input), &out, "Alice"
	o.Now = func() time.Time { return time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC) }
	var terminal *Terminal
	answered := 0
	o.Settle = func(ctx context.Context) error {
		for ; answered < len(heard); answered++ {
			in := heard[answered]
			answer := chat.Outgoing{To: chat.Place{Room: in.Room}, Blocks: text("heard " + in.Text), Key: in.EventID}
			answer.Buttons = []chat.Button{{Label: "Undo", Sentence: "undo C1"}}
			if _, err := terminal.Send(ctx, answer); err != nil {
				return err
			}
		}
		return nil
	}
	terminal, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	err = terminal.Run(t.Context(), func(_ context.Context, in chat.Incoming) error {
		heard = append(heard, in)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), heard
}

func TestTerminalAnswersLineByLine(t *testing.T) {
	printed, heard := talk(t, "next\r\n\n1", Options{Zone: "Europe/Paris", Lang: "fr"})
	if want := "heard next\n  1. Undo\n\nheard 1\n  1. Undo\n\n"; printed != want {
		t.Errorf("printed %q, want %q", printed, want)
	}
	want := chat.Incoming{
		Kind: chat.Said, Network: "terminal", Room: "terminal:@alice", Direct: true,
		From: "terminal:alice", FromName: "Alice", FromZone: "Europe/Paris", FromLang: "fr",
		Addressed: true, Text: "next", At: time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC),
	}
	got := heard[0]
	if got.EventID == "" || got.EventID == heard[1].EventID || got.Message != got.EventID {
		t.Errorf("ids %q and %q", got.EventID, heard[1].EventID)
	}
	got.EventID, got.Message = "", ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTerminalSpeaksInARoom(t *testing.T) {
	_, heard := talk(t, "@Entente: add @sam, @Minh. to #ganda, not #12 nor a@b.org @room @sam", Options{Room: "#Ganda"})
	in := heard[0]
	if in.Room != "terminal:ganda" || in.Name != "ganda" || in.Direct {
		t.Errorf("said in %+v", in)
	}
	if want := "add @sam, @Minh. to #ganda, not #12 nor a@b.org @room @sam"; in.Text != want {
		t.Errorf("text %q, want %q", in.Text, want)
	}
	want := []chat.Mention{
		{Text: "@sam", Person: "terminal:sam", Name: "sam"},
		{Text: "@Minh", Person: "terminal:minh", Name: "Minh"},
		{Text: "#ganda", Room: "terminal:ganda", Name: "ganda"},
	}
	if diff := cmp.Diff(want, in.Mentions); diff != "" {
		t.Error(diff)
	}
}

func TestTerminalTakesLongLines(t *testing.T) {
	_, heard := talk(t, strings.Repeat("<!channel> ", 20_000), Options{})
	if got := len(heard[0].Text); got != 220_000 {
		t.Errorf("%d bytes arrived", got)
	}
}

func TestTerminalPrintsJSON(t *testing.T) {
	printed, heard := talk(t, "<b>next</b>\n", Options{JSON: true, Room: "ganda"})
	want := `{"room":"#ganda","text":"heard <b>next</b>","buttons":[{"label":"Undo","sentence":"undo C1"}],"key":"` + heard[0].EventID + "\"}\n"
	if printed != want {
		t.Errorf("printed %s, want %s", printed, want)
	}
	if !json.Valid([]byte(printed)) {
		t.Error("not JSON")
	}
}

func TestTerminalNamesFiles(t *testing.T) {
	file := &chat.File{Name: "E1.ics", Content: []byte("BEGIN:VCALENDAR")}
	for _, test := range []struct {
		json bool
		want string
	}{{false, "E1\n[file E1.ics, 15 bytes]\n\n"}, {true, `{"dm":"alice","text":"E1","file":{"name":"E1.ics","bytes":15},"key":"k"}` + "\n"}} {
		var out strings.Builder
		terminal, err := New(Options{Out: &out, Name: "alice", JSON: test.json})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := terminal.Send(t.Context(), chat.Outgoing{To: chat.Place{Person: "terminal:alice"}, Blocks: text("E1"), File: file, Key: "k"}); err != nil {
			t.Fatal(err)
		}
		if out.String() != test.want {
			t.Errorf("printed %q, want %q", out.String(), test.want)
		}
	}
}

func TestTerminalPrintsWhatGoesElsewhere(t *testing.T) {
	var out strings.Builder
	terminal, err := New(Options{Out: &out, Name: "alice"})
	if err != nil {
		t.Fatal(err)
	}
	send := func(m chat.Outgoing) {
		if _, err := terminal.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	send(chat.Outgoing{To: chat.Place{Room: "terminal:ganda"}, Blocks: text("Tomorrow\x1b[2J\u202e"), Key: "k1"})
	send(chat.Outgoing{To: chat.Place{Person: "terminal:bob"}, Blocks: text("In an hour"), Key: "k2"})
	send(chat.Outgoing{To: chat.Place{Person: "terminal:alice"}, React: "👍", Key: "k3"})
	if want := "#ganda\nTomorrow[2J\n\ndm bob\nIn an hour\n\n(👍)\n\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	if r, found, _ := terminal.Find(t.Context(), chat.Place{}, "k2", time.Time{}); !found || r.Room != "terminal:@bob" {
		t.Errorf("found %v %+v", found, r)
	}
	if _, found, _ := terminal.Find(t.Context(), chat.Place{}, "k4", time.Time{}); found {
		t.Error("found what was never printed")
	}
}

func TestTerminalRefusesNames(t *testing.T) {
	for _, o := range []Options{{}, {Name: "alice smith"}, {Name: "alice", Room: "#a room"}} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}

// endless is an input that never says anything more.
type endless struct{ io.Reader }

func (endless) Read([]byte) (int, error) { select {} }

func TestTerminalEndsWithItsContext(t *testing.T) {
	terminal, err := New(Options{In: endless{}, Name: "alice", Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := terminal.Run(ctx, nil); err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestTerminalSaysWhatFailed(t *testing.T) {
	full := errors.New("disk full")
	terminal, err := New(Options{In: strings.NewReader("next\n"), Name: "alice", Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	err = terminal.Run(t.Context(), func(context.Context, chat.Incoming) error { return full })
	if !errors.Is(err, full) || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("ended with %v", err)
	}
}

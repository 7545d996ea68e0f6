package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/bot/chat"
	"entente/bot/grammar"
)

// verbatim are titles and names that mean something to some network, browser
// or terminal, and must come out as they went in.
var verbatim = []string{
	`<!channel> <!here> <!everyone>`, `@room @here @channel @everyone`, `<@U0123ABC> <#C0123ABC|general>`, `<https://evil.example|click here>`, `[click](https://evil.example)`,
	`<b>bold</b> & <script>alert(1)</script>`, `&lt;b&gt; &amp;`, `**strong** _em_ ~~no~~ *one* ` + "`code` ```block```", `{title} {n|date|dates} {{.}} %s %d %!v`, `: , ; tail -- ; --`,
	`Heights and $p$-adic dynamics: $x_1 < y^{2} & \frac{a}{b}$`, `\[ \sum_{n\ge0} q^{n^2} \] \\ \% # ~`, `:smile: :+1: 👍🏽`, `é è œ Ærøskøbing Tết Hà Nội 数学`, `'; DROP TABLE events; --`, `C:\temp\new $HOME $(reboot)`, `matrix.to/#/@a:b.c`, `javascript:alert(1)`,
}

// spans are all pieces of text that a message shows.
func spans(out chat.Outgoing) (all []chat.Span) {
	for _, block := range out.Blocks {
		all = append(all, block.Text...)
		for _, item := range block.List {
			all = append(all, item...)
		}
		for _, row := range block.Rows {
			for _, field := range row {
				all = append(all, field...)
			}
		}
	}
	return all
}

// TestWordsFromPeopleAreOnlyText: a title or place comes out byte for byte, as
// one piece of text that no network reads as anything else, and rings nobody.
func TestWordsFromPeopleAreOnlyText(t *testing.T) {
	s := newStage(t)
	for i, title := range verbatim {
		t.Run(title, func(t *testing.T) {
			s.t = t
			title = grammar.Squeeze(title)
			id := fmt.Sprintf("E%d", i+1)
			only(t, s.must("olga", "dm", fmt.Sprintf(`plan meeting « %s » 12 January 2027 15:00`, title), id), title)
			for _, sentence := range []string{"show " + id, "agenda", "move " + id + " to 13 January 2027", "remind me 1 day before " + id, "reminders", "cancel " + id, "undo"} {
				said := s.say("olga", "dm", sentence)
				if strings.HasPrefix(sentence, "cancel") || strings.HasPrefix(sentence, "show") || sentence == "agenda" {
					only(t, said, title)
				} else {
					quiet(t, said)
				}
			}
			s.must("olga", "dm", "cancel "+id, "ancelled")
		})
	}
}

// only wants title in what is said, whole, in spans of text alone.
func only(t *testing.T, said voices, title string) {
	t.Helper()
	quiet(t, said)
	found := false
	for _, out := range said {
		found = found || slices.ContainsFunc(spans(out), func(p chat.Span) bool {
			return strings.Contains(p.Text, title) && (p.Kind == chat.Plain || p.Kind == chat.Strong)
		})
	}
	if !found {
		t.Errorf("it lacks %q as it was written:\n%s", title, said.text())
	}
}

// quiet wants nobody rung, and nothing that people wrote in a link, in the
// name of a person or room, or in a reaction.
func quiet(t *testing.T, said voices) {
	t.Helper()
	if rung := said.rung(); len(rung) > 0 {
		t.Errorf("it rings %v", rung)
	}
	for _, out := range said {
		for _, p := range spans(out) {
			if p.Kind == chat.Link || p.Kind == chat.Person || p.Kind == chat.Room || p.URL != "" || p.Person != "" || p.Room != "" {
				t.Errorf("it says %+v", p)
			}
		}
	}
}

// TestHostileNames: the name of a person, of a room and of a place.
func TestHostileNames(t *testing.T) {
	for _, name := range verbatim {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			in := line("olga", "cafe", `plan meeting "Talk" 12 January 2027 15:00 at "`+grammar.Squeeze(name)+`"`)
			in.FromName, in.Name = name, name
			planned := s.happen(in)
			quiet(t, planned)
			in.Text = "show E1"
			only(t, s.happen(in), name)
			in.Text = `collaboration add GANDA IRN ` + "«" + name + "»"
			quiet(t, s.happen(in))
			in.Text = `use GANDA here`
			quiet(t, s.happen(in))
			in.Text = `collaboration show GANDA`
			only(t, s.happen(in), name)
		})
	}
}

// TestMentionsInATitleAreNoPeople: somebody named inside a title is neither
// rung nor invited.
func TestMentionsInATitleAreNoPeople(t *testing.T) {
	s := newStage(t)
	said := s.must("olga", "cafe", `plan meeting "Ask @sam about it" 12 January 2027 15:00`, "Ask @sam about it")
	quiet(t, said)
	if strings.Contains(said.text(), "With sam") {
		t.Errorf("a title invites:\n%s", said.text())
	}
	s.must("olga", "cafe", `remind me on 13 January 2027 at 9 to ask "@sam and @room"`, "R3")
	s.net.said = nil
	if _, err := s.bot.Step(t.Context(), curtain.AddDate(0, 0, 20)); err != nil {
		t.Fatal(err)
	}
	quiet(t, s.net.said)
	if len(s.net.said) == 0 {
		t.Error("nothing was delivered")
	}
}

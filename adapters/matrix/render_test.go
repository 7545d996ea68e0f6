package matrix

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/planner"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got any) {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(got); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// testAdapter is one that only renders.
func testAdapter() *Adapter {
	return &Adapter{
		options: Options{Name: "matrix"},
		me:      self{id: "@bot:example.org", names: []string{"Entente", "bot"}},
	}
}

// messages are one of every kind.
var messages = map[string]chat.Outgoing{
	"planned": {
		To: chat.Place{Room: "matrix:!r:example.org", ReplyTo: "$asked"},
		Blocks: []chat.Block{
			{Text: []chat.Span{{Text: "Planned: "}, {Kind: chat.Strong, Text: "Oceans"}, {Text: ", "},
				{Kind: chat.Code, Text: "E12"}, {Text: ", "},
				{Kind: chat.Instant, Text: "Tuesday 12 January 2027, 15:00 (Paris)", At: time.Unix(1799762400, 0)}}},
			{List: [][]chat.Span{{{Text: "a day before"}}, {{Text: "an hour before"}}}},
		},
		Buttons: []chat.Button{{Label: "Undo", Sentence: "undo C31"}, {Label: "Other time", Sentence: "move E12"}},
	},
	"reminder": {
		To:     chat.Place{Room: "matrix:!r:example.org"},
		Urgent: true,
		Ring:   []planner.IdentityID{"matrix:@minh:example.org", "slack:U1"},
		Blocks: []chat.Block{{Text: []chat.Span{{Text: "Tomorrow at 15:00 in "},
			{Kind: chat.Room, Text: "#ganda", Room: "matrix:!g:example.org"}, {Text: ": "},
			{Kind: chat.Person, Text: "@Minh", Person: "matrix:@minh:example.org"}, {Text: " and "},
			{Kind: chat.Person, Text: "@Sam", Person: "slack:U1"}, {Text: ", "},
			{Kind: chat.Link, Text: "the page", URL: "https://example.org/?a=1&b=\"2\""}}}},
	},
	"agenda": {
		To: chat.Place{Room: "matrix:!r:example.org", Thread: "$root", ReplyTo: "$asked"},
		Blocks: []chat.Block{{Rows: [][]chat.Text{
			{{{Text: "Tue 12 Jan"}}, {{Text: "15:00"}}, {{Text: "Oceans "}, {Kind: chat.Code, Text: "E12"}}},
			{{{Text: "12–16 May"}}, {{Text: "all day"}}, {{Text: "Arithmetic days"}}},
		}}},
	},
	"hostile": {
		To: chat.Place{Room: "matrix:!r:example.org"},
		Blocks: []chat.Block{
			{Text: []chat.Span{{Text: "<b>bold</b> & *star* _under_ `code` @room <!channel> $p$-adic \\alpha\nnext line"}}},
			{Text: []chat.Span{{Kind: chat.Strong, Text: "\u202egnp.exe\u202c \u2067isolated \x00\x1b[31mred\u200f"}}},
			{Text: []chat.Span{{Kind: chat.Link, Text: "click", URL: "javascript:alert(1)"},
				{Kind: chat.Link, Text: "<img src=x>", URL: "https://example.org/\"onclick=\"x"},
				{Kind: chat.Person, Text: "<i>Eve</i>", Person: "matrix:@e\"ve:example.org"}}},
			{List: [][]chat.Span{{{Text: "<script>"}}}},
		},
		Buttons: []chat.Button{{Label: "<u>Undo</u>\u202e"}},
	},
	"edit": {
		To:       chat.Place{Room: "matrix:!r:example.org", ReplyTo: "$asked"},
		Replaces: "$earlier",
		Ring:     []planner.IdentityID{"matrix:@minh:example.org"},
		Blocks:   []chat.Block{{Text: []chat.Span{{Text: "Moved to 16:00."}}}},
	},
}

func TestMessageRendersAsInGoldenFile(t *testing.T) {
	for name, out := range messages {
		t.Run(name, func(t *testing.T) { golden(t, "render/"+name+".json", testAdapter().message(out)) })
	}
}

func TestThreadOfTheAnsweredMessageItselfIsNone(t *testing.T) {
	relates := relation(chat.Place{Thread: "$asked", ReplyTo: "$asked"})
	if relates.GetThreadParent() != "" || relates.GetReplyTo() != "$asked" {
		t.Errorf("relation: %+v", relates)
	}
	if relates := relation(chat.Place{}); relates != nil {
		t.Errorf("relation of a message that answers nothing: %+v", relates)
	}
}

var ourTags = regexp.MustCompile(`</?(p|ul|ol|li|strong|code|a)>|<br>|<a href="[^"<>]*">`)

// Whatever is said fits into an event, rings for nobody, and holds no tag that
// was not ours.
func TestAnyMessageFits(t *testing.T) {
	a := testAdapter()
	spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) chat.Span {
		return chat.Span{
			Kind: rapid.SampledFrom([]chat.SpanKind{chat.Plain, chat.Strong, chat.Code, chat.Link, chat.Person}).Draw(t, "kind"),
			Text: strings.Repeat(rapid.String().Draw(t, "text"), rapid.SampledFrom([]int{1, 1, 5000}).Draw(t, "times")),
			URL:  rapid.String().Draw(t, "url"), Person: planner.IdentityID("matrix:" + rapid.String().Draw(t, "person")),
		}
	}), 0, 5)
	rapid.Check(t, func(t *rapid.T) {
		out := chat.Outgoing{
			Blocks: []chat.Block{
				{Text: spans.Draw(t, "paragraph")},
				{List: [][]chat.Span{spans.Draw(t, "item")}},
				{Rows: [][]chat.Text{{spans.Draw(t, "field"), spans.Draw(t, "field")}}},
			},
			Replaces: rapid.SampledFrom([]string{"", "$earlier"}).Draw(t, "replaces"),
		}
		content := a.message(out)
		encoded, err := json.Marshal(content)
		if err != nil || len(encoded) > mostBytes+200 { // an edit also says what it edits
			t.Fatalf("%d bytes, %v", len(encoded), err)
		}
		if content.Mentions == nil || len(content.Mentions.UserIDs) > 0 || content.Mentions.Room {
			t.Fatalf("mentions: %+v", content.Mentions)
		}
		if !utf8.ValidString(content.FormattedBody) {
			t.Fatalf("cut inside a character: %q", content.FormattedBody)
		}
		if rest := ourTags.ReplaceAllString(content.FormattedBody, ""); strings.ContainsAny(rest, "<>") {
			t.Fatalf("tags that are not ours: %q", rest)
		}
	})
}

func TestLongMessageKeepsItsStartAndButtons(t *testing.T) {
	a := testAdapter()
	out := chat.Outgoing{
		Blocks:  []chat.Block{{Text: []chat.Span{{Text: "Start. " + strings.Repeat("é<", 60_000)}}}, {Text: []chat.Span{{Text: "End."}}}},
		Buttons: []chat.Button{{Label: "More"}},
	}
	content := a.message(out)
	encoded, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(content.Body, "Start. ") || !strings.Contains(content.Body, "…\n") ||
		!strings.HasSuffix(content.Body, "More") || strings.Contains(content.Body, "End.") {
		t.Errorf("body: %.40q … %q", content.Body, content.Body[len(content.Body)-40:])
	}
	if len(encoded) > mostBytes || len(encoded) < mostBytes*9/10 {
		t.Errorf("%d bytes of %d", len(encoded), mostBytes)
	}
}

package matrix

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
		t.Fatalf("%v (write it with -update)", err)
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
		offers:  newOffers(),
		log:     slog.New(slog.DiscardHandler),
	}
}

const here = planner.RoomID("matrix:!r:example.org")

// asked is where an answer goes.
var asked = chat.Place{Room: here, ReplyTo: "$asked"}

func plain(words string) chat.Span  { return chat.Span{Text: words} }
func strong(words string) chat.Span { return chat.Span{Kind: chat.Strong, Text: words} }
func code(words string) chat.Span   { return chat.Span{Kind: chat.Code, Text: words} }

// says is a message of one paragraph.
func says(spans ...chat.Span) []chat.Block { return []chat.Block{{Text: spans}} }

// messages are one of every kind.
var messages = map[string]chat.Outgoing{
	"answer": {To: asked, Blocks: []chat.Block{
		{Text: []chat.Span{plain("Planned: "), strong("Oceans"), plain(", "), code("E12"), plain(", "),
			{Kind: chat.Instant, Text: "Tuesday 12 January 2027, 15:00 (Paris)", At: time.Unix(1799762400, 0)}}},
		{List: [][]chat.Span{{plain("a day before")}, {plain("an hour before")}}},
	}, Buttons: []chat.Button{{Label: "Undo", Sentence: "undo C31"}}},
	"question": {To: asked, OnlyFor: "matrix:@alice:example.org", Ring: []planner.IdentityID{"matrix:@alice:example.org"},
		Blocks: says(plain("At 3 in the morning, or in the afternoon?")),
		Buttons: []chat.Button{
			{Label: "15:00 Paris (21:00 Hanoi)", Sentence: "plan … 15:00"}, {Label: "03:00 Paris (09:00 Hanoi)", Sentence: "plan … 03:00"},
		}},
	"card": {To: chat.Place{Room: here}, Blocks: []chat.Block{
		{Text: []chat.Span{plain("Tue 16 March, 15:00 Paris (21:00 Hanoi): "), strong("Oceans")}},
		{Rows: [][]chat.Text{{{plain("Speaker")}, {plain("Jane Doe (Bonn)")}}, {{plain("Where")}, {plain("room 435, "),
			{Kind: chat.Link, Text: "video", URL: "https://example.org/?a=1&b=\"2\""}}}}},
	}, Buttons: []chat.Button{{Label: "Coming"}, {Label: "Online"}, {Label: "Not coming"}}},
	"agenda": {To: chat.Place{Room: here, Thread: "$root", ReplyTo: "$asked"}, Blocks: []chat.Block{{Rows: [][]chat.Text{
		{{plain("Tue 12 Jan")}, {plain("15:00")}, {plain("Oceans "), code("E12")}},
		{{plain("12–16 May")}, {plain("all day")}, {plain("Arithmetic days")}},
	}}}},
	"reminder": {To: chat.Place{Room: here}, Urgent: true, Ring: []planner.IdentityID{"matrix:@minh:example.org", "slack:U1"},
		Blocks: says(plain("Tomorrow at 15:00 in "), chat.Span{Kind: chat.Room, Text: "#ganda", Room: "matrix:!g:example.org"}, plain(": "),
			chat.Span{Kind: chat.Person, Text: "@Minh", Person: "matrix:@minh:example.org"}, plain(" and "),
			chat.Span{Kind: chat.Person, Text: "@Sam", Person: "slack:U1"})},
	"refusal": {To: asked, OnlyFor: "matrix:@alice:example.org",
		Blocks: says(plain("Not understood: "), code("plan oceans tomorow"), plain("."))},
	"updated": {To: asked, Replaces: "$earlier", Ring: []planner.IdentityID{"matrix:@minh:example.org"}, Blocks: says(plain("Moved to 16:00."))},
	"file": {To: asked, Blocks: says(plain("The calendar of "), strong("Oceans")),
		File: &chat.File{Name: "E12.ics", Type: "text/calendar", Content: []byte("BEGIN:VCALENDAR")}},
	"file_alone": {To: asked, File: &chat.File{Name: "E\u202e12\n.ics", Type: "text/calendar", Content: []byte("BEGIN:VCALENDAR")}},
	"form": {To: asked, Ticket: "none", Form: &chat.Form{Command: "plan", Title: "Plan", Submit: "Plan", Cancel: "Cancel"},
		Blocks: says(plain("What is it called?")), Buttons: []chat.Button{{Label: "Cancel"}}},
	"in_thread": {To: chat.Place{Room: here, Thread: "$root"}, Blocks: says(plain("In an hour."))},
}

// badNames are what people may put in names and titles; each is only text.
var badNames = map[string]string{
	"html":      `<b>bold</b> & <script>alert(1)</script> <img src=x onerror=y> &amp; "quoted" 'so'`,
	"markdown":  "*star* _under_ ~~gone~~ `code` ```block``` [a](https://evil.example) # > 1. -",
	"everybody": "@room @here @channel <!channel> <@U1> @alice:example.org #ganda:example.org",
	"links":     "https://evil.example/?q=<a> matrix.to/#/@room:example.org javascript:alert(1)",
	"direction": "\u202egnp.exe\u202c \u2067isolated \u200fmark\u200e \x00\x1b[31mred",
	"latex":     `$p$-adic \alpha_{<i>} \text{a & b} $$x^2$$ \\ 100%`,
	"lines":     "first\nsecond\tthird\r\nfourth",
	"long":      strings.Repeat("Ω", 300),
}

// named shows a name wherever one is shown.
func named(name string) chat.Outgoing {
	return chat.Outgoing{
		To: chat.Place{Room: here},
		Blocks: []chat.Block{
			{Text: []chat.Span{plain(name), strong(name), code(name), {Kind: chat.Instant, Text: name},
				{Kind: chat.Link, Text: name, URL: "javascript:alert(1)"}, {Kind: chat.Link, Text: name, URL: "https://example.org/\"onclick=\"x"},
				{Kind: chat.Person, Text: name, Person: "matrix:@e\"ve:example.org"}, {Kind: chat.Room, Text: name, Room: "matrix:!r\">:example.org"}}},
			{List: [][]chat.Span{{plain(name)}}},
			{Rows: [][]chat.Text{{{plain(name)}, {plain(name)}}}},
		},
		Buttons: []chat.Button{{Label: name, Sentence: name}},
	}
}

func TestMessageRendersAsInGoldenFile(t *testing.T) {
	for name, out := range messages {
		t.Run(name, func(t *testing.T) {
			content, _ := testAdapter().message(out)
			golden(t, "render/"+name+".json", content)
		})
	}
	for name, bad := range badNames {
		t.Run("name_"+name, func(t *testing.T) {
			content, _ := testAdapter().message(named(bad))
			golden(t, "render/name_"+name+".json", content)
		})
	}
}

// Nobody is rung but who is in Ring, and nothing is quoted.
func TestGoldenMessagesRingOnlyWhomTheyName(t *testing.T) {
	for name, out := range messages {
		content, _ := testAdapter().message(out)
		if content.Mentions == nil || content.Mentions.Room {
			t.Errorf("%s: mentions %+v", name, content.Mentions)
		}
		for _, user := range content.Mentions.UserIDs {
			rung := false
			for _, who := range out.Ring {
				rung = rung || string(who) == "matrix:"+user.String()
			}
			if !rung {
				t.Errorf("%s rings for %s", name, user)
			}
		}
		if strings.Contains(content.FormattedBody, "mx-reply") || strings.HasPrefix(content.Body, "> ") {
			t.Errorf("%s has a quoted fallback", name)
		}
	}
}

package slack

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"
	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/planner"
)

// drawing is what a golden file shows of a rendering.
type drawing struct {
	Text   string
	Blocks []slackapi.Block
}

func TestRender(t *testing.T) {
	plain := func(text string) chat.Span { return chat.Span{Text: text} }
	strong := func(text string) chat.Span { return chat.Span{Kind: chat.Strong, Text: text} }
	code := func(text string) chat.Span { return chat.Span{Kind: chat.Code, Text: text} }
	paris := time.Date(2027, 1, 12, 14, 0, 0, 0, time.UTC)
	when := chat.Span{Kind: chat.Instant, Text: "Tue 12 January 2027, 15:00–16:00 Paris (21:00–22:00 Hanoi)", At: paris}
	days := chat.Span{Kind: chat.Instant, Text: "Wed 12–Sun 16 May 2027", At: paris}
	alice := chat.Span{Kind: chat.Person, Text: "Alice Martin", Person: "net:U0ALICE"}

	planned := chat.Outgoing{
		Blocks: []chat.Block{
			{Text: []chat.Span{strong("Oceans"), plain(" · seminar · "), code("E12")}},
			{Text: []chat.Span{when, plain(", then every Tuesday: 25 dates")}},
			{List: [][]chat.Span{{plain("a day before, in "), {Kind: chat.Room, Text: "#ganda", Room: "net:C0DEV"}}, {plain("an hour before")}}},
		},
		Buttons: []chat.Button{{Label: "Undo", Sentence: "undo C31"}, {Label: "Move", Sentence: "move E12 @7"}},
	}
	for _, test := range []struct {
		name  string
		out   chat.Outgoing
		alone bool
	}{
		{name: "planned", out: planned},
		{name: "rows", out: chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{plain("In January:")}}, {Rows: [][]chat.Text{
			{{plain("Oceans")}, {when}, {code("E12")}},
			{{plain("Heights & <dynamics>")}, {days}, {code("E13")}},
		}}}}},
		{name: "answer_with_source", out: chat.Outgoing{Blocks: []chat.Block{
			{Text: []chat.Span{plain("The Insmi page says: "), {Kind: chat.Link, Text: "Insmi", URL: "https://www.insmi.cnrs.fr/fr"}}},
			{Text: []chat.Span{{Kind: chat.Link, Text: "not opened", URL: "javascript:alert(1)"}}},
		}}},
		{name: "person_not_rung", out: chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{plain("Speaker: "), alice}}}}},
		{name: "person_rung", out: chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{alice, plain(", your title?")}}},
			Ring: []planner.IdentityID{"net:U0ALICE"}}},
		{name: "rung_without_a_name", out: chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{plain("Tomorrow: Oceans")}}},
			Ring: []planner.IdentityID{"net:U0ALICE", "matrix:@bob:x", "net:U0SAM"}}},
		{name: "alone", alone: true, out: chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{plain("Which date? It was "), when}}},
			Ring: []planner.IdentityID{"net:U0ALICE"}, OnlyFor: "net:U0ALICE", To: chat.Place{ReplyTo: "1790000001.000200"},
			Buttons: []chat.Button{{Label: "9 February", Sentence: "skip E12.5 2027-02-09"}}}},
		{name: "room_elsewhere", out: chat.Outgoing{Blocks: []chat.Block{{Text: []chat.Span{
			{Kind: chat.Room, Text: "#ganda:x.org", Room: "matrix:!x:x.org"}, {Kind: chat.Room, Text: "here", Room: "net:D0ALICE"}}}}}},
		{name: "many_buttons", out: chat.Outgoing{Buttons: manyButtons(7)}},
		{name: "hostile", out: hostile()},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := render("net", test.out, test.alone)
			golden(t, "testdata/messages/"+test.name+".golden", drawing{got.text, got.blocks})
			checkLimits(t, got)
		})
	}
}

func manyButtons(n int) []chat.Button {
	var buttons []chat.Button
	for i := range n {
		buttons = append(buttons, chat.Button{Label: fmt.Sprint("Choice ", i+1), Sentence: fmt.Sprint("choose ", i+1)})
	}
	return append(buttons,
		chat.Button{Label: strings.Repeat("long ", 40), Sentence: "next"},
		chat.Button{Label: "would be cut short", Sentence: strings.Repeat("x", maxSentence+1)})
}

// hostile is a message in which people wrote what could do harm.
func hostile() chat.Outgoing {
	const title = "<!channel> <@U0ALICE> @here @room <https://x.org|CNRS> *b* _i_ `c` :bomb: <b>&amp;</b> $a_1*b$ \u202egnp.exe\u2066 \x00\x1b[31m"
	span := chat.Span{Text: title}
	return chat.Outgoing{
		Blocks: []chat.Block{
			{Text: []chat.Span{span, {Kind: chat.Strong, Text: title}, {Kind: chat.Code, Text: title}}},
			{Text: []chat.Span{{Kind: chat.Person, Text: title, Person: "net:U0ALICE"}, {Kind: chat.Room, Text: title, Room: "other:C0DEV"}}},
			{Text: []chat.Span{{Kind: chat.Instant, Text: "{date} " + title, At: time.Unix(1800000000, 0)}}},
			{List: [][]chat.Span{{span}, {}, {{Text: ""}}}},
			{Rows: [][]chat.Text{{{span}, {span}}}},
			{Text: []chat.Span{{Text: "\x00"}}},
		},
		Buttons: []chat.Button{{Label: title, Sentence: "show E1"}},
	}
}

func TestNothingRingsUnasked(t *testing.T) {
	crowd := strings.Repeat("<@U0ALICE> <!everyone> @channel ", 5000)
	for name, out := range map[string]chat.Outgoing{
		"hostile": hostile(),
		"crowd":   {Blocks: []chat.Block{{Text: []chat.Span{{Text: crowd}}}, {List: [][]chat.Span{{{Text: crowd}}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := render("net", out, false)
			drawn, err := json.Marshal(got.blocks)
			if err != nil {
				t.Fatal(err)
			}
			for _, element := range []string{`"type":"user"`, `"type":"broadcast"`, `"type":"usergroup"`, `"type":"mrkdwn"`} {
				if strings.Contains(string(drawn), element) {
					t.Errorf("an element of %s", element)
				}
			}
			if strings.ContainsAny(got.text, "<>") {
				t.Error("the fallback text has markup")
			}
			checkLimits(t, got)
		})
	}
}

func TestLongMessagesAreSplitAndShortened(t *testing.T) {
	word := strings.Repeat("é", 99) + " "
	item := []chat.Span{{Text: word}}
	for name, block := range map[string]chat.Block{
		"paragraph": {Text: []chat.Span{{Kind: chat.Strong, Text: "Title"}, {Text: strings.Repeat(word, 1000)}}},
		"one word":  {Text: []chat.Span{{Text: strings.Repeat("x", 100_000)}}},
		"list":      {List: slices.Repeat([][]chat.Span{item}, 1000)},
		"long item": {List: [][]chat.Span{{{Text: strings.Repeat(word, 1000)}}}},
		"rows":      {Rows: slices.Repeat([][]chat.Text{{item, item}}, 1000)},
		"links":     {Text: slices.Repeat([]chat.Span{{Kind: chat.Link, Text: "a", URL: "https://x.org/" + strings.Repeat("y", 1000)}}, 50)},
		"long link": {Text: []chat.Span{{Text: "a"}, {Kind: chat.Link, Text: strings.Repeat("a", 9000), URL: "https://x.org"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := render("net", chat.Outgoing{Blocks: []chat.Block{block}}, false)
			checkLimits(t, got)
			drawn, _ := json.Marshal(got.blocks)
			if !strings.Contains(string(drawn), "…") && name != "long link" {
				t.Error("it is shortened, but does not say so")
			}
			if !strings.HasSuffix(got.text, "…") && len(got.text) > maxFallback {
				t.Error("the fallback is shortened, but does not say so")
			}
		})
	}
}

// FuzzRender: whatever people wrote, the message is within Slack's limits and
// rings nobody.
func FuzzRender(f *testing.F) {
	f.Add("Oceans", "https://cirm-math.fr", 3)
	f.Add(hostile().Blocks[0].Text[0].Text, "javascript:x", 40)
	f.Add("\u202e\xff{date}", "", 1)
	f.Fuzz(func(t *testing.T, text, url string, times int) {
		var blocks []chat.Block
		for range max(0, min(times, 30)) {
			blocks = append(blocks,
				chat.Block{Text: []chat.Span{{Text: text}, {Kind: chat.Link, Text: text, URL: url}}},
				chat.Block{List: [][]chat.Span{{{Kind: chat.Person, Text: text, Person: "net:U0ALICE"}}}},
				chat.Block{Rows: [][]chat.Text{{{{Kind: chat.Instant, Text: text, At: time.Unix(1800000000, 0)}}, {{Kind: chat.Code, Text: text}}}}})
		}
		got := render("net", chat.Outgoing{Blocks: blocks, Buttons: []chat.Button{{Label: text, Sentence: text}}}, false)
		checkLimits(t, got)
		if drawn, _ := json.Marshal(got.blocks); strings.Contains(string(drawn), `{"type":"user"`) {
			t.Error("somebody is rung")
		}
	})
}

// checkLimits checks what Slack refuses a message for.
func checkLimits(t rapid.TB, r rendering) {
	t.Helper()
	if len(r.blocks) > maxBlocks {
		t.Errorf("%d blocks", len(r.blocks))
	}
	ids, total := map[string]bool{}, 0
	for _, block := range r.blocks {
		if id := block.ID(); id != "" {
			if ids[id] {
				t.Errorf("block id %q twice", id)
			}
			ids[id] = true
		}
		drawn, err := json.Marshal(block)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(drawn), `"text":""`) || strings.Contains(string(drawn), `"elements":[]`) ||
			strings.Contains(string(drawn), `"elements":null`) {
			t.Errorf("an empty element in %s", drawn)
		}
		size := textSize(drawn)
		if block.BlockType() == slackapi.MBTRichText { // buttons are short and few
			total += size
		}
		if size > maxBlock {
			t.Errorf("a block of %d characters", size)
		}
	}
	if total > maxMessage+len("…") {
		t.Errorf("%d characters", total)
	}
	if size := utf8.RuneCountInString(unescape.Replace(r.text)); size > maxFallback+1 {
		t.Errorf("a fallback of %d characters", size)
	}
}

// textSize is how many characters stand in the texts of a drawn block.
func textSize(drawn []byte) int {
	var walk func(v any) int
	walk = func(v any) int {
		n := 0
		switch v := v.(type) {
		case map[string]any:
			for key, value := range v {
				if text, ok := value.(string); ok && (key == "text" || key == "url") {
					n += utf8.RuneCountInString(text)
				} else {
					n += walk(value)
				}
			}
		case []any:
			for _, value := range v {
				n += walk(value)
			}
		}
		return n
	}
	var v any
	if err := json.Unmarshal(drawn, &v); err != nil {
		panic(err)
	}
	return walk(v)
}

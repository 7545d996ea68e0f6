package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/planner"
)

// anySpan draws a span of any kind; words number its words, so that none is
// like another.
func anySpan(t *rapid.T, words *int) chat.Span {
	var text strings.Builder
	for range rapid.IntRange(0, 12).Draw(t, "words") {
		*words++
		text.WriteString(rapid.SampledFrom([]string{" ", "\n", "  "}).Draw(t, "space"))
		text.WriteString("w" + strings.Repeat("é", rapid.SampledFrom([]int{0, 3, 40, 700}).Draw(t, "length")))
		text.WriteString(numeral(*words))
	}
	return chat.Span{
		Kind:   rapid.SampledFrom([]chat.SpanKind{chat.Plain, chat.Strong, chat.Code, chat.Link, chat.Person, chat.Room, chat.Instant}).Draw(t, "kind"),
		Text:   text.String(),
		URL:    rapid.SampledFrom([]string{"", "https://x.org/", "javascript:x", "https://x.org/" + strings.Repeat("y", 2000)}).Draw(t, "url"),
		Person: rapid.SampledFrom([]planner.IdentityID{"net:U0ALICE", "matrix:@x"}).Draw(t, "person"),
		Room:   rapid.SampledFrom([]planner.RoomID{"matrix:!x", "net:D0ALICE"}).Draw(t, "room"),
		At:     time.Unix(1800000000, 0),
	}
}

// numeral is n in letters, with a sign that ends it: no numeral is part of
// another.
func numeral(n int) string {
	var letters []byte
	for ; n > 0; n /= 10 {
		letters = append(letters, byte('a'+n%10))
	}
	return string(letters) + "."
}

// anyOutgoing draws a message and how many words its blocks have.
func anyOutgoing(t *rapid.T) (out chat.Outgoing, words int) {
	spans := func(most int) []chat.Span {
		all := make([]chat.Span, rapid.IntRange(1, most).Draw(t, "spans"))
		for i := range all {
			all[i] = anySpan(t, &words)
		}
		return all
	}
	for range rapid.IntRange(0, 8).Draw(t, "blocks") {
		var block chat.Block
		switch rapid.IntRange(0, 2).Draw(t, "block") {
		case 0:
			block.Text = spans(6)
		case 1:
			for range rapid.IntRange(1, 6).Draw(t, "items") {
				block.List = append(block.List, spans(3))
			}
		case 2:
			for range rapid.IntRange(1, 6).Draw(t, "rows") {
				block.Rows = append(block.Rows, []chat.Text{spans(2), spans(2)})
			}
		}
		out.Blocks = append(out.Blocks, block)
	}
	for i := range rapid.SampledFrom([]int{0, 2, 6, 300}).Draw(t, "buttons") {
		out.Buttons = append(out.Buttons, chat.Button{Label: strings.Repeat("label ", 1+i%30), Sentence: strings.Repeat("s", 1+i*10)})
	}
	if rapid.Bool().Draw(t, "rings") {
		out.Ring = []planner.IdentityID{"net:U0ALICE", "net:U0SAM"}
	}
	if rapid.IntRange(0, 4).Draw(t, "file") == 0 {
		out.File = &chat.File{Name: "E12.ics"}
	}
	return out, words
}

// TestNoWordIsLost: any message is within Slack's limits, and every word is
// there, in order, unless the message says that it was shortened.
func TestNoWordIsLost(t *testing.T) {
	shortened, whole := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		out, words := anyOutgoing(r)
		drawn := render("net", out, rapid.Bool().Draw(r, "alone"))
		checkLimits(r, drawn)
		text := textOf(r, drawn)
		if strings.Contains(text, "…") {
			shortened++
			return
		}
		whole++
		rung := len(out.Ring) > 0
		for n := 1; n <= words; n++ {
			_, rest, found := strings.Cut(text, numeral(n))
			if !found && !rung { // who is rung is shown by the name in Slack
				r.Fatalf("word %d of %d is lost", n, words)
			}
			if found {
				text = rest
			}
		}
	})
	if shortened == 0 || whole == 0 {
		t.Errorf("%d messages shortened, %d not: the test shows nothing", shortened, whole)
	}
}

// textOf is what stands in the rich text of a rendering, in order.
func textOf(t rapid.TB, drawn rendering) string {
	t.Helper()
	encoded, err := json.Marshal(drawn.blocks)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if said, ok := v["text"].(string); ok && v["type"] != "plain_text" {
				text.WriteString(said)
			}
			if fallback, ok := v["fallback"].(string); ok {
				text.WriteString(fallback)
			}
			if v["type"] != "actions" {
				walk(v["elements"])
			}
		}
	}
	var v any
	if err := json.Unmarshal(encoded, &v); err != nil {
		t.Fatal(err)
	}
	walk(v)
	return text.String()
}

// FuzzForm: whatever stands in a form, Slack takes it, or it is not opened.
func FuzzForm(f *testing.F) {
	f.Add("title", "Title", "2027-05-14", "day", 3)
	f.Add("", hostile().Blocks[0].Text[0].Text, "Europe/Paris", "zone", 1)
	f.Add("x", "\u202e\xff", strings.Repeat("y", 151), "pick", 110)
	f.Add("x", "one of many", "y", "pick", 3)
	f.Fuzz(func(t *testing.T, name, text, value, kind string, times int) {
		form := &chat.Form{Command: "plan", Title: text, Submit: text, Cancel: text}
		for i := range max(0, min(times, 110)) {
			form.Fields = append(form.Fields, chat.Field{Name: name + strings.Repeat("x", i), Label: text, Hint: text, Value: value, Kind: chat.FieldKind(kind),
				Choices: slices.Repeat([]chat.Choice{{Label: text, Value: value}}, max(0, 110-2*i))})
		}
		view, fits := modal("C0DEV", chat.Outgoing{Form: form, Key: "k"}, ticket{})
		if fits {
			checkModal(t, view)
		}
	})
}

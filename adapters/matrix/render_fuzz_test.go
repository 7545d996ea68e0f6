package matrix

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"

	"maunium.net/go/mautrix/event"

	"entente/bot/chat"
	"entente/planner"
)

// ourTags are all that rendering writes.
var ourTags = regexp.MustCompile(`</?(?:p|ul|ol|li|strong|code|a)>|<a href="(?:https?:|mailto:)[^"<>]*">`)

// words reads an HTML message back; ok is false when it holds a tag that is not
// ours.
func words(formatted string) (text string, ok bool) {
	rest := ourTags.ReplaceAllString(strings.ReplaceAll(formatted, "<br>", "\n"), "")
	return html.UnescapeString(rest), !strings.ContainsAny(rest, "<>")
}

// shown are the words of a message in their order, as its HTML should hold them.
func shown(out chat.Outgoing) string {
	var b strings.Builder
	spans := func(spans []chat.Span) string {
		var b strings.Builder
		for _, span := range spans {
			b.WriteString(span.Text)
		}
		return b.String()
	}
	for _, block := range out.Blocks {
		b.WriteString(spans(block.Text))
		for _, item := range block.List {
			b.WriteString(spans(item))
		}
		var rows []string
		for _, row := range block.Rows {
			var fields []string
			for _, field := range row {
				fields = append(fields, spans(field))
			}
			rows = append(rows, strings.Join(fields, " · "))
		}
		b.WriteString(strings.Join(rows, "\n"))
	}
	for _, button := range out.Buttons {
		b.WriteString(button.Label)
	}
	return b.String()
}

// FuzzRender puts whatever people may write wherever it may stand.
func FuzzRender(f *testing.F) {
	for _, name := range badNames {
		f.Add(name, "https://example.org/?q=\"<>", "@alice:example.org", uint8(0))
	}
	f.Add("\xff\xfe", "javascript:alert(1)", "!r:e", uint8(7))
	f.Add("&lt;b&gt;&amp;#60;", "https://[::1", "@:", uint8(3))
	f.Fuzz(func(t *testing.T, text, url, who string, kind uint8) {
		out := named(text)
		if kind&1 != 0 {
			out.Replaces = "$" + who
		}
		if kind&2 != 0 {
			out.File = &chat.File{Name: text, Type: url, Content: []byte(who)}
		}
		if kind&4 != 0 {
			out.Ring = []planner.IdentityID{"matrix:@alice:example.org"}
			out.To.Thread, out.To.ReplyTo = who, url
		}
		out.Blocks = append(out.Blocks, chat.Block{Text: []chat.Span{
			{Kind: chat.Link, Text: text, URL: url}, {Kind: chat.Person, Text: text, Person: planner.IdentityID("matrix:" + who)},
			{Kind: chat.Room, Text: text, Room: planner.RoomID("matrix:" + who)}}})
		content, file := testAdapter().message(out)
		checkRendered(t, out, content, file)
	})
}

func checkRendered(t *testing.T, out chat.Outgoing, content *event.MessageEventContent, file *chat.File) {
	t.Helper()
	encoded, err := json.Marshal(content)
	if err != nil || len(encoded) > mostBytes {
		t.Fatalf("%d bytes, %v", len(encoded), err)
	}
	if content.Mentions == nil || content.Mentions.Room || len(content.Mentions.UserIDs) != len(out.Ring) {
		t.Fatalf("mentions: %+v", content.Mentions)
	}
	if content.NewContent != nil {
		content = content.NewContent
	}
	whole := clean(out)
	got, ok := words(content.FormattedBody)
	switch {
	case !ok:
		t.Fatalf("tags that are not ours: %q", content.FormattedBody)
	case content.FormattedBody != "" && got != shown(whole):
		t.Fatalf("said %q, meant %q", got, shown(whole))
	case file != nil && out.File == nil && string(file.Content) != chat.PlainText(whole):
		t.Fatal("the file is not the whole message")
	}
}

package matrix

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"maunium.net/go/mautrix/event"
	"pgregory.net/rapid"

	"entente/bot/chat"
	"entente/planner"
)

// anyText is words of all scripts, now and then very many.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Repeat(rapid.String().Draw(t, "text"), rapid.SampledFrom([]int{1, 1, 1, 5000}).Draw(t, "times"))
	})
}

func anySpan() *rapid.Generator[chat.Span] {
	kinds := []chat.SpanKind{chat.Plain, chat.Strong, chat.Code, chat.Link, chat.Person, chat.Room, chat.Instant}
	return rapid.Custom(func(t *rapid.T) chat.Span {
		return chat.Span{
			Kind: rapid.SampledFrom(kinds).Draw(t, "kind"),
			Text: anyText().Draw(t, "text"), URL: rapid.String().Draw(t, "url"),
			Person: planner.IdentityID("matrix:" + rapid.String().Draw(t, "person")),
			Room:   planner.RoomID("matrix:" + rapid.String().Draw(t, "room")),
		}
	})
}

func anyMessage() *rapid.Generator[chat.Outgoing] {
	return rapid.Custom(func(t *rapid.T) chat.Outgoing {
		spans := rapid.SliceOfN(anySpan(), 0, 5)
		out := chat.Outgoing{
			Blocks: []chat.Block{
				{Text: spans.Draw(t, "paragraph")},
				{List: [][]chat.Span{spans.Draw(t, "item")}},
				{Rows: [][]chat.Text{{spans.Draw(t, "field"), spans.Draw(t, "field")}}},
			},
			Replaces: rapid.SampledFrom([]string{"", "$earlier"}).Draw(t, "replaces"),
			Ring:     make([]planner.IdentityID, rapid.SampledFrom([]int{0, 1, 3000}).Draw(t, "rung")),
		}
		for i := range out.Ring {
			out.Ring[i] = "matrix:@someone:example.org"
		}
		for range rapid.SampledFrom([]int{0, 2, 500}).Draw(t, "buttons") {
			out.Buttons = append(out.Buttons, chat.Button{Label: rapid.StringN(0, 100, -1).Draw(t, "label")})
		}
		if rapid.Bool().Draw(t, "with file") {
			out.File = &chat.File{Name: rapid.StringN(0, 100, 1000).Draw(t, "name"), Type: "text/calendar"}
		}
		return out
	})
}

// Whatever is said fits into an event, rings for nobody else, loses no word, or
// brings the whole as a file.
func TestAnyMessageFits(t *testing.T) {
	a := testAdapter()
	rapid.Check(t, func(t *rapid.T) {
		out := anyMessage().Draw(t, "message")
		content, file := a.message(out)
		encoded, err := json.Marshal(content)
		if err != nil || len(encoded) > mostBytes {
			t.Fatalf("%d bytes, %v", len(encoded), err)
		}
		if content.Mentions == nil || len(content.Mentions.UserIDs) > 1 || content.Mentions.Room || len(out.Ring) == 0 && len(content.Mentions.UserIDs) > 0 {
			t.Fatalf("mentions: %+v", content.Mentions)
		}
		said := content
		if content.NewContent != nil {
			said = content.NewContent
		}
		if !utf8.ValidString(said.FormattedBody) || !utf8.ValidString(said.Body) {
			t.Fatalf("cut inside a character: %q", said.FormattedBody)
		}
		checkWhole(t, out, said, file)
	})
}

// checkWhole wants all words in the message, or else in the file; with neither,
// the text must say that there was more.
func checkWhole(t *rapid.T, out chat.Outgoing, said *event.MessageEventContent, file *chat.File) {
	whole := chat.PlainText(clean(out))
	switch {
	case said.Body == whole || whole == "" && out.File != nil && said.Body == said.FileName:
	case out.File == nil && out.Replaces == "":
		if file == nil || string(file.Content) != whole {
			t.Fatalf("words are lost: %.200q", whole)
		}
	case !strings.Contains(said.Body, "…"):
		t.Fatalf("cut without a sign: %.200q", said.Body)
	}
}

func TestLongMessageLosesItsHTMLFirst(t *testing.T) {
	words := strings.Repeat("Oceans and arithmetic. ", 1_200)
	content, file := testAdapter().message(chat.Outgoing{Blocks: says(strong(words))})
	if content.FormattedBody != "" || content.Format != "" || content.Body != words || file != nil {
		t.Errorf("body of %d bytes, HTML of %d, file %v", len(content.Body), len(content.FormattedBody), file)
	}
}

func TestLongerMessageKeepsItsStartAndButtonsAndBringsAllAsAFile(t *testing.T) {
	out := chat.Outgoing{
		Blocks:  []chat.Block{{Text: []chat.Span{plain("Start. " + strings.Repeat("é<", 60_000))}}, {Text: []chat.Span{plain("End.")}}},
		Buttons: []chat.Button{{Label: "More"}},
	}
	content, file := testAdapter().message(out)
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
	if content.MsgType != event.MsgFile || content.FileName != "message.txt" || string(file.Content) != chat.PlainText(out) {
		t.Errorf("%s %q", content.MsgType, content.FileName)
	}
}

func TestEditOfALongMessageSaysItOnce(t *testing.T) {
	words := strings.Repeat("Oceans and arithmetic. ", 1_000)
	content, _ := testAdapter().message(chat.Outgoing{Replaces: "$earlier", Blocks: says(plain(words))})
	if content.NewContent.Body != words || len(content.Body) > 300 || !strings.HasPrefix(content.Body, "* Oceans") {
		t.Errorf("fallback of %d bytes, new content of %d", len(content.Body), len(content.NewContent.Body))
	}
}

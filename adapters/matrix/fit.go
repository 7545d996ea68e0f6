package matrix

import (
	"encoding/json"
	"sort"
	"unicode"

	"maunium.net/go/mautrix/event"

	"entente/bot/chat"
)

// mostBytes is how long the content of an event may be before encryption. An
// event has at most 65,536 bytes (Matrix specification, "Size limits"), of
// which encryption and base64 take a quarter and the homeserver some.
const mostBytes = 44_000

// turns are the characters that change the direction of text up to a closing
// one, and beyond when that is missing (UAX #9, "Explicit directional
// embeddings, overrides, isolates"). The marks U+200E and U+200F are harmless.
var turns = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x202A, Hi: 0x202E, Stride: 1},
	{Lo: 0x2066, Hi: 0x2069, Stride: 1},
}}

// message is a message as the content of one event, and the file that goes with
// it. One that is too long goes without its HTML, which says nothing more than
// the text; if it is still too long its text ends in "…", and the whole of it is
// the file. That cannot be where there is a file already, or an earlier message
// without one is edited.
func (a *Adapter) message(out chat.Outgoing) (*event.MessageEventContent, *chat.File) {
	out = clean(out)
	if content := a.render(out); fits(content) {
		return content, out.File
	}
	if content := a.renderPlain(out); fits(content) {
		return content, out.File
	}
	whole := chat.PlainText(out)
	if out.File == nil && out.Replaces == "" {
		out.File = &chat.File{Name: "message.txt", Type: "text/plain; charset=utf-8", Content: []byte(whole)}
	}
	return a.shorten(out, whole), out.File
}

// renderPlain is a message without its HTML.
func (a *Adapter) renderPlain(out chat.Outgoing) *event.MessageEventContent {
	content := a.render(out)
	for _, c := range []*event.MessageEventContent{content, content.NewContent} {
		if c != nil {
			c.Format, c.FormattedBody = "", ""
		}
	}
	return content
}

func fits(content *event.MessageEventContent) bool {
	encoded, err := json.Marshal(content)
	return err == nil && len(encoded) <= mostBytes
}

// shorten keeps as much as fits of the start of a message, and its buttons: they
// are what it is about. Where they alone are too long, they are cut as well.
func (a *Adapter) shorten(out chat.Outgoing, whole string) *event.MessageEventContent {
	keep := func(n int) *event.MessageEventContent { return a.renderPlain(cut(out, n)) }
	if !fits(keep(0)) {
		out.Blocks, out.Buttons = []chat.Block{{Text: []chat.Span{{Text: whole}}}}, nil
	}
	tooLong := sort.Search(mostBytes, func(n int) bool { return !fits(keep(n)) })
	return keep(max(tooLong-1, 0))
}

// cut keeps the first n characters of a message.
func cut(out chat.Outgoing, n int) chat.Outgoing {
	ended := false
	out.Blocks = eachSpan(out.Blocks, func(span chat.Span) chat.Span {
		length := len([]rune(span.Text)) + len([]rune(span.URL))
		switch {
		case ended:
			return chat.Span{}
		case length <= n:
			n -= length
			return span
		}
		ended = true
		return chat.Span{Kind: span.Kind, Text: firstRunes(span.Text, n) + "…"}
	})
	return out
}

// firstRunes are the first n characters of a text.
func firstRunes(text string, n int) string {
	for at := range text {
		if n--; n < 0 {
			return text[:at]
		}
	}
	return text
}

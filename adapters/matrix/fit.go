package matrix

import (
	"encoding/json"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"entente/bot/chat"
)

// mostBytes is how long the content of an event may be before encryption. An
// event has at most 65,536 bytes (Matrix specification, "Size limits"), of
// which encryption and base64 take a quarter and the homeserver some.
const mostBytes = 45_000

// turns are the characters that change the direction of text up to a closing
// one, and beyond when that is missing (UAX #9, "Explicit directional
// embeddings, overrides, isolates"). The marks U+200E and U+200F are harmless.
var turns = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x202A, Hi: 0x202E, Stride: 1},
	{Lo: 0x2066, Hi: 0x2069, Stride: 1},
}}

// fit shortens a message that is too long for an event, ending it with "…".
// Buttons stay: they are what it is about.
func (a *Adapter) fit(out chat.Outgoing) chat.Outgoing {
	fits := func(out chat.Outgoing) bool {
		content := a.plainMessage(out)
		if out.Replaces != "" { // an edit says it twice
			content.NewContent = a.plainMessage(out)
		}
		encoded, err := json.Marshal(content)
		return err == nil && len(encoded) <= mostBytes
	}
	if fits(out) {
		return out
	}
	total := 0
	eachText(out.Blocks, func(text string) string {
		total += utf8.RuneCountInString(text)
		return text
	})
	tooLong := sort.Search(total, func(n int) bool { return !fits(cut(out, n)) })
	return cut(out, max(tooLong-1, 0))
}

// cut keeps the first n characters of a message.
func cut(out chat.Outgoing, n int) chat.Outgoing {
	ended := false
	out.Blocks = eachText(out.Blocks, func(text string) string {
		runes := []rune(text)
		switch {
		case ended:
			return ""
		case len(runes) <= n:
			n -= len(runes)
			return text
		}
		ended = true
		return string(runes[:n]) + "…"
	})
	return out
}

// eachText is blocks with every text changed by f, without what is empty then.
func eachText(blocks []chat.Block, f func(string) string) []chat.Block {
	spans := func(old []chat.Span) []chat.Span {
		var spans []chat.Span
		for _, span := range old {
			if span.Text = f(span.Text); span.Text != "" {
				spans = append(spans, span)
			}
		}
		return spans
	}
	var changed []chat.Block
	for _, block := range blocks {
		fresh := chat.Block{Text: spans(block.Text)}
		for _, item := range block.List {
			if item = spans(item); item != nil {
				fresh.List = append(fresh.List, item)
			}
		}
		for _, row := range block.Rows {
			var fields []chat.Text
			for _, field := range row {
				fields = append(fields, spans(field))
			}
			if slices.ContainsFunc(fields, func(t chat.Text) bool { return t != nil }) {
				fresh.Rows = append(fresh.Rows, fields)
			}
		}
		if fresh.Text != nil || fresh.List != nil || fresh.Rows != nil {
			changed = append(changed, fresh)
		}
	}
	return changed
}

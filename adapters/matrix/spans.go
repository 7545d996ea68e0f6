package matrix

import (
	"slices"

	"entente/bot/chat"
)

// eachSpan is blocks with every span changed by f, without what is empty then.
func eachSpan(blocks []chat.Block, f func(chat.Span) chat.Span) []chat.Block {
	spans := func(old []chat.Span) []chat.Span {
		var spans []chat.Span
		for _, span := range old {
			if span = f(span); span.Text != "" {
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

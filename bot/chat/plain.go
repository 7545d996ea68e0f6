package chat

import (
	"fmt"
	"strings"
)

// PlainText is the message as text without any marking, one line a paragraph,
// item or row, with the buttons as a numbered list: what a terminal shows, and
// the fallback of every network.
func PlainText(out Outgoing) string {
	lines := make([]string, 0, len(out.Blocks)+len(out.Buttons))
	for _, block := range out.Blocks {
		lines = append(lines, blockLines(block)...)
	}
	for i, button := range out.Buttons {
		lines = append(lines, fmt.Sprintf("  %d. %s", i+1, button.Label))
	}
	return strings.Join(lines, "\n")
}

// Lines is the text of one block, a line each.
func blockLines(block Block) []string {
	var lines []string
	if block.Text != nil {
		lines = append(lines, SpanText(block.Text))
	}
	for _, item := range block.List {
		lines = append(lines, "• "+SpanText(item))
	}
	for _, row := range block.Rows {
		fields := make([]string, len(row))
		for i, field := range row {
			fields[i] = SpanText(field)
		}
		lines = append(lines, strings.Join(fields, " · "))
	}
	return lines
}

// SpanText is the text of spans without any marking; a link is followed by its
// address.
func SpanText(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
		if s.Kind == Link && s.URL != s.Text {
			b.WriteString(" (" + s.URL + ")")
		}
	}
	return b.String()
}

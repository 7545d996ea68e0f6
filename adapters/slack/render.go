package slack

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
	"entente/planner"
)

// Slack's limits, in characters and pieces. The sum over all blocks is not
// documented; messages were refused from about 11,300 characters on
// (github.com/slackapi/bolt-js issues 2509 and 2867).
const (
	maxBlock    = 3000
	maxMessage  = 10000
	maxBlocks   = 50
	maxFallback = 4000
	maxURL      = 3000
)

// A rendering is a message as Slack takes it.
type rendering struct {
	blocks []slackapi.Block
	text   string // for notifications and clients without blocks; already escaped

	shortened bool // not all of the message stands in blocks
}

// render draws out for network. alone says that one person reads it, who then
// need not be rung by name.
func render(network string, out chat.Outgoing, alone bool) rendering {
	page := page{ink: ink{network: network, ring: out.Ring, alone: alone}}
	for _, block := range out.Blocks {
		page.block(block)
	}
	if !alone {
		page.line(page.ink.unnamed(out.Ring))
	}
	for i, button := range out.Buttons {
		if out.File != nil || !pressable(button) { // Slack takes no buttons with a file
			page.numbered(i+1, button)
		}
	}
	drawn := rendering{blocks: page.finish(), text: fallback(out), shortened: page.full}
	if out.File == nil {
		drawn.blocks = append(drawn.blocks, buttonBlocks(out, maxBlocks-len(drawn.blocks))...)
	}
	return drawn
}

// fallback is the plain text of out. Escaped, nothing in it is a mention, a
// broadcast or a link.
func fallback(out chat.Outgoing) string {
	text, rest := cutText(shown(chat.PlainText(out)), maxFallback)
	if rest != "" {
		text += "…"
	}
	return escape.Replace(text)
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// page collects blocks of rich text.
type page struct {
	ink     ink
	blocks  []slackapi.Block
	parts   []slackapi.RichTextElement        // of the block being filled
	section []slackapi.RichTextSectionElement // lines that are not yet a part
	bullets *slackapi.RichTextList            // the last part, while items are added
	size    int                               // characters of the block being filled
	total   int                               // of the whole message
	full    bool
}

func (p *page) block(block chat.Block) {
	if block.Text != nil {
		p.line(block.Text)
	}
	for _, row := range block.Rows {
		p.line(rowSpans(row))
	}
	if block.List != nil {
		p.list(block.List)
	}
}

// rowSpans is a row on one line, its first field strong: Element X draws no
// tables, and a row should look the same on all networks.
func rowSpans(row []chat.Text) []chat.Span {
	var line []chat.Span
	for i, field := range row {
		if i > 0 {
			line = append(line, chat.Span{Text: " · "})
		}
		for _, span := range field {
			if i == 0 && span.Kind == chat.Plain {
				span.Kind = chat.Strong
			}
			line = append(line, span)
		}
	}
	return line
}

// line adds a paragraph or row. Lines that follow one another are one section,
// as in a message typed by hand, so that no client sets them apart.
func (p *page) line(spans []chat.Span) {
	for len(spans) > 0 && !p.full {
		var piece []chat.Span
		piece, spans = cut(spans, maxBlock-1)
		drawn := p.take(piece)
		if len(drawn) == 0 {
			continue
		}
		if len(p.section) > 0 {
			p.section = append(p.section, slackapi.NewRichTextSectionTextElement("\n", nil))
		}
		p.section = append(p.section, drawn...)
	}
}

// numbered adds a line for a button: the bot understands its number.
func (p *page) numbered(number int, button chat.Button) {
	if label := oneLine(button.Label); label != "" {
		p.line([]chat.Span{{Text: fmt.Sprintf("%d. %s", number, label)}})
	}
}

// list adds one part with an item for each. What an item has too much for a
// block goes on below it.
func (p *page) list(items [][]chat.Span) {
	p.bullets = nil
	for _, item := range items {
		if p.full {
			return
		}
		item, rest := cut(item, maxBlock-2)
		if drawn := p.take(item); len(drawn) > 0 {
			if p.bullets == nil {
				p.closeSection()
				p.bullets = slackapi.NewRichTextList(slackapi.RTEListBullet, 0)
				p.parts = append(p.parts, p.bullets)
			}
			p.bullets.Elements = append(p.bullets.Elements, slackapi.NewRichTextSection(drawn...))
		}
		if len(rest) > 0 {
			p.line(rest)
			p.bullets = nil
		}
	}
}

// take draws spans, beginning a new block where this one is full, and
// shortening where the message is.
func (p *page) take(spans []chat.Span) []slackapi.RichTextSectionElement {
	if left := maxMessage - p.total; length(spans) > left {
		spans, _ = cut(spans, max(0, left))
		spans = append(spans, chat.Span{Text: "…"})
		p.full = true
	}
	size := length(spans) + 1 // and the end of the line
	if p.size+size > maxBlock {
		p.closeBlock()
	}
	p.size += size
	p.total += size
	return p.ink.draw(spans)
}

func (p *page) closeSection() {
	if len(p.section) > 0 {
		p.parts = append(p.parts, slackapi.NewRichTextSection(p.section...))
		p.section = nil
	}
}

func (p *page) closeBlock() {
	p.closeSection()
	if len(p.parts) > 0 {
		p.blocks = append(p.blocks, slackapi.NewRichTextBlock("", p.parts...))
	}
	p.parts, p.bullets, p.size = nil, nil, 0
}

func (p *page) finish() []slackapi.Block {
	p.closeBlock()
	return p.blocks
}

// length of spans in characters; a span has one at least.
func length(spans []chat.Span) int {
	n := 0
	for _, span := range spans {
		n += max(1, utf8.RuneCountInString(span.Text)+utf8.RuneCountInString(span.URL))
	}
	return n
}

// ink draws spans.
type ink struct {
	network string
	ring    []planner.IdentityID
	alone   bool                 // one person reads it
	named   []planner.IdentityID // those of ring that were drawn
}

// unnamed are the spans that ring those of ring whom no span names.
func (k *ink) unnamed(ring []planner.IdentityID) []chat.Span {
	var spans []chat.Span
	for _, id := range ring {
		if planner.Network(id) != k.network || slices.Contains(k.named, id) {
			continue
		}
		if len(spans) > 0 {
			spans = append(spans, chat.Span{Text: " "})
		}
		spans = append(spans, chat.Span{Kind: chat.Person, Person: id})
	}
	return spans
}

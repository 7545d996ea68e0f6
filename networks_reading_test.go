package main

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// page collects what a reader sees of a message.
type page struct {
	plain, marked strings.Builder
	labels        []string
	rung          []string
	loud          string
	err           error
}

// write adds text, between marks.
func (p *page) write(text, mark string) {
	p.plain.WriteString(text)
	p.marked.WriteString(mark + text + mark)
}

// newLine begins a line, unless nothing stands on this one.
func (p *page) newLine() {
	if text := p.plain.String(); text != "" && !strings.HasSuffix(text, "\n") {
		p.write("\n", "")
	}
}

func (p *page) reading() reading {
	r := reading{marked: strings.TrimSpace(p.marked.String()), labels: p.labels, rung: p.rung, loud: p.loud}
	for _, label := range p.labels {
		r.marked += "\n(" + label + ")"
	}
	for line := range strings.Lines(strings.TrimRight(p.plain.String(), "\n")) {
		r.lines = append(r.lines, strings.TrimRight(line, "\n"))
	}
	return r
}

// slackPage reads blocks (docs.slack.dev/reference/block-kit/blocks).
type slackPage struct {
	page
	names map[string]string // by id
}

func (p *slackPage) element(e slackElement) {
	switch e.Type {
	case "rich_text", "rich_text_section":
		p.newLine()
		p.all(e.Elements)
	case "rich_text_list":
		for _, item := range e.Elements {
			p.newLine()
			p.write("• ", "")
			p.all(item.Elements)
		}
	case "text":
		p.write(e.text(), e.mark())
	case "link":
		p.write(e.text()+" ("+e.URL+")", "")
	case "channel":
		p.write("#"+p.names[e.Channel], "")
	case "user":
		p.rung = append(p.rung, e.UserID)
		p.write(p.names[e.UserID], "@")
	case "date": // the client's own words follow in other zones
		p.write(e.Fallback, "")
	case "actions":
		p.all(e.Elements)
	case "button":
		var label struct{ Text string }
		p.err = json.Unmarshal(e.Text, &label)
		p.labels = append(p.labels, label.Text)
	case "broadcast", "usergroup":
		p.loud = e.Type
	default:
		p.err = fmt.Errorf("%s: not known how it reads", e.Type)
	}
}

func (p *slackPage) all(elements []slackElement) {
	for _, e := range elements {
		p.element(e)
	}
}

// text is that of an element of rich text.
func (e slackElement) text() string {
	var text string
	if json.Unmarshal(e.Text, &text) != nil {
		return string(e.Text)
	}
	return text
}

func (e slackElement) mark() string {
	var style struct{ Bold, Code bool }
	if len(e.Style) > 0 && json.Unmarshal(e.Style, &style) != nil {
		return ""
	}
	switch {
	case style.Code:
		return "`"
	case style.Bold:
		return "*"
	}
	return ""
}

// htmlPiece is a tag, or text up to the next one.
var htmlPiece = regexp.MustCompile(`<(/?)([a-z]+)([^>]*)>|[^<]+`)

// readHTML reads the formatted body of a message; the items of a numbered list
// are what stands for buttons.
func readHTML(p *page, text string) {
	numbered, address := false, ""
	for _, piece := range htmlPiece.FindAllStringSubmatch(text, -1) {
		closes := piece[1] != ""
		switch tag := piece[2]; tag {
		case "":
			if words := html.UnescapeString(piece[0]); numbered {
				p.labels[len(p.labels)-1] += words
			} else {
				p.write(words, "")
			}
		case "p", "ul", "br":
			p.newLine()
		case "ol":
			numbered = !closes
		case "li":
			switch {
			case closes:
			case numbered:
				p.labels = append(p.labels, "")
			default:
				p.newLine()
				p.write("• ", "")
			}
		case "strong":
			p.marked.WriteString("*")
		case "code":
			p.marked.WriteString("`")
		case "a":
			if !closes {
				address = outside(piece[3])
			} else if address != "" {
				p.write(" ("+address+")", "")
			}
		default:
			p.err = fmt.Errorf("<%s>: not known how it reads", tag)
		}
	}
}

// outside is where a link leads, unless it names a person or a room.
func outside(attributes string) string {
	address := html.UnescapeString(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(attributes), `href="`), `"`))
	if strings.HasPrefix(address, "https://matrix.to/") {
		return ""
	}
	return address
}

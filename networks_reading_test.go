package main

import (
	"encoding/json"
	"fmt"
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

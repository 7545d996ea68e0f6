package console

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"

	"entente/bot/chat"
	"entente/planner"
)

// Send prints one message. What goes elsewhere than to the conversation in
// this terminal is headed by its place.
func (t *Terminal) Send(_ context.Context, out chat.Outgoing) (chat.Receipt, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	text, err := t.print(out)
	if err != nil {
		return chat.Receipt{}, err
	}
	if _, err := fmt.Fprintln(t.Out, text); err != nil {
		return chat.Receipt{}, fmt.Errorf("print message: %w", err)
	}
	t.said++
	receipt := chat.Receipt{Room: placeOf(out.To).room, Message: fmt.Sprintf("%s-out-%d", t.session, t.said)}
	t.sent[out.Key] = receipt
	return receipt, nil
}

// Find knows what this process has printed. What an earlier one printed is
// nowhere to be read again, and counts as not said.
func (t *Terminal) Find(_ context.Context, _ chat.Place, key string, _ time.Time) (chat.Receipt, bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	receipt, found := t.sent[key]
	return receipt, found, nil
}

// print is the message as it stands on the terminal.
func (t *Terminal) print(out chat.Outgoing) (string, error) {
	where := placeOf(out.To)
	if t.JSON {
		return printJSON(where, out)
	}
	text := Visible(messageText(out))
	if where != t.place {
		text = where.String() + "\n" + text
	}
	return text + "\n", nil
}

// printed is the form of a message with --json.
type printed struct {
	Room    string          `json:"room,omitempty"` // "#ganda", or
	Direct  string          `json:"dm,omitempty"`   // "alice"
	Text    string          `json:"text,omitempty"`
	React   string          `json:"react,omitempty"` // an emoji instead of a text
	File    *printedFile    `json:"file,omitempty"`
	Buttons []printedButton `json:"buttons,omitempty"`
	OnlyFor string          `json:"only_for,omitempty"`
	Rings   []string        `json:"rings,omitempty"`
	Key     string          `json:"key"`
}

type printedButton struct {
	Label    string `json:"label"`
	Sentence string `json:"sentence"`
}

type printedFile struct {
	Name  string `json:"name"`
	Bytes int    `json:"bytes"`
}

// printJSON is the message as one JSON object on one line.
func printJSON(where place, out chat.Outgoing) (string, error) {
	p := printed{
		Room: where.roomName(), Direct: where.person,
		Text:  chat.PlainText(chat.Outgoing{Blocks: out.Blocks}),
		React: out.React, OnlyFor: planner.Native(out.OnlyFor), Key: out.Key,
	}
	for _, b := range out.Buttons {
		p.Buttons = append(p.Buttons, printedButton(b))
	}
	if out.File != nil {
		p.File = &printedFile{Name: out.File.Name, Bytes: len(out.File.Content)}
	}
	for _, who := range out.Ring {
		p.Rings = append(p.Rings, planner.Native(who))
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // it is read by programs and people, not by a browser
	if err := enc.Encode(p); err != nil {
		return "", fmt.Errorf("print message: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// messageText is what people read of a message; a reaction and a file stand in
// brackets.
func messageText(out chat.Outgoing) string {
	text := chat.PlainText(out)
	switch {
	case out.React != "":
		return "(" + out.React + ")"
	case out.File != nil:
		return fmt.Sprintf("%s\n[file %s, %d bytes]", text, out.File.Name, len(out.File.Content))
	}
	return text
}

// Visible is text without what steers a terminal or turns the direction of
// what follows: control characters but line ends, and bidirectional embeddings,
// overrides and isolates (Unicode Standard Annex 9, section 2). A tab becomes
// a blank.
func Visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		default:
			return r
		}
	}, text)
}

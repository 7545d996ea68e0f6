package chat

import (
	"time"

	"entente/planner"
)

// Outgoing is one message that Entente says. It is typed, not Markdown: what
// people wrote is only ever a Plain span, so that an adapter never guesses
// what to escape, and LaTeX survives byte for byte.
type Outgoing struct {
	To     Place
	Blocks []Block
	// Buttons stand under the text. Where a network has none, the adapter
	// shows them as a numbered list: the bot understands the numbers.
	Buttons []Button `json:",omitempty"`
	// Ring names who is notified (mentioned); nobody when empty.
	Ring []planner.IdentityID `json:",omitempty"`
	// OnlyFor shows it to that person alone (ephemeral) where the network
	// can; elsewhere it is an ordinary answer.
	OnlyFor planner.IdentityID `json:",omitempty"`
	// Urgent: a reminder or request, for which clients should notify as for
	// a person's message (Matrix: m.text); otherwise m.notice.
	Urgent bool `json:",omitempty"`
	// Replaces is the id of an earlier message of the bot that this one
	// takes the place of, edited where the network can.
	Replaces string `json:",omitempty"`
	// React, when set, is an emoji put on the message To.ReplyTo instead of
	// saying anything; the rest is then empty.
	React string `json:",omitempty"`
	// Form is opened at once where the network can, on the Ticket of a press or
	// slash command. Where it cannot (no ticket, or expired), Blocks and
	// Buttons are said instead: they offer the way to it.
	Form *Form `json:",omitempty"`
	// File goes with the message.
	File *File `json:",omitempty"`
	// Ticket is that of the incoming event which this answers, if it had one.
	Ticket string `json:",omitempty"`
	// Key is the opaque delivery key that travels with the message and by
	// which it is found again; unique per message.
	Key string
}

// Place is where a message goes: a room, or a person privately.
type Place struct {
	Room    planner.RoomID     `json:",omitempty"`
	Person  planner.IdentityID `json:",omitempty"` // privately; Room may then be empty
	Thread  string             `json:",omitempty"` // in this thread (Slack)
	ReplyTo string             `json:",omitempty"` // as an answer to this message (Matrix)
}

// Block is a paragraph, a list or rows: exactly one field is set.
type Block struct {
	Text []Span   `json:",omitempty"` // one paragraph
	List [][]Span `json:",omitempty"` // one item each
	Rows [][]Text `json:",omitempty"` // one row each, of fields; said as one line a row
}

// Text is a run of spans: one field of a row.
type Text []Span

// SpanKind says what a span is.
type SpanKind string

// The kinds of spans.
const (
	Plain   SpanKind = ""
	Strong  SpanKind = "strong"
	Code    SpanKind = "code"    // to be typed, or an id
	Link    SpanKind = "link"    // Text at URL
	Person  SpanKind = "person"  // Text names Person; rings only if it is in Ring
	Room    SpanKind = "room"    // Text names Room
	Instant SpanKind = "instant" // Text says when; At is the instant, zero for days without hours
)

// Span is a piece of text of one kind.
type Span struct {
	Kind   SpanKind `json:",omitempty"`
	Text   string
	URL    string             `json:",omitempty"`
	Person planner.IdentityID `json:",omitempty"`
	Room   planner.RoomID     `json:",omitempty"`
	At     time.Time          `json:",omitzero"`
}

// Button is a sentence said for whoever presses it.
type Button struct {
	Label    string
	Sentence string // canonical: English command, short ids, ISO times, IANA zone
}

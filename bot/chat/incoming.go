package chat

import (
	"time"

	"entente/planner"
)

// IncomingKind says what happened.
type IncomingKind string

// The kinds of incoming events. A button, a slash command and a form all are
// Said, with the sentence that they stand for.
const (
	Said    IncomingKind = "said"
	Invited IncomingKind = "invited" // the bot came into a room
	Left    IncomingKind = "left"    // the bot was sent away or left
	Edited  IncomingKind = "edited"  // a message already taken in was changed; Message names it
	Deleted IncomingKind = "deleted" // a message already taken in was removed; Message names it
	// Reacted: an emoji (Text) was put under a message of the bot (ReplyTo).
	// Where the reaction has an id (Message) it may be Deleted.
	Reacted IncomingKind = "reacted"
	// Moved: the room Before goes on in Room.
	Moved IncomingKind = "moved"
	// Unreadable: something was said that cannot be decrypted.
	Unreadable IncomingKind = "unreadable"
)

// Incoming is one thing that somebody said or did. It is kept in the inbox as
// JSON until it has been handled.
type Incoming struct {
	Kind    IncomingKind
	Network string
	EventID string // the network's id of this event; a repeat carries the same
	Room    planner.RoomID
	Before  planner.RoomID `json:",omitempty"` // of Moved: the room that Room takes the place of
	Name    string         // name of the room, without "#"; empty when not known or direct
	Direct  bool           // the room is a conversation with one person
	Thread  string         // id of the thread's first message; empty outside threads
	Message string         // id of this message, to answer or react to; empty for a button
	ReplyTo string         // id of the message that it answers; empty otherwise
	// From is who said it.
	From planner.IdentityID
	// FromName, FromZone (IANA) and FromLang come from the network's profile;
	// each may be empty.
	FromName string
	FromZone string
	FromLang planner.Lang
	// Addressed: said to the bot (direct message, mention, its name at the
	// start, a reply to its message, a button). What is not addressed is
	// handed over only when it may answer the bot's question.
	Addressed bool
	// Pressed: a button, whose sentence Text is, on the message ReplyTo; or a
	// form that was sent, whose command Text is.
	Pressed bool
	// Text is what was meant: without the mention of the bot, without a
	// quoted fallback, people as "@name", rooms as "#name" (see Mentions).
	Text string
	// Mentions says who or what "@name" and "#name" in Text are.
	Mentions []Mention
	// Fields are the named values of a form; see [Field] for how each kind is
	// written. One that was left empty is absent.
	Fields map[string]string `json:",omitempty"`
	// Ticket is what the network gave to answer this event with, as a form that
	// is opened at once; only its adapter can read it. It goes back in
	// [Outgoing.Ticket], and expires.
	Ticket string `json:",omitempty"`
	// At is when it was said, by the network's clock.
	At time.Time
}

// Mention is a person or room named in a text.
type Mention struct {
	Text   string             // as it stands in the text, with "@" or "#"
	Person planner.IdentityID // or
	Room   planner.RoomID
	Name   string // name as shown, without "@" or "#"
}

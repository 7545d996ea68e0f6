// Package planner knows what an event is and when things happen. It is pure:
// it does no input or output, keeps nothing but the time zones that it has
// parsed, and is told what time it is.
//
// Its values are what the store keeps and what the bot talks about. It returns
// values and reasons ([Refusal], [Question]), never sentences: package words
// turns those into English or French.
package planner

import (
	"strings"
	"time"
)

// Identifiers. All but those of rooms and identities are opaque texts made by
// [NewID]; rooms and identities are "network:native-id", of which only the
// network is read outside the adapter concerned.
type (
	// PersonID identifies a person, who may have several identities.
	PersonID string
	// IdentityID is how one network knows a person: "network:native-id".
	IdentityID string
	// RoomID is a channel, room or conversation of one network: "network:native-id".
	RoomID string
	// CollaborationID identifies a collaboration.
	CollaborationID string
	// EventID identifies an event.
	EventID string
	// OccurrenceID identifies one date of an event.
	OccurrenceID string
	// ReminderID identifies a reminder rule.
	ReminderID string
	// TalkID identifies a talk.
	TalkID string
	// SpeakerID identifies an invitation of somebody to speak.
	SpeakerID string
	// ReplyID identifies what a person answered for a date.
	ReplyID string
)

// Network is the part of id before its first colon: the name of a configured
// connection. It is empty when there is none.
func Network[ID RoomID | IdentityID](id ID) string {
	network, _, found := strings.Cut(string(id), ":")
	if !found {
		return ""
	}
	return network
}

// Native is the part of id after its first colon: what the network itself
// calls the room or person.
func Native[ID RoomID | IdentityID](id ID) string {
	_, native, _ := strings.Cut(string(id), ":")
	return native
}

// Lang is a language that Entente speaks.
type Lang string

// The languages. Both is for posts in a room that wants each text twice.
const (
	English Lang = "en"
	French  Lang = "fr"
	Both    Lang = "both"
)

// Person is somebody who uses Entente. Name stands in this row only;
// everything else points to the ID.
type Person struct {
	ID    PersonID
	Name  string
	Zone  string // IANA name of the home zone; empty until known; see [Person.ZoneAt]
	Stays []Stay // away from home, in the order in which they were said
	Lang  Lang   // empty until known
	// Observes: reads all collaborations, and changes nothing in them.
	Observes bool
	Created  time.Time
}

// Identity is how a network knows a person.
type Identity struct {
	ID       IdentityID
	Person   PersonID
	LastUsed time.Time // the network used last receives private messages
}

// Room is a channel, room or conversation of a network.
type Room struct {
	ID            RoomID
	Name          string          // as people type it, without "#"; empty for a direct message
	Collaboration CollaborationID // empty when the room is tied to none
	Lang          Lang            // language of posts; empty until known
	Direct        bool            // a conversation with one person
	Closed        bool            // the bot was sent away
	Greeted       time.Time       // when the first greeting was said; zero if never
	Successor     RoomID          // the room that took the place of this one; empty if none did
}

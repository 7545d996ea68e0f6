package console

import (
	"strings"

	"entente/bot/chat"
	"entente/planner"
)

// place is where people talk: a room of a network, or the direct conversation
// of one person with the bot.
type place struct {
	network string
	room    planner.RoomID
	person  string // lower case; empty in a room
}

// The forms of names in commands and texts. A name of a room begins with a
// letter: "#12" is an event.
var (
	nameForm    = form(`^\pL[\pL\pN_.-]*$`)
	roomForm    = form(`^#\pL[\pL\pN_.-]*$`)
	mentionForm = form(`(^|[^\pL\pN_@#/.])([@#]\pL[\pL\pN_.-]*)`)
	ownName     = form(`(?i)^\s*(@entente\b\s*[:,]?|entente\s*[:,])\s*`)
)

// inRoom is the room that people call "#name".
func inRoom(network, name string) place {
	return place{network: network, room: planner.RoomID(network + ":" + nameKey(name))}
}

// direct is the conversation of the bot with name.
func direct(network, name string) place {
	name = nameKey(name)
	return place{network: network, room: planner.RoomID(network + ":@" + name), person: name}
}

// placeNamed reads what String writes, and "dm" for the conversation of speaker.
func placeNamed(text, speaker string) place {
	text, isDirect := strings.CutPrefix(text, "dm ")
	network, name, qualified := strings.Cut(text, ":")
	if !qualified {
		network, name = Network, text
	}
	switch {
	case name == "dm":
		return direct(network, speaker)
	case isDirect:
		return direct(network, name)
	default:
		return inRoom(network, strings.TrimPrefix(name, "#"))
	}
}

// placeOf is where a message goes.
func placeOf(to chat.Place) place {
	if to.Person != "" {
		return direct(planner.Network(to.Person), planner.Native(to.Person))
	}
	network, native := planner.Network(to.Room), planner.Native(to.Room)
	if person, ok := strings.CutPrefix(native, "@"); ok {
		return direct(network, person)
	}
	return inRoom(network, native)
}

// roomName is "#ganda", or empty for a direct conversation.
func (p place) roomName() string {
	if p.person != "" {
		return ""
	}
	return "#" + planner.Native(p.room)
}

// String is the place as scripts write it: "#ganda", "dm bob", "matrix:#ganda",
// "dm matrix:bob".
func (p place) String() string {
	network := ""
	if p.network != Network {
		network = p.network + ":"
	}
	if p.person != "" {
		return "dm " + network + p.person
	}
	return network + p.roomName()
}

// incoming is what name says here, with its mentions.
func (p place) incoming(name, text string) chat.Incoming {
	in := chat.Incoming{
		Kind: chat.Said, Network: p.network, Room: p.room, Direct: p.person != "",
		From: identity(p.network, name), FromName: name,
		Text: ownName().ReplaceAllString(text, ""),
	}
	if !in.Direct {
		in.Name = planner.Native(p.room)
	}
	in.Mentions = mentions(p.network, in.Text)
	return in
}

// identity is how the network knows name.
func identity(network, name string) planner.IdentityID {
	return planner.IdentityID(network + ":" + nameKey(name))
}

// nameKey is a name as it stands in ids: people do not mind its case.
func nameKey(name string) string { return strings.ToLower(name) }

// mentions finds the people and rooms named in a text, each once. Words by
// which networks ring everybody are nobody's name here, nor is the bot's own.
func mentions(network, text string) []chat.Mention {
	var found []chat.Mention
	seen := map[string]bool{}
	for _, m := range mentionForm().FindAllStringSubmatch(text, -1) {
		words := strings.TrimRight(m[2], ".-")
		name := words[1:]
		if seen[words] {
			continue
		}
		seen[words] = true
		switch strings.ToLower(words) {
		case "@entente", "@room", "@channel", "@here", "@everyone":
			continue
		}
		mention := chat.Mention{Text: words, Name: name}
		if words[0] == '@' {
			mention.Person = identity(network, name)
		} else {
			mention.Room = inRoom(network, name).room
		}
		found = append(found, mention)
	}
	return found
}

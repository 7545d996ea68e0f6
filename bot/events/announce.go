package events

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/reminders"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// inRoom finds where something is to be announced: "in #ganda", « dans #ganda »,
// "here".
var inRoom = regexp.MustCompile(`(?i)(?:\b(?:in|into|to|on|dans|sur|en)\s+(?:the\s+(?:room|channel)\s+|le\s+(?:salon|canal)\s+)?(#\S+))|(?:\b(?:here|ici|in this room|dans ce salon)\b)`)

// announce is `announce E5`, `announce E5 in #ganda`, « annoncer E5 dans
// #salon »: it posts the card of an event, or of one date of a series, in its
// rooms or the one named, once.
func (r *request) announce(rest string) (*turn.Reply, error) {
	rooms, rest, err := r.takeRooms(rest)
	if err != nil {
		return nil, err
	}
	t, err := r.Changeable(rest)
	if err != nil {
		return nil, err
	}
	if t.Event.Rule != nil && t.One == nil {
		if err := t.On(r.Turn, grammar.EventForm.ReplaceAllString(" "+rest, "")); err != nil {
			return nil, err
		}
	}
	if len(planner.Ahead(t.Occurrences, r.Now)) == 0 || t.One != nil && !t.One.EndAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	if t.Event.Visibility == planner.Private {
		return r.announcePrivate(t, rooms), nil
	}
	if len(rooms) == 0 {
		if rooms, err = r.roomsToAnnounce(t.Event); err != nil {
			return nil, err
		}
	}
	card := planner.Card{Event: t.Event.ID, Person: r.Person.ID}
	if t.Event.Rule != nil && t.One != nil && t.Named {
		card.Occurrence = t.One.ID
	}
	posted, there := []string(nil), []string(nil)
	for _, room := range rooms {
		card.Room = room.ID
		already, err := delivery.Announce(r.Tx, card, r.Now)
		if err != nil {
			return nil, err
		}
		if already {
			there = append(there, "#"+room.Name)
		} else {
			posted = append(posted, "#"+room.Name)
		}
	}
	return r.announced(t, posted, there), nil
}

// announcePrivate says that whoever is in a room would see what is private, and
// how it is made for more people. Nothing is posted.
func (r *request) announcePrivate(t *turn.Target, rooms []planner.Room) *turn.Reply {
	if len(rooms) == 0 && !r.Room.Direct {
		rooms = []planner.Room{r.Room}
	}
	where := r.Label("announce.a_room")
	if len(rooms) > 0 {
		where = "#" + rooms[0].Name
	}
	p := r.Tell("announce.private", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "ref": telling.EventID(t.Event), "room": where})
	p.Asker, p.About = true, memory.Subject{Event: t.Event.ID}
	p.Button(r.Label("button.for_members"), "visibility "+telling.EventID(t.Event)+" members")
	return p.Button(r.Label("button.for_all"), "visibility "+telling.EventID(t.Event)+" public")
}

// announced says where something was announced now, or before.
func (r *request) announced(t *turn.Target, posted, there []string) *turn.Reply {
	key, where := "announce.done", posted
	if len(posted) == 0 {
		key, where = "announce.already", there
	}
	p := r.Tell(key, words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "rooms": strings.Join(where, ", "), "n": len(where)})
	p.About = memory.Subject{Event: t.Event.ID}
	return p
}

// takeRooms takes out of text the room that it names.
func (r *request) takeRooms(text string) (rooms []planner.Room, rest string, err error) {
	at := inRoom.FindStringSubmatchIndex(grammar.BlankQuoted(text))
	if at == nil {
		return nil, text, nil
	}
	rest = strings.TrimSpace(text[:at[0]] + " " + text[at[1]:])
	if at[2] < 0 {
		if r.Room.Direct {
			return nil, rest, &planner.Refusal{Why: "announce.where"}
		}
		return []planner.Room{r.Room}, rest, nil
	}
	room, err := r.roomCalled(strings.TrimRight(text[at[2]:at[3]], ".,;:!"))
	return []planner.Room{room}, rest, err
}

// roomCalled is the room that a text names, "#ganda", where the person may post.
func (r *request) roomCalled(name string) (room planner.Room, err error) {
	for _, m := range r.In.Mentions {
		if m.Room != "" && strings.EqualFold(m.Text, name) {
			room, err = r.Tx.Room(m.Room)
			break
		}
	}
	if room.ID == "" && err == nil {
		room, err = r.Tx.RoomNamed(r.In.Network, strings.TrimPrefix(name, "#"))
	}
	if errors.Is(err, store.ErrNotFound) || err == nil && room.Closed {
		return room, &planner.Refusal{Why: "room.unknown", Words: name}
	}
	if err != nil {
		return room, err
	}
	return room, reminders.MayPost(r.Turn, room.ID, name)
}

// roomsToAnnounce are the rooms of an event; without any, the one where this is
// said.
func (r *request) roomsToAnnounce(e planner.Event) ([]planner.Room, error) {
	ids, err := delivery.RoomsOf(r.Tx, e)
	if err != nil {
		return nil, err
	}
	var rooms []planner.Room
	for _, id := range ids {
		room, err := r.Tx.Room(id)
		if err != nil {
			return nil, err
		}
		rooms = append(rooms, room)
	}
	rooms = slices.DeleteFunc(rooms, func(room planner.Room) bool { return room.Closed })
	switch {
	case len(rooms) > 0:
		return rooms, nil
	case r.Room.Direct:
		return nil, &planner.Refusal{Why: "announce.where", Words: telling.EventID(e)}
	}
	return []planner.Room{r.Room}, nil
}

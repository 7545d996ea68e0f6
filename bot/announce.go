package bot

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
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
func (r *request) announce(rest string) (*reply, error) {
	rooms, rest, err := r.takeRooms(rest)
	if err != nil {
		return nil, err
	}
	t, err := r.changeable(rest)
	if err != nil {
		return nil, err
	}
	if t.event.Rule != nil && t.one == nil {
		if err := t.on(r, idForm.ReplaceAllString(" "+rest, "")); err != nil {
			return nil, err
		}
	}
	if len(planner.Ahead(t.occurrences, r.now)) == 0 || t.one != nil && !t.one.EndAt.After(r.now) {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.event)}
	}
	if t.event.Visibility == planner.Private {
		return r.announcePrivate(t, rooms), nil
	}
	if len(rooms) == 0 {
		if rooms, err = r.roomsToAnnounce(t.event); err != nil {
			return nil, err
		}
	}
	card := planner.Card{Event: t.event.ID, Person: r.person.ID}
	if t.event.Rule != nil && t.one != nil && t.named {
		card.Occurrence = t.one.ID
	}
	posted, there := []string(nil), []string(nil)
	for _, room := range rooms {
		card.Room = room.ID
		already, err := delivery.Announce(r.tx, card, r.now)
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
func (r *request) announcePrivate(t *target, rooms []planner.Room) *reply {
	if len(rooms) == 0 && !r.room.Direct {
		rooms = []planner.Room{r.room}
	}
	where := r.label("announce.a_room")
	if len(rooms) > 0 {
		where = "#" + rooms[0].Name
	}
	p := r.tell("announce.private", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "ref": telling.EventID(t.event), "room": where})
	p.asker, p.about = true, memory.Subject{Event: t.event.ID}
	p.button(r.label("button.for_members"), "visibility "+telling.EventID(t.event)+" members")
	return p.button(r.label("button.for_all"), "visibility "+telling.EventID(t.event)+" public")
}

// announced says where something was announced now, or before.
func (r *request) announced(t *target, posted, there []string) *reply {
	key, where := "announce.done", posted
	if len(posted) == 0 {
		key, where = "announce.already", there
	}
	p := r.tell(key, words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "rooms": strings.Join(where, ", "), "n": len(where)})
	p.about = memory.Subject{Event: t.event.ID}
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
		if r.room.Direct {
			return nil, rest, &planner.Refusal{Why: "announce.where"}
		}
		return []planner.Room{r.room}, rest, nil
	}
	room, err := r.roomCalled(strings.TrimRight(text[at[2]:at[3]], ".,;:!"))
	return []planner.Room{room}, rest, err
}

// roomCalled is the room that a text names, "#ganda", where the person may post.
func (r *request) roomCalled(name string) (room planner.Room, err error) {
	for _, m := range r.in.Mentions {
		if m.Room != "" && strings.EqualFold(m.Text, name) {
			room, err = r.tx.Room(m.Room)
			break
		}
	}
	if room.ID == "" && err == nil {
		room, err = r.tx.RoomNamed(r.in.Network, strings.TrimPrefix(name, "#"))
	}
	if errors.Is(err, store.ErrNotFound) || err == nil && room.Closed {
		return room, &planner.Refusal{Why: "room.unknown", Words: name}
	}
	if err != nil {
		return room, err
	}
	return room, r.mayPost(room.ID, name)
}

// roomsToAnnounce are the rooms of an event; without any, the one where this is
// said.
func (r *request) roomsToAnnounce(e planner.Event) ([]planner.Room, error) {
	ids, err := delivery.RoomsOf(r.tx, e)
	if err != nil {
		return nil, err
	}
	var rooms []planner.Room
	for _, id := range ids {
		room, err := r.tx.Room(id)
		if err != nil {
			return nil, err
		}
		rooms = append(rooms, room)
	}
	rooms = slices.DeleteFunc(rooms, func(room planner.Room) bool { return room.Closed })
	switch {
	case len(rooms) > 0:
		return rooms, nil
	case r.room.Direct:
		return nil, &planner.Refusal{Why: "announce.where", Words: telling.EventID(e)}
	}
	return []planner.Room{r.room}, nil
}

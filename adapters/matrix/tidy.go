package matrix

import (
	"maps"
	"slices"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// tidy makes a response what the rest may rely on: no holes, every room with an
// id, and every event of a room with an id, a sender and its content read as
// what its type says. Content that cannot be read is left out, and then nobody
// takes the event for something.
func (s *session) tidy(response *mautrix.RespSync) {
	withoutHoles(&response.ToDevice.Events)
	withoutNoRooms(response.Rooms.Join)
	withoutNoRooms(response.Rooms.Leave)
	withoutNoRooms(response.Rooms.Invite)
	for id, room := range response.Rooms.Join {
		s.tidyEvents(id, &room.State.Events)
		s.tidyEvents(id, &room.Timeline.Events)
	}
	for id, room := range response.Rooms.Leave {
		s.tidyEvents(id, &room.State.Events)
		s.tidyEvents(id, &room.Timeline.Events)
	}
	for id, room := range response.Rooms.Invite { // which shows an excerpt, of events without ids
		withoutHoles(&room.State.Events)
		read(id, room.State.Events)
	}
}

func (s *session) tidyEvents(room id.RoomID, events *[]*event.Event) {
	all := len(*events)
	*events = slices.DeleteFunc(*events, func(evt *event.Event) bool { return evt == nil || evt.ID == "" || evt.Sender == "" })
	if skipped := all - len(*events); skipped > 0 {
		s.log.Warn("events skipped: without id or sender", "room", room, "events", skipped)
	}
	read(room, *events)
}

// withoutNoRooms leaves out what is no room: nothing, or without an id.
func withoutNoRooms[T any](rooms map[id.RoomID]*T) {
	maps.DeleteFunc(rooms, func(room id.RoomID, of *T) bool { return of == nil || room == "" })
}

func withoutHoles(events *[]*event.Event) {
	*events = slices.DeleteFunc(*events, func(evt *event.Event) bool { return evt == nil })
}

func read(room id.RoomID, events []*event.Event) {
	for _, evt := range events {
		evt.RoomID = room
		evt.Type.Class = event.MessageEventType
		if evt.StateKey != nil {
			evt.Type.Class = event.StateEventType
		}
		_ = evt.Content.ParseRaw(evt.Type)
	}
}

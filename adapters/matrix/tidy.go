package matrix

import (
	"maps"
	"slices"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// tidy makes a response what the rest may rely on: no holes, and every event
// with its room and its content read as what its type says. What cannot be read
// stays without content, which nobody takes for something.
func tidy(response *mautrix.RespSync) {
	withoutHoles(&response.ToDevice.Events)
	maps.DeleteFunc(response.Rooms.Join, func(_ id.RoomID, room *mautrix.SyncJoinedRoom) bool { return room == nil })
	maps.DeleteFunc(response.Rooms.Leave, func(_ id.RoomID, room *mautrix.SyncLeftRoom) bool { return room == nil })
	maps.DeleteFunc(response.Rooms.Invite, func(_ id.RoomID, room *mautrix.SyncInvitedRoom) bool { return room == nil })
	for id, room := range response.Rooms.Join {
		tidyEvents(id, &room.State.Events)
		tidyEvents(id, &room.Timeline.Events)
	}
	for id, room := range response.Rooms.Leave {
		tidyEvents(id, &room.State.Events)
		tidyEvents(id, &room.Timeline.Events)
	}
	for id, room := range response.Rooms.Invite {
		tidyEvents(id, &room.State.Events)
	}
}

func tidyEvents(room id.RoomID, events *[]*event.Event) {
	withoutHoles(events)
	for _, evt := range *events {
		evt.RoomID = room
		evt.Type.Class = event.MessageEventType
		if evt.StateKey != nil {
			evt.Type.Class = event.StateEventType
		}
		_ = evt.Content.ParseRaw(evt.Type)
	}
}

func withoutHoles(events *[]*event.Event) {
	*events = slices.DeleteFunc(*events, func(evt *event.Event) bool { return evt == nil })
}

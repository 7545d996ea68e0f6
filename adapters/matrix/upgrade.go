package matrix

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// followUpgrades goes after rooms that were replaced (Matrix client-server API,
// "Room upgrades"). Where the successor lets in only who is invited, the bot
// comes when it is. It tells of the move when it has arrived.
func (s *session) followUpgrades(state, timeline []*event.Event) {
	for _, evt := range slices.Concat(state, timeline) {
		if evt.Type != event.StateTombstone || evt.GetStateKey() != "" {
			continue
		}
		successor := evt.Content.AsTombstone().GetReplacementRoom()
		if successor == "" || successor == evt.RoomID {
			continue
		}
		s.door.join(entry{room: successor, before: evt.RoomID, via: []string{evt.Sender.Homeserver()}, from: s.from})
	}
}

// movedFrom is the room that another takes the place of, if the bot is in it
// and both rooms say so; who made the successor is by.
func (s *session) movedFrom(ctx context.Context, room id.RoomID) (before id.RoomID, by id.UserID, err error) {
	create, err := s.client.StateStore.GetCreate(ctx, room)
	if err != nil || create == nil {
		return "", "", err
	}
	before = create.Content.AsCreate().GetPredecessor().RoomID
	goesOn, err := s.goesOn(ctx, before, room)
	if err != nil || !goesOn {
		return "", "", err
	}
	return before, create.Sender, nil
}

// making asks how a room was made, and puts the answer into content. (The SDK's
// StateEvent would also put it into the store, without who made it, over the
// whole event that the sync brought.)
func (a *Adapter) making(ctx context.Context, room id.RoomID, content any) error {
	where := a.client.BuildClientURL("v3", "rooms", room, "state", event.StateCreate.Type, "")
	_, err := a.client.MakeRequest(reading(ctx), http.MethodGet, where, nil, content)
	return err
}

// goesOn tells whether before, in which the bot is, names room as its successor.
func (s *session) goesOn(ctx context.Context, before, room id.RoomID) (bool, error) {
	if before == "" || !s.client.StateStore.IsInRoom(ctx, before, s.me.id) {
		return false, nil
	}
	var tombstone event.TombstoneEventContent
	err := s.client.StateEvent(ctx, before, event.StateTombstone, "", &tombstone)
	if s.again(err) {
		return false, fmt.Errorf("successor of room: %w", err)
	}
	return err == nil && tombstone.ReplacementRoom == room, nil
}

// isSpace tells whether a room only groups others (room type "m.space"):
// nobody talks there.
func (s *session) isSpace(ctx context.Context, room id.RoomID) (bool, error) {
	if space, known := s.spaces[room]; known {
		return space, nil
	}
	create, err := s.client.StateStore.GetCreate(ctx, room)
	if err != nil {
		return false, fmt.Errorf("kind of room: %w", err)
	}
	s.spaces[room] = create != nil && create.Content.AsCreate().Type == event.RoomTypeSpace
	return s.spaces[room], nil
}

// createOf is what the state shown to who is invited says of a room's making.
func createOf(state []*event.Event) *event.CreateEventContent {
	for _, evt := range state {
		if evt.Type == event.StateCreate {
			return evt.Content.AsCreate()
		}
	}
	return new(event.CreateEventContent)
}

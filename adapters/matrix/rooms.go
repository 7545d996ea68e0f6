package matrix

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// isDirect tells whether a room is a conversation of one person with the bot:
// there are two of them, and the list of direct conversations has it or it has
// no name. A named room of two is one that others have not joined yet.
func (s *session) isDirect(ctx context.Context, room id.RoomID) (bool, error) {
	if alone, known := s.alone[room]; known {
		return alone, nil
	}
	listed := s.direct.has(room)
	if !listed {
		if name, err := s.roomName(ctx, room); err != nil || name != "" {
			return false, err
		}
	}
	members, err := s.members(ctx, room)
	if err != nil {
		return false, err
	}
	s.alone[room] = len(members) == 2
	if s.alone[room] && !listed {
		for _, user := range members {
			if user != s.me.id {
				s.remember(ctx, user, room)
			}
		}
	}
	return s.alone[room], nil
}

// members are those who are in a room or invited to it.
func (a *Adapter) members(ctx context.Context, room id.RoomID) ([]id.UserID, error) {
	return a.client.StateStore.GetRoomJoinedOrInvitedMembers(ctx, room)
}

// roomName is the name of a room without "#", else its alias without server;
// empty when it has neither.
func (s *session) roomName(ctx context.Context, room id.RoomID) (string, error) {
	if name, known := s.names[room]; known {
		return name, nil
	}
	var named event.RoomNameEventContent
	if err := s.client.StateEvent(ctx, room, event.StateRoomName, "", &named); s.again(err) {
		return "", fmt.Errorf("name of room: %w", err)
	}
	name := strings.TrimLeft(named.Name, "# ")
	if name == "" {
		var aliased event.CanonicalAliasEventContent
		if err := s.client.StateEvent(ctx, room, event.StateCanonicalAlias, "", &aliased); s.again(err) {
			return "", fmt.Errorf("alias of room: %w", err)
		}
		name = localpart(aliased.Alias.String())
	}
	s.names[room] = name
	return name, nil
}

// forget has what changed about a room asked for again.
func (s *session) forget(room id.RoomID, events ...[]*event.Event) {
	for _, evt := range slices.Concat(events...) {
		switch evt.Type {
		case event.StateRoomName, event.StateCanonicalAlias:
			delete(s.names, room)
			delete(s.alone, room)
		case event.StateMember:
			delete(s.alone, room)
		case event.StateCreate:
			delete(s.spaces, room)
		}
	}
}

// personName is what somebody is called in a room.
func (s *session) personName(ctx context.Context, room id.RoomID, user id.UserID) (string, error) {
	member, err := s.client.StateStore.GetMember(ctx, room, user)
	if err != nil {
		return "", err
	}
	if member.Displayname != "" {
		return member.Displayname, nil
	}
	return user.Localpart(), nil
}

// localpart is "name" of "@name:server" and "#name:server".
func localpart(matrixID string) string {
	if matrixID == "" {
		return ""
	}
	name, _, _ := strings.Cut(matrixID[1:], ":")
	return name
}

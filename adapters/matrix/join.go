package matrix

import (
	"context"
	"fmt"
	"slices"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
	"entente/planner"
)

// answerInvite joins a room when somebody on the list invites, and declines
// otherwise. The bot is told when the sync shows it in the room.
func (s *session) answerInvite(ctx context.Context, room id.RoomID, invite *mautrix.SyncInvitedRoom) error {
	at := lastIndex(invite.State.Events, s.ownInvite)
	if at < 0 {
		return nil
	}
	evt := invite.State.Events[at]
	if !s.allow.has(evt.Sender) {
		s.log.Warn("invitation declined: not on the list", "room", room, "sender", evt.Sender)
		if _, err := s.client.LeaveRoom(ctx, room); passing(err) {
			return fmt.Errorf("decline invitation: %w", err)
		}
		return nil
	}
	s.invited[room] = evt.Sender
	via := &mautrix.ReqJoinRoom{Via: []string{evt.Sender.Homeserver()}}
	_, err := s.client.JoinRoom(ctx, room.String(), via)
	switch {
	case passing(err):
		return fmt.Errorf("join room: %w", err)
	case err != nil:
		s.log.Error("room not joined: it must invite again", "room", room, "sender", evt.Sender, "error", err)
	case evt.Content.AsMember().IsDirect:
		s.remember(ctx, evt.Sender, room)
	}
	return nil
}

// arrive tells the bot of a room that it came into, and gives what was said
// there since: after it joined, in a direct conversation after it was invited.
// arrived is false when it was there before; then that is the whole timeline.
func (s *session) arrive(ctx context.Context, room id.RoomID, state, timeline []*event.Event) (
	since []*event.Event, arrived bool, err error) {
	at := lastIndex(timeline, s.ownJoin)
	inviter := s.invited[room]
	var join *event.Event
	if at >= 0 {
		join = timeline[at]
	} else if i := lastIndex(state, s.ownJoin); i >= 0 && inviter != "" {
		join = state[i] // long before what the timeline holds
	} else {
		return timeline, false, nil
	}
	invite := lastIndex(timeline[:at+1], s.ownInvite)
	if invite >= 0 {
		inviter = timeline[invite].Sender
	}
	direct, err := s.isDirect(ctx, room)
	if err != nil {
		return nil, true, err
	}
	if inviter != "" {
		if err := s.tell(ctx, chat.Invited, join, inviter); err != nil {
			return nil, true, err
		}
	}
	delete(s.invited, room)
	if direct && invite >= 0 {
		at = invite
	}
	return timeline[at+1:], true, nil
}

// leave tells the bot that it left a room or was sent away. A room of which
// the store does not know that the bot was in it is one that it was invited to
// in vain.
func (s *session) leave(ctx context.Context, room id.RoomID, events []*event.Event) error {
	at := lastIndex(events, s.ownMember)
	if at < 0 || !s.client.StateStore.IsInRoom(ctx, room, s.me.id) {
		return nil
	}
	delete(s.names, room)
	events[at].RoomID = room
	return s.tell(ctx, chat.Left, events[at], events[at].Sender)
}

// tell hands over that the bot came or went.
func (s *session) tell(ctx context.Context, kind chat.IncomingKind, evt *event.Event, by id.UserID) error {
	in := chat.Incoming{
		Kind:    kind,
		Network: s.options.Name,
		EventID: evt.ID.String(),
		Room:    s.roomID(evt.RoomID),
		From:    s.identity(by),
		At:      time.UnixMilli(evt.Timestamp),
	}
	if kind == chat.Invited {
		if err := s.describe(ctx, &in, evt.RoomID, by); err != nil {
			return err
		}
	}
	return s.receive(ctx, in)
}

func (s *session) ownMember(evt *event.Event) bool {
	return evt.Type == event.StateMember && evt.GetStateKey() == s.me.id.String()
}

func (s *session) ownInvite(evt *event.Event) bool {
	return s.ownMember(evt) && evt.Content.AsMember().Membership == event.MembershipInvite
}

// ownJoin tells a join from a change of name or picture, which looks the same.
func (s *session) ownJoin(evt *event.Event) bool {
	return s.ownMember(evt) && evt.Content.AsMember().Membership == event.MembershipJoin &&
		before(evt) != event.MembershipJoin
}

func lastIndex(events []*event.Event, is func(*event.Event) bool) int {
	for i, evt := range slices.Backward(events) {
		if is(evt) {
			return i
		}
	}
	return -1
}

// before is the membership that evt changed; empty when not known.
func before(evt *event.Event) event.Membership {
	if evt.Unsigned.PrevContent == nil {
		return ""
	}
	_ = evt.Unsigned.PrevContent.ParseRaw(evt.Type) // it may have been parsed before
	return evt.Unsigned.PrevContent.AsMember().Membership
}

func (a *Adapter) roomID(room id.RoomID) planner.RoomID {
	return planner.RoomID(a.options.Name + ":" + room.String())
}

func (a *Adapter) identity(user id.UserID) planner.IdentityID {
	return planner.IdentityID(a.options.Name + ":" + user.String())
}

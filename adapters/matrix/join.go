package matrix

import (
	"context"
	"slices"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
	"entente/planner"
)

// answerInvites has rooms joined when somebody on the list invites, or when they
// take the place of one that the bot is in, and declines otherwise. The bot is
// told when the sync shows it in the room.
func (s *session) answerInvites(ctx context.Context, invites map[id.RoomID]*mautrix.SyncInvitedRoom) error {
	declined := 0
	for room, invite := range invites {
		at := lastIndex(invite.State.Events, s.ownInvite)
		if at < 0 {
			continue
		}
		evt, made := invite.State.Events[at], createOf(invite.State.Events)
		welcome := s.allow.has(evt.Sender) && made.Type != event.RoomTypeSpace
		if !welcome {
			var err error
			if welcome, err = s.goesOn(ctx, made.GetPredecessor().RoomID, room); err != nil {
				return err
			}
		}
		if !welcome {
			declined++
			s.door.decline(room)
			continue
		}
		s.invited[room] = evt.Sender
		wanted := entry{room: room, via: []string{evt.Sender.Homeserver()}, from: s.from}
		if evt.Content.AsMember().IsDirect {
			wanted.with = evt.Sender
		}
		s.door.join(wanted)
	}
	if declined > 0 { // one line, however many there are
		s.log.Warn("invitations declined: from nobody on the list, or to spaces", "invitations", declined)
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
	before, by, err := s.movedFrom(ctx, room)
	switch {
	case err != nil:
	case before != "":
		if user, listed := s.direct.person(before); listed {
			s.remember(ctx, user, room)
		}
		err = s.tell(ctx, chat.Incoming{Kind: chat.Moved, Before: s.roomID(before)}, join, by)
	case inviter != "":
		err = s.tell(ctx, chat.Incoming{Kind: chat.Invited}, join, inviter)
	}
	if err != nil {
		return nil, true, err
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
	delete(s.alone, room)
	return s.tell(ctx, chat.Incoming{Kind: chat.Left}, events[at], events[at].Sender)
}

// tell hands over that the bot came or went.
func (s *session) tell(ctx context.Context, what chat.Incoming, evt *event.Event, by id.UserID) error {
	in := s.incomingOf(what.Kind, evt)
	in.Before, in.From = what.Before, s.identity(by)
	if in.Kind != chat.Left {
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

package matrix

import (
	"context"
	"fmt"
	"time"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// handOverPlain hands over what somebody said. An event that cannot even be
// read is logged and passed over: it would be no better the next time.
func (s *session) handOverPlain(ctx context.Context, evt *event.Event) error {
	in, ok, err := s.incoming(ctx, evt)
	if err != nil {
		return fmt.Errorf("take in event: %w", err)
	}
	if !ok {
		return nil
	}
	return s.receive(ctx, in)
}

// incoming says what an event means to the bot; ok is false when nothing. An
// error is one of looking something up, and passes.
func (s *session) incoming(ctx context.Context, evt *event.Event) (in chat.Incoming, ok bool, err error) {
	said, ok := s.me.read(evt)
	if !ok {
		return chat.Incoming{}, false, nil
	}
	in = chat.Incoming{
		Kind:    chat.Said,
		Network: s.options.Name,
		EventID: evt.ID.String(),
		Room:    s.roomID(evt.RoomID),
		Thread:  said.thread.String(),
		Message: evt.ID.String(),
		ReplyTo: said.replyTo.String(),
		From:    s.identity(evt.Sender),
		Text:    said.text,
		At:      time.UnixMilli(evt.Timestamp),
	}
	if err = s.describe(ctx, &in, evt.RoomID, evt.Sender); err != nil {
		return chat.Incoming{}, false, err
	}
	in.Addressed = in.Direct || said.called
	if !in.Addressed && said.replyTo != "" {
		if in.Addressed, err = s.isOwn(ctx, evt.RoomID, said.replyTo); err != nil {
			return chat.Incoming{}, false, err
		}
	}
	if said.replaces != "" {
		in.Kind, in.Message = chat.Edited, said.replaces.String()
		ok = in.Addressed
	}
	in.Mentions, err = s.named(ctx, said.mentions)
	return in, ok, err
}

// describe fills in where something was said, and what the person is called.
func (s *session) describe(ctx context.Context, in *chat.Incoming, room id.RoomID, who id.UserID) (err error) {
	if in.Direct, err = s.isDirect(ctx, room); err != nil {
		return err
	}
	if !in.Direct {
		if in.Name, err = s.roomName(ctx, room); err != nil {
			return err
		}
	}
	in.FromName, err = s.personName(ctx, room, who)
	return err
}

// named are the people and rooms that a text names. A room of which only an
// alias is given, and that the server does not know, stays plain text.
func (s *session) named(ctx context.Context, mentions []mention) ([]chat.Mention, error) {
	var named []chat.Mention
	for _, m := range mentions {
		told := chat.Mention{Text: m.text, Name: m.text[1:]}
		switch m.id[0] {
		case '@':
			told.Person = s.identity(id.UserID(m.id))
		case '!':
			told.Room = s.roomID(id.RoomID(m.id))
		default:
			found, err := s.client.ResolveAlias(ctx, id.RoomAlias(m.id))
			if passing(err) {
				return nil, fmt.Errorf("room of alias: %w", err)
			}
			if err != nil {
				continue
			}
			told.Room = s.roomID(found.RoomID)
		}
		named = append(named, told)
	}
	return named, nil
}

// isOwn tells whether the bot said a message. Its sender is not encrypted.
func (s *session) isOwn(ctx context.Context, room id.RoomID, message id.EventID) (bool, error) {
	evt, err := s.client.GetEvent(ctx, room, message)
	if passing(err) {
		return false, fmt.Errorf("message answered: %w", err)
	}
	return err == nil && evt.Sender == s.me.id, nil
}

package matrix

import (
	"context"
	"fmt"
	"runtime/debug"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// handOverPlain hands over what somebody did. An event that cannot even be
// read is passed over: it would be no better the next time.
func (s *session) handOverPlain(ctx context.Context, evt *event.Event) (err error) {
	defer func() {
		if cause := recover(); cause != nil { // would come again with the same event
			s.log.Error("event skipped: panic", "room", evt.RoomID, "event_id", evt.ID, "panic", cause, "stack", string(debug.Stack()))
		}
	}()
	meaning := s.incoming
	switch evt.Type {
	case event.EventReaction:
		meaning = s.reacted
	case event.EventRedaction:
		meaning = s.deleted
	}
	in, ok, err := meaning(ctx, evt)
	if err != nil {
		return fmt.Errorf("take in event: %w", err)
	}
	if !ok {
		return nil
	}
	return s.receive(ctx, in)
}

// incoming says what a message means to the bot; ok is false when nothing. An
// error is one of looking something up, and passes.
func (s *session) incoming(ctx context.Context, evt *event.Event) (in chat.Incoming, ok bool, err error) {
	said, ok := s.me.read(evt)
	if !ok {
		return chat.Incoming{}, false, nil
	}
	in = s.incomingOf(chat.Said, evt)
	in.Thread, in.Message, in.ReplyTo = said.thread.String(), evt.ID.String(), said.replyTo.String()
	in.Text = said.text
	if err = s.describe(ctx, &in, evt.RoomID, evt.Sender); err != nil {
		return chat.Incoming{}, false, err
	}
	in.Addressed = in.Direct || said.called
	if !in.Addressed && said.replyTo != "" {
		author, err := s.author(ctx, messageID{evt.RoomID, said.replyTo})
		if err != nil {
			return chat.Incoming{}, false, err
		}
		in.Addressed = author == s.me.id
	}
	if said.replaces != "" {
		author, err := s.author(ctx, messageID{evt.RoomID, said.replaces})
		if err != nil || !in.Addressed || author != evt.Sender { // only whoever said it can change it
			return chat.Incoming{}, false, err
		}
		in.Kind, in.Message = chat.Edited, said.replaces.String()
	}
	in.Mentions, err = s.named(ctx, said.mentions)
	return in, true, err
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
			if s.again(err) {
				return nil, fmt.Errorf("room of alias: %w", err)
			}
			if err != nil || found == nil {
				continue
			}
			told.Room = s.roomID(found.RoomID)
		}
		named = append(named, told)
	}
	return named, nil
}

package matrix

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"maunium.net/go/mautrix/event"

	"entente/bot/chat"
)

// longestReaction is how long the key of a reaction may be, in bytes: emoji of
// several parts are about 30.
const longestReaction = 64

// reacted says what a reaction means to the bot: something, under its own
// messages.
func (s *session) reacted(ctx context.Context, evt *event.Event) (in chat.Incoming, ok bool, err error) {
	reaction := evt.Content.AsReaction().RelatesTo
	if reaction.Type != event.RelAnnotation || reaction.Key == "" || len(reaction.Key) > longestReaction || !utf8.ValidString(reaction.Key) {
		return chat.Incoming{}, false, nil
	}
	author, err := s.author(ctx, messageID{evt.RoomID, reaction.EventID})
	if err != nil || author != s.me.id {
		return chat.Incoming{}, false, err
	}
	in = s.incomingOf(chat.Reacted, evt)
	in.Message = evt.ID.String()
	in.ReplyTo, in.Text, in.Addressed = reaction.EventID.String(), strings.Map(visible, reaction.Key), true
	return in, in.Text != "", s.describe(ctx, &in, evt.RoomID, evt.Sender)
}

// deleted says that somebody removed a message of their own.
func (s *session) deleted(ctx context.Context, evt *event.Event) (in chat.Incoming, ok bool, err error) {
	removed := target(evt)
	if removed == "" {
		return chat.Incoming{}, false, nil
	}
	author, err := s.redacted(ctx, messageID{evt.RoomID, removed})
	if err != nil || author != evt.Sender {
		return chat.Incoming{}, false, err
	}
	in = s.incomingOf(chat.Deleted, evt)
	in.Message = removed.String()
	return in, true, s.describe(ctx, &in, evt.RoomID, evt.Sender)
}

// incomingOf is what is the same of all that people do in a room.
func (s *session) incomingOf(kind chat.IncomingKind, evt *event.Event) chat.Incoming {
	return chat.Incoming{
		Kind:    kind,
		Network: s.options.Name,
		EventID: evt.ID.String(),
		Room:    s.roomID(evt.RoomID),
		From:    s.identity(evt.Sender),
		At:      time.UnixMilli(evt.Timestamp),
	}
}

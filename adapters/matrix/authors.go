package matrix

import (
	"context"
	"fmt"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// mostAuthors is how many events' senders are remembered.
const mostAuthors = 4096

// authors remembers who sent the latest events, so that a reply or a reaction
// costs no request. A zero user stands for an event that is gone.
type authors struct {
	of    map[messageID]id.UserID
	order []messageID // a ring, once it is full
	next  int
}

// A messageID names an event within its room: the other rooms have no say.
type messageID struct {
	room  id.RoomID
	event id.EventID
}

func (a *authors) note(message messageID, user id.UserID) {
	if _, known := a.of[message]; !known {
		if len(a.order) < mostAuthors {
			a.order = append(a.order, message)
		} else {
			delete(a.of, a.order[a.next])
			a.order[a.next] = message
			a.next = (a.next + 1) % mostAuthors
		}
	}
	a.of[message] = user
}

// author is who said a message; empty when it is not there, or no more. The
// sender of an event is not encrypted.
func (s *session) author(ctx context.Context, message messageID) (id.UserID, error) {
	if user, known := s.authors.of[message]; known {
		return user, nil
	}
	evt, err := s.client.GetEvent(ctx, message.room, message.event)
	if s.again(err) {
		return "", fmt.Errorf("message answered: %w", err)
	}
	var user id.UserID
	if err == nil && evt != nil && evt.Unsigned.RedactedBecause == nil {
		user = evt.Sender
	}
	s.authors.note(message, user)
	return user, nil
}

// redacted takes in that a message was removed, and says whose it was; empty
// when it is not known to have been there.
func (s *session) redacted(ctx context.Context, message messageID) (id.UserID, error) {
	user, known := s.authors.of[message]
	s.authors.note(message, "")
	if known {
		return user, nil
	}
	evt, err := s.client.GetEvent(ctx, message.room, message.event)
	if s.again(err) {
		return "", fmt.Errorf("message removed: %w", err)
	}
	if err != nil || evt == nil {
		return "", nil
	}
	return evt.Sender, nil
}

// target is the message that a redaction removed. Room versions before 11 name
// it beside the content.
func target(redaction *event.Event) id.EventID {
	if redaction.Redacts != "" {
		return redaction.Redacts
	}
	return redaction.Content.AsRedaction().Redacts
}

// authorOf is the sender of an event; empty for one that was removed.
func authorOf(evt *event.Event) id.UserID {
	if evt.Unsigned.RedactedBecause != nil {
		return ""
	}
	return evt.Sender
}

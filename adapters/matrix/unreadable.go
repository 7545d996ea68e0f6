package matrix

import (
	"context"
	"strings"
	"time"

	"maunium.net/go/mautrix/event"

	"entente/bot/chat"
)

// giveUp says that a message could not be read, where it was surely meant for
// the bot: in a direct conversation, or as a reply to what the bot said, which
// the ciphertext leaves in clear. Its id allows for one a person, room and day,
// even after a restart. The message itself may still come under its own id.
func (s *session) giveUp(ctx context.Context, message lateMessage, now time.Time) error {
	evt := message.evt
	s.passOver(evt, errNoKey)
	in := s.incomingOf(chat.Unreadable, evt)
	if err := s.describe(ctx, &in, evt.RoomID, evt.Sender); err != nil {
		return err
	}
	meant := in.Direct
	if !meant {
		var err error
		if meant, err = s.answersUs(ctx, evt); err != nil {
			return err
		}
	}
	if meant {
		in.EventID = strings.Join([]string{"unreadable", evt.RoomID.String(), evt.Sender.String(), now.UTC().Format(time.DateOnly)}, ":")
		in.Message, in.Addressed = evt.ID.String(), true
		if err := s.receive(ctx, in); err != nil {
			return err
		}
	}
	if len(s.hopeless) == mostHopeless {
		s.hopeless = s.hopeless[1:]
	}
	message.until = now.Add(hopelessFor)
	s.hopeless = append(s.hopeless, message)
	return nil
}

// answersUs tells whether an event is a reply to a message of the bot.
func (s *session) answersUs(ctx context.Context, evt *event.Event) (bool, error) {
	relates := evt.Content.AsEncrypted().RelatesTo
	replyTo := relates.GetNonFallbackReplyTo()
	if replyTo == "" {
		return false, nil
	}
	author, err := s.author(ctx, messageID{evt.RoomID, replyTo})
	return err == nil && author == s.me.id, err
}

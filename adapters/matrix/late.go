package matrix

import (
	"context"
	"errors"
	"slices"
	"time"

	"maunium.net/go/mautrix/event"
)

// keyWait is how long a message may wait for the key that decrypts it.
const keyWait = 30 * time.Second

// errNoKey: the key that decrypts a message has not come.
var errNoKey = errors.New("no key to decrypt this message")

// A lateMessage came before its key.
type lateMessage struct {
	evt   *event.Event
	since string // place in the sync before the message
	until time.Time
}

// handOver decrypts an event and hands it over. What has no key yet is kept
// for a while: keys travel apart from messages.
func (s *session) handOver(ctx context.Context, evt *event.Event, since string) error {
	if evt.Sender == s.me.id {
		return nil
	}
	if evt.Type != event.EventEncrypted {
		return s.handOverPlain(ctx, evt)
	}
	plain, err := s.device.decrypt(ctx, evt)
	switch {
	case err == nil:
		return s.handOverPlain(ctx, plain)
	case errors.Is(err, errNoKey):
		if !slices.ContainsFunc(s.late, func(l lateMessage) bool { return l.evt.ID == evt.ID }) {
			s.late = append(s.late, lateMessage{evt, since, time.Now().Add(keyWait)})
			s.device.askForKey(ctx, evt)
		}
	default:
		s.unreadable(evt, err)
	}
	return nil
}

// retryLate looks whether the keys of late messages have come.
func (s *session) retryLate(ctx context.Context) error {
	waiting := s.late
	s.late = nil
	for i, message := range waiting {
		plain, err := s.device.decrypt(ctx, message.evt)
		switch {
		case err == nil:
			if err := s.handOverPlain(ctx, plain); err != nil {
				s.late = append(s.late, waiting[i:]...)
				return err
			}
		case errors.Is(err, errNoKey) && time.Now().Before(message.until):
			s.late = append(s.late, message)
		default:
			s.unreadable(message.evt, err)
		}
	}
	return nil
}

func (s *session) unreadable(evt *event.Event, err error) {
	s.log.Warn("message cannot be decrypted", "room", evt.RoomID, "event_id", evt.ID, "sender", evt.Sender, "error", err)
}

// place is what to save: reached, or the place before the oldest message that
// still waits for its key, which a crash must not lose.
func (s *session) place(reached string) string {
	if len(s.late) > 0 {
		return s.late[0].since
	}
	return reached
}

package matrix

import (
	"context"
	"errors"
	"slices"
	"time"

	"maunium.net/go/mautrix/event"
)

const (
	// keyWait is how long a message may hold back the place in the sync, and
	// its sender may wait, for the key that decrypts it.
	keyWait = 30 * time.Second
	// What has no key by then is kept for a while: it may come once the
	// sender's device is used again.
	hopelessFor  = time.Hour
	mostHopeless = 200
	// mostLate bounds what somebody without keys can make us wait for.
	mostLate = 500
)

// errNoKey: the key that decrypts a message has not come.
var errNoKey = errors.New("no key to decrypt this message")

// A lateMessage came before its key.
type lateMessage struct {
	evt   *event.Event
	from  bookmark // before the message
	until time.Time
}

// handOver decrypts an event and hands it over. What has no key yet is kept
// for a while: keys travel apart from messages.
func (s *session) handOver(ctx context.Context, evt *event.Event) error {
	if evt.Type != event.EventRedaction && evt.Type != event.EventReaction {
		s.authors.note(messageID{evt.RoomID, evt.ID}, authorOf(evt))
	}
	switch {
	case evt.Sender == s.me.id:
		if evt.Type == event.EventRedaction {
			s.authors.note(messageID{evt.RoomID, target(evt)}, "")
		}
		return nil
	case evt.Type != event.EventEncrypted:
		return s.handOverPlain(ctx, evt)
	}
	plain, err := s.device.decrypt(ctx, evt)
	switch {
	case err == nil:
		return s.handOverPlain(ctx, plain)
	case errors.Is(err, errNoKey) && len(s.late) < mostLate:
		s.await(ctx, evt)
	default:
		s.passOver(evt, err)
	}
	return nil
}

// await keeps a message until its key comes, and asks for that once.
func (s *session) await(ctx context.Context, evt *event.Event) {
	session, asked := evt.Content.AsEncrypted().SessionID, false
	for _, waiting := range slices.Concat(s.late, s.hopeless) {
		if waiting.evt.ID == evt.ID {
			return
		}
		asked = asked || waiting.evt.Content.AsEncrypted().SessionID == session
	}
	s.late = append(s.late, lateMessage{evt, s.from, time.Now().Add(s.waits.key)})
	if !asked {
		s.device.askForKey(ctx, evt)
	}
}

// retryLate looks whether the keys of late messages have come, as they can only
// have when the response brought something for the device.
func (s *session) retryLate(ctx context.Context, brought bool) error {
	now := time.Now()
	if brought {
		if err := s.retryHopeless(ctx, now); err != nil {
			return err
		}
	}
	waiting := s.late
	s.late = nil
	for i, message := range waiting {
		still, over := true, now.After(message.until)
		var err error
		if brought || over {
			still, err = s.retry(ctx, message)
		}
		if err == nil && still && over {
			still, err = false, s.giveUp(ctx, message, now)
		}
		if err != nil {
			s.late = append(s.late, waiting[i:]...)
			return err
		}
		if still {
			s.late = append(s.late, message)
		}
	}
	return nil
}

func (s *session) retryHopeless(ctx context.Context, now time.Time) error {
	waiting := s.hopeless
	s.hopeless = nil
	for i, message := range waiting {
		still, err := s.retry(ctx, message)
		if err != nil {
			s.hopeless = append(s.hopeless, waiting[i:]...)
			return err
		}
		if still && now.Before(message.until) {
			s.hopeless = append(s.hopeless, message)
		}
	}
	return nil
}

// retry hands a message over if it can be decrypted by now; still is true when
// its key has not come.
func (s *session) retry(ctx context.Context, message lateMessage) (still bool, err error) {
	plain, err := s.device.decrypt(ctx, message.evt)
	switch {
	case err == nil:
		return false, s.handOverPlain(ctx, plain)
	case errors.Is(err, errNoKey):
		return true, nil
	}
	s.passOver(message.evt, err)
	return false, nil
}

func (s *session) passOver(evt *event.Event, err error) {
	s.log.Warn("message cannot be decrypted", "room", evt.RoomID, "event_id", evt.ID, "sender", evt.Sender, "error", err)
}

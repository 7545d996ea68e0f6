//go:build goolm

package matrix

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	"maunium.net/go/mautrix/crypto"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// Before a message is encrypted all members get the room's key: the SDK asks for
// their devices, makes a session with each and sends it the key. In a room of
// thousands that takes longer than a message may (80 s for 10,000, measured on
// loopback), and all that time nothing else could be encrypted or decrypted. So
// a large room is served in parts, in the background; its message waits, and is
// tried again when it cannot.
const (
	shareTime = 15 * time.Minute // after which sharing a key has failed
	shareWait = 10 * time.Second // after which to ask again whether it is shared
)

// partSize is how many members get a key in one go.
const partSize = 50

// shares are the rooms whose key is being shared in the background.
type shares struct {
	part int // members at a time; partSize when zero

	mu      sync.Mutex
	running map[id.RoomID]*share
	closed  bool
	all     sync.WaitGroup
}

func (s *shares) atOnce() int { return cmp.Or(s.part, partSize) }

type share struct {
	stop context.CancelFunc
	done chan struct{} // closed when all members have the key, or err says why not
	err  error
}

// encrypt encrypts a message for all members of a room.
func (d *device) encrypt(ctx context.Context, room id.RoomID, content *event.MessageEventContent) (
	*event.EncryptedEventContent, error) {
	if err := d.share(ctx, room); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.loaded {
		return nil, errNotLoaded
	}
	return d.helper.Encrypt(ctx, room, event.EventMessage, content)
}

// share sees to it that all members have the key of a room.
func (d *device) share(ctx context.Context, room id.RoomID) error {
	members, err := d.client.StateStore.GetRoomJoinedOrInvitedMembers(ctx, room)
	if err != nil || len(members) <= d.shares.atOnce() {
		return err // of a small room encrypting does it
	}
	session, err := d.session(ctx, room)
	if err != nil || session != nil && session.Shared && !session.Expired() {
		return err
	}
	s := d.shares.begin(ctx, room, func(ctx context.Context) error { return d.shareInParts(ctx, room) })
	select {
	case <-s.done:
		return s.err
	case <-ctx.Done():
		return &chat.SendError{Reason: "keys_being_shared", RetryAfter: shareWait, Err: ctx.Err()}
	}
}

// session is the room's key for what the bot says; nil when there is none.
func (d *device) session(ctx context.Context, room id.RoomID) (*crypto.OutboundGroupSession, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.loaded {
		return nil, errNotLoaded
	}
	return d.helper.Machine().CryptoStore.GetOutboundGroupSession(ctx, room)
}

// begin begins to share the key of a room, unless that is being done.
func (s *shares) begin(ctx context.Context, room id.RoomID, do func(context.Context) error) *share {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == nil {
		s.running = map[id.RoomID]*share{}
	}
	if now := s.running[room]; now != nil {
		return now
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), shareTime)
	now := &share{stop: stop, done: make(chan struct{})}
	if s.closed {
		stop()
	}
	s.running[room] = now
	s.all.Go(func() {
		defer stop()
		now.err = do(ctx)
		s.mu.Lock()
		delete(s.running, room)
		s.mu.Unlock()
		close(now.done)
	})
	return now
}

// end breaks off what is being shared, and waits until it has stopped.
func (s *shares) end() {
	s.mu.Lock()
	s.closed = true
	for _, now := range s.running {
		now.stop()
	}
	s.mu.Unlock()
	s.all.Wait()
}

// shareInParts gives the key to some members at a time. When somebody comes or
// goes meanwhile there is a new key, and it begins again.
func (d *device) shareInParts(ctx context.Context, room id.RoomID) error {
	for {
		members, err := d.client.StateStore.GetRoomJoinedOrInvitedMembers(ctx, room)
		if err != nil {
			return err
		}
		var key id.SessionID
		atOnce := d.shares.atOnce()
		for from := 0; from < len(members); from += atOnce {
			to := min(from+atOnce, len(members))
			key, err = d.sharePart(ctx, room, members[from:to], key, to == len(members))
			if err != nil {
				return fmt.Errorf("share key of the room: %w", err)
			}
			if key == "" {
				break
			}
		}
		if key != "" {
			return nil
		}
	}
}

// sharePart gives the room's key to some members, and says which it is; empty
// when it is not the one that others were given before. Until the last have it,
// it counts as not shared, so that nothing is encrypted with it, also after a
// crash. (The SDK drops it while it asks for devices not known yet.)
func (d *device) sharePart(ctx context.Context, room id.RoomID, part []id.UserID, before id.SessionID, last bool) (
	id.SessionID, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.loaded {
		return "", errNotLoaded
	}
	machine := d.helper.Machine()
	if store, ok := machine.CryptoStore.(*crypto.SQLCryptoStore); ok {
		machine.CryptoStore = partStore{store}
	}
	session, err := machine.CryptoStore.GetOutboundGroupSession(ctx, room)
	if err != nil || before != "" && (session == nil || session.ID() != before || session.Expired()) {
		return "", err
	}
	if err := machine.ShareGroupSession(context.WithValue(ctx, partly{}, !last), room, part); err != nil {
		return "", err
	}
	if session, err = machine.CryptoStore.GetOutboundGroupSession(ctx, room); err != nil || session == nil {
		return "", err
	}
	return session.ID(), nil
}

// A partStore is the SDK's store, in which a key is not yet shared when the
// context says partly.
type partStore struct{ *crypto.SQLCryptoStore }

// partly is the key of a bool in a context.
type partly struct{}

// AddOutboundGroupSession keeps a room's key.
func (s partStore) AddOutboundGroupSession(ctx context.Context, session *crypto.OutboundGroupSession) error {
	if more, _ := ctx.Value(partly{}).(bool); more {
		session.Shared = false
	}
	return s.SQLCryptoStore.AddOutboundGroupSession(ctx, session)
}

// GetOutboundGroupSession gives a room's key. The SDK goes on sharing only what
// it has in memory (v0.31.0): from its database a key comes without this map.
func (s partStore) GetOutboundGroupSession(ctx context.Context, room id.RoomID) (*crypto.OutboundGroupSession, error) {
	session, err := s.SQLCryptoStore.GetOutboundGroupSession(ctx, room)
	if session != nil && session.Users == nil {
		session.Users = map[crypto.UserDevice]crypto.OGSState{}
	}
	return session, err
}

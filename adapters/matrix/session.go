package matrix

import (
	"context"
	"errors"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// mostFailures is how often one response is worked off while the server has
// errors of its own, until what it cannot tell is done without.
const mostFailures = 8

// stateSyncer is what the SDK wants to register its handlers with. They are
// never called: the session takes in what comes itself, in its order.
type stateSyncer struct {
	mautrix.Syncer
	mautrix.ExtensibleSyncer
}

// A session is what the sync loop, and it alone, knows.
type session struct {
	*Adapter
	receive  chat.Receive
	late     []lateMessage
	hopeless []lateMessage        // whose key did not come in time
	names    map[id.RoomID]string // of rooms, as far as asked for
	alone    map[id.RoomID]bool   // rooms known to be direct conversations, or not to be
	spaces   map[id.RoomID]bool   // rooms known to be spaces, or not to be
	authors  authors
	door     *door
	invited  map[id.RoomID]id.UserID // who invited us to rooms that we are joining
	logins   []time.Time             // the latest, after the homeserver ended one
	from     bookmark                // of the present response
	failures int                     // times that the present response could not be worked off
}

// newSession makes one that hands over to receive.
func (a *Adapter) newSession(receive chat.Receive) *session {
	return &session{
		Adapter: a,
		receive: receive,
		names:   map[id.RoomID]string{},
		alone:   map[id.RoomID]bool{},
		spaces:  map[id.RoomID]bool{},
		authors: authors{of: map[messageID]id.UserID{}},
		door:    newDoor(a),
		invited: map[id.RoomID]id.UserID{},
	}
}

// again tells whether what failed is to be tried again, with all that came in
// the same response. An error that the server has of its own may be there
// forever, so that it is done without after a while.
func (s *session) again(err error) bool {
	var answer mautrix.HTTPError
	switch {
	case err == nil:
		return false
	case !errors.As(err, &answer), answer.Response == nil,
		errors.Is(err, mautrix.MUnknownToken), errors.Is(err, mautrix.MLimitExceeded):
		return true
	}
	return unavailable(err) && s.failures < mostFailures
}

// unlessEnded is err, but nil when it is only that ctx has ended.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

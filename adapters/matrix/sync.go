package matrix

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

const (
	// syncWait is how long the server may wait for something to tell. It is
	// also how long one-time keys may be used up unnoticed, since Dendrite does
	// not tell of that by itself.
	syncWait   = 10 * time.Second
	longestLag = 30 * time.Second // between two attempts to reach the server
	pageSize   = 100              // events of a room asked for at once

	// mostFailures is how often one response is worked off while the server
	// has errors of its own, until what it cannot tell is done without.
	mostFailures = 8
)

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
		authors: authors{of: map[messageID]id.UserID{}},
		door:    newDoor(a),
		invited: map[id.RoomID]id.UserID{},
	}
}

// run asks the server again and again what is new. The SDK's own loop would
// save the place before the response is worked off, and lose it in a crash.
func (s *session) run(ctx context.Context) error {
	since, err := s.place.load(ctx)
	if err != nil {
		return unlessEnded(ctx, err)
	}
	filter, err := json.Marshal(syncFilter())
	if err != nil {
		return fmt.Errorf("filter of the sync: %w", err)
	}
	request := mautrix.ReqSync{Since: since, FilterID: string(filter)}
	defer s.up.Store(false)
	var aside sync.WaitGroup
	defer aside.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	aside.Go(func() { s.door.run(ctx) })
	for lag := s.waits.lag; ctx.Err() == nil; {
		reached, err := s.step(ctx, request)
		if errors.Is(err, mautrix.MUnknownToken) {
			again := false
			if again, err = s.logInAnew(ctx, err); err == nil {
				continue
			}
			if !again {
				return unlessEnded(ctx, err)
			}
		}
		s.up.Store(err == nil)
		if err != nil {
			pause(ctx, s.lag(err, lag))
			lag = min(2*lag, longestLag)
			continue
		}
		lag = s.waits.lag
		request.Since, request.Timeout = reached, int(syncWait.Milliseconds())
		if len(s.late) > 0 { // whose time may be over before
			request.Timeout = int(min(syncWait, s.waits.key).Milliseconds())
		}
	}
	return nil
}

// unlessEnded is err, but nil when it is only that ctx has ended.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// lag is how long to wait after err, and says so.
func (s *session) lag(err error, lag time.Duration) time.Duration {
	lag = max(lag, retryAfter(err))
	s.log.Warn("sync interrupted", "error", err, "wait", lag)
	return lag
}

// step asks once, works off the response and saves how far it reaches.
func (s *session) step(ctx context.Context, request mautrix.ReqSync) (reached string, err error) {
	response, err := s.client.FullSyncRequest(ctx, request)
	if err != nil {
		return "", err
	}
	if response == nil || response.NextBatch == "" {
		return "", errors.New("the homeserver did not say how far its response reaches")
	}
	s.tidy(response)
	if err := s.takeIn(reading(ctx), response, request.Since); err != nil {
		s.failures++
		return "", err
	}
	s.failures = 0
	// What was handed over need not come again, even when ctx has ended.
	return response.NextBatch, s.place.save(context.WithoutCancel(ctx), s.reached(response.NextBatch))
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

// syncFilter leaves out what the bot has no use for. Members are wanted in
// full: they are who a message is encrypted for.
func syncFilter() mautrix.Filter {
	nothing := &mautrix.FilterPart{NotTypes: []event.Type{{Type: "*"}}}
	return mautrix.Filter{
		Presence:    nothing,
		AccountData: nothing,
		Room: &mautrix.RoomFilter{
			Ephemeral:   nothing,
			AccountData: nothing,
			Timeline:    &mautrix.FilterPart{Limit: pageSize},
		},
	}
}

// takeIn works off one response. since is the place before it; where there is
// none, this is the first start, and nothing said before it is answered.
func (s *session) takeIn(ctx context.Context, response *mautrix.RespSync, since string) (err error) {
	defer func() {
		if cause := recover(); cause != nil { // would come again with the same response
			s.log.Error("response of the homeserver skipped: panic", "panic", cause, "stack", string(debug.Stack()))
		}
	}()
	s.from = bookmark{since, s.from.number + 1}
	for room, left := range response.Rooms.Leave { // while the store still has us in them
		if err := s.leave(ctx, room, slices.Concat(left.State.Events, left.Timeline.Events)); err != nil {
			return err
		}
	}
	s.device.takeKeys(ctx, response, since)
	if err := s.device.takeState(ctx, response); err != nil {
		return fmt.Errorf("keep state of rooms: %w", err)
	}
	if ctx.Err() != nil { // perhaps keys were not kept
		return ctx.Err()
	}
	if err := s.retryLate(ctx, len(response.ToDevice.Events) > 0); err != nil {
		return err
	}
	if err := s.answerInvites(ctx, response.Rooms.Invite); err != nil {
		return err
	}
	for room, joined := range response.Rooms.Join {
		if since == "" {
			s.followUpgrades(joined.State.Events, joined.Timeline.Events)
			continue
		}
		if err := s.follow(ctx, room, joined); err != nil {
			return err
		}
	}
	s.device.refill(ctx, response)
	return nil
}

// follow hands over what was said in one room.
func (s *session) follow(ctx context.Context, room id.RoomID, joined *mautrix.SyncJoinedRoom) error {
	timeline := joined.Timeline.Events
	s.forget(room, joined.State.Events, timeline)
	if space, err := s.isSpace(ctx, room); err != nil || space {
		return err
	}
	events, arrived, err := s.arrive(ctx, room, joined.State.Events, timeline)
	if err != nil {
		return err
	}
	if joined.Timeline.Limited && !arrived {
		missed, err := s.missed(ctx, room, joined.Timeline.PrevBatch)
		if err != nil {
			return err
		}
		events = slices.Concat(missed, events)
	}
	for _, evt := range events {
		if err := s.handOver(ctx, evt); err != nil {
			return err
		}
	}
	s.followUpgrades(joined.State.Events, timeline)
	return nil
}

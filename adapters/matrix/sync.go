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
)

const (
	// newsWait is how long the server may wait for something to tell. It is
	// also how long one-time keys may be used up unnoticed, since Dendrite does
	// not tell of that by itself.
	newsWait   = 10 * time.Second
	longestLag = 30 * time.Second // between two attempts to reach the server
	pageSize   = 100              // events of a room asked for at once
)

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
	return s.ask(ctx, request)
}

// ask asks until ctx ends, or only people can help.
func (s *session) ask(ctx context.Context, request mautrix.ReqSync) error {
	for lag := s.waits.lag; ctx.Err() == nil; {
		reached, err := s.step(ctx, request)
		if errors.Is(err, mautrix.MUnknownToken) {
			var again bool
			switch again, err = s.logInAnew(ctx, err); {
			case err == nil:
				continue
			case !again:
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
		wait := s.waits.news
		if len(s.late) > 0 { // whose time may be over before
			wait = min(wait, s.waits.key)
		}
		request.Since, request.Timeout = reached, int(wait.Milliseconds())
	}
	return nil
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

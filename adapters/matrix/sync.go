package matrix

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

const (
	syncWait   = 30 * time.Second // how long the server may wait for something to tell
	longestLag = 30 * time.Second // between two attempts to reach it
	pageSize   = 100              // events of a room asked for at once
)

// stateSyncer lets the SDK keep rooms' members and keys, and keeps it from
// decrypting messages by itself, out of order and in the background: it does
// so for a syncer with a Dispatch method.
type stateSyncer struct {
	mautrix.Syncer
	mautrix.ExtensibleSyncer
}

// A session is what the sync loop, and it alone, knows.
type session struct {
	*Adapter
	receive chat.Receive
	late    []lateMessage
	names   map[id.RoomID]string    // of rooms, as far as asked for
	invited map[id.RoomID]id.UserID // who invited us to rooms that we are joining
}

// run asks the server again and again what is new. The SDK's own loop would
// save the place before the response is worked off, and lose it in a crash.
func (s *session) run(ctx context.Context) error {
	place := s.device.place()
	since, err := place.LoadNextBatch(ctx, s.me.id)
	if err != nil {
		return fmt.Errorf("place in the sync: %w", err)
	}
	filter, err := json.Marshal(syncFilter())
	if err != nil {
		return fmt.Errorf("filter of the sync: %w", err)
	}
	request := mautrix.ReqSync{Since: since, FilterID: string(filter)}
	defer s.up.Store(false)
	for lag := time.Second; ctx.Err() == nil; {
		reached, err := s.step(ctx, request, place)
		s.up.Store(err == nil)
		switch {
		case ctx.Err() != nil:
		case errors.Is(err, mautrix.MUnknownToken):
			return s.explain(err)
		case err != nil:
			s.log.Warn("sync interrupted", "error", err, "wait", lag)
			pause(ctx, lag)
			lag = min(2*lag, longestLag)
		default:
			lag = time.Second
			request.Since, request.Timeout = reached, int(syncWait.Milliseconds())
		}
	}
	return nil
}

// step asks once, works off the response and saves how far it reaches.
func (s *session) step(ctx context.Context, request mautrix.ReqSync, place mautrix.SyncStore) (reached string, err error) {
	response, err := s.client.FullSyncRequest(ctx, request)
	if err != nil {
		return "", err
	}
	if response == nil || response.NextBatch == "" {
		return "", errors.New("the homeserver did not say how far its response reaches")
	}
	if err := s.takeIn(reading(ctx), response, request.Since); err != nil {
		return "", err
	}
	// What was handed over need not come again, even when ctx has ended.
	err = place.SaveNextBatch(context.WithoutCancel(ctx), s.me.id, s.place(response.NextBatch))
	return response.NextBatch, err
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
	for room, left := range response.Rooms.Leave { // while the store still has us in them
		if err := s.leave(ctx, room, slices.Concat(left.State.Events, left.Timeline.Events)); err != nil {
			return err
		}
	}
	if err := s.device.takeIn(ctx, response, since); err != nil {
		s.log.Error("response of the homeserver not understood", "error", err) // nor will it be when asked again
	}
	if ctx.Err() != nil { // perhaps members and keys were not kept
		return ctx.Err()
	}
	if err := s.retryLate(ctx); err != nil {
		return err
	}
	for room, invite := range response.Rooms.Invite {
		if err := s.answerInvite(ctx, room, invite); err != nil {
			return err
		}
	}
	if since == "" {
		return nil
	}
	for room, joined := range response.Rooms.Join {
		if err := s.follow(ctx, room, joined, since); err != nil {
			return err
		}
	}
	return nil
}

// follow hands over what was said in one room.
func (s *session) follow(ctx context.Context, room id.RoomID, joined *mautrix.SyncJoinedRoom, since string) error {
	timeline := joined.Timeline.Events
	s.forgetName(room, joined.State.Events, timeline)
	events, arrived, err := s.arrive(ctx, room, joined.State.Events, timeline)
	if err != nil {
		return err
	}
	if joined.Timeline.Limited && !arrived {
		missed, err := s.missed(ctx, room, joined.Timeline.PrevBatch, since)
		if err != nil {
			return err
		}
		events = slices.Concat(missed, events)
	}
	for _, evt := range events {
		if err := s.handOver(ctx, evt, since); err != nil {
			return err
		}
	}
	return nil
}

//go:build goolm

package matrix

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// takeKeys takes in what a response brought for the device: who has new
// devices, and keys.
func (d *device) takeKeys(ctx context.Context, response *mautrix.RespSync, since string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	machine := d.helper.Machine()
	machine.HandleDeviceLists(ctx, &response.DeviceLists, since)
	for _, evt := range response.ToDevice.Events {
		d.takeKey(ctx, machine, evt)
	}
	machine.MarkOlmHashSavePoint(ctx)
}

// takeKey is takeKeys for one message to the device. One that cannot be read is
// no better the next time.
func (d *device) takeKey(ctx context.Context, machine *crypto.OlmMachine, evt *event.Event) {
	defer func() {
		if cause := recover(); cause != nil {
			machine.Log.Error().Msg(fmt.Sprintf("message to the device skipped: panic: %v\n%s", cause, debug.Stack()))
		}
	}()
	evt.Type.Class = event.ToDeviceEventType
	if err := evt.Content.ParseRaw(evt.Type); err != nil {
		machine.Log.Warn().Str("event_type", evt.Type.Type).Err(err).Msg("message to the device skipped")
		return
	}
	machine.HandleToDeviceEvent(ctx, evt)
}

// refill uploads one-time keys when less than half of them are left: without,
// nobody can begin to talk to the device.
func (d *device) refill(ctx context.Context, response *mautrix.RespSync) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.helper.Machine().HandleOTKCounts(ctx, &response.DeviceOTKCount)
}

// takeState keeps who is in which room, and which are encrypted. All of it is
// one transaction: the first response may bring hundreds of thousands.
func (d *device) takeState(ctx context.Context, response *mautrix.RespSync) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.sdk.DoTxn(ctx, nil, func(ctx context.Context) error {
		for room, joined := range response.Rooms.Join {
			if err := d.keepState(ctx, room, joined.State.Events, joined.Timeline.Events); err != nil {
				return err
			}
		}
		for room, left := range response.Rooms.Leave {
			if err := d.keepState(ctx, room, left.State.Events, left.Timeline.Events); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *device) keepState(ctx context.Context, room id.RoomID, state, timeline []*event.Event) error {
	if !slices.ContainsFunc(state, isState) && !slices.ContainsFunc(timeline, isState) {
		return nil
	}
	machine := d.helper.Machine()
	session, err := machine.CryptoStore.GetOutboundGroupSession(ctx, room)
	if err != nil {
		return fmt.Errorf("key of room: %w", err)
	}
	for _, events := range [][]*event.Event{state, timeline} {
		for _, evt := range events {
			if !isState(evt) {
				continue
			}
			if err := d.keep(ctx, evt); err != nil {
				return fmt.Errorf("state of room: %w", err)
			}
			if session == nil { // nothing that newcomers must not read, or who left could
				continue
			}
			switch evt.Type {
			case event.StateMember:
				machine.HandleMemberEvent(ctx, evt)
			case event.StateHistoryVisibility:
				machine.HandleHistoryVisibility(ctx, evt)
			}
		}
	}
	return nil
}

func isState(evt *event.Event) bool { return evt.StateKey != nil }

// keep keeps one event of a room's state, if it is of use.
func (d *device) keep(ctx context.Context, evt *event.Event) error {
	store, key := d.client.StateStore, evt.GetStateKey()
	switch content := evt.Content.Parsed.(type) {
	case *event.MemberEventContent:
		if key != "" {
			return store.SetMember(ctx, evt.RoomID, id.UserID(key), content)
		}
	case *event.EncryptionEventContent:
		if key == "" && evt.Type == event.StateEncryption {
			return store.SetEncryptionEvent(ctx, evt.RoomID, content)
		}
	case *event.CreateEventContent:
		if key == "" && evt.Type == event.StateCreate {
			return store.SetCreate(ctx, evt)
		}
	case *event.HistoryVisibilityEventContent:
		if key == "" {
			return store.SetHistoryVisibility(ctx, evt.RoomID, content)
		}
	}
	return nil
}

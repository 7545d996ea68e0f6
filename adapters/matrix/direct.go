package matrix

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// directRooms is the account's list of direct conversations, kept on the
// homeserver (Matrix client-server API, "m.direct"): so it survives a lost
// store. Other clients of the account may write it too.
type directRooms struct {
	client   *mautrix.Client
	openings openings
	settled  time.Duration // how long after its beginning an opening has surely happened or not

	turns sync.Map // of users: a chan struct{} that whoever opens their conversation fills

	mu    sync.Mutex
	rooms event.DirectChatsEventContent
}

func newDirectRooms(client *mautrix.Client) *directRooms {
	return &directRooms{client: client, settled: openingTime}
}

// load asks for the list.
func (d *directRooms) load(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, err := d.fetch(ctx)
	return err
}

// fetch asks for the list, and gives it as it is stored: what this program does
// not understand in it is not lost when it is written back. d.mu is held.
func (d *directRooms) fetch(ctx context.Context) (stored map[string]json.RawMessage, err error) {
	err = d.client.GetAccountData(ctx, event.AccountDataDirectChats.Type, &stored)
	if err != nil && !errors.Is(err, mautrix.MNotFound) {
		return nil, err
	}
	if stored == nil {
		stored = map[string]json.RawMessage{}
	}
	d.rooms = event.DirectChatsEventContent{}
	for user, raw := range stored {
		var rooms []id.RoomID
		if json.Unmarshal(raw, &rooms) == nil {
			d.rooms[id.UserID(user)] = rooms
		}
	}
	return stored, nil
}

// with are the conversations with somebody, the newest last.
func (d *directRooms) with(user id.UserID) []id.RoomID {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.rooms[user])
}

func (d *directRooms) has(room id.RoomID) bool {
	_, listed := d.person(room)
	return listed
}

// person is whose conversation a room is.
func (d *directRooms) person(room id.RoomID) (id.UserID, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for user, rooms := range d.rooms {
		if slices.Contains(rooms, room) {
			return user, true
		}
	}
	return "", false
}

// add puts a room into the list. The list is asked for first, so that what
// another client wrote meanwhile stays.
func (d *directRooms) add(ctx context.Context, user id.UserID, room id.RoomID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if slices.Contains(d.rooms[user], room) {
		return nil
	}
	stored, err := d.fetch(reading(ctx))
	if err != nil {
		return fmt.Errorf("remember direct conversation: %w", err)
	}
	if slices.Contains(d.rooms[user], room) {
		return nil
	}
	rooms := append(d.rooms[user], room)
	if stored[user.String()], err = json.Marshal(rooms); err != nil {
		return fmt.Errorf("remember direct conversation: %w", err)
	}
	if err := d.client.SetAccountData(ctx, event.AccountDataDirectChats.Type, stored); err != nil {
		return fmt.Errorf("remember direct conversation: %w", err)
	}
	d.rooms[user] = rooms
	return nil
}

// turn waits until nobody else opens the conversation with somebody, and keeps
// others from it until done is called.
func (d *directRooms) turn(ctx context.Context, user id.UserID) (done func(), err error) {
	taken, _ := d.turns.LoadOrStore(user, make(chan struct{}, 1))
	turn := taken.(chan struct{})
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("conversation is being opened: %w", ctx.Err())
	}
}

// remember keeps a room in the list of direct conversations. The list is a
// help to find it again; without it the members tell.
func (a *Adapter) remember(ctx context.Context, user id.UserID, room id.RoomID) {
	if err := a.direct.add(ctx, user, room); err != nil {
		a.log.Warn("direct conversation not remembered", "room", room, "error", err)
	}
}

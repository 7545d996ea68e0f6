package matrix

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// directRooms is the account's list of direct conversations, kept on the
// homeserver (m.direct): so it survives a lost store. Only the bot changes it.
type directRooms struct {
	client *mautrix.Client

	opening sync.Mutex // held while one is looked for or opened: one per person

	mu    sync.Mutex
	rooms event.DirectChatsEventContent
}

func (d *directRooms) load(ctx context.Context) error {
	var rooms event.DirectChatsEventContent
	err := d.client.GetAccountData(ctx, event.AccountDataDirectChats.Type, &rooms)
	if err != nil && !errors.Is(err, mautrix.MNotFound) {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rooms = rooms
	return nil
}

// with are the conversations with somebody, the newest last.
func (d *directRooms) with(user id.UserID) []id.RoomID {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.rooms[user])
}

func (d *directRooms) has(room id.RoomID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, rooms := range d.rooms {
		if slices.Contains(rooms, room) {
			return true
		}
	}
	return false
}

func (d *directRooms) add(ctx context.Context, user id.UserID, room id.RoomID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if slices.Contains(d.rooms[user], room) {
		return nil
	}
	rooms := event.DirectChatsEventContent{}
	for other, list := range d.rooms {
		rooms[other] = list
	}
	rooms[user] = append(slices.Clone(rooms[user]), room)
	if err := d.client.SetAccountData(ctx, event.AccountDataDirectChats.Type, rooms); err != nil {
		return fmt.Errorf("remember direct conversation: %w", err)
	}
	d.rooms = rooms
	return nil
}

// conversations are the rooms in which somebody and the bot are alone, the
// newest first.
func (a *Adapter) conversations(ctx context.Context, user id.UserID) ([]id.RoomID, error) {
	var rooms []id.RoomID
	for _, room := range slices.Backward(a.direct.with(user)) {
		members, err := a.members(ctx, room)
		if err != nil {
			return nil, err
		}
		if len(members) == 2 && slices.Contains(members, user) && slices.Contains(members, a.me.id) {
			rooms = append(rooms, room)
		}
	}
	return rooms, nil
}

// conversation finds the conversation with somebody, or opens one.
func (a *Adapter) conversation(ctx context.Context, user id.UserID) (id.RoomID, error) {
	a.direct.opening.Lock()
	defer a.direct.opening.Unlock()
	rooms, err := a.conversations(ctx, user)
	if err != nil {
		return "", err
	}
	if len(rooms) > 0 {
		return rooms[0], nil
	}
	room, err := a.client.CreateRoom(ctx, &mautrix.ReqCreateRoom{
		Preset:   "trusted_private_chat",
		IsDirect: true,
		Invite:   []id.UserID{user},
		InitialState: []*event.Event{{
			Type:    event.StateEncryption,
			Content: event.Content{Parsed: &event.EncryptionEventContent{Algorithm: id.AlgorithmMegolmV1}},
		}},
	})
	if err != nil {
		return "", fmt.Errorf("open direct conversation: %w", err)
	}
	return room.RoomID, a.direct.add(ctx, user, room.RoomID)
}

// remember keeps a room in the list of direct conversations. The list is a
// help to find it again; without it the members tell.
func (a *Adapter) remember(ctx context.Context, user id.UserID, room id.RoomID) {
	if err := a.direct.add(ctx, user, room); err != nil {
		a.log.Warn("direct conversation not remembered", "room", room, "error", err)
	}
}

package matrix

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// openingField holds the key of an opening in the creation content of the room.
const openingField = "org.entente.opening"

const (
	openingRequest = 15 * time.Second // how long an answer to making a room is awaited
	openingTime    = 30 * time.Second // after which a lost request has surely been carried out
)

// conversation finds the direct conversation with somebody, or opens one. There
// is one a person, however many messages are sent at once.
func (a *Adapter) conversation(ctx context.Context, user id.UserID) (id.RoomID, error) {
	done, err := a.direct.turn(ctx, user)
	if err != nil {
		return "", err
	}
	defer done()
	attempt, tried, err := a.direct.openings.of(ctx, user)
	if err != nil {
		return "", err
	}
	room, err := a.current(ctx, user)
	if err != nil {
		return "", err
	}
	if room == "" && tried {
		room, err = a.afterAttempt(ctx, attempt)
		if err != nil {
			return "", err
		}
	}
	if room == "" && len(a.direct.with(user)) > 0 && a.noProfile(ctx, user) {
		return "", &chat.SendError{Final: true, Reason: chat.NoAccount, Err: fmt.Errorf("%s left the conversation and has no profile", user)}
	}
	if room == "" {
		return a.openConversation(ctx, opening{user: user, key: rand.Text(), began: time.Now()})
	}
	if tried {
		err = a.direct.openings.end(ctx, user)
	}
	return room, err
}

// noProfile says whether a homeserver answers that it knows nobody of that name:
// of whoever was deactivated, who leaves all rooms, the profile goes too (Matrix
// client-server API, "Deactivating an account").
func (a *Adapter) noProfile(ctx context.Context, user id.UserID) bool {
	_, err := a.client.GetProfile(reading(ctx), user)
	return errors.Is(err, mautrix.MNotFound)
}

// current is the newest conversation in which somebody and the bot are, alone,
// and that goes on nowhere else; empty when there is none.
func (a *Adapter) current(ctx context.Context, user id.UserID) (id.RoomID, error) {
	for _, room := range slices.Backward(a.direct.with(user)) {
		members, err := a.membersIfIn(ctx, room)
		if err != nil {
			return "", err
		}
		if len(members) != 2 || !slices.Contains(members, user) || !slices.Contains(members, a.me.id) {
			continue
		}
		err = a.client.StateEvent(reading(ctx), room, event.StateTombstone, "", &event.TombstoneEventContent{})
		if errors.Is(err, mautrix.MNotFound) {
			return room, nil
		}
		if passing(err) {
			return "", fmt.Errorf("whether the conversation was upgraded: %w", err)
		}
	}
	return "", nil
}

// membersIfIn are the members of a room that the bot is in. Of one in which the
// store does not know it, as after the store was lost, the homeserver is asked.
func (a *Adapter) membersIfIn(ctx context.Context, room id.RoomID) ([]id.UserID, error) {
	if !a.client.StateStore.IsInRoom(ctx, room, a.me.id) {
		if _, err := a.client.Members(reading(ctx), room); passing(err) {
			return nil, fmt.Errorf("who is in the conversation: %w", err)
		} else if err != nil {
			return nil, nil // the bot is not
		}
	}
	return a.members(ctx, room)
}

// openConversation makes one under a row of its own.
func (a *Adapter) openConversation(ctx context.Context, attempt opening) (id.RoomID, error) {
	if err := a.direct.openings.begin(ctx, attempt); err != nil {
		return "", err
	}
	request, cancel := context.WithTimeout(ctx, openingRequest)
	defer cancel()
	made, err := a.client.CreateRoom(request, &mautrix.ReqCreateRoom{
		Preset:          "trusted_private_chat",
		IsDirect:        true,
		Invite:          []id.UserID{attempt.user},
		CreationContent: map[string]any{openingField: attempt.key},
		InitialState: []*event.Event{{
			Type:    event.StateEncryption,
			Content: event.Content{Parsed: encryption()},
		}},
	})
	// The row must tell what happened also when ctx has ended meanwhile.
	after := context.WithoutCancel(ctx)
	var refused *chat.SendError
	switch {
	case err == nil && made != nil && made.RoomID != "":
		if err := a.direct.add(ctx, attempt.user, made.RoomID); err != nil {
			a.log.Warn("new direct conversation not in the list yet", "room", made.RoomID, "error", err)
			return made.RoomID, nil // found again by its key
		}
		return made.RoomID, a.direct.openings.end(after, attempt.user)
	case errors.As(outcome(err), &refused):
		return "", errors.Join(refused, a.direct.openings.end(after, attempt.user))
	}
	return "", a.beingOpened(attempt, err)
}

func encryption() *event.EncryptionEventContent {
	return &event.EncryptionEventContent{Algorithm: id.AlgorithmMegolmV1}
}

// beingOpened says when to come back for a conversation that may still be made.
func (a *Adapter) beingOpened(attempt opening, cause error) error {
	left := time.Until(attempt.began.Add(a.direct.settled))
	return &chat.SendError{Reason: "conversation_being_opened", RetryAfter: max(left, time.Millisecond), Err: cause}
}

// afterAttempt looks for the room that an attempt made whose answer was lost,
// once its time is over; empty when it made none.
func (a *Adapter) afterAttempt(ctx context.Context, attempt opening) (id.RoomID, error) {
	if time.Since(attempt.began) < a.direct.settled {
		return "", a.beingOpened(attempt, nil)
	}
	joined, err := a.client.JoinedRooms(reading(ctx))
	if err != nil {
		return "", fmt.Errorf("look for the conversation: %w", err)
	}
	for _, room := range joined.JoinedRooms {
		found, err := a.madeBy(ctx, room, attempt)
		if err != nil {
			return "", fmt.Errorf("look for the conversation: %w", err)
		}
		if found {
			return room, a.complete(ctx, room, attempt.user)
		}
	}
	return "", nil
}

// madeBy tells whether an attempt made a room. Rooms that are known to be
// another's, or of more people, need not be asked about.
func (a *Adapter) madeBy(ctx context.Context, room id.RoomID, attempt opening) (bool, error) {
	if whose, listed := a.direct.person(room); listed && whose != attempt.user {
		return false, nil
	}
	if members, err := a.members(ctx, room); err != nil || len(members) > 2 {
		return false, err
	}
	var made map[string]any
	if err := a.making(ctx, room, &made); passing(err) {
		return false, err
	}
	return made[openingField] == attempt.key, nil
}

// complete does what the homeserver has perhaps not come to when it made a room:
// it is encrypted, and the person is invited, before anything is said.
func (a *Adapter) complete(ctx context.Context, room id.RoomID, user id.UserID) error {
	err := a.client.StateEvent(reading(ctx), room, event.StateEncryption, "", &event.EncryptionEventContent{})
	if errors.Is(err, mautrix.MNotFound) {
		_, err = a.client.SendStateEvent(ctx, room, event.StateEncryption, "", encryption())
	}
	if err != nil {
		return fmt.Errorf("encrypt the conversation: %w", err)
	}
	if _, err := a.client.Members(reading(ctx), room); err != nil {
		return fmt.Errorf("who is in the conversation: %w", err)
	}
	members, err := a.members(ctx, room)
	if err != nil {
		return err
	}
	if !slices.Contains(members, user) {
		if _, err := a.client.InviteUser(ctx, room, &mautrix.ReqInviteUser{UserID: user}); err != nil {
			return fmt.Errorf("invite into the conversation: %w", err)
		}
	}
	return a.direct.add(ctx, user, room)
}

//go:build goolm

package matrix

import (
	"context"
	"path/filepath"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/adapters/counterpart"
)

// A person talks to the bot with a client of their own.
type person struct {
	id     id.UserID
	client *mautrix.Client
	device *device
	keys   *heldKeys              // between the client and the homeserver
	seen   *journal[*event.Event] // all events of joined rooms, decrypted
	asked  *journal[*event.Event] // own invitations
}

// enter logs a new person in.
func (h *homeserver) enter(t *testing.T, name string) *person {
	t.Helper()
	who := h.Register(t, name)
	client, err := mautrix.NewClient(h.Address, "", "")
	if err != nil {
		t.Fatal(err)
	}
	device, err := openDevice(client, filepath.Join(counterpart.Dir(t), "crypto.db"), []byte("test"))
	if err != nil {
		t.Fatal(err)
	}
	p := &person{client: client, device: device, keys: new(heldKeys), seen: newJournal[*event.Event](), asked: newJournal[*event.Event]()}
	client.Client.Transport = p.keys
	device.helper.LoginAs = &mautrix.ReqLogin{
		Type:       mautrix.AuthTypePassword,
		Identifier: mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: who.User},
		Password:   who.Password,
	}
	if err := device.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := device.helper.Machine().GetOwnCrossSigningPublicKeys(t.Context()); err != nil {
		t.Fatal(err) // fills a cache that the SDK does not guard
	}
	p.id, client.Crypto = client.UserID, device.helper
	syncer := client.Syncer.(*mautrix.DefaultSyncer)
	syncer.OnEvent(func(_ context.Context, evt *event.Event) {
		if evt.Mautrix.EventSource&event.SourceInvite != 0 {
			p.asked.add(evt)
		} else {
			p.seen.add(evt)
		}
	})
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error)
	go func() { stopped <- client.SyncWithContext(ctx) }()
	t.Cleanup(func() {
		stop()
		<-stopped
		if err := device.close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// A roomKind is how a person makes a room.
type roomKind struct {
	name      string
	encrypted bool
	direct    bool
}

// open makes a room and invites.
func (p *person) open(t *testing.T, kind roomKind, invited ...id.UserID) id.RoomID {
	t.Helper()
	request := &mautrix.ReqCreateRoom{Name: kind.name, IsDirect: kind.direct, Invite: invited, Preset: "private_chat"}
	if kind.encrypted {
		request.InitialState = []*event.Event{{Type: event.StateEncryption,
			Content: event.Content{Parsed: &event.EncryptionEventContent{Algorithm: id.AlgorithmMegolmV1}}}}
	}
	room, err := p.client.CreateRoom(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	return room.RoomID
}

// openWith makes a room and waits until all are in it, by the person's own sync:
// from then on messages are encrypted for all.
func (p *person) openWith(t *testing.T, kind roomKind, invited ...id.UserID) id.RoomID {
	t.Helper()
	room := p.open(t, kind, invited...)
	for _, user := range invited {
		p.awaitMember(t, room, user, event.MembershipJoin)
	}
	return room
}

func (p *person) awaitMember(t *testing.T, room id.RoomID, user id.UserID, is event.Membership) {
	t.Helper()
	p.seen.wait(t, string(user)+": "+string(is), func(evt *event.Event) bool {
		return evt.RoomID == room && evt.Type == event.StateMember && evt.GetStateKey() == user.String() &&
			evt.Content.AsMember().Membership == is
	})
}

// say says something plain.
func (p *person) say(t *testing.T, room id.RoomID, text string) id.EventID {
	t.Helper()
	return p.send(t, room, &event.MessageEventContent{MsgType: event.MsgText, Body: text})
}

func (p *person) send(t *testing.T, room id.RoomID, content *event.MessageEventContent) id.EventID {
	t.Helper()
	sent, err := p.client.SendMessageEvent(t.Context(), room, event.EventMessage, content)
	if err != nil {
		t.Fatal(err)
	}
	return sent.EventID
}

// reads waits for a message and gives its content, decrypted.
func (p *person) reads(t *testing.T, message string) *event.Event {
	t.Helper()
	return p.seen.wait(t, "message "+message, func(evt *event.Event) bool {
		return evt.ID.String() == message && evt.Type != event.EventEncrypted
	})
}

// readsEdit waits until a message was changed to say text.
func (p *person) readsEdit(t *testing.T, message, text string) {
	t.Helper()
	p.seen.wait(t, "edit of "+message, func(evt *event.Event) bool {
		content, ok := evt.Content.Parsed.(*event.MessageEventContent)
		return ok && content.RelatesTo.GetReplaceID().String() == message && content.NewContent.Body == text
	})
}

// awaitInvite waits to be invited by somebody, and joins.
func (p *person) awaitInvite(t *testing.T, by id.UserID) id.RoomID {
	t.Helper()
	invite := p.asked.wait(t, "invitation by "+by.String(), func(evt *event.Event) bool {
		return evt.Sender == by && evt.GetStateKey() == p.id.String() && evt.Content.AsMember().Membership == event.MembershipInvite
	})
	if _, err := p.client.JoinRoomByID(t.Context(), invite.RoomID); err != nil {
		t.Fatal(err)
	}
	return invite.RoomID
}

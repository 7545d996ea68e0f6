//go:build goolm

package matrix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
	"entente/planner"
)

// to is a message to a person.
func to(person planner.IdentityID, key string) chat.Outgoing {
	return chat.Outgoing{To: chat.Place{Person: person}, Blocks: text("Tomorrow at 15:00."), Key: key}
}

// invitations counts the rooms that somebody was invited to.
func (p *person) invitations() int {
	return p.asked.count(func(evt *event.Event) bool {
		return evt.GetStateKey() == p.id.String() && evt.Content.AsMember().Membership == event.MembershipInvite
	})
}

// isBeingOpened checks that a send came to nothing because the conversation is
// perhaps still made.
func isBeingOpened(t *testing.T, err error) {
	t.Helper()
	var known *chat.SendError
	if !errors.As(err, &known) || known.Reason != "conversation_being_opened" || known.Final || known.RetryAfter <= 0 {
		t.Errorf("outcome: %v", err)
	}
}

// outlive makes an attempt as old as one whose time is over.
func (b *bot) outlive(t *testing.T, user id.UserID) {
	t.Helper()
	attempt, ok, err := b.direct.openings.of(t.Context(), user)
	if err != nil || !ok {
		t.Fatalf("no attempt is kept: %v", err)
	}
	attempt.began = time.Now().Add(-time.Hour)
	if err := b.direct.openings.begin(t.Context(), attempt); err != nil {
		t.Fatal(err)
	}
}

func testOneConversationForManyAtOnce(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-many")), h.enter(t, "alice-many")
	rooms := make([]planner.RoomID, 20)
	var sends sync.WaitGroup
	for i := range rooms {
		sends.Go(func() {
			receipt, err := bot.Send(t.Context(), to(bot.identity(alice.id), "many-"+string(rune('a'+i))))
			if err != nil {
				t.Error(err)
			}
			rooms[i] = receipt.Room
		})
	}
	sends.Wait()
	alice.awaitInvite(t, bot.me.id)
	for _, room := range rooms {
		if room != rooms[0] {
			t.Errorf("two conversations: %s, %s", room, rooms[0])
		}
	}
	if n := alice.invitations(); n != 1 {
		t.Errorf("%d invitations", n)
	}
}

// deaf keeps the bot from hearing of anything.
var deaf = &fault{"/sync", func(_ http.ResponseWriter, r *http.Request, _ http.Handler) { <-r.Context().Done() }}

// testConversationAfterLostAnswer keeps the sync from the bot, so that only the
// key in the room tells what came of the attempt.
func testConversationAfterLostAnswer(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-lostdm"), h.enter(t, "alice-lostdm")
	p := proxied(t, &o)
	p.fault.Store(deaf)
	bot := start(t, o)
	lost := &fault{"/createRoom", loseAnswer}
	p.fault.Store(lost)
	person := bot.identity(alice.id)
	_, err := bot.Send(t.Context(), to(person, "lost-1"))
	isBeingOpened(t, err)
	_, err = bot.Send(t.Context(), to(person, "lost-1"))
	isBeingOpened(t, err)
	bot.outlive(t, alice.id)
	receipt := bot.says(t, to(person, "lost-1"))
	room := alice.awaitInvite(t, bot.me.id)
	if receipt.Room != bot.roomID(room) || alice.invitations() != 1 {
		t.Errorf("said in %s, invited to %s and %d more", receipt.Room, room, alice.invitations()-1)
	}
	alice.reads(t, receipt.Message)
	if _, tried, err := bot.direct.openings.of(t.Context(), alice.id); tried || err != nil {
		t.Errorf("the attempt is still open: %v", err)
	}
}

// testConversationMadeAfterKill has the homeserver make the room only after the
// bot that asked for it is gone, and the next one not hear of it.
func testConversationMadeAfterKill(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-killdm"), h.enter(t, "alice-killdm")
	p := proxied(t, &o)
	asked, killed, made := make(chan struct{}), make(chan struct{}), make(chan struct{})
	p.fault.Store(&fault{"/createRoom", func(_ http.ResponseWriter, r *http.Request, forward http.Handler) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		later := r.Clone(context.WithoutCancel(r.Context()))
		close(asked)
		<-killed
		later.Body = io.NopCloser(bytes.NewReader(body))
		forward.ServeHTTP(httptest.NewRecorder(), later)
		close(made)
	}})
	bot := start(t, o)
	person := bot.identity(alice.id)
	ctx, kill := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = bot.Send(ctx, to(person, "kill-1"))
	}()
	<-asked
	kill()
	<-ended
	bot.stop()
	close(killed)
	<-made
	p.fault.Store(deaf)

	bot = start(t, o)
	_, err := bot.Send(t.Context(), to(person, "kill-1"))
	isBeingOpened(t, err)
	room := alice.awaitInvite(t, bot.me.id)
	bot.outlive(t, alice.id)
	receipt := bot.says(t, to(person, "kill-1"))
	if receipt.Room != bot.roomID(room) {
		t.Errorf("said in %s, invited to %s", receipt.Room, room)
	}
	alice.reads(t, receipt.Message)
	if n := alice.invitations(); n != 1 {
		t.Errorf("%d invitations", n)
	}
}

func testConversationIsReplaced(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-replace")), h.enter(t, "alice-replace")
	person, before := bot.identity(alice.id), time.Now()
	own := alice.openWith(t, roomKind{encrypted: true, direct: true}, bot.me.id)
	bot.invited(t, own)
	if first := bot.says(t, to(person, "r-1")); first.Room != bot.roomID(own) {
		t.Errorf("the conversation that she opened was not used: %s", first.Room)
	}
	if _, err := alice.client.LeaveRoom(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	until(t, "the bot knows that she left", func() bool { return !bot.client.StateStore.IsInRoom(t.Context(), own, alice.id) })
	second := bot.says(t, to(person, "r-2"))
	room := alice.awaitInvite(t, bot.me.id)
	if second.Room != bot.roomID(room) || room == own {
		t.Errorf("said in %s, after she left %s", second.Room, own)
	}
	old := event.TombstoneEventContent{Body: "moved", ReplacementRoom: "!elsewhere:entente.test"}
	if _, err := alice.client.SendStateEvent(t.Context(), room, event.StateTombstone, "", &old); err != nil {
		t.Fatal(err)
	}
	if third := bot.says(t, to(person, "r-3")); third.Room == second.Room || third.Room == bot.roomID(own) {
		t.Errorf("said in an upgraded room: %s", third.Room)
	}
	if found, ok, err := bot.Find(t.Context(), chat.Place{Person: person}, "r-2", before); err != nil || !ok || found != second {
		t.Errorf("not found in the room before: %+v, %v, %v", found, ok, err)
	}
}

// testListOfConversationsIsMerged has another client write the list too, and
// something into it that nobody understands.
func testListOfConversationsIsMerged(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-merge"), h.enter(t, "alice-merge")
	bot := start(t, o)
	theirs := map[string]any{"@minh:example.org": []string{"!theirs:example.org"}, "odd": 5}
	if err := bot.client.SetAccountData(t.Context(), event.AccountDataDirectChats.Type, theirs); err != nil {
		t.Fatal(err)
	}
	first := bot.says(t, to(bot.identity(alice.id), "m-1"))
	var stored map[string]json.RawMessage
	if err := bot.client.GetAccountData(t.Context(), event.AccountDataDirectChats.Type, &stored); err != nil {
		t.Fatal(err)
	}
	if len(stored) != 3 || string(stored["odd"]) != "5" || string(stored["@minh:example.org"]) != `["!theirs:example.org"]` {
		t.Errorf("list: %s", stored)
	}
	bot.stop()
	o.Dir = t.TempDir() // all is lost but the account
	p := proxied(t, &o)
	p.fault.Store(deaf)
	bot = start(t, o)
	if again := bot.says(t, to(bot.identity(alice.id), "m-2")); again.Room != first.Room {
		t.Errorf("a second conversation after the store was lost: %s, %s", again.Room, first.Room)
	}
}

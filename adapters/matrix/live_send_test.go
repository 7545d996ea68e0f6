//go:build goolm

package matrix

import (
	"errors"
	"strings"
	"testing"
	"time"

	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
	"maunium.net/go/mautrix/sqlstatestore"

	"entente/bot/chat"
	"entente/planner"
)

func testOpensConversation(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-opens")), h.enter(t, "alice-opens")
	to, before := chat.Place{Person: bot.identity(alice.id)}, time.Now()
	first := bot.says(t, chat.Outgoing{To: to, Blocks: text("Tomorrow at 15:00."), Key: "dm-1", Urgent: true})
	room := alice.awaitInvite(t, bot.me.id)
	if first.Room != bot.roomID(room) {
		t.Errorf("receipt %+v, invited to %s", first, room)
	}
	if got := alice.reads(t, first.Message).Content.AsMessage(); got.Body != "Tomorrow at 15:00." || got.MsgType != event.MsgText {
		t.Errorf("said before she joined: %+v", got)
	}
	second := bot.says(t, chat.Outgoing{To: to, Blocks: text("In an hour."), Key: "dm-2"})
	if second.Room != first.Room {
		t.Errorf("a second conversation was opened: %s, %s", first.Room, second.Room)
	}
	answer := alice.say(t, room, "thanks")
	if in := bot.hears(t, answer); !in.Direct || !in.Addressed {
		t.Errorf("heard: %+v", in)
	}
	if n := bot.got.count(func(in chat.Incoming) bool { return in.Kind == chat.Invited }); n > 0 {
		t.Error("its own room was reported as an invitation")
	}
	if found, ok, err := bot.Find(t.Context(), to, "dm-1", before); err != nil || !ok || found != first {
		t.Errorf("Find: %+v, %v, %v", found, ok, err)
	}
	nobody := chat.Outgoing{To: chat.Place{Person: "elsewhere:@x:y"}, Blocks: text("?"), Key: "dm-3"}
	var refused *chat.SendError
	if _, err := bot.Send(t.Context(), nobody); !errors.As(err, &refused) || !refused.Final {
		t.Errorf("to another network: %v", err)
	}
}

func testFindByKey(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-find")), h.enter(t, "alice-find")
	for _, kind := range []roomKind{{name: "secret", encrypted: true}, {name: "open"}} {
		room := alice.openWith(t, kind, bot.me.id)
		bot.invited(t, room)
		to := chat.Place{Room: bot.roomID(room)}
		before := time.Now()
		sent := bot.says(t, chat.Outgoing{To: to, Blocks: text("one"), Key: "K1"})
		for range 110 { // more than a page
			alice.say(t, room, "hm")
		}
		look := func(key string) (chat.Receipt, bool) {
			t.Helper()
			r, found, err := bot.Find(t.Context(), to, key, before)
			if err != nil {
				t.Fatal(err)
			}
			return r, found
		}
		if r, found := look("K1"); !found || r != sent {
			t.Errorf("%s: K1: %+v, %v; sent %+v", kind.name, r, found, sent)
		}
		if r, found := look("K2"); found {
			t.Errorf("%s: K2 was never sent: %+v", kind.name, r)
		}
		again := bot.says(t, chat.Outgoing{To: to, Blocks: text("one"), Key: "K1"})
		if again != sent {
			t.Errorf("%s: the transaction id was not known again: %+v, %+v", kind.name, sent, again)
		}
		edit := bot.says(t, chat.Outgoing{To: to, Blocks: text("two"), Key: "K3", Replaces: sent.Message})
		alice.readsEdit(t, sent.Message, "two") // Dendrite's /messages is a moment behind its /send
		if r, found := look("K3"); !found || r != sent || edit != sent {
			t.Errorf("%s: edit: %+v, %v; said %+v", kind.name, r, found, edit)
		}
	}
}

func testEditAndReaction(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-edit")), h.enter(t, "alice-edit")
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)

	said := alice.say(t, room, "Entente: plan seminar on Tuesday")
	bot.hears(t, said)
	edit := &event.MessageEventContent{MsgType: event.MsgText, Body: "Entente: plan seminar on Wednesday"}
	edit.SetEdit(said)
	in := bot.hears(t, alice.send(t, room, edit))
	if in.Kind != chat.Edited || in.Message != said.String() || in.Text != "plan seminar on Wednesday" {
		t.Errorf("edited: %+v", in)
	}

	place := chat.Place{Room: bot.roomID(room), ReplyTo: said.String()}
	react := bot.says(t, chat.Outgoing{To: place, React: "👍", Key: "R1"})
	seen := alice.reads(t, react.Message).Content.AsReaction().RelatesTo
	if seen.EventID != said || seen.Key != "👍" {
		t.Errorf("reaction: %+v", seen)
	}
	first := bot.says(t, chat.Outgoing{To: place, Blocks: text("Planned."), Key: "P1"})
	bot.says(t, chat.Outgoing{To: place, Blocks: text("Planned, Wednesday."), Key: "P2", Replaces: first.Message})
	alice.readsEdit(t, first.Message, "Planned, Wednesday.")
}

// testLateEncryption speaks in a room that becomes encrypted, and when the
// store knows nothing of it, as before the sync that follows a join.
func testLateEncryption(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-late")), h.enter(t, "alice-late")
	room := alice.openWith(t, roomKind{name: "open"}, bot.me.id)
	bot.invited(t, room)
	to := chat.Place{Room: bot.roomID(room)}
	bot.says(t, chat.Outgoing{To: to, Blocks: text("in clear"), Key: "C1"})
	encryption := &event.EncryptionEventContent{Algorithm: id.AlgorithmMegolmV1}
	if _, err := alice.client.SendStateEvent(t.Context(), room, event.StateEncryption, "", encryption); err != nil {
		t.Fatal(err)
	}
	bot.hears(t, alice.say(t, room, "Entente: now in secret"))
	isSecret := func(message string) {
		t.Helper()
		var stored *event.Event
		until(t, "the message can be read back", func() bool {
			var err error
			stored, err = alice.client.GetEvent(t.Context(), room, id.EventID(message))
			return err == nil
		})
		if stored.Type.Type != "m.room.encrypted" {
			t.Errorf("said in clear: %s", stored.Type.Type)
		}
	}
	isSecret(bot.says(t, chat.Outgoing{To: to, Blocks: text("in secret"), Key: "C2"}).Message)

	forget(t, bot, room)
	receipt := bot.says(t, chat.Outgoing{To: to, Blocks: text("at once"), Key: "C3"})
	isSecret(receipt.Message)
	if got := alice.reads(t, receipt.Message).Content.AsMessage().Body; got != "at once" {
		t.Errorf("read: %q", got)
	}
}

// forget makes the store as it was before it knew a room.
func forget(t *testing.T, bot *bot, room id.RoomID) {
	t.Helper()
	store := bot.client.StateStore.(*sqlstatestore.SQLStateStore)
	for _, table := range []string{"mx_room_state", "mx_user_profile"} {
		if _, err := store.Exec(t.Context(), "DELETE FROM "+table+" WHERE room_id=$1", room); err != nil {
			t.Fatal(err)
		}
	}
	bot.plain = map[id.RoomID]bool{}
}

func testLongAndWildMessages(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-wild")), h.enter(t, "alice-wild")
	room := alice.openWith(t, roomKind{name: "wild", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	to := chat.Place{Room: bot.roomID(room)}
	for _, wild := range []string{
		strings.Repeat("é<&>\"", 20_000), strings.Repeat("@room ", 5_000), "\u202eevil\u202c \x00\x1b[31m", strings.Repeat("𝔸", 100_000),
	} {
		receipt := bot.says(t, chat.Outgoing{To: to, Blocks: text(wild), Key: "W" + wild[:4]})
		got := alice.reads(t, receipt.Message).Content.AsMessage()
		if got.Mentions == nil || got.Mentions.Room || len(got.Mentions.UserIDs) > 0 || got.Body == "" {
			t.Errorf("read: %.60q, mentions %+v", got.Body, got.Mentions)
		}
		heard := bot.hears(t, alice.say(t, room, "Entente: "+strings.ToValidUTF8(wild[:min(len(wild), 5_000)], "")))
		if strings.ContainsAny(heard.Text, "\x00\x1b") {
			t.Errorf("heard: %.60q", heard.Text)
		}
	}
	ring := bot.says(t, chat.Outgoing{To: to, Blocks: text("You speak tomorrow."), Key: "W-ring", Ring: []planner.IdentityID{bot.identity(alice.id)}})
	if got := alice.reads(t, ring.Message).Content.AsMessage(); !got.Mentions.Has(alice.id) {
		t.Errorf("mentions: %+v", got.Mentions)
	}
}

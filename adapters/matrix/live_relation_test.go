//go:build goolm

package matrix

import (
	"testing"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// react puts a reaction under a message.
func (p *person) react(t *testing.T, room id.RoomID, message, key string) id.EventID {
	t.Helper()
	sent, err := p.client.SendReaction(t.Context(), room, id.EventID(message), key)
	if err != nil {
		t.Fatal(err)
	}
	return sent.EventID
}

func (p *person) redact(t *testing.T, room id.RoomID, message id.EventID) {
	t.Helper()
	if _, err := p.client.RedactEvent(t.Context(), room, message); err != nil {
		t.Fatal(err)
	}
}

// told waits for something of one kind that has what it should have.
func (b *bot) told(t *testing.T, kind chat.IncomingKind, is func(chat.Incoming) bool) chat.Incoming {
	t.Helper()
	return b.got.wait(t, string(kind), func(in chat.Incoming) bool { return in.Kind == kind && is(in) })
}

func always(chat.Incoming) bool { return true }

// testReactions reacts to what the bot said, to what it did not say, and to
// what is no more.
func testReactions(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-react")), h.enter(t, "alice-react")
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	to := chat.Place{Room: bot.roomID(room)}
	said := bot.says(t, chat.Outgoing{To: to, Blocks: text("Which one?"), Key: "Q1"})
	gone := bot.says(t, chat.Outgoing{To: to, Blocks: text("Never mind."), Key: "Q2"})
	if _, err := bot.client.RedactEvent(t.Context(), room, id.EventID(gone.Message)); err != nil {
		t.Fatal(err)
	}
	own := alice.say(t, room, "hm")
	bot.says(t, chat.Outgoing{To: chat.Place{Room: to.Room, ReplyTo: said.Message}, React: "2️⃣", Key: "R1"})

	alice.react(t, room, gone.Message, "1️⃣")
	alice.react(t, room, own.String(), "1️⃣")
	alice.react(t, room, "$nowhere", "1️⃣")
	alice.react(t, room, said.Message, "a key that is much longer than any emoji, and that nobody can have meant")
	first := alice.react(t, room, said.Message, "1️⃣")
	in := bot.told(t, chat.Reacted, always)
	if in.ReplyTo != said.Message || in.Text != "1️⃣" || in.From != bot.identity(alice.id) || in.Room != to.Room || !in.Addressed || in.Direct {
		t.Errorf("reacted: %+v", in)
	}
	alice.redact(t, room, first)
	alice.react(t, room, said.Message, "1️⃣")
	alice.react(t, room, said.Message, "👍")
	bot.told(t, chat.Reacted, func(in chat.Incoming) bool { return in.Text == "👍" })
	entries, _ := bot.got.all()
	different := map[string]bool{}
	for _, entry := range entries {
		if entry.Kind == chat.Reacted {
			different[entry.EventID] = true
		}
	}
	if len(different) != 3 {
		t.Errorf("two reactions, one of them put anew, have the ids %v", different)
	}
	bot.told(t, chat.Deleted, func(gone chat.Incoming) bool { return gone.Message == in.Message && gone.From == in.From })
}

// testRemovals removes messages and edits those of others.
func testRemovals(t *testing.T, h *homeserver) {
	bot, alice, mallory := start(t, h.options(t, "bot-remove")), h.enter(t, "alice-remove"), h.enter(t, "mallory-remove")
	room := alice.openWith(t, roomKind{name: "GANDA"}, bot.me.id)
	bot.invited(t, room)
	if _, err := alice.client.InviteUser(t.Context(), room, &mautrix.ReqInviteUser{UserID: mallory.id}); err != nil {
		t.Fatal(err)
	}
	mallory.awaitInvite(t, alice.id)
	said := alice.say(t, room, "Entente: plan seminar on Tuesday")
	bot.hears(t, said)
	forged := &event.MessageEventContent{MsgType: event.MsgText, Body: "Entente: cancel E1"}
	forged.SetEdit(said)
	mallory.send(t, room, forged)
	other := mallory.say(t, room, "nonsense")
	alice.redact(t, room, other) // as a moderator may
	alice.redact(t, room, said)
	in := bot.told(t, chat.Deleted, always)
	if in.Message != said.String() || in.From != bot.identity(alice.id) || in.Room != bot.roomID(room) || in.EventID == in.Message {
		t.Errorf("deleted: %+v", in)
	}
	bot.hears(t, alice.say(t, room, "the last"))
	if n := bot.got.count(func(in chat.Incoming) bool {
		return in.Kind == chat.Edited || in.Message == other.String() && in.Kind == chat.Deleted
	}); n > 0 {
		t.Errorf("%d times told of what somebody did to another's message", n)
	}
}

// testThreads says things in a thread, with and without an answer in it.
func testThreads(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-thread")), h.enter(t, "alice-thread")
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	root := bot.says(t, chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("Seminar E1"), Key: "T1"})
	inThread := func(body string, relates *event.RelatesTo) chat.Incoming {
		return bot.hears(t, alice.send(t, room, &event.MessageEventContent{MsgType: event.MsgText, Body: body, RelatesTo: relates}))
	}
	rootID := id.EventID(root.Message)
	aside := inThread("looks good", new(event.RelatesTo).SetThread(rootID, rootID))
	if aside.Thread != root.Message || aside.ReplyTo != "" || aside.Addressed {
		t.Errorf("in the thread: %+v", aside)
	}
	answer := inThread("> <"+bot.me.id.String()+"> Seminar E1\n\none hour later", &event.RelatesTo{
		Type: event.RelThread, EventID: rootID, InReplyTo: &event.InReplyTo{EventID: rootID},
	})
	if answer.Thread != root.Message || answer.ReplyTo != root.Message || !answer.Addressed || answer.Text != "one hour later" {
		t.Errorf("answer in the thread: %+v", answer)
	}
}

// testUnreadable has keys that do not come in time, or never; of those of what was
// said before the bot was invited it says nothing.
func testUnreadable(t *testing.T, h *homeserver) {
	alice := h.enter(t, "alice-unreadable")
	bot := startChanged(t, h.options(t, "bot-unreadable"), func(a *Adapter) { a.waits.key = 300 * time.Millisecond })
	direct := alice.openWith(t, roomKind{encrypted: true, direct: true}, bot.me.id)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	past := alice.open(t, roomKind{encrypted: true, direct: true})
	alice.say(t, past, "from before you came")
	alice.invite(t, past, bot.me.id)
	bot.invited(t, direct)
	bot.invited(t, room)
	if in := bot.invited(t, past); !in.Direct {
		t.Errorf("alone with somebody: %+v", in)
	}
	question := bot.says(t, chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("Which?"), Key: "U1"})
	alice.reads(t, question.Message)

	alice.keys.hold()
	first := alice.say(t, direct, "what is next?")
	aside := alice.say(t, room, "Entente: perhaps to you, perhaps not")
	in := bot.told(t, chat.Unreadable, func(in chat.Incoming) bool { return in.Message == first.String() })
	if !in.Direct || !in.Addressed || in.From != bot.identity(alice.id) || in.Room != bot.roomID(direct) || in.EventID == first.String() || in.Text != "" {
		t.Errorf("unreadable: %+v", in)
	}
	second := alice.say(t, direct, "hello?")
	again := bot.told(t, chat.Unreadable, func(in chat.Incoming) bool { return in.Message == second.String() })
	if again.EventID != in.EventID {
		t.Errorf("said twice in a day: %s, %s", in.EventID, again.EventID)
	}
	reply := alice.send(t, room, &event.MessageEventContent{MsgType: event.MsgText, Body: "the second",
		RelatesTo: new(event.RelatesTo).SetReplyTo(id.EventID(question.Message))})
	bot.told(t, chat.Unreadable, func(in chat.Incoming) bool { return in.Message == reply.String() && !in.Direct })
	if n := bot.got.count(func(in chat.Incoming) bool { return in.Kind == chat.Unreadable && in.Message == aside.String() }); n > 0 {
		t.Error("said of a message that may not have been meant for the bot")
	}
	if n := bot.got.count(func(in chat.Incoming) bool { return in.Kind == chat.Unreadable && in.Room == bot.roomID(past) }); n > 0 {
		t.Error("said of what was said before it came")
	}
	alice.keys.release(t)
	for _, message := range []id.EventID{first, second, aside, reply} {
		bot.hears(t, message)
	}
	if n := bot.got.count(func(in chat.Incoming) bool { return in.EventID == first.String() }); n != 1 {
		t.Errorf("heard %d times", n)
	}
}

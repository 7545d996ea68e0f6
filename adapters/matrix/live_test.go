//go:build goolm

package matrix

import (
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// TestOnDendrite runs against a real homeserver. Each part has accounts of its
// own.
func TestOnDendrite(t *testing.T) {
	h := startHomeserver(t)
	for name, part := range map[string]func(*testing.T, *homeserver){
		"Invitation":          testInvitation,
		"DirectConversation":  testDirectConversation,
		"Mention":             testMention,
		"OpensConversation":   testOpensConversation,
		"FindByKey":           testFindByKey,
		"EditAndReaction":     testEditAndReaction,
		"PlaceAfterReceive":   testPlaceAfterReceive,
		"RestartWithStore":    testRestartWithStore,
		"LateEncryption":      testLateEncryption,
		"LostStore":           testLostStore,
		"KeyAfterMessage":     testKeyAfterMessage,
		"DeviceIsSigned":      testDeviceIsSigned,
		"WrongPassword":       testWrongPassword,
		"LongAndWildMessages": testLongAndWildMessages,
		"NothingSecretLogged": testNothingSecretLogged,

		"OneConversationForManyAtOnce": testOneConversationForManyAtOnce,
		"ConversationAfterLostAnswer":  testConversationAfterLostAnswer,
		"ConversationMadeAfterKill":    testConversationMadeAfterKill,
		"ConversationIsReplaced":       testConversationIsReplaced,
		"ListOfConversationsIsMerged":  testListOfConversationsIsMerged,

		"Check":           testCheck,
		"KeyInParts":      testKeyInParts,
		"File":            testFile,
		"FindAfterFaults": testFindAfterFaults,
		"OffersNumbers":   testOffersNumbers,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of the time it waits
			part(t, h)
		})
	}
}

func testInvitation(t *testing.T, h *homeserver) {
	o := h.options(t, "bot-invitation")
	alice, mallory := h.enter(t, "alice-invitation"), h.enter(t, "mallory-invitation")
	o.Allow = []string{alice.id.String()}
	bot := start(t, o)

	room := alice.openWith(t, roomKind{name: "#ganda"}, bot.me.id)
	in := bot.invited(t, room)
	if in.From != bot.identity(alice.id) || in.FromName != "alice-invitation" || in.Name != "ganda" || in.Direct {
		t.Errorf("invited: %+v", in)
	}
	other := mallory.open(t, roomKind{name: "trap"}, bot.me.id)
	mallory.awaitMember(t, other, bot.me.id, event.MembershipLeave)

	if _, err := alice.client.KickUser(t.Context(), room, &mautrix.ReqKickUser{UserID: bot.me.id}); err != nil {
		t.Fatal(err)
	}
	left := bot.got.wait(t, "leaving", func(in chat.Incoming) bool { return in.Kind == chat.Left })
	if left.Room != bot.roomID(room) || left.From != bot.identity(alice.id) {
		t.Errorf("left: %+v", left)
	}
	if n := bot.got.count(func(in chat.Incoming) bool { return in.Room == bot.roomID(other) }); n > 0 {
		t.Errorf("the room of somebody not on the list was reported %d times", n)
	}
}

func testDirectConversation(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-direct")), h.enter(t, "alice-direct")
	room := alice.openWith(t, roomKind{encrypted: true, direct: true}, bot.me.id)
	if in := bot.invited(t, room); !in.Direct {
		t.Errorf("invited: %+v", in)
	}
	asked := alice.say(t, room, "what is next?")
	in := bot.hears(t, asked)
	if !in.Addressed || !in.Direct || in.Text != "what is next?" || in.Message != asked.String() ||
		in.From != bot.identity(alice.id) || in.Room != bot.roomID(room) || in.At.IsZero() {
		t.Errorf("heard: %+v", in)
	}
	receipt := bot.says(t, chat.Outgoing{
		To: chat.Place{Room: in.Room, ReplyTo: in.Message}, Blocks: text("Nothing is planned."), Key: "answer-1",
	})
	answer := alice.reads(t, receipt.Message).Content.AsMessage()
	if answer.Body != "Nothing is planned." || answer.MsgType != event.MsgNotice ||
		answer.RelatesTo.GetReplyTo() != asked || answer.Mentions == nil || len(answer.Mentions.UserIDs) > 0 {
		t.Errorf("answer: %+v", answer)
	}
	stored, err := alice.client.GetEvent(t.Context(), room, id.EventID(receipt.Message))
	if err != nil {
		t.Fatal(err)
	}
	if stored.Type.Type != "m.room.encrypted" || stored.Content.Raw[keyField] != "answer-1" || stored.Content.Raw["body"] != nil {
		t.Errorf("as stored: %s %v", stored.Type.Type, stored.Content.Raw)
	}
}

func testMention(t *testing.T, h *homeserver) {
	bot, alice, minh := start(t, h.options(t, "bot-mention")), h.enter(t, "alice-mention"), h.enter(t, "minh-mention")
	room := alice.open(t, roomKind{name: "GANDA", encrypted: true}, minh.id)
	minh.awaitInvite(t, alice.id)
	old := alice.say(t, room, "Entente: from before you came")
	if _, err := alice.client.InviteUser(t.Context(), room, &mautrix.ReqInviteUser{UserID: bot.me.id}); err != nil {
		t.Fatal(err)
	}
	alice.awaitMember(t, room, bot.me.id, event.MembershipJoin)
	aside := alice.say(t, room, "shall we ask it?")
	pill := func(user id.UserID, name string) string {
		return `<a href="` + user.URI().MatrixToURL() + `">` + name + `</a>`
	}
	asked := alice.send(t, room, &event.MessageEventContent{
		MsgType: event.MsgText, Body: "Entente: invite Minh Nguyen to speak on 2 March",
		Format:        event.FormatHTML,
		FormattedBody: pill(bot.me.id, "Entente") + ": invite " + pill(minh.id, "Minh Nguyen") + " to speak on 2 March",
		Mentions:      &event.Mentions{UserIDs: []id.UserID{bot.me.id, minh.id}},
	})
	in := bot.hears(t, asked)
	if !in.Addressed || in.Direct || in.Name != "GANDA" || in.Text != "invite @Minh Nguyen to speak on 2 March" {
		t.Errorf("heard: %+v", in)
	}
	want := chat.Mention{Text: "@Minh Nguyen", Person: bot.identity(minh.id), Name: "Minh Nguyen"}
	if len(in.Mentions) != 1 || in.Mentions[0] != want {
		t.Errorf("mentions: %+v", in.Mentions)
	}
	if in := bot.hears(t, aside); in.Addressed {
		t.Errorf("not said to the bot, but: %+v", in)
	}
	receipt := bot.says(t, chat.Outgoing{To: chat.Place{Room: in.Room, ReplyTo: in.Message}, Blocks: text("When?"), Key: "ask"})
	reply := alice.send(t, room, &event.MessageEventContent{
		MsgType: event.MsgText, Body: "at 3 pm", RelatesTo: new(event.RelatesTo).SetReplyTo(id.EventID(receipt.Message)),
	})
	if in := bot.hears(t, reply); !in.Addressed || in.ReplyTo != receipt.Message {
		t.Errorf("reply: %+v", in)
	}
	if n := bot.got.count(func(in chat.Incoming) bool { return in.EventID == old.String() }); n > 0 {
		t.Error("a message from before the bot came was handed over")
	}
}

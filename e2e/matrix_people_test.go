package e2e

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// residence is a homeserver with a bot at work.
type residence struct {
	homeserver
	installation
	user id.UserID
}

// TestMatrixPeople is what people do in Element, side by side: everybody in a
// room of their own, and all with the same bot.
func TestMatrixPeople(t *testing.T) {
	t.Parallel()
	h := startHomeserver(t)
	i, user := h.install(t, "busy", h.Address)
	i.unhurried(t)
	bot := i.start(t)
	home := residence{h, i, user}
	t.Run("people", func(t *testing.T) {
		for name, test := range map[string]func(*testing.T, residence){
			"numbered reply":        testNumberedReply,
			"more than four":        testMoreThanFour,
			"reaction to a removed": testReactionToRemoved,
			"thread":                testThread,
			"edit":                  testEdit,
			"redaction":             testRedaction,
			"direct room once":      testDirectRoomOnce,
			"room upgrade":          testRoomUpgrade,
			"kicked and banned":     testKickedAndBanned,
			"encrypted file":        testEncryptedFile,
			"not of its business":   testNotices,
			"reply with a fallback": testFallback,
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, home)
			})
		}
	})
	bot.stop(t)
}

// meet lets somebody new make an encrypted room with the bot.
func (h residence) meet(t *testing.T, name string) room {
	t.Helper()
	return h.enter(t, name).open(t, "Room of "+name, true, h.user)
}

// asked ties the room to a collaboration, after which the bot asks in which
// languages it shall post: English, French or both.
func (r room) asked(t *testing.T, code string) *event.Event {
	t.Helper()
	r.ask(t, `collaboration add `+code+` IRN "Numbers"`, code)
	return r.ask(t, "use "+code+" here", "Français")
}

// testNumberedReply answers the bot's question as people do where there are no
// buttons: with a bare number, not addressed to anybody.
func testNumberedReply(t *testing.T, h residence) {
	r := h.meet(t, "nora")
	r.asked(t, "NORA")
	answer := r.answer(t, r.say(t, "3"))
	if !contains(answer, "French") {
		t.Errorf("3: answered %q, want both languages", answer.Content.AsMessage().Body)
	}
}

// testMoreThanFour: a question with more choices than there are numbers to put
// under it is a numbered list all the same, and a typed number answers it: by
// itself, or as a reply to it.
func testMoreThanFour(t *testing.T, h residence) {
	r := h.meet(t, "maud")
	for n := range 7 {
		r.ask(t, fmt.Sprintf(`plan meeting "Council %d" %d May 2040 15:00 UTC`, n+1, n+1), "Council")
	}
	asked := r.ask(t, "cancel council", "7. ")
	r.answer(t, r.say(t, "6")) // by itself
	r.ask(t, "agenda 2040", "6 events")
	asked = r.ask(t, "cancel council", "6. ")
	reply := r.send(t, &event.MessageEventContent{
		MsgType: event.MsgText, Body: "5", Mentions: &event.Mentions{}, RelatesTo: new(event.RelatesTo).SetReplyTo(asked.ID),
	})
	if answer := r.answer(t, reply); !contains(answer, "Cancelled") {
		t.Errorf("5: answered %q", answer.Content.AsMessage().Body)
	}
	agenda := r.ask(t, "agenda 2040", "5 events").Content.AsMessage().Body
	if strings.Contains(agenda, "Council 5") || strings.Contains(agenda, "Council 6") {
		t.Errorf("left are %q, want them without the fifth and sixth", agenda)
	}
	seen, _ := r.events()
	for _, e := range seen {
		if e.Type == event.EventReaction && e.Content.AsReaction().RelatesTo.EventID == asked.ID {
			t.Errorf("it put %s under six choices", e.Content.AsReaction().RelatesTo.Key)
		}
	}
}

// testReactionToRemoved: a number put under a message of the bot's that somebody
// has removed presses nothing.
func testReactionToRemoved(t *testing.T, h residence) {
	r := h.meet(t, "rhea")
	planned := r.ask(t, `plan meeting "Kept" 3 May 2040 15:00 UTC`, "2. Undo")
	r.ask(t, "what is an IRN?", "network") // by now it has seen its own message
	if _, err := r.RedactEvent(t.Context(), r.id, planned.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.SendReaction(t.Context(), r.id, planned.ID, "2️⃣"); err != nil {
		t.Fatal(err)
	}
	r.ask(t, "what is an IRN?", "network") // by now it would have answered
	r.ask(t, "agenda 2040", "Kept")
}

// testThread: what is asked in a thread is answered in it.
func testThread(t *testing.T, h residence) {
	r := h.meet(t, "theo")
	root := r.say(t, "About the seminar")
	question := r.send(t, &event.MessageEventContent{
		MsgType: event.MsgText, Body: h.user.Localpart() + ": what is an IRN?",
		Mentions:  &event.Mentions{UserIDs: []id.UserID{h.user}},
		RelatesTo: new(event.RelatesTo).SetThread(root, root),
	})
	answer := r.wait(t, soon, "an answer", func(e *event.Event) bool { return r.bySelf(e) && contains(e, "network") })
	relates := answer.Content.AsMessage().RelatesTo
	if relates.GetThreadParent() != root || relates.GetReplyTo() != question {
		t.Errorf("answered %+v, want in the thread of %s to %s", relates, root, question)
	}
}

// testEdit: an edit of a command is not followed, and the person is told with a
// button that does it.
func testEdit(t *testing.T, h residence) {
	r := h.meet(t, "edith")
	private := r.open(t, "", true, h.user)
	first := r.mention(t, `plan meeting "Draft" 3 May 2040 15:00 UTC`)
	r.answer(t, first)
	edit := &event.MessageEventContent{
		MsgType: event.MsgText, Body: h.user.Localpart() + `: plan meeting "Final" 3 May 2040 15:00 UTC`,
		Mentions: &event.Mentions{UserIDs: []id.UserID{h.user}},
	}
	edit.SetEdit(first)
	r.send(t, edit)
	private.posted(t, "I don't follow edits", soon)
	private.say(t, "1")
	private.wait(t, soon, "the edit is done", func(e *event.Event) bool {
		return private.bySelf(e) && contains(e, "Planned meeting Final")
	})
}

// testRedaction: who removes a message that planned something is told that the
// plan stays.
func testRedaction(t *testing.T, h residence) {
	r := h.meet(t, "remi")
	private := r.open(t, "", true, h.user)
	said := r.mention(t, `plan meeting "Hasty" 3 May 2040 15:00 UTC`)
	r.answer(t, said)
	if _, err := r.RedactEvent(t.Context(), r.id, said); err != nil {
		t.Fatal(err)
	}
	private.posted(t, "You removed your message", soon)
	r.ask(t, "next", "Hasty")
}

// testDirectRoomOnce: two private answers to somebody who has no conversation
// with the bot open one and the same.
func testDirectRoomOnce(t *testing.T, h residence) {
	r := h.meet(t, "dora")
	r.ask(t, "timezone Europe/Paris", "Paris")
	for n := range 2 {
		r.ask(t, "remind me tomorrow at 9:00 to water plant "+string(rune('1'+n)), "plant")
		r.answer(t, r.mention(t, "my reminders"))
	}
	invites := func(e *event.Event) bool {
		return e.Type == event.StateMember && e.GetStateKey() == r.UserID.String() && e.Sender == h.user
	}
	r.wait(t, soon, "an invitation", invites)
	seen, _ := r.events()
	var invited []id.RoomID
	for _, e := range seen {
		if invites(e) && !slices.Contains(invited, e.RoomID) {
			invited = append(invited, e.RoomID)
		}
	}
	if len(invited) != 1 {
		t.Errorf("the bot invited to %v, want one conversation", invited)
	}
}

// testRoomUpgrade: in the room that takes another's place the bot goes on with
// its collaboration.
func testRoomUpgrade(t *testing.T, h residence) {
	r := h.meet(t, "ursula")
	r.asked(t, "URSULA")
	r.ask(t, `plan meeting "Upgraded" 3 May 2040 15:00 UTC for URSULA`, "Upgraded")
	var made struct {
		Room id.RoomID `json:"replacement_room"`
	}
	path := r.BuildClientURL("v3", "rooms", r.id, "upgrade")
	if _, err := r.MakeRequest(t.Context(), http.MethodPost, path, map[string]string{"new_version": "10"}, &made); err != nil {
		t.Fatal(err)
	}
	if _, err := r.InviteUser(t.Context(), made.Room, &mautrix.ReqInviteUser{UserID: h.user}); err != nil {
		t.Fatal(err)
	}
	next := room{person: r.person, id: made.Room, bot: h.user}
	next.joins(t)
	next.ask(t, "agenda 2040", "Upgraded")
}

// testKickedAndBanned: a room that sends the bot away is closed, until it is
// invited again. Who planned something there is told what is not posted.
func testKickedAndBanned(t *testing.T, h residence) {
	r := h.meet(t, "kim")
	private := r.open(t, "", true, h.user)
	r.ask(t, `plan meeting "Orphaned" 3 May 2040 15:00 UTC`, "Orphaned")
	if _, err := r.KickUser(t.Context(), r.id, &mautrix.ReqKickUser{UserID: h.user}); err != nil {
		t.Fatal(err)
	}
	h.isClosed(t, r, true)
	private.posted(t, "Orphaned", soon)
	first := r.joins(t)
	second := h.invitedAgain(t, r, first)

	if _, err := r.BanUser(t.Context(), r.id, &mautrix.ReqBanUser{UserID: h.user}); err != nil {
		t.Fatal(err)
	}
	h.isClosed(t, r, true)
	if _, err := r.UnbanUser(t.Context(), r.id, &mautrix.ReqUnbanUser{UserID: h.user}); err != nil {
		t.Fatal(err)
	}
	h.invitedAgain(t, r, first, second)
}

// isClosed waits until the bot's database holds that the room is closed, or not.
func (h residence) isClosed(t *testing.T, r room, want bool) {
	t.Helper()
	until(t, fmt.Sprintf("the room is closed: %t", want), func() bool {
		query := "SELECT id FROM rooms WHERE closed AND id = 'matrix:" + string(r.id) + "'"
		return len(h.rows(t, query)) == 1 == want
	})
}

// invitedAgain invites the bot, which comes, other than at the times before, and
// answers.
func (h residence) invitedAgain(t *testing.T, r room, before ...id.EventID) (joined id.EventID) {
	t.Helper()
	if _, err := r.InviteUser(t.Context(), r.id, &mautrix.ReqInviteUser{UserID: h.user}); err != nil {
		t.Fatal(err)
	}
	h.isClosed(t, r, false)
	joined = r.joins(t, before...)
	r.ask(t, "what is an IRN?", "network")
	return joined
}

// testEncryptedFile reads the calendar file of an event in an encrypted room:
// what the homeserver holds is no calendar, what alice decrypts is.
func testEncryptedFile(t *testing.T, h residence) {
	r := h.meet(t, "fiona")
	planned := r.ask(t, `plan meeting "Filed" 3 May 2040 15:00 UTC`, "Filed")
	number := eventNumber.FindString(planned.Content.AsMessage().Body)
	r.mention(t, "calendar "+number)
	file := r.wait(t, soon, "a file", func(e *event.Event) bool { return r.bySelf(e) && e.Content.AsMessage().MsgType == event.MsgFile })
	sealed := file.Content.AsMessage().File
	if sealed == nil {
		t.Fatalf("the file is not encrypted: %+v", file.Content.AsMessage())
	}
	from, err := sealed.URL.Parse()
	if err != nil {
		t.Fatal(err)
	}
	stored, err := r.DownloadBytes(t.Context(), from)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(stored), "VCALENDAR") {
		t.Error("the homeserver holds the file in clear")
	}
	if err := sealed.DecryptInPlace(stored); err != nil || !strings.Contains(string(stored), "SUMMARY:Filed") {
		t.Errorf("%v: %s", err, stored)
	}
}

// testNotices: what other bots say (m.notice) is never answered.
func testNotices(t *testing.T, h residence) {
	r := h.meet(t, "otto")
	notice := r.send(t, &event.MessageEventContent{
		MsgType: event.MsgNotice, Body: h.user.Localpart() + ": what is an IRP?", Mentions: &event.Mentions{UserIDs: []id.UserID{h.user}},
	})
	r.ask(t, "what is an IRN?", "network") // by now it would have answered
	seen, _ := r.events()
	for _, e := range seen {
		if r.isAnswer(e, notice) {
			t.Errorf("answered another bot: %q", e.Content.AsMessage().Body)
		}
	}
}

// testFallback: the quotation that old clients put into a reply is not taken
// for what was said.
func testFallback(t *testing.T, h residence) {
	r := h.meet(t, "quinn")
	answer := r.ask(t, "what is an IRN?", "network")
	reply := r.send(t, &event.MessageEventContent{
		MsgType: event.MsgText, Body: "> <" + string(h.user) + "> plan meeting \"Quoted\" 3 May 2040 15:00 UTC\n\nplan meeting \"Said\" 4 May 2040 15:00 UTC",
		Format:        event.FormatHTML,
		FormattedBody: `<mx-reply><blockquote>plan meeting "Quoted" 3 May 2040 15:00 UTC</blockquote></mx-reply>plan meeting "Said" 4 May 2040 15:00 UTC`,
		Mentions:      &event.Mentions{UserIDs: []id.UserID{h.user}},
		RelatesTo:     new(event.RelatesTo).SetReplyTo(answer.ID),
	})
	if body := r.answer(t, reply).Content.AsMessage().Body; strings.Contains(body, "Quoted") || !strings.Contains(body, "Planned meeting Said") {
		t.Errorf("answered %q, want what was said planned", body)
	}
}

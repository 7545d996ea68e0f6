package e2e

import (
	"strings"
	"testing"

	"maunium.net/go/mautrix/event"
)

// TestMatrix runs bots of one homeserver side by side.
func TestMatrix(t *testing.T) {
	t.Parallel()
	h := startHomeserver(t)
	for name, test := range map[string]func(*testing.T, homeserver){
		"conversation":         testMatrixConversation,
		"killed while sending": testMatrixKill,
		"hostile text":         testMatrixHostile,
		"refused password":     testMatrixPassword,
		"independent client":   testMatrixIndependent,
		"signed device":        testMatrixSigned,
		"stranger":             testMatrixStranger,
		"lost crypto store":    testMatrixLostStore,
		"logged out":           testMatrixLoggedOut,
		"answers in HTML":      testMatrixHTML,
		"reaction":             testMatrixReaction,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, h)
		})
	}
}

func testMatrixConversation(t *testing.T, h homeserver) {
	i, user := h.install(t, "talks", h.Address)
	bot := i.start(t)
	alice := h.enter(t, "alice")
	ganda := alice.open(t, "GANDA", true, user)
	ganda.posted(t, "Entente", soon) // it says who it is

	aside := ganda.say(t, "what is an IRP?")
	question := ganda.mention(t, "what is an IRN?")
	checkEncrypted(t, ganda.answer(t, question), event.MsgNotice, "network")

	private := alice.open(t, "", true, user)
	if body := private.answer(t, private.say(t, "timezone Europe/Paris")).Content.AsMessage().Body; !strings.Contains(body, "Paris") {
		t.Errorf("timezone: %q", body)
	}
	ganda.ask(t, `collaboration add GANDA IRN "Geometry and arithmetic"`, "GANDA")
	ganda.ask(t, "use GANDA here", "GANDA")
	ganda.ask(t, planMeeting("Budget"), "Budget")

	bot.stop(t)
	meanwhile := ganda.mention(t, "show E1")
	bot = i.start(t)
	checkEncrypted(t, ganda.answer(t, meanwhile), event.MsgNotice, "Budget")
	checkEncrypted(t, ganda.posted(t, "Budget", dueWithin), event.MsgText, "E1")
	i.settled(t, 1)
	if n := ganda.posts(t, "Budget"); n != 1 {
		t.Errorf("reminded %d times", n)
	}
	seen, _ := alice.events()
	for _, e := range seen {
		if ganda.isAnswer(e, aside) {
			t.Errorf("answered what was not said to it: %q", e.Content.AsMessage().Body)
		}
	}
	ganda.checkRingsNobody(t)
	private.checkRingsNobody(t)
	bot.stop(t)
}

// checkEncrypted checks that a message came encrypted, of which type it is, and
// that it contains text.
func checkEncrypted(t *testing.T, e *event.Event, as event.MessageType, text string) {
	t.Helper()
	content := e.Content.AsMessage()
	if !e.Mautrix.WasEncrypted || content.MsgType != as || !strings.Contains(content.Body, text) {
		t.Errorf("encrypted %t, %s: %q; want it encrypted, %s, with %q", e.Mautrix.WasEncrypted, content.MsgType, content.Body, as, text)
	}
}

// testMatrixPassword: the message says which password, and what to do.
func testMatrixPassword(t *testing.T, h homeserver) {
	i, user := h.install(t, "refused", h.Address)
	i.env = []string{"PASSWORD=not-to-be-seen"}
	c := command(t, i.dir, "run", "--config", i.config)
	c.Env = append(c.Env, i.env...)
	got := finish(t, c)
	for _, want := range []string{"matrix", string(user), "check user and password"} {
		if got.code != 1 || !strings.Contains(got.stderr, want) {
			t.Errorf("exit %d, said %q; want 1 and %q", got.code, got.stderr, want)
		}
	}
	if strings.Contains(got.stdout+got.stderr, "not-to-be-seen") {
		t.Errorf("it shows the password: %s", got.stderr)
	}
}

package e2e

import (
	"regexp"
	"strings"
	"testing"

	"maunium.net/go/mautrix/event"
)

// testMatrixHostile looks at what the homeserver gave, in a room without
// encryption: none of it may notify anybody, or be markup of somebody's own.
func testMatrixHostile(t *testing.T, h homeserver) {
	i, user := h.install(t, "calm", h.Address)
	bot := i.start(t)
	mallory := h.enter(t, "mallory")
	if err := mallory.SetDisplayName(t.Context(), "@room <b>Mallory</b> \u202E"); err != nil {
		t.Fatal(err)
	}
	room := mallory.open(t, "<b>@room</b>", false, user)
	room.answer(t, room.mention(t, "timezone Europe/Paris"))
	for _, text := range baits() {
		room.answer(t, room.mention(t, text))
	}
	// A homeserver takes no event above 64 KiB.
	for _, long := range []string{
		strings.Repeat("@bob:entente.test ", 3000),
		`plan meeting "` + strings.Repeat("@room ", 9000) + `" tomorrow 9:00`,
		strings.Repeat("é", 25_000),
	} {
		room.answer(t, room.mention(t, long))
	}
	room.posted(t, "Bait", dueWithin)
	i.settled(t, 1)

	seen, _ := mallory.events()
	for _, e := range seen {
		if room.bySelf(e) {
			checkHTML(t, e.Content.AsMessage())
		}
	}
	room.checkRingsNobody(t)
	bot.stop(t)
}

var (
	htmlTag  = regexp.MustCompile(`<[^>]*>`)
	knownTag = regexp.MustCompile(`^(</?(p|ul|ol|li|br|strong|code)>|<a href="https://[^"<>]*">|</a>)$`)
)

// checkHTML checks that a message has no markup but the bot's.
func checkHTML(t *testing.T, content *event.MessageEventContent) {
	t.Helper()
	checkPlain(t, content.Body)
	checkPlain(t, content.FormattedBody)
	for _, tag := range htmlTag.FindAllString(content.FormattedBody, -1) {
		if !knownTag.MatchString(tag) || strings.Contains(tag, "evil.example") {
			t.Errorf("%s in %q", tag, content.FormattedBody)
		}
	}
}

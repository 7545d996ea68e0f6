package e2e

import (
	"strings"
	"testing"
	"unicode"
)

// bait is a title of which nothing may take effect on any network: broadcasts,
// HTML, links under another name, a reversed direction, a control character.
const bait = "Bait <!channel> <!here> <!subteam^S1> @room @channel <b>x</b> <script>alert(1)</script>" +
	" <a href='https://evil.example'>CNRS</a> <https://evil.example|CNRS> [CNRS](https://evil.example) *x* `x` \u202Egpj.exe\u2066 \a"

// baits are sentences whose words come back in answers, refusals and questions.
func baits() []string {
	return []string{
		`collaboration add BAIT IRN "` + bait + `"`,
		planMeeting(bait),
		"show " + bait,
		"use " + bait + " here",
		"what is " + bait + "?",
		"help " + bait,
		"remind here tomorrow at 9:00 to " + bait,
		"remind me on " + bait,
	}
}

// checkPlain checks that a text holds no character that is not seen but turns
// or breaks what follows it.
func checkPlain(t *testing.T, text string) {
	t.Helper()
	if at := strings.IndexFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
	}); at >= 0 {
		t.Errorf("%q at %d of %q", text[at:at+1], at, text)
	}
}

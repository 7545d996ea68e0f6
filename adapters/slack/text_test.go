package slack

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
)

func TestWording(t *testing.T) {
	sam := chat.Mention{Text: "@Sam Smith", Person: "net:U0SAM", Name: "Sam Smith"}
	dev := chat.Mention{Text: "#dev", Room: "net:C0DEV", Name: "dev"}
	for _, test := range []struct {
		name, raw string
		want      wording
	}{
		{"plain", "agenda 2027", wording{text: "agenda 2027"}},
		{"bot first", "<@U0BOT> agenda", wording{text: "agenda", toBot: true}},
		{"bot with label and comma", "<@U0BOT|entente>, agenda", wording{text: "agenda", toBot: true}},
		{"bot with French colon", "<@U0BOT>\u00a0: aide", wording{text: "aide", toBot: true}},
		{"bot alone", "<@U0BOT>", wording{toBot: true}},
		{"bot last", "what is next <@U0BOT>?", wording{text: "what is next?", toBot: true}},
		{"bot between", "could you, <@U0BOT>, help", wording{text: "could you, help", toBot: true}},
		{"person", "with <@U0SAM>", wording{text: "with @Sam Smith", mentions: []chat.Mention{sam}}},
		{"person twice", "<@U0SAM> and <@U0SAM>", wording{text: "@Sam Smith and @Sam Smith", mentions: []chat.Mention{sam}}},
		{"namesakes", "<@U0SAM> <@U0SAM2>", wording{text: "@Sam Smith @Sam Smith (U0SAM2)", mentions: []chat.Mention{
			sam, {Text: "@Sam Smith (U0SAM2)", Person: "net:U0SAM2", Name: "Sam Smith"}}}},
		{"what is no id", "<@U0\u0000> and <#c0 dev|dev>", wording{text: "@U0 and dev"}},
		{"unknown person keeps the label", "<@U0WHO|who>", wording{text: "@who", mentions: []chat.Mention{
			{Text: "@who", Person: "net:U0WHO", Name: "who"}}}},
		{"unknown person", "<@U0WHO>", wording{text: "@U0WHO", mentions: []chat.Mention{
			{Text: "@U0WHO", Person: "net:U0WHO"}}}},
		{"room", "use GANDA in <#C0DEV|>", wording{text: "use GANDA in #dev", mentions: []chat.Mention{dev}}},
		{"broadcasts", "<!channel> <!here|@here> <!subteam^S1|@team>", wording{text: "@channel @here @team"}},
		{"date", "<!date^1800000000^{date}|15 January>", wording{text: "15 January"}},
		{"link typed", "at <https://cirm-math.fr|cirm-math.fr> or <https://a.org/?a=1&amp;b=2>",
			wording{text: "at cirm-math.fr or https://a.org/?a=1&b=2"}},
		{"mail", "<mailto:a@b.fr|a@b.fr> <mailto:c@d.fr>", wording{text: "a@b.fr c@d.fr"}},
		{"escaped", "1 &lt; 2 &amp;&amp; &lt;@U0SAM&gt; &amp;lt;", wording{text: "1 < 2 && <@U0SAM> &lt;"}},
		{"code", "type `plan seminar` or `next`, not `", wording{text: "type plan seminar or next, not `"}},
		{"code block", "```\nagenda 2027\n```", wording{text: "agenda 2027"}},
		{"LaTeX", "title: ``Heights'' and $a_1 * b_2 \\le p$", wording{text: "title: ``Heights'' and $a_1 * b_2 \\le p$"}},
		{"controls", "a\u0000b\u0007\r\nc\u001b[31m", wording{text: "ab\nc[31m"}},
		{"unclosed", "a <@U0BOT", wording{text: "a <@U0BOT"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := testReader(t).named(t.Context(), test.raw)
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(wording{})); diff != "" {
				t.Errorf("%q (-want +got):\n%s", test.raw, diff)
			}
		})
	}
}

func TestManyMentionsAreNotLookedUp(t *testing.T) {
	var raw strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&raw, "<@U%05d> ", i)
	}
	asked := 0
	reader := testReader(t)
	reader.known.people.fetch = func(context.Context, string) (profile, error) {
		asked++
		return profile{}, nil
	}
	got := reader.named(t.Context(), raw.String())
	if asked > maxMentions || len(got.mentions) > maxMentions {
		t.Errorf("asked for %d people and kept %d, want at most %d", asked, len(got.mentions), maxMentions)
	}
	if !strings.HasSuffix(got.text, "@U04999") {
		t.Errorf("text ends in %q", got.text[len(got.text)-20:])
	}
}

func TestCalledByName(t *testing.T) {
	for text, want := range map[string]string{
		"Entente help":        "help",
		"entente: help":       "help",
		"@Entente, help":      "help",
		"ENTENTE\u00a0: aide": "aide",
		"Entente":             "",
		"remindy agenda":      "agenda",
	} {
		if got, called := calledByName(text, "Entente", "remindy"); !called || got != want {
			t.Errorf("calledByName(%q) = %q, %v, want %q", text, got, called, want)
		}
	}
	for _, text := range []string{"", "Ententes", "Entente-cordiale", "my Entente", "@", "help"} {
		if got, called := calledByName(text, "Entente", "remindy", ""); called || got != text {
			t.Errorf("calledByName(%q) = %q, %v, want it untouched", text, got, called)
		}
	}
}

package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestSlackHostileText looks at what the workspace received: none of it may
// notify anybody, or be anything but text.
func TestSlackHostileText(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	i := w.install(t)
	bot := i.start(t)
	dev, bob := channel{w, "dev"}, "<@"+w.Env["SLACK_BOB"]+">"

	for _, text := range baits() {
		// As typed in a client, which escapes it, and as it stands, which a
		// client sends where somebody has chosen a broadcast from its menu.
		typed := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
		for _, said := range []string{typed, text, bob + " " + typed} {
			dev.say(t, "<@bot> "+said)
		}
	}
	for _, long := range []string{
		strings.Repeat(bob+" ", 5000),
		`plan meeting "` + strings.Repeat(bob, 7000) + `" tomorrow 9:00`,
		strings.Repeat("plan <!channel> ", 7000),
		strings.Repeat("é", 50_000),
	} {
		dev.say(t, "<@bot> "+long)
	}
	last := dev.ask(t, "timezone", "Paris")
	dev.hears(t, "0", "", "Bait", dueWithin)
	i.settled(t, 1) // both plans in one message

	n := 0
	for _, method := range []string{"chat.postMessage", "chat.postEphemeral", "chat.update"} {
		for _, call := range w.calls(t, method, 1, 0) {
			checkSlackRingsNobody(t, call.Args, w.Env["SLACK_ALICE"])
			n++
		}
	}
	if n < len(baits()) {
		t.Errorf("%d messages in answer to %d sentences, the last %q", n, len(baits()), last.Text)
	}
	bot.stop(t)
}

// checkSlackRingsNobody checks the arguments of a message: nothing in its text
// is markup, and its blocks ring nobody but the asker.
func checkSlackRingsNobody(t *testing.T, args map[string]any, asker string) {
	t.Helper()
	text, _ := args["text"].(string)
	if strings.ContainsAny(text, "<>") || args["parse"] == "full" || args["link_names"] != nil {
		t.Errorf("it may ring: %+v", args)
	}
	checkPlain(t, text)
	blocks, _ := args["blocks"].(string)
	var drawn any
	if err := json.Unmarshal([]byte(blocks), &drawn); err != nil {
		t.Fatalf("blocks %q: %v", blocks, err)
	}
	each(drawn, func(element map[string]any) {
		if said, ok := element["text"].(string); ok {
			checkPlain(t, said)
		}
		switch kind := element["type"]; {
		case kind == "user" && element["user_id"] != asker, kind == "usergroup", kind == "broadcast", kind == "mrkdwn",
			kind == "link" && strings.Contains(element["url"].(string), "evil.example"):
			t.Errorf("a block holds %v", element)
		}
	})
}

// each visits all JSON objects in value.
func each(value any, visit func(map[string]any)) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			each(v, visit)
		}
	case map[string]any:
		visit(value)
		for _, v := range value {
			each(v, visit)
		}
	}
}

package e2e

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"maunium.net/go/mautrix/id"
)

// bridge is one bot on a workspace and on a homeserver.
type bridge struct {
	workspace *workspace
	home      homeserver
	i         installation
	user      id.UserID
}

// startBridge configures one, whose admin is anna on Matrix.
func startBridge(t *testing.T) bridge {
	t.Helper()
	w, h := startWorkspace(t), startHomeserver(t)
	entry, env := w.bySocket("slack")
	account := h.Register(t, "both")
	user := id.UserID(account.User)
	networks := fmt.Sprintf("slack:\n%smatrix:\n- {homeserver: %q, user: %q, password_env: PASSWORD, allow: [%q]}\nadmins: [%q]\n",
		entry, h.Address, user, user.Homeserver(), "matrix:@anna:"+user.Homeserver())
	return bridge{w, h, install(t, networks, append(env, "PASSWORD="+account.Password)...), user}
}

// TestLink ties alice's account on Slack to hers on Matrix: a code goes from
// one to the other, both sides confirm, and what is hers here is hers there.
func TestLink(t *testing.T) {
	t.Parallel()
	b := startBridge(t)
	bot := b.i.start(t)
	slack := channel{b.workspace, "@bot"}
	matrix := b.home.enter(t, "alice").open(t, "", true, b.user)
	asked := slack.say(t, "remind me tomorrow at 9:00 to water the plants")
	slack.hears(t, asked, "", "water the plants", soon)

	given := slack.hears(t, slack.say(t, "link"), "", "link ", soon)
	code := regexp.MustCompile(`link \d{3}-\d{3}`).FindString(given.Text)
	if code == "" {
		t.Fatalf("no code in %q", given.Text)
	}
	if body := matrix.answer(t, matrix.say(t, code)).Content.AsMessage().Body; !strings.Contains(body, "yours too") {
		t.Fatalf("%s: answered %q, want a question", code, body)
	}
	matrix.answer(t, matrix.say(t, "1"))
	question := slack.hears(t, given.TS, "", "Is that you?", soon)
	b.workspace.Control(t, "click", map[string]any{"channel": "@bot", "ts": question.TS, "action_id": "say:1"}, nil)
	slack.hears(t, question.TS, "", "one person now", soon)

	if body := matrix.answer(t, matrix.say(t, "my reminders")).Content.AsMessage().Body; !strings.Contains(body, "water the plants") {
		t.Errorf("on Matrix her reminders are %q", body)
	}
	bot.stop(t)
}

// TestSlackRevoked: when the token of Slack is revoked the admin is told on the
// other network, once, and that one goes on.
func TestSlackRevoked(t *testing.T) {
	t.Parallel()
	b := startBridge(t)
	bot := b.i.start(t)
	anna := b.home.enter(t, "anna").open(t, "", true, b.user)
	anna.answer(t, anna.say(t, "timezone Europe/Paris"))
	channel{b.workspace, "dev"}.ask(t, "what is an IRN?", "network")

	refusal := map[string]any{"ok": false, "error": "token_revoked"}
	b.workspace.Control(t, "fault", map[string]any{"method": "*", "status": 200, "count": 1000, "reply": refusal}, nil)
	event := map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{b.workspace.Env["SLACK_BOT_USER"]}}}
	b.workspace.Control(t, "event", map[string]any{"event": event}, nil)
	const told = "The network slack has stopped"
	anna.posted(t, told, soon)
	if n := anna.posts(t, told); n != 1 {
		t.Errorf("told %d times", n)
	}
	bot.stop(t)
}

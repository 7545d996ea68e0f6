package e2e

import (
	"net/http"
	"strings"
	"testing"
)

func TestSlackConversation(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	i := w.install(t)
	bot := i.start(t)
	dev, private := channel{w, "dev"}, channel{w, "@bot"}

	aside := dev.say(t, "what is an IRP?")
	dev.ask(t, "what is an IRN?", "network")
	dev.ask(t, `collaboration add GANDA IRN "Geometry and arithmetic"`, "GANDA")
	said := private.say(t, "collaboration show GANDA")
	private.hears(t, said, "", "Geometry and arithmetic", soon)

	// The bot asks in the thread in which languages it shall post.
	asked := dev.ask(t, "use GANDA here", "Français")
	third := dev.sayIn(t, asked.ThreadTS, "3")
	dev.hears(t, third, asked.ThreadTS, "French", soon)

	planned := dev.ask(t, planMeeting("Budget"), "Budget")
	bot.stop(t)
	meanwhile := dev.say(t, "<@bot> show E1")
	bot = i.start(t)
	dev.hears(t, meanwhile, meanwhile, "Budget", soon)
	dev.hears(t, planned.TS, "", "Budget", dueWithin)
	i.settled(t, 1)
	if n := dev.posts(t, "Budget"); n != 1 {
		t.Errorf("reminded %d times", n)
	}
	var answers []post
	w.Control(t, "messages", map[string]any{"channel": "dev", "from": "bot", "thread": aside}, &answers)
	if len(answers) > 0 {
		t.Errorf("answered what was not said to it: %+v", answers)
	}
	w.Control(t, "click", map[string]any{"channel": "dev", "ts": planned.TS, "action_id": "say:2"}, nil)
	dev.becomes(t, planned, "Undone")
	bot.stop(t)
}

// TestSlackGoesAway: while the workspace is not there the bot is alive but not
// ready, and it comes back by itself.
func TestSlackGoesAway(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	i := w.install(t)
	bot := i.start(t)
	w.Stop(t)
	until(t, "it is not ready", func() bool {
		status, body := i.page(t, "/readyz")
		return status == http.StatusServiceUnavailable && strings.Contains(body, "slack: not ready\n")
	})
	if status, _ := i.page(t, "/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d", status)
	}
	w.Restart(t)
	until(t, "it is ready again", func() bool {
		status, _ := i.page(t, "/readyz")
		return status == http.StatusOK
	})
	channel{w, "dev"}.ask(t, "what is an IRN?", "network")
	bot.stop(t)
}

// TestSlackTokens: the message says which token, and what to do.
func TestSlackTokens(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	right := w.install(t)
	for _, tt := range []struct{ variable, wrong, names, remedy string }{
		{"SLACK_BOT", "xoxb-not-to-be-seen", "bot token", "OAuth & Permissions"},
		{"SLACK_APP", "xapp-not-to-be-seen", "app token", "connections:write"},
		{"SLACK_BOT", "xapp-not-to-be-seen", "bot token", "xoxb-"},
	} {
		c := command(t, right.dir, "run", "--config", right.config)
		c.Env = append(append(c.Env, right.env...), tt.variable+"="+tt.wrong) // the last one counts
		got := finish(t, c)
		for _, want := range []string{"slack", tt.names, tt.remedy} {
			if got.code != 1 || !strings.Contains(got.stderr, want) {
				t.Errorf("%s: exit %d, said %q; want 1 and %q", tt.variable, got.code, got.stderr, want)
			}
		}
		if strings.Contains(got.stdout+got.stderr, "not-to-be-seen") {
			t.Errorf("it shows the token: %s", got.stderr)
		}
	}
}

package e2e

import (
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestSpeedSlack measures beside an echo bot on Socket Mode, each in a
// workspace of its own: the workspace gives everything to one connection.
func TestSpeedSlack(t *testing.T) {
	if *messages == 0 {
		t.Skip("measured with make bench-networks")
	}
	t.Setenv("RETRY_MS", strings.Repeat("10,", 1000)) // what is said before the start comes at once
	w := startWorkspace(t)
	i := w.install(t)
	ours := w.contender(t, "entente", func() *exec.Cmd {
		c := command(t, i.dir, "run", "--config", i.config)
		c.Env = append(c.Env, i.env...)
		return c
	})
	other := startWorkspace(t)
	bot := build(t, "echo/slack")
	echo := other.contender(t, "echo", func() *exec.Cmd {
		c := exec.Command(bot)
		c.Env = []string{"BOT_TOKEN=" + other.Env["SLACK_BOT_TOKEN"], "APP_TOKEN=" + other.Env["SLACK_APP_TOKEN"], "API_URL=" + other.Env["SLACK_API_URL"]}
		return c
	})
	ours.ask("timezone Europe/Paris")
	compareAnswers(t, "agenda", ours, echo, func(int) string { return "agenda" })
	compareAnswers(t, "plan a meeting", ours, echo, func(n int) string {
		return fmt.Sprintf("plan meeting \"Number %d\" %d May 2030 15:00", n, 1+n%28)
	})
	compareStarts(t, func(c *contender) func() time.Duration {
		if c == echo {
			return other.said(t, "agenda")
		}
		return w.said(t, "agenda")
	}, ours, echo)
}

// contender starts a bot of the workspace and waits until it is connected.
func (w *workspace) contender(t *testing.T, name string, command func() *exec.Cmd) *contender {
	t.Helper()
	c := &contender{name: name, command: command}
	c.ask = func(text string) time.Duration {
		answered := w.said(t, text)
		return answered()
	}
	c.start(t)
	var opened []struct{}
	w.Control(t, "logged", map[string]any{"kind": "socket"}, &opened)
	return c
}

// said says something to the bot privately, and gives what waits for its
// answer: that says how long after the message the workspace handed out the
// answer, to all who are in the conversation.
func (w *workspace) said(t *testing.T, text string) (answered func() time.Duration) {
	t.Helper()
	w.Control(t, "clear", nil, nil)
	channel{w, "@bot"}.say(t, text)
	return func() time.Duration {
		t.Helper()
		var given []struct{ At, MS float64 }
		w.Control(t, "logged", map[string]any{"kind": "sent", "what": "message", "ok": true, "n": 2}, &given)
		if len(given) < 2 {
			t.Fatalf("%s: not answered", text)
		}
		first, second := given[0].At-given[0].MS/1000, given[1].At-given[1].MS/1000 // they stand in the order of their acknowledgements
		return time.Duration(math.Abs(second-first) * float64(time.Second))
	}
}

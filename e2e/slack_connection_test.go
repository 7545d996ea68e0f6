package e2e

import (
	"fmt"
	"testing"
)

// TestSlackDisconnects: Slack asks for a new connection, and breaks one, while
// people speak. Everything said is answered, once.
func TestSlackDisconnects(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	i := w.install(t)
	bot := i.start(t)
	dev := channel{w, "dev"}
	for n := range 9 {
		switch n % 3 {
		case 0:
			w.Control(t, "disconnect", map[string]any{"reason": "refresh_requested"}, nil)
		case 1:
			w.Control(t, "disconnect", map[string]any{"reason": "warning"}, nil)
		case 2:
			w.Control(t, "disconnect", map[string]any{"hard": true}, nil)
		}
		dev.say(t, fmt.Sprintf(`<@bot> plan meeting "Meeting %d" 3 May 2040 15:00 UTC`, n))
	}
	for n := range 9 {
		dev.hears(t, "0", dev.threadOf(t, n), fmt.Sprintf("Meeting %d", n), soon)
	}
	i.idle(t)
	for n := range 9 {
		var answers []post
		if w.Control(t, "messages", map[string]any{"channel": "dev", "from": "bot", "match": fmt.Sprintf("Meeting %d", n)}, &answers); len(answers) != 1 {
			t.Errorf("meeting %d: answered %d times", n, len(answers))
		}
	}
	bot.stop(t)
}

// threadOf is the message in which alice planned meeting n.
func (c channel) threadOf(t *testing.T, n int) string {
	t.Helper()
	var said []post
	c.Control(t, "messages", map[string]any{"channel": c.name, "from": "alice", "match": fmt.Sprintf("Meeting %d", n)}, &said)
	if len(said) != 1 {
		t.Fatalf("meeting %d was planned %d times", n, len(said))
	}
	return said[0].TS
}

// TestSlackWorkspaces: one process serves two workspaces, and each hears only
// what was asked there.
func TestSlackWorkspaces(t *testing.T) {
	t.Parallel()
	lyon, hanoi := startWorkspace(t), startWorkspace(t)
	first, env := lyon.bySocket("lyon")
	second, more := hanoi.bySocket("hanoi")
	i := install(t, "slack:\n"+first+second, append(env, more...)...)
	bot := i.start(t)
	channel{lyon, "dev"}.ask(t, `plan meeting "Croix-Rousse" 3 May 2040 15:00 UTC`, "Croix-Rousse")
	channel{hanoi, "dev"}.ask(t, `plan meeting "Hoan Kiem" 3 May 2040 15:00 UTC`, "Hoan Kiem")
	for w, other := range map[*workspace]string{lyon: "Hoan Kiem", hanoi: "Croix-Rousse"} {
		var posts []post
		if w.Control(t, "messages", map[string]any{"channel": "dev", "match": other}, &posts); len(posts) > 0 {
			t.Errorf("a workspace heard of the other: %+v", posts)
		}
	}
	bot.stop(t)
}

package e2e

import (
	"testing"
	"time"
)

// TestSlackKill kills the bot between claiming a reminder and settling it, in
// two channels at once: in one the reminder appears after the bot is gone, and
// after it could have looked for it too early; in the other it never does.
// Each channel gets it once, and nothing is looked up before the lease has
// ended.
func TestSlackKill(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	i := w.install(t)
	bot := i.start(t)
	late, lost := channel{w, "dev"}, channel{w, "secret"}
	late.ask(t, `collaboration add GANDA IRN "Geometry and arithmetic"`, "GANDA")
	late.ask(t, "use GANDA here", "GANDA")
	lost.ask(t, "use GANDA here", "GANDA")
	planned := late.ask(t, planMeeting("Budget"), "Budget")

	w.Control(t, "clear", nil, nil)
	w.Control(t, "fault", map[string]any{"method": "chat.postMessage", "channel": late.id(t), "when": "after", "delay_ms": lateBy.Milliseconds(), "status": 0}, nil)
	w.Control(t, "fault", map[string]any{"method": "chat.postMessage", "channel": lost.id(t), "when": "before", "delay_ms": longer.Milliseconds(), "status": 0}, nil)
	if n := len(w.calls(t, "chat.postMessage", 2, dueWithin.Seconds())); n != 2 {
		t.Fatalf("%d reminders were sent, want 2", n)
	}
	bot.kill(t)
	var leaseEnds time.Time
	for _, d := range i.deliveries(t) {
		if d.State != "sending" {
			t.Errorf("%s is %s when the bot is killed", d.Room, d.State)
		}
		leaseEnds = d.Wake
	}

	bot = i.start(t)
	late.hears(t, planned.TS, "", "Budget", soon)
	lost.hears(t, "0", "", "Budget", soon)
	i.settled(t, 2)
	for _, c := range []channel{late, lost} {
		if n := c.posts(t, "Budget"); n != 1 {
			t.Errorf("#%s: reminded %d times", c.name, n)
		}
	}
	lookUps := w.calls(t, "conversations.history", 2, 0)
	if len(lookUps) < 2 {
		t.Errorf("looked up %d times, want 2", len(lookUps))
	}
	for _, c := range lookUps {
		if at := time.UnixMicro(int64(c.At * 1e6)); at.Before(leaseEnds) {
			t.Errorf("looked up at %s, before the lease ended at %s", at, leaseEnds)
		}
	}
	bot.stop(t)
}

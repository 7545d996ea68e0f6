package e2e

import (
	"fmt"
	"os/exec"
	"testing"
	"time"

	"maunium.net/go/mautrix/id"
)

// TestSpeedMatrix measures beside an encrypted echo bot on one homeserver, in
// direct rooms with the same person.
func TestSpeedMatrix(t *testing.T) {
	if *messages == 0 {
		t.Skip("measured with make bench-networks")
	}
	h := startHomeserver(t)
	i, user := h.install(t, "measured", h.Address)
	ours := &contender{name: "entente", command: func() *exec.Cmd {
		c := command(t, i.dir, "run", "--config", i.config)
		c.Env = append(c.Env, i.env...)
		return c
	}}
	account := h.Register(t, "echo")
	bot, dir := build(t, "echo/matrix"), t.TempDir()
	echo := &contender{name: "echo", command: func() *exec.Cmd {
		c := exec.Command(bot)
		c.Dir = dir
		c.Env = []string{"HOMESERVER=" + h.Address, "NAME=" + account.User, "PASSWORD=" + account.Password}
		return c
	}}
	alice := h.enter(t, "alice")
	rooms := map[*contender]room{}
	for c, user := range map[*contender]id.UserID{ours: user, echo: id.UserID(account.User)} {
		c.start(t)
		rooms[c] = alice.open(t, "", true, user)
		c.ask = func(text string) time.Duration {
			return rooms[c].said(t, text)()
		}
	}
	ours.ask("timezone Europe/Paris")
	compareAnswers(t, "agenda", ours, echo, func(int) string { return "agenda" })
	compareAnswers(t, "plan a meeting", ours, echo, func(n int) string {
		return fmt.Sprintf("plan meeting \"Number %d\" %d May 2030 15:00", n, 1+n%28)
	})
	compareStarts(t, func(c *contender) func() time.Duration { return rooms[c].said(t, "agenda") }, ours, echo)
}

// said says something, and gives what waits for the answer and says how long
// after it that was read.
func (r room) said(t *testing.T, text string) (answered func() time.Duration) {
	t.Helper()
	start := time.Now()
	to := r.say(t, text)
	return func() time.Duration {
		t.Helper()
		for late := time.After(soon); ; {
			seen, news := r.events()
			for _, e := range seen[max(0, len(seen)-20):] { // what came last: there is much
				if r.isAnswer(e, to) {
					return time.Since(start)
				}
			}
			select {
			case <-news:
			case <-late:
				t.Fatalf("%s: not answered within %s", text, soon)
			}
		}
	}
}

package e2e

import (
	"fmt"
	"testing"
	"time"
)

// testMatrixKill kills the bot between claiming a reminder and settling it, in
// three rooms at once: one where the reminder has arrived, one where it
// arrives after the bot is gone, and one where it never does. Each room gets
// it once, and nothing is looked up before the lease has ended.
func testMatrixKill(t *testing.T, h homeserver) {
	proxy := startProxy(t, h)
	i, user := h.install(t, "dies", proxy.address)
	bot := i.start(t)
	bob := h.enter(t, "bob")
	rooms := map[fault]room{}
	for _, how := range []fault{doneThenKilled, killedThenDone, killedNeverDone} {
		rooms[how] = bob.open(t, fmt.Sprintf("Room %d", how), true, user)
	}
	first := rooms[doneThenKilled]
	first.ask(t, "timezone Europe/Paris", "Paris")
	first.ask(t, `collaboration add GANDA IRN "Geometry and arithmetic"`, "GANDA")
	for _, r := range rooms {
		r.ask(t, "use GANDA here", "GANDA")
	}
	first.ask(t, planMeeting("Budget"), "Budget")

	for how, r := range rooms {
		proxy.catch(r.id, how)
	}
	late := time.After(dueWithin)
	for range rooms {
		select {
		case <-proxy.caught:
		case <-late:
			t.Fatal("not reminded")
		}
	}
	killed := time.Now()
	bot.kill(t)
	var leaseEnds time.Time
	for _, d := range i.deliveries(t) {
		if d.State != "sending" {
			t.Errorf("%s is %s when the bot is killed", d.Room, d.State)
		}
		leaseEnds = d.Wake
	}
	rooms[killedThenDone].posted(t, "Budget", soon)

	bot = i.start(t)
	i.settled(t, len(rooms))
	for how, r := range rooms {
		if n := r.posts(t, "Budget"); n != 1 {
			t.Errorf("fault %d: reminded %d times", how, n)
		}
	}
	for _, at := range proxy.lookedUp() {
		if at.After(killed) && at.Before(leaseEnds) {
			t.Errorf("looked up at %s, before the lease ended at %s", at, leaseEnds)
		}
	}
	bot.stop(t)
}

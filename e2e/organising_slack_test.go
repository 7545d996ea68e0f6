package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// slackRoom is the house of a workspace: #dev, and direct messages.
type slackRoom struct{ *workspace }

func slackHouse(t *testing.T) (house, installation) {
	h := slackRoom{startWorkspace(t)}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("in the room: %+v\nprivately: %+v %+v %+v", h.spoken(t, ""), h.private(t, "alice"), h.private(t, "bob"), h.private(t, "carol"))
		}
	})
	return h, h.install(t)
}

const slackRoomName = "dev"

func (h slackRoom) mention() string { return "<@" + h.Env["SLACK_BOB"] + ">" }

func (h slackRoom) whispersInRoom() bool { return true }

func (h slackRoom) ask(t *testing.T, text, want string) message {
	t.Helper()
	return h.saying(t, "alice", slackRoomName, "<@bot> "+text, want)
}

func (h slackRoom) say(t *testing.T, who, text, want string) message {
	t.Helper()
	return h.saying(t, who, "@bot", text, want)
}

// saying says something and gives what the bot says after it.
func (h slackRoom) saying(t *testing.T, who, place, text, want string) message {
	t.Helper()
	var said struct{ TS string }
	h.Control(t, "say", map[string]any{"user": who, "channel": place, "text": text}, &said)
	return h.hears(t, who, place, want, said.TS)
}

// hears waits for a message of the bot after another; with "", at any time.
func (h slackRoom) hears(t *testing.T, who, place, want, after string) message {
	t.Helper()
	var found []message
	until(t, fmt.Sprintf("%s reads %q in %s", who, want, place), func() bool {
		found = slices.DeleteFunc(h.read(t, who, place), func(m message) bool { return m.id <= after || !says(m.text, want) })
		return len(found) > 0
	})
	return found[0]
}

// read is what the bot has said in a place, as who reads it now.
func (h slackRoom) read(t *testing.T, who, place string) (all []message) {
	t.Helper()
	var posts []post
	h.Control(t, "messages", map[string]any{"user": who, "channel": place, "from": "bot"}, &posts)
	for _, p := range posts {
		all = append(all, message{id: p.TS, text: p.Text, under: p.ThreadTS, place: place})
	}
	return all
}

// told is what somebody alone reads: in the room, too.
func (h slackRoom) told(t *testing.T, who, text string) (m message) {
	t.Helper()
	until(t, who+" is told "+text, func() bool {
		for _, m = range h.private(t, who) {
			if says(m.text, text) {
				return true
			}
		}
		return false
	})
	return m
}

func (h slackRoom) private(t *testing.T, who string) []message {
	t.Helper()
	all := h.read(t, who, "@bot")
	var shown []struct {
		TS, Text string
		To       string `json:"target_user"`
	}
	h.Control(t, "ephemeral", nil, &shown)
	for _, e := range shown {
		if e.To == h.Env["SLACK_"+strings.ToUpper(who)] {
			all = append(all, message{id: e.TS, text: e.Text, place: slackRoomName})
		}
	}
	return all
}

func (h slackRoom) whispered(t *testing.T, who, text string) (n int) {
	t.Helper()
	for _, m := range h.private(t, who) {
		if says(m.text, text) {
			n++
		}
	}
	return n
}

func (h slackRoom) posted(t *testing.T, text string) (m message) {
	t.Helper()
	until(t, text+" stands in the room", func() bool {
		for _, m = range h.spoken(t, text) {
			if m.under == "" {
				return true
			}
		}
		return false
	})
	return m
}

func (h slackRoom) heard(t *testing.T, text string) {
	t.Helper()
	h.hears(t, "alice", slackRoomName, text, "")
}

func (h slackRoom) spoken(t *testing.T, text string) []message {
	t.Helper()
	return slices.DeleteFunc(h.read(t, "alice", slackRoomName), func(m message) bool { return !says(m.text, text) })
}

func (h slackRoom) offered(*testing.T, message, int) {} // they are part of it

func (h slackRoom) choose(t *testing.T, who string, m message, n int) {
	t.Helper()
	h.Control(t, "click", map[string]any{"user": who, "channel": m.place, "ts": m.id, "action_id": fmt.Sprintf("say:%d", n)}, nil)
}

func (h slackRoom) becomes(t *testing.T, m message, text string) {
	t.Helper()
	until(t, m.id+" reads "+text, func() bool {
		return slices.ContainsFunc(h.spoken(t, text), func(now message) bool { return now.id == m.id })
	})
}

// reconsider puts a number under a message and takes it away, once the message
// counts it.
func (h slackRoom) reconsider(t *testing.T, who string, m message, n int) {
	t.Helper()
	var info struct{ Channels map[string]string }
	h.Control(t, "info", nil, &info)
	reaction := map[string]any{"channel": info.Channels[m.place], "timestamp": m.id, "name": []string{"zero", "one", "two", "three"}[n]}
	h.as(t, who, "reactions.add", reaction)
	h.becomes(t, m, "1 on site")
	h.as(t, who, "reactions.remove", reaction)
}

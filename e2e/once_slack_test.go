package e2e

import (
	"net/http"
	"strconv"
	"testing"
	"time"
)

// channels is a workspace as a scene.
type channels struct {
	*workspace
	list []channel
	ids  []string
	done int // messages that were struck
}

// slackScene has so many channels, and alice's direct messages.
func slackScene(t *testing.T, to move, rooms int) (scene, installation) {
	t.Helper()
	w := startWorkspace(t)
	s := &channels{workspace: w}
	for n := range rooms {
		made := w.newChannel(t, "room"+strconv.Itoa(n))
		s.list, s.ids = append(s.list, made), append(s.ids, made.name)
	}
	opened := w.asAlice(t, "conversations.open", map[string]any{"users": w.Env["SLACK_BOT_USER"]})
	s.list = append(s.list, channel{w, "@bot"})
	s.ids = append(s.ids, opened["channel"].(map[string]any)["id"].(string))
	return s, to(w.install(t), t)
}

func (s *channels) conversations() int { return len(s.list) }

func (s *channels) say(t *testing.T, conversation int, text string) {
	t.Helper()
	s.list[conversation].say(t, "<@bot> "+text)
}

func (s *channels) hear(t *testing.T, conversation int, text string) {
	t.Helper()
	var posts []post
	s.Control(t, "wait", map[string]any{"channel": s.list[conversation].name, "match": text, "timeout": soon.Seconds()}, &posts)
	if len(posts) == 0 {
		t.Fatalf("%q: not said within %s", text, soon)
	}
}

func (s *channels) strike(t *testing.T, conversation int, how fault) {
	t.Helper()
	f := map[string]any{"method": "chat.postMessage", "channel": s.ids[conversation], "status": 0, "when": "before"}
	if how.done() {
		f["when"] = "after"
	}
	switch how {
	case limited:
		f["status"], f["retry_after"] = http.StatusTooManyRequests, 1
	case doneThenKilled:
		f["hold_ms"] = longer.Milliseconds()
	case killedNeverDone:
		f["delay_ms"] = longer.Milliseconds()
	case killedThenDone:
		f["when"], f["delay_ms"] = "after", lateBy.Milliseconds()
	}
	s.Control(t, "fault", f, nil)
}

func (s *channels) struck(t *testing.T, n int, within time.Duration) bool {
	t.Helper()
	var struck []any
	s.Control(t, "logged", map[string]any{"kind": "struck", "n": s.done + n, "timeout": within.Seconds()}, &struck)
	enough := len(struck) >= s.done+n
	s.done = len(struck)
	return enough
}

func (s *channels) room(conversation int) string { return "slack:" + s.ids[conversation] }

// restart cuts the Socket Mode connection.
func (s *channels) restart(t *testing.T) {
	t.Helper()
	s.Control(t, "disconnect", map[string]any{"hard": true}, nil)
}

// logOut does nothing: a token of Slack stays.
func (s *channels) logOut(*testing.T) {}

// heard reads all channels and their threads as alice.
func (s *channels) heard(t *testing.T) []utterance {
	t.Helper()
	seen := map[string]bool{}
	var all []utterance
	for _, id := range s.ids {
		arguments := map[string]any{"channel": id, "limit": 999, "include_all_metadata": true}
		for _, top := range s.asAlice(t, "conversations.history", arguments)["messages"].([]any) {
			arguments["ts"] = top.(map[string]any)["ts"]
			for _, each := range s.asAlice(t, "conversations.replies", arguments)["messages"].([]any) {
				m := each.(map[string]any)
				if at := id + m["ts"].(string); m["user"] == s.Env["SLACK_BOT_USER"] && !seen[at] {
					seen[at] = true
					all = append(all, utterance{slackKey(m), m["text"].(string)})
				}
			}
		}
	}
	return all
}

// slackKey is the delivery key in the metadata of a message.
func slackKey(message map[string]any) string {
	metadata, _ := message["metadata"].(map[string]any)
	payload, _ := metadata["event_payload"].(map[string]any)
	key, _ := payload["key"].(string)
	return key
}

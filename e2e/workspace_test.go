package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// workspace is a Slack workspace of the test's own, which e2e/slack.sh starts:
// alice, bob and the bot are in #dev.
type workspace struct {
	env map[string]string
}

func startWorkspace(t *testing.T) workspace {
	t.Helper()
	modules := needs(t, "ENTENTE_TEST_SLACK_LAB")
	dir := t.TempDir()
	args := []string{"start", dir}
	for range 2 {
		_, port, err := net.SplitHostPort(freeAddress(t))
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, port)
	}
	c := exec.Command("./slack.sh", args...)
	c.Env = append(os.Environ(), "LAB_NODE_MODULES="+modules)
	w := workspace{variables(t, c)}
	t.Cleanup(func() {
		if out, err := exec.Command("./slack.sh", "stop", dir).CombinedOutput(); err != nil {
			t.Errorf("stop the workspace: %v\n%s", err, out)
		}
	})
	return w
}

// call makes one control call and reads its answer into result, unless nil.
func (w workspace) call(t *testing.T, name string, arguments map[string]any, result any) {
	t.Helper()
	body, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(w.env["SLACK_LAB"]+"/"+name, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", name, answer)
	}
	if result == nil {
		return
	}
	if err := json.Unmarshal(answer, result); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, answer)
	}
}

// say says something as alice and returns its id. "<@bot>" is the mention;
// the channel "@bot" is her direct messages.
func (w workspace) say(t *testing.T, channel, text string) string {
	t.Helper()
	var said struct{ TS string }
	w.call(t, "say", map[string]any{"user": "alice", "channel": channel, "text": text}, &said)
	return said.TS
}

// post is a message of the bot.
type post struct {
	TS       string `json:"ts"`
	Text     string `json:"text"`
	ThreadTS string `json:"thread_ts"`
}

// hears waits for a message of the bot in a channel, after the one with the id
// since, that contains text.
func (w workspace) hears(t *testing.T, channel, since, text string, within time.Duration) post {
	t.Helper()
	var posts []post
	w.call(t, "wait", map[string]any{"channel": channel, "since": since, "match": quoted(text), "n": 1, "timeout": within.Seconds()}, &posts)
	if len(posts) == 0 {
		w.call(t, "messages", map[string]any{"channel": channel, "since": since}, &posts)
		t.Fatalf("%q: not said in %s within %s; said: %+v", text, channel, within, posts)
	}
	return posts[0]
}

// count is how many messages of the bot in a channel contain text.
func (w workspace) count(t *testing.T, channel, text string) int {
	t.Helper()
	var posts []post
	w.call(t, "messages", map[string]any{"channel": channel, "from": "bot", "match": quoted(text)}, &posts)
	return len(posts)
}

// quoted is text as a regular expression of JavaScript.
func quoted(text string) string {
	return strings.NewReplacer(`\`, `\\`, ".", `\.`, "?", `\?`, "(", `\(`, ")", `\)`, "+", `\+`, "*", `\*`).Replace(text)
}

// awaitPost waits until the bot has asked the workspace to post something that
// contains text; whether that is carried out is another matter.
func (w workspace) awaitPost(t *testing.T, text string, within time.Duration) {
	t.Helper()
	late := time.After(within)
	for {
		var calls []struct {
			Method string
			Args   map[string]any
		}
		w.call(t, "log", map[string]any{"kind": "call"}, &calls)
		for _, c := range calls {
			if said, _ := c.Args["text"].(string); c.Method == "chat.postMessage" && strings.Contains(said, text) {
				return
			}
		}
		select {
		case <-late:
			t.Fatalf("%q: not posted within %s", text, within)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

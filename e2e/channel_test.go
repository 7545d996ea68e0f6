package e2e

import (
	"strings"
	"testing"
	"time"
)

// channel is a channel of a workspace as alice sees it; "@bot" is her direct
// messages with the bot.
type channel struct {
	*workspace
	name string
}

// post is a message.
type post struct {
	TS       string `json:"ts"`
	Text     string `json:"text"`
	ThreadTS string `json:"thread_ts"`
}

// say says something and returns its id; "<@bot>" is the mention.
func (c channel) say(t *testing.T, text string) string {
	t.Helper()
	return c.sayIn(t, "", text)
}

// sayIn says something in a thread.
func (c channel) sayIn(t *testing.T, thread, text string) string {
	t.Helper()
	arguments := map[string]any{"user": "alice", "channel": c.name, "text": text}
	if thread != "" {
		arguments["thread_ts"] = thread
	}
	var said struct{ TS string }
	c.Control(t, "say", arguments, &said)
	return said.TS
}

// ask mentions the bot and gives its answer, which contains want.
func (c channel) ask(t *testing.T, text, want string) post {
	t.Helper()
	said := c.say(t, "<@bot> "+text)
	return c.hears(t, said, said, want, soon)
}

// hears waits for what the bot says after a message, in a thread or, with "",
// at top level. It contains want.
func (c channel) hears(t *testing.T, after, thread, want string, within time.Duration) post {
	t.Helper()
	arguments := map[string]any{"channel": c.name, "since": after, "thread": thread, "match": quoted(want), "timeout": within.Seconds()}
	var posts []post
	if c.Control(t, "wait", arguments, &posts); len(posts) == 0 {
		c.Control(t, "messages", map[string]any{"channel": c.name, "from": "bot"}, &posts)
		t.Fatalf("%q: not said in %s within %s; said: %+v", want, c.name, within, posts)
	}
	return posts[0]
}

// becomes waits until a message of the bot, which answers another, contains
// want in its own place.
func (c channel) becomes(t *testing.T, p post, want string) {
	t.Helper()
	if now := c.hears(t, p.ThreadTS, p.ThreadTS, want, soon); now.TS != p.TS {
		t.Errorf("%q is said anew, not in the place of %q", now.Text, p.Text)
	}
}

// posts is how often the bot has said something at top level.
func (c channel) posts(t *testing.T, text string) int {
	t.Helper()
	var posts []post
	c.Control(t, "messages", map[string]any{"channel": c.name, "from": "bot", "thread": "", "match": quoted(text)}, &posts)
	return len(posts)
}

// id is Slack's id of the channel.
func (c channel) id(t *testing.T) string {
	t.Helper()
	var info struct{ Channels map[string]string }
	c.Control(t, "info", nil, &info)
	return info.Channels[c.name]
}

// quoted is text as a regular expression of JavaScript.
func quoted(text string) string {
	return strings.NewReplacer(`\`, `\\`, ".", `\.`, "?", `\?`, "(", `\(`, ")", `\)`, "+", `\+`, "*", `\*`, "[", `\[`).Replace(text)
}

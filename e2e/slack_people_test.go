package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// office is a workspace with a bot at work.
type office struct {
	*workspace
	i installation
}

// TestSlackPeople is what people do in Slack, once by Socket Mode and once by
// HTTP: each in a channel of their own, and all with the same bot.
func TestSlackPeople(t *testing.T) {
	t.Parallel()
	for way, install := range map[string]func(*workspace, *testing.T) installation{
		"socket": (*workspace).install,
		"http":   (*workspace).installHTTP,
	} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			w := startWorkspace(t)
			o := office{w, install(w, t)}
			bot := o.i.start(t)
			for name, test := range map[string]func(*testing.T, office){
				"mention":                          testMention,
				"slash command":                    testSlash,
				"slash command in another channel": testSlashElsewhere,
				"button":                           testButton,
				"form":                             testForm,
				"form of a collaboration":          testCollaborationForm,
				"calendar file":                    testFile,
				"thanks":                           testThanks,
				"reaction":                         testSlackReaction,
				"archived and renamed":             testArchivedAndRenamed,
				"sent away and asked back":         testSentAway,
			} {
				t.Run(name, func(t *testing.T) { test(t, o) })
			}
			bot.stop(t)
		})
	}
}

func testMention(t *testing.T, o office) {
	c := o.newChannel(t, "mention")
	if answer := c.ask(t, "what is an IRN?", "network"); answer.ThreadTS == "" {
		t.Error("it was not answered in a thread")
	}
}

// slash types /entente in a channel and waits until alice, and nobody else,
// sees the answer: as a message for her alone, or by the command's own address.
func (o office) slash(t *testing.T, channel, text, want string, asMessage bool) {
	t.Helper()
	o.Control(t, "clear", nil, nil)
	o.Control(t, "slash", map[string]any{"channel": channel, "command": "/entente", "text": text}, nil)
	until(t, "only alice sees "+want, func() bool {
		if !asMessage {
			return o.responded(t, want)
		}
		return slices.ContainsFunc(o.calls(t, "chat.postEphemeral", 1, 0), func(c apiCall) bool {
			said, _ := c.Args["text"].(string)
			return strings.Contains(said, want) && c.Args["user"] == o.Env["SLACK_ALICE"]
		})
	})
	var posts []post
	o.Control(t, "messages", map[string]any{"channel": channel, "from": "bot", "match": quoted(want)}, &posts)
	if len(posts) > 0 {
		t.Errorf("everybody sees %+v", posts)
	}
}

// responded says whether an answer came by the address of a command or press.
func (o office) responded(t *testing.T, want string) bool {
	t.Helper()
	var responses []struct {
		Body struct {
			Text string
			Type string `json:"response_type"`
		}
	}
	o.Control(t, "log", map[string]any{"kind": "response_url"}, &responses)
	for _, r := range responses {
		if strings.Contains(r.Body.Text, want) && r.Body.Type == "ephemeral" {
			return true
		}
	}
	return false
}

func testSlash(t *testing.T, o office) {
	c := o.newChannel(t, "slash")
	o.slash(t, c.name, "what is an IRN?", "network", true)
}

// testSlashElsewhere: Slack lets people type the command where the bot is not.
func testSlashElsewhere(t *testing.T, o office) {
	o.slash(t, "ops", "what is an IRP?", "IRP", false)
}

func testButton(t *testing.T, o office) {
	c := o.newChannel(t, "button")
	planned := c.ask(t, `plan meeting "Pressed" 3 May 2040 15:00 UTC`, "Pressed")
	o.Control(t, "click", map[string]any{"channel": c.name, "ts": planned.TS, "action_id": "say:2"}, nil)
	c.becomes(t, planned, "Undone")
}

// testThanks: who thanks gets a reaction, and no message.
func testThanks(t *testing.T, o office) {
	c := o.newChannel(t, "thanks")
	o.Control(t, "clear", nil, nil)
	said := c.say(t, "<@bot> thanks")
	calls := o.calls(t, "reactions.add", 1, soon.Seconds())
	if len(calls) != 1 || calls[0].Args["timestamp"] != said {
		t.Errorf("reactions %+v, want one under the thanks", calls)
	}
}

// testSlackReaction presses the first button by its number as an emoji.
func testSlackReaction(t *testing.T, o office) {
	c := o.newChannel(t, "reaction")
	planned := c.ask(t, `plan meeting "Reacted" 3 May 2040 15:00 UTC`, "Reacted")
	o.asAlice(t, "reactions.add", map[string]any{"channel": c.name, "timestamp": planned.TS, "name": "two"})
	c.becomes(t, planned, "Undone")
}

// testFile reads the calendar file of an event as the workspace keeps it.
func testFile(t *testing.T, o office) {
	c := o.newChannel(t, "file")
	planned := c.ask(t, `plan meeting "Filed" 3 May 2040 15:00 UTC`, "Filed")
	o.Control(t, "clear", nil, nil)
	c.say(t, "<@bot> calendar "+eventNumber.FindString(planned.Text))
	if done := o.calls(t, "files.completeUploadExternal", 1, soon.Seconds()); len(done) != 1 {
		t.Fatalf("%d files were uploaded, want 1", len(done))
	}
	until(t, "a calendar is among the channel's files", func() bool {
		files := o.asAlice(t, "files.list", map[string]any{"channel": c.name})["files"].([]any)
		return len(files) == 1 && strings.HasSuffix(files[0].(map[string]any)["name"].(string), ".ics")
	})
}

// testArchivedAndRenamed: the bot knows a channel by its new name, and an
// archived one as closed.
func testArchivedAndRenamed(t *testing.T, o office) {
	c := o.newChannel(t, "before")
	c.ask(t, "what is an IRN?", "network")
	id := "'slack:" + c.name + "'"
	o.asAlice(t, "conversations.rename", map[string]any{"channel": c.name, "name": "after"})
	c.ask(t, "what is an IRN?", "network")
	until(t, "the room has its new name", func() bool {
		return len(o.i.rows(t, "SELECT id FROM rooms WHERE name = 'after' AND id = "+id)) == 1
	})
	o.asAlice(t, "conversations.archive", map[string]any{"channel": c.name})
	o.Control(t, "event", map[string]any{"event": map[string]any{"type": "channel_archive", "channel": c.name, "user": o.Env["SLACK_ALICE"]}}, nil)
	o.isClosed(t, c, true)
}

// testSentAway: a channel that the bot is removed from is closed, and whoever
// planned something there is told what is not posted any more; when it is asked
// back it goes on.
func testSentAway(t *testing.T, o office) {
	c := o.newChannel(t, "away")
	c.ask(t, `plan meeting "Orphaned" 3 May 2040 15:00 UTC`, "Orphaned")
	bot := map[string]any{"channel": c.name, "user": o.Env["SLACK_BOT_USER"]}
	o.asAlice(t, "conversations.kick", bot)
	left := map[string]any{"type": "member_left_channel", "channel": c.name, "user": bot["user"], "channel_type": "C"}
	o.Control(t, "event", map[string]any{"event": left}, nil)
	o.isClosed(t, c, true)
	channel{o.workspace, "@bot"}.hears(t, "0", "", "Orphaned", soon)

	o.asAlice(t, "conversations.invite", map[string]any{"channel": c.name, "users": bot["user"]})
	o.isClosed(t, c, false)
	c.ask(t, "what is an IRN?", "network")
}

// isClosed waits until the bot's database holds that a channel is closed, or not.
func (o office) isClosed(t *testing.T, c channel, want bool) {
	t.Helper()
	until(t, fmt.Sprintf("the channel is closed: %t", want), func() bool {
		return len(o.i.rows(t, "SELECT id FROM rooms WHERE closed AND id = 'slack:"+c.name+"'")) == 1 == want
	})
}

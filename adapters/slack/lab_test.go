package slack

import (
	"fmt"
	"strings"
	"testing"

	"entente/adapters/counterpart"
)

// lab is a running Slack workspace, with alice, bob and the bot in #dev.
type lab struct{ *counterpart.Workspace }

// startLab starts one whose patience is short, and which tries again as often as
// it takes until an adapter that lost its connection is back.
func startLab(t *testing.T) lab {
	t.Helper()
	return lab{counterpart.StartWorkspace(t, "ACK_MS=1000", "RETRY_MS="+strings.Repeat("50,", 1000))}
}

// post is what somebody said: where, and its id.
type post struct {
	Channel channelID `json:"channel"`
	TS      string    `json:"ts"`
}

func (l lab) say(t *testing.T, user, channel, text, thread string) post {
	t.Helper()
	arguments := map[string]any{"user": user, "channel": channel, "text": text}
	if thread != "" {
		arguments["thread_ts"] = thread
	}
	var p post
	l.Control(t, "say", arguments, &p)
	return p
}

// stored is a message as the workspace keeps it.
type stored struct {
	TS       string           `json:"ts"`
	Text     string           `json:"text"`
	ThreadTS string           `json:"thread_ts"`
	Blocks   []map[string]any `json:"blocks"`
}

// message is the bot's message ts of channel.
func (l lab) message(t *testing.T, channel, ts string) stored {
	t.Helper()
	var all []stored
	l.Control(t, "messages", map[string]any{"channel": channel, "from": "bot"}, &all)
	for _, m := range all {
		if m.TS == ts {
			return m
		}
	}
	t.Fatalf("no message %s of the bot in %s", ts, channel)
	return stored{}
}

// delivered are the workspace's attempts to deliver an event of that type,
// once n of them were answered as ok says.
func (l lab) delivered(t *testing.T, what string, ok bool, n int) []delivery {
	t.Helper()
	var all []delivery
	l.Control(t, "logged", map[string]any{"kind": "sent", "what": what, "ok": ok, "n": n, "timeout": soon.Seconds()}, &all)
	if len(all) < n {
		t.Fatalf("%d deliveries of %s with ok=%v, want %d", len(all), what, ok, n)
	}
	return all
}

type delivery struct {
	EventID string `json:"event_id"`
	Attempt int    `json:"attempt"`
}

func (d delivery) String() string { return fmt.Sprintf("%s attempt %d", d.EventID, d.Attempt) }

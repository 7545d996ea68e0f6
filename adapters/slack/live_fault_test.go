package slack

import (
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

func (w *workspace) dev(t *testing.T) chat.Place {
	t.Helper()
	return chat.Place{Room: roomID("net", channelID(w.channel(t, "dev")))}
}

// repeat: what could not be taken in comes again, and is then taken in once.
func (w *workspace) repeat(t *testing.T) {
	w.Control(t, "clear", nil, nil)
	w.inbox.mutex.Lock()
	w.inbox.fail = 2
	w.inbox.mutex.Unlock()
	p := w.say(t, "alice", "dev", "Entente: twice", "")
	got := w.inbox.next(t)
	if got.Text != "twice" || got.Message != p.TS {
		t.Errorf("incoming %+v", got)
	}
	deliveries := w.delivered(t, "message", true, 1)
	if deliveries[0].Attempt != 2 {
		t.Errorf("acknowledged at %v, want at the third attempt", deliveries[0])
	}
	w.inbox.none(t)
}

// acknowledged: nothing is acknowledged while receive is under way.
func (w *workspace) acknowledged(t *testing.T) {
	w.Control(t, "clear", nil, nil)
	w.inbox.mutex.Lock() // receive waits
	w.say(t, "alice", "dev", "Entente: slowly", "")
	failed := w.delivered(t, "message", false, 1) // Slack's patience is over
	var done []delivery
	w.Control(t, "logged", map[string]any{"kind": "sent", "event_id": failed[0].EventID, "ok": true, "timeout": 0}, &done)
	w.inbox.mutex.Unlock()
	if len(done) > 0 {
		t.Errorf("acknowledged at %v before it was taken in", done)
	}
	if got := w.inbox.next(t); got.Text != "slowly" {
		t.Errorf("incoming %+v", got)
	}
	w.delivered(t, "message", true, 1)
	w.inbox.none(t)
}

func (w *workspace) sendAndFind(t *testing.T) {
	before := time.Now()
	root := w.say(t, "alice", "dev", "what a lovely evening for a long walk", "")
	for name, to := range map[string]chat.Place{
		"room":   w.dev(t),
		"thread": {Room: roomID("net", root.Channel), ReplyTo: root.TS},
		"person": {Person: w.alice()},
	} {
		out := said(to)
		out.Key = "find:" + name
		sent, err := w.Send(t.Context(), out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found, ok, err := w.Find(t.Context(), to, out.Key, before)
		if err != nil || !ok || found != sent {
			t.Errorf("%s: Find = %v, %v, %v, want %v", name, found, ok, err, sent)
		}
		if found, ok, err := w.Find(t.Context(), to, "never sent", before); err != nil || ok {
			t.Errorf("%s: found %v, %v, what was never sent", name, found, err)
		}
	}
}

// lostAnswer: the message is posted, but its answer never comes.
func (w *workspace) lostAnswer(t *testing.T) {
	before := time.Now()
	w.Control(t, "fault", map[string]any{"method": "chat.postMessage", "when": "after", "status": 0}, nil)
	out := said(w.dev(t))
	out.Key = "lost"
	_, err := w.Send(t.Context(), out)
	if _, known := errors.AsType[*chat.SendError](err); err == nil || known {
		t.Fatalf("Send = %v, want an unknown outcome", err)
	}
	if _, found, err := w.Find(t.Context(), out.To, "lost", before); err != nil || !found {
		t.Errorf("Find = %v, %v", found, err)
	}
}

func (w *workspace) replaceAndReact(t *testing.T) {
	sent, err := w.Send(t.Context(), said(w.dev(t)))
	if err != nil {
		t.Fatal(err)
	}
	out := said(w.dev(t))
	out.Blocks[0].Text[0].Text = "Oceans, moved"
	out.Replaces = sent.Message
	if edited, err := w.Send(t.Context(), out); err != nil || edited != sent {
		t.Errorf("Send = %v, %v, want the same message", edited, err)
	}
	if m := w.message(t, "dev", sent.Message); m.Text != "Oceans, moved" {
		t.Errorf("text %q", m.Text)
	}
	react := chat.Outgoing{To: chat.Place{Room: sent.Room, ReplyTo: sent.Message}, React: "👍"}
	for range 2 { // as after a crash
		if _, err := w.Send(t.Context(), react); err != nil {
			t.Error(err)
		}
	}
}

// limits: a channel that is limited is left alone, and holds no other.
func (w *workspace) limits(t *testing.T) {
	secret := chat.Place{Room: planner.RoomID(w.name + ":" + w.channel(t, "secret"))}
	w.Control(t, "fault", map[string]any{"method": "chat.postMessage", "status": 429, "retry_after": 600}, nil)
	_, err := w.Send(t.Context(), said(secret))
	checkOutcome(t, err, &chat.SendError{RetryAfter: 10 * time.Minute, Reason: "ratelimited"})
	if _, err := w.Send(t.Context(), said(w.dev(t))); err != nil {
		t.Error(err)
	}
	_, err = w.Send(t.Context(), said(secret)) // Slack would take it, too early
	if known, ok := errors.AsType[*chat.SendError](err); !ok || known.RetryAfter < 9*time.Minute {
		t.Errorf("Send = %v, want it to wait", err)
	}

	ops := chat.Place{Room: planner.RoomID("net:" + w.channel(t, "ops"))}
	_, err = w.Send(t.Context(), said(ops))
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: "not_in_channel"})

	_, err = w.Send(t.Context(), said(chat.Place{Room: "net:C0NOWHERE"}))
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: "channel_not_found"})
}

// hostile: 100 kB and what else people paste goes in and out as text.
func (w *workspace) hostile(t *testing.T) {
	text := "Entente: <!channel> @room <b>x</b> \u202egnp.exe \u0007 " + strings.Repeat("<@"+w.Env["SLACK_BOB"]+"> ", 5000)
	p := w.say(t, "alice", "dev", text, "")
	got := w.inbox.next(t)
	if got.Message != p.TS || len(got.Mentions) != 1 || !strings.Contains(got.Text, "@channel") {
		t.Errorf("incoming of %d bytes with %d mentions", len(got.Text), len(got.Mentions))
	}
	out := chat.Outgoing{To: w.dev(t), Key: "hostile", Blocks: []chat.Block{{Text: []chat.Span{{Text: text}}}}}
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	sent, found, err := w.Find(t.Context(), out.To, out.Key, got.At) // it came with a file of the whole text
	if err != nil || !found {
		t.Fatalf("Find = %v, %v", found, err)
	}
	m := w.message(t, "dev", sent.Message)
	blocks, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(m.Text, "<>") || strings.Contains(string(blocks), `"type":"user"`) || strings.Contains(string(blocks), `"broadcast"`) {
		t.Errorf("it rings: %.200s", m.Text)
	}
}

func (w *workspace) refusedTokens(t *testing.T) {
	for name, tokens := range map[string][2]string{
		"bot token": {"xoxb-wrong-secret", w.Env["SLACK_APP_TOKEN"]},
		"app token": {w.Env["SLACK_BOT_TOKEN"], "xapp-wrong-secret"},
	} {
		a, err := New(Options{Name: "net", BotToken: tokens[0], AppToken: tokens[1], APIURL: w.Env["SLACK_API_URL"], Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		err = a.Run(t.Context(), nil)
		if err == nil || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "secret") {
			t.Errorf("Run = %v, want it to name the %s", err, name)
		}
		if a.Connected() == nil {
			t.Error("connected, with a refused token")
		}
	}
}

package slack

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"entente/bot/chat"
	"entente/planner"
)

// reconnect: what is said around refreshes and cuts of the connection arrives,
// each once.
func (w *workspace) reconnect(t *testing.T) {
	w.Control(t, "clear", nil, nil)
	said := map[string]int{}
	for i := range 40 {
		switch i {
		case 5, 15, 16:
			w.Control(t, "disconnect", map[string]any{"reason": "refresh_requested"}, nil)
		case 25:
			w.Control(t, "disconnect", map[string]any{"reason": "warning"}, nil)
		case 10, 20, 30:
			w.Control(t, "disconnect", map[string]any{"hard": true}, nil)
		}
		said[w.say(t, "alice", "dev", "Entente: still there", "").TS]++
	}
	for range len(said) {
		said[w.inbox.next(t).Message]--
	}
	w.delivered(t, "message", true, len(said))
	w.inbox.none(t)
	for message, left := range said {
		if left != 0 {
			t.Errorf("%s arrived %d times", message, 1-left)
		}
	}
	w.connected(t)
}

// challenge: Slack asks whether the address is ours.
func (w *workspace) challenge(t *testing.T) {
	var answer struct {
		Status int
		Body   struct{ Challenge string }
	}
	w.Control(t, "verify", nil, &answer)
	if answer.Status != http.StatusOK || !strings.HasPrefix(answer.Body.Challenge, "lab") {
		t.Errorf("answered %+v", answer)
	}
}

// slashElsewhere: a command can be typed anywhere; its ticket is all that it
// can be answered with there.
func (w *workspace) slashElsewhere(t *testing.T) {
	w.Control(t, "slash", map[string]any{"user": "alice", "channel": "ops", "command": "/entente", "text": "help"}, nil)
	got := w.inbox.next(t)
	given := parseTicket(got.Ticket, got.At)
	if got.Room != planner.RoomID(w.name+":"+w.channel(t, "ops")) || got.Direct || given.Trigger == "" || given.Response == "" {
		t.Errorf("incoming %+v", got)
	}
}

// asUser calls a method of the Web API for somebody.
func (w *workspace) asUser(t *testing.T, user, method string, form url.Values) {
	t.Helper()
	form.Set("token", "xoxp-"+user)
	response, err := http.PostForm(w.Env["SLACK_API_URL"]+method, form)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
}

func (w *workspace) reaction(t *testing.T) {
	sent, err := w.Send(t.Context(), said(w.dev(t)))
	if err != nil {
		t.Fatal(err)
	}
	channel := planner.Native(sent.Room)
	person := w.say(t, "bob", "dev", "what a lovely evening for a long walk", "")
	w.asUser(t, "alice", "reactions.add", url.Values{"channel": {channel}, "timestamp": {person.TS}, "name": {"tada"}}) // not the bot's
	w.asUser(t, "alice", "reactions.add", url.Values{"channel": {channel}, "timestamp": {sent.Message}, "name": {"thumbsup"}})
	got := w.inbox.next(t)
	if got.Kind != chat.Reacted || got.Text != "👍" || got.ReplyTo != sent.Message || got.From != w.alice() || got.Room != sent.Room {
		t.Errorf("incoming %+v", got)
	}
	w.asUser(t, "alice", "reactions.remove", url.Values{"channel": {channel}, "timestamp": {sent.Message}, "name": {"thumbsup"}})
	gone := w.inbox.next(t)
	if gone.Kind != chat.Deleted || gone.Message != got.Message || gone.From != w.alice() || gone.Room != sent.Room || gone.EventID == got.EventID {
		t.Errorf("taken away: incoming %+v", gone)
	}
	w.inbox.none(t)
}

func (w *workspace) removed(t *testing.T) {
	p := w.say(t, "alice", "dev", "<@bot> agenda", "")
	w.inbox.next(t)
	w.asUser(t, "alice", "chat.delete", url.Values{"channel": {string(p.Channel)}, "ts": {p.TS}})
	got := w.inbox.next(t)
	if got.Kind != chat.Deleted || got.Message != p.TS || got.From != w.alice() || got.Text != "" {
		t.Errorf("incoming %+v", got)
	}
}

// TestTwoWorkspaces: one process is in two, whose people and rooms even have
// the same ids, and mixes nothing up.
func TestTwoWorkspaces(t *testing.T) {
	insmi, ganda := startWorkspaceBy(t, bySocket, "insmi"), startWorkspaceBy(t, byHTTP, "ganda")
	for _, w := range []*workspace{insmi, ganda} {
		p := w.say(t, "alice", "dev", "<@bot> agenda of "+w.name, "")
		got := w.inbox.next(t)
		if got.Network != w.name || got.Room != roomID(w.name, p.Channel) || got.From != identityID(w.name, w.Env["SLACK_ALICE"]) || got.Text != "agenda of "+w.name {
			t.Errorf("%s: incoming %+v", w.name, got)
		}
		sent, err := w.Send(t.Context(), said(chat.Place{Room: got.Room, ReplyTo: got.Message}))
		if err != nil {
			t.Fatal(err)
		}
		w.message(t, "dev", sent.Message)
	}
	_, err := insmi.Send(t.Context(), said(chat.Place{Room: roomID("ganda", channelID(ganda.channel(t, "dev")))}))
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: "wrong_network"})
	for _, w := range []*workspace{insmi, ganda} {
		var posted []stored
		w.Control(t, "messages", map[string]any{"channel": "dev", "from": "bot"}, &posted)
		if len(posted) != 1 {
			t.Errorf("%s: %d messages of the bot, want its one answer", w.name, len(posted))
		}
		w.inbox.none(t)
	}
}

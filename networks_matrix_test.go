package main

import (
	"context"
	"fmt"
	"html"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"

	"entente/adapters/console"
	"entente/adapters/counterpart"
	"entente/adapters/matrix"
	"entente/bot/chat"
	"entente/planner"
)

// homeserver is a Dendrite with everybody and every room of the scripts. The
// rooms are not encrypted: what is compared is
// what stands in the messages.
type homeserver struct {
	matrix  *matrix.Adapter
	bot     string
	members map[string]*member
	names   map[string]string // by id
	ids     map[string]string // by name: "alice", "#ganda"; "@alice" for the direct messages
}

func openHomeserver(t *testing.T) *homeserver {
	t.Helper()
	server := counterpart.StartHomeserver(t)
	bot := server.Register(t, "entente")
	h := &homeserver{bot: bot.User, members: map[string]*member{}, names: map[string]string{}, ids: map[string]string{}}
	var err error
	h.matrix, err = matrix.New(matrix.Options{
		Name: console.Network, Homeserver: server.Address, User: bot.User, Password: bot.Password,
		Dir: t.TempDir(), Allow: []string{"entente.test"}, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.matrix.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, name := range people {
		account := server.Register(t, name)
		h.know(name, account.User)
		h.members[name] = &member{Client: counterpart.Client{Address: server.Address, Token: account.Token}, seen: map[string]matrixEvent{}}
	}
	return h
}

func (h *homeserver) know(name, id string) {
	h.ids[name], h.names[id] = id, strings.TrimPrefix(name, "#")
}

func (h *homeserver) adapter() chat.Adapter { return h.matrix }

func (h *homeserver) named(id string) string { return h.names[id] }

// settle makes the rooms and waits until the bot is in all of them.
func (h *homeserver) settle(t *testing.T, heard <-chan chat.Incoming) {
	for _, name := range people {
		h.know("@"+name, h.makeRoom(t, name, map[string]any{"is_direct": true, "invite": []string{h.bot}, "preset": "trusted_private_chat"}))
	}
	var others []string
	for _, name := range people[1:] {
		others = append(others, h.ids[name])
	}
	for _, name := range rooms {
		room := h.makeRoom(t, people[0], map[string]any{"name": name, "invite": append([]string{h.bot}, others...), "preset": "private_chat"})
		h.know("#"+name, room)
		for _, other := range people[1:] {
			if err := h.members[other].Call(t.Context(), "POST", "/_matrix/client/v3/join/"+url.PathEscape(room), map[string]any{}, &struct{}{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range len(people) + len(rooms) {
		if in := <-heard; in.Kind != chat.Invited {
			t.Fatalf("%+v: want invitations", in)
		}
	}
}

func (h *homeserver) makeRoom(t *testing.T, who string, request map[string]any) string {
	t.Helper()
	var made struct {
		ID string `json:"room_id"`
	}
	if err := h.members[who].Call(t.Context(), "POST", "/_matrix/client/v3/createRoom", request, &made); err != nil {
		t.Fatal(err)
	}
	return made.ID
}

func (h *homeserver) place(l utterance) string {
	if l.room == "" {
		return h.ids["@"+l.who]
	}
	return h.ids["#"+l.room]
}

func (h *homeserver) say(ctx context.Context, l utterance) (string, error) {
	body, formatted := l.text, html.EscapeString(l.text)
	for _, m := range l.mentions {
		if id, known := h.ids[strings.TrimPrefix(strings.ToLower(m.Text), "@")]; known {
			pill := fmt.Sprintf(`<a href="https://matrix.to/#/%s">%s</a>`, id, html.EscapeString(m.Text))
			formatted = strings.ReplaceAll(formatted, html.EscapeString(m.Text), pill)
		}
	}
	mentions := map[string]any{}
	if l.toBot && l.room != "" {
		body, formatted = "entente: "+body, "entente: "+formatted
		mentions["user_ids"] = []string{h.bot}
	}
	content := map[string]any{"msgtype": "m.text", "body": body, "format": "org.matrix.custom.html", "formatted_body": formatted, "m.mentions": mentions}
	relates := map[string]any{}
	if l.thread != "" {
		relates["rel_type"], relates["event_id"] = "m.thread", l.thread
	}
	if l.answers != "" {
		relates["m.in_reply_to"] = map[string]any{"event_id": l.answers}
	}
	if len(relates) > 0 {
		content["m.relates_to"] = relates
	}
	return h.members[l.who].send(ctx, h.place(l), "m.room.message", content)
}

// press: who reads a numbered list types the number.
func (h *homeserver) press(ctx context.Context, l utterance, choice int) (string, error) {
	l.text, l.mentions, l.toBot = fmt.Sprint(choice), nil, true
	return h.say(ctx, l)
}

func (h *homeserver) react(ctx context.Context, l utterance, choice int) error {
	emoji := fmt.Sprintf("%d\uFE0F\u20E3", choice)
	_, err := h.members[l.who].send(ctx, h.place(l), "m.reaction", map[string]any{
		"m.relates_to": map[string]any{"rel_type": "m.annotation", "event_id": l.answers, "key": emoji},
	})
	return err
}

func (h *homeserver) read(ctx context.Context, r chat.Receipt, out chat.Outgoing) (reading, error) {
	if out.React != "" {
		return reading{marked: "(" + out.React + ")"}, nil
	}
	room := planner.Native(r.Room)
	who := people[0]
	if name, alone := strings.CutPrefix(h.names[room], "@"); alone {
		who = name
	}
	e, err := h.members[who].until(ctx, r.Message)
	if err != nil {
		return reading{}, err
	}
	if e.Content.Mentions == nil {
		return reading{}, fmt.Errorf("without m.mentions, clients look for names and @room: %q", e.Content.Body)
	}
	p := page{rung: e.Content.Mentions.Users}
	if e.Content.Mentions.Room {
		p.loud = "@room"
	}
	readHTML(&p, e.Content.Formatted)
	seen := p.reading()
	switch relates := e.Content.Relates; {
	case relates.Type == "m.thread":
		seen.how = "in a thread"
	case relates.To.ID != "":
		seen.how = "answer"
	}
	return seen, p.err
}

// member is a person on the homeserver, who reads what comes in when asked.
type member struct {
	counterpart.Client
	mu    sync.Mutex
	since string
	seen  map[string]matrixEvent // by id
	said  int
}

type matrixEvent struct {
	ID      string `json:"event_id"`
	Content struct {
		Body      string
		Formatted string `json:"formatted_body"`
		Mentions  *struct {
			Users []string `json:"user_ids"`
			Room  bool
		} `json:"m.mentions"`
		Relates struct {
			Type string `json:"rel_type"`
			To   struct {
				ID string `json:"event_id"`
			} `json:"m.in_reply_to"`
		} `json:"m.relates_to"`
	}
}

// until reads until a message has come.
func (r *member) until(ctx context.Context, id string) (matrixEvent, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		if e, come := r.seen[id]; come {
			return e, nil
		}
		var news struct {
			Next  string `json:"next_batch"`
			Rooms struct {
				Join map[string]struct {
					Timeline struct{ Events []matrixEvent }
				}
			}
		}
		query := url.Values{"since": {r.since}, "timeout": {"5000"}, "filter": {`{"room":{"timeline":{"limit":100}}}`}}
		if r.since == "" {
			query.Del("since")
		}
		if err := r.Call(ctx, "GET", "/_matrix/client/v3/sync?"+query.Encode(), nil, &news); err != nil {
			return matrixEvent{}, err
		}
		r.since = news.Next
		for _, room := range news.Rooms.Join {
			for _, e := range room.Timeline.Events {
				r.seen[e.ID] = e
			}
		}
	}
}

func (r *member) send(ctx context.Context, room, kind string, content map[string]any) (string, error) {
	r.said++
	var sent struct {
		ID string `json:"event_id"`
	}
	path := fmt.Sprintf("/_matrix/client/v3/rooms/%s/send/%s/said-%d", url.PathEscape(room), kind, r.said)
	err := r.Call(ctx, "PUT", path, content, &sent)
	return sent.ID, err
}

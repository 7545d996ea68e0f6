package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"entente/adapters/console"
	"entente/adapters/counterpart"
	"entente/adapters/slack"
	"entente/bot/chat"
	"entente/planner"
)

// workspace is a Slack workspace with everybody and every room of the scripts.
type workspace struct {
	lab   counterpart.Client // for control calls
	web   string             // where the Web API is
	slack *slack.Adapter
	names map[string]string // by id
	ids   map[string]string // by name: "alice", "#ganda"; "@alice" for the direct messages
}

func openWorkspace(t *testing.T) *workspace {
	t.Helper()
	env := counterpart.StartWorkspace(t, "SLACK_USERS="+strings.Join(people, " ")).Env
	w := &workspace{lab: counterpart.Client{Address: env["SLACK_LAB"]}, web: env["SLACK_API_URL"], names: map[string]string{}, ids: map[string]string{}}
	var err error
	w.slack, err = slack.New(slack.Options{
		Name: console.Network, BotToken: env["SLACK_BOT_TOKEN"], AppToken: env["SLACK_APP_TOKEN"], APIURL: env["SLACK_API_URL"],
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range people {
		w.know(name, env["SLACK_"+strings.ToUpper(name)])
		w.make(t, name, "users.profile.set", map[string]any{"profile": map[string]any{"real_name": name}})
		w.know("@"+name, w.make(t, name, "conversations.open", map[string]any{"users": env["SLACK_BOT_USER"]}))
	}
	members := []string{env["SLACK_BOT_USER"]}
	for _, name := range people[1:] {
		members = append(members, w.ids[name])
	}
	for _, name := range rooms {
		channel := w.make(t, people[0], "conversations.create", map[string]any{"name": name})
		w.make(t, people[0], "conversations.invite", map[string]any{"channel": channel, "users": strings.Join(members, ",")})
		w.know("#"+name, channel)
	}
	return w
}

func (w *workspace) know(name, id string) {
	w.ids[name], w.names[id] = id, strings.TrimPrefix(name, "#")
}

// make calls the Web API as a person and gives the id of the conversation.
func (w *workspace) make(t *testing.T, who, method string, args map[string]any) string {
	t.Helper()
	var answer struct{ Channel struct{ ID string } }
	if err := w.api(t.Context(), who, method, args, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Channel.ID
}

// api calls the Web API as a person.
func (w *workspace) api(ctx context.Context, who, method string, args map[string]any, answer any) error {
	var all json.RawMessage
	var outcome struct {
		OK    bool
		Error string
	}
	person := counterpart.Client{Address: w.web, Token: "xoxp-" + who}
	if err := person.Call(ctx, "POST", method, args, &all); err != nil {
		return err
	}
	if err := json.Unmarshal(all, &outcome); err != nil || !outcome.OK {
		return fmt.Errorf("%s: %v %s", method, err, outcome.Error)
	}
	return json.Unmarshal(all, answer)
}

func (w *workspace) adapter() chat.Adapter { return w.slack }

func (w *workspace) named(id string) string { return w.names[id] }

// settle waits for the connection.
func (w *workspace) settle(t *testing.T, _ <-chan chat.Incoming) {
	t.Helper()
	var opened []struct{}
	err := w.lab.Call(t.Context(), "POST", "/logged", map[string]any{"kind": "socket"}, &opened)
	if err != nil || len(opened) == 0 {
		t.Fatalf("not connected: %v", err)
	}
}

// place is where somebody speaks.
func (w *workspace) place(l utterance) string {
	if l.room == "" {
		return w.ids["@"+l.who]
	}
	return w.ids["#"+l.room]
}

var slackEscape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func (w *workspace) say(ctx context.Context, l utterance) (string, error) {
	text := slackEscape.Replace(l.text)
	for _, m := range l.mentions {
		sigil := m.Text[:1]
		if id, known := w.ids[strings.TrimPrefix(strings.ToLower(m.Text), "@")]; known {
			text = strings.ReplaceAll(text, m.Text, "<"+sigil+id+">")
		}
	}
	if l.toBot && l.room != "" {
		text = "<@bot> " + text
	}
	arguments := map[string]any{"user": l.who, "channel": w.place(l), "text": text}
	if thread := cmp.Or(l.thread, l.answers); thread != "" {
		arguments["thread_ts"] = thread
	}
	var said struct{ TS string }
	err := w.lab.Call(ctx, "POST", "/say", arguments, &said)
	return said.TS, err
}

func (w *workspace) press(ctx context.Context, l utterance, choice int) (string, error) {
	arguments := map[string]any{"user": l.who, "channel": w.place(l), "ts": l.answers, "action_id": fmt.Sprintf("say:%d", choice)}
	var delivered struct{ OK bool }
	err := w.lab.Call(ctx, "POST", "/click", arguments, &delivered)
	if err == nil && !delivered.OK {
		err = fmt.Errorf("press not taken: %v", arguments)
	}
	return "", err
}

// numbers are Slack's names of their emoji.
var numbers = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// react: under what one person alone sees, nobody can.
func (w *workspace) react(ctx context.Context, l utterance, choice int) error {
	arguments := map[string]any{"channel": w.place(l), "timestamp": l.answers, "name": numbers[choice]}
	if w.api(ctx, l.who, "reactions.add", arguments, &struct{}{}) == nil {
		return nil
	}
	_, err := w.press(ctx, l, choice)
	return err
}

// slackMessage is a message as the workspace keeps it.
type slackMessage struct {
	TS     string
	User   string
	Target string `json:"target_user"` // who alone sees it
	Thread string `json:"thread_ts"`
	Text   string
	Blocks []slackElement
}

// slackElement is a block, or an element of one.
type slackElement struct {
	Type     string
	Text     json.RawMessage
	Elements []slackElement
	URL      string
	Fallback string
	UserID   string          `json:"user_id"`
	Channel  string          `json:"channel_id"`
	Style    json.RawMessage // an object of text, a word of lists
}

func (w *workspace) read(ctx context.Context, r chat.Receipt, out chat.Outgoing) (reading, error) {
	if out.React != "" {
		return reading{marked: "(" + out.React + ")"}, nil
	}
	var all []slackMessage
	call, channel := "/messages", planner.Native(r.Room)
	if out.OnlyFor != "" && !strings.HasPrefix(w.names[channel], "@") {
		call = "/ephemeral"
	}
	if err := w.lab.Call(ctx, "POST", call, map[string]any{"channel": channel, "from": "bot"}, &all); err != nil {
		return reading{}, err
	}
	at := slices.IndexFunc(all, func(m slackMessage) bool {
		return m.TS == r.Message && (m.Target == "" || m.Target == planner.Native(out.OnlyFor))
	})
	if at < 0 {
		return reading{}, fmt.Errorf("%s is not in %s", r.Message, channel)
	}
	p := slackPage{names: w.names}
	if text := all[at].Text; strings.Contains(text, "<!") || strings.Contains(text, "<@") {
		p.loud = text
	}
	for _, block := range all[at].Blocks {
		p.element(block)
	}
	seen := p.reading()
	switch {
	case all[at].Target != "":
		seen.how = "only " + w.names[all[at].Target] + " sees it"
	case all[at].Thread != "" && all[at].Thread != r.Message:
		seen.how = "in a thread"
	}
	return seen, p.err
}

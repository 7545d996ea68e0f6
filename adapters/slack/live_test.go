package slack

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/adapters/counterpart"
	"entente/bot/chat"
	"entente/planner"
)

// soon bounds every wait of a live test; nothing takes that long, on a machine
// that is busy.
const soon = 2 * time.Minute

// workspace is a lab and an adapter that runs in it.
type workspace struct {
	lab
	*Adapter
	inbox *inbox
	log   *lockedBuffer
}

// inbox takes in as the bot's does: the repeat of an event ends there.
type inbox struct {
	arrived chan chat.Incoming // every first arrival

	mutex sync.Mutex
	fail  int // so many arrivals are not taken in
	seen  []string

	problems map[string]string // of the next form
}

func (b *inbox) receive(ctx context.Context, in chat.Incoming) error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.fail > 0 {
		b.fail--
		return errors.New("disk full")
	}
	if in.Fields != nil && b.problems != nil {
		problems := b.problems
		b.problems = nil
		return &chat.FormError{Problems: problems}
	}
	repeat := slices.Contains(b.seen, in.EventID)
	b.seen = append(b.seen, in.EventID)
	if repeat {
		return nil
	}
	select {
	case b.arrived <- in:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// next is the next event that was taken in.
func (b *inbox) next(t *testing.T) chat.Incoming {
	t.Helper()
	select {
	case in := <-b.arrived:
		return in
	case <-time.After(soon):
		t.Fatal("nothing arrived")
		return chat.Incoming{}
	}
}

// none fails when something was taken in that nobody waited for.
func (b *inbox) none(t *testing.T) {
	t.Helper()
	select {
	case in := <-b.arrived:
		t.Errorf("%+v arrived", in)
	default:
	}
}

// lockedBuffer is a log that several may write.
type lockedBuffer struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buffer.String()
}

// The ways by which events come in.
const (
	bySocket = "Socket Mode"
	byHTTP   = "HTTP"
)

// startWorkspaceBy connects the network of that name to a workspace of its own.
func startWorkspaceBy(t *testing.T, way, name string) *workspace {
	t.Helper()
	w := &workspace{lab: startLab(t), inbox: &inbox{arrived: make(chan chat.Incoming, 100)}, log: &lockedBuffer{}}
	options := Options{
		Name:     name,
		BotToken: w.Env["SLACK_BOT_TOKEN"],
		APIURL:   w.Env["SLACK_API_URL"],
		Log:      slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if way == byHTTP {
		options.SigningSecret = w.Env["SLACK_SIGNING_SECRET"]
	} else {
		options.AppToken = w.Env["SLACK_APP_TOKEN"]
	}
	adapter, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	w.Adapter = adapter
	if way == byHTTP {
		w.serve(t)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- adapter.Run(ctx, w.inbox.receive) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("Run = %v", err)
			}
		case <-time.After(soon):
			t.Error("Run goes on after the end of its context")
		}
		for _, token := range []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} {
			if strings.Contains(w.log.String(), w.Env[token]) {
				t.Errorf("the log holds %s", token)
			}
		}
	})
	w.Control(t, "tz", map[string]any{"user": "bob", "tz": "Asia/Ho_Chi_Minh"}, nil)
	w.connected(t)
	return w
}

// serve gives the adapter's endpoint an address, and Slack that address.
func (w *workspace) serve(t *testing.T) {
	t.Helper()
	mux := http.NewServeMux()
	for path, handler := range w.Routes() {
		mux.Handle(path, handler)
	}
	listener, err := net.Listen("tcp", counterpart.FreeAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(mux)
	_ = server.Listener.Close()
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	url := server.URL + w.path()
	w.Control(t, "urls", map[string]any{"events": url, "slash": url, "actions": url}, nil)
}

// connected waits until what is said arrives.
func (w *workspace) connected(t *testing.T) {
	t.Helper()
	until(t, func() bool { return w.Connected() == nil })
}

// say is the lab's, not the adapter's.
func (w *workspace) say(t *testing.T, user, channel, text, thread string) post {
	t.Helper()
	return w.lab.say(t, user, channel, text, thread)
}

func (w *workspace) alice() planner.IdentityID {
	return planner.IdentityID("net:" + w.Env["SLACK_ALICE"])
}

// TestLive is a conversation with a Slack workspace, either way: one is started
// for each.
func TestLive(t *testing.T) {
	for _, way := range []string{bySocket, byHTTP} {
		t.Run(way, func(t *testing.T) {
			w := startWorkspaceBy(t, way, "net")
			w.converse(t)
			if way == bySocket {
				t.Run("reconnect", w.reconnect)
			} else {
				t.Run("challenge", w.challenge)
			}
		})
	}
}

func (w *workspace) converse(t *testing.T) {
	t.Run("mention", w.mention)
	t.Run("direct message", w.direct)
	t.Run("thread under the bot's message", w.thread)
	t.Run("button", w.button)
	t.Run("slash command and ephemeral answer", w.slash)
	t.Run("repeat is taken once", w.repeat)
	t.Run("acknowledged after receive", w.acknowledged)
	t.Run("send and find", w.sendAndFind)
	t.Run("lost answer is found", w.lostAnswer)
	t.Run("replace and react", w.replaceAndReact)
	t.Run("hostile text", w.hostile)
	t.Run("slash command where the bot is not", w.slashElsewhere)
	t.Run("reaction", w.reaction)
	t.Run("removed message", w.removed)
	t.Run("limits of rate and of rooms", w.limits)
	t.Run("refused tokens", w.refusedTokens)
}

func (w *workspace) mention(t *testing.T) {
	p := w.say(t, "alice", "dev", "<@bot> agenda &amp; `next` for <@"+w.Env["SLACK_BOB"]+"> in <#"+w.channel(t, "dev")+">", "")
	got := w.inbox.next(t)
	want := chat.Incoming{
		Kind: chat.Said, Network: "net", EventID: string(p.Channel) + ":" + p.TS, Room: roomID("net", p.Channel), Name: "dev",
		Message: p.TS, From: w.alice(), FromName: "Alice", FromZone: "Europe/Berlin", FromLang: planner.English,
		Addressed: true, Text: "agenda & next for @Bob in #dev", At: instant(p.TS),
		Mentions: []chat.Mention{
			{Text: "@Bob", Person: planner.IdentityID("net:" + w.Env["SLACK_BOB"]), Name: "Bob"},
			{Text: "#dev", Room: roomID("net", p.Channel), Name: "dev"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("incoming (-want +got):\n%s", diff)
	}
	w.delivered(t, "app_mention", true, 1) // its twin
	w.inbox.none(t)
}

// channel is the id of a named channel.
func (w *workspace) channel(t *testing.T, name string) string {
	t.Helper()
	var info struct{ Channels map[string]string }
	w.Control(t, "info", nil, &info)
	return info.Channels[name]
}

func (w *workspace) direct(t *testing.T) {
	p := w.say(t, "bob", "@bot", "next", "")
	got := w.inbox.next(t)
	if !got.Direct || !got.Addressed || got.Text != "next" || got.FromZone != "Asia/Ho_Chi_Minh" || got.Room != roomID("net", p.Channel) {
		t.Errorf("incoming %+v", got)
	}
	receipt, err := w.Send(t.Context(), said(chat.Place{Person: planner.IdentityID("net:" + w.Env["SLACK_BOB"])}))
	if err != nil || receipt.Room != got.Room {
		t.Errorf("Send = %v, %v, want it in %s", receipt, err, got.Room)
	}
}

func (w *workspace) thread(t *testing.T) {
	room := chat.Place{Room: roomID("net", channelID(w.channel(t, "dev")))}
	receipt, err := w.Send(t.Context(), said(room))
	if err != nil {
		t.Fatal(err)
	}
	w.say(t, "alice", "dev", "one hour later", receipt.Message)
	got := w.inbox.next(t)
	if !got.Addressed || got.Thread != receipt.Message || got.ReplyTo != receipt.Message || got.Text != "one hour later" {
		t.Errorf("incoming %+v", got)
	}
	answer, err := w.Send(t.Context(), said(chat.Place{Room: room.Room, Thread: got.Thread, ReplyTo: got.Message}))
	if err != nil {
		t.Fatal(err)
	}
	if m := w.message(t, "dev", answer.Message); m.ThreadTS != receipt.Message {
		t.Errorf("answered in thread %q, want %q", m.ThreadTS, receipt.Message)
	}
	w.say(t, "alice", "dev", "what a nice day to be out of doors", "") // not for the bot
	w.say(t, "alice", "dev", "2", "")                                  // may answer its question
	if got := w.inbox.next(t); got.Addressed || got.Text != "2" {
		t.Errorf("incoming %+v", got)
	}
}

func (w *workspace) button(t *testing.T) {
	out := said(chat.Place{Room: roomID("net", channelID(w.channel(t, "dev")))})
	out.Buttons = []chat.Button{{Label: "Undo", Sentence: "undo C31"}, {Label: "Move", Sentence: "move E12 2027-05-14 @7"}}
	receipt, err := w.Send(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	w.Control(t, "click", map[string]any{"user": "bob", "channel": "dev", "ts": receipt.Message, "action_id": "say:2"}, nil)
	want := chat.Incoming{
		Kind: chat.Said, Network: "net", Room: receipt.Room, Name: "dev", Thread: receipt.Message, ReplyTo: receipt.Message,
		From: planner.IdentityID("net:" + w.Env["SLACK_BOB"]), FromName: "Bob", FromZone: "Asia/Ho_Chi_Minh", FromLang: planner.English,
		Addressed: true, Pressed: true, Text: "move E12 2027-05-14 @7",
	}
	if diff := cmp.Diff(want, w.inbox.next(t), cmpopts.IgnoreFields(chat.Incoming{}, "EventID", "At", "Ticket")); diff != "" {
		t.Errorf("incoming (-want +got):\n%s", diff)
	}
}

func (w *workspace) slash(t *testing.T) {
	w.Control(t, "slash", map[string]any{"user": "alice", "channel": "dev", "command": "/entente", "text": "agenda"}, nil)
	got := w.inbox.next(t)
	if !got.Addressed || got.Message != "" || got.Text != "agenda" || got.Name != "dev" || got.From != w.alice() {
		t.Errorf("incoming %+v", got)
	}
	out := said(chat.Place{Room: got.Room})
	out.OnlyFor = got.From
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	var shown []struct {
		Target string `json:"target_user"`
		Text   string `json:"text"`
	}
	w.Control(t, "ephemeral", nil, &shown)
	if len(shown) != 1 || shown[0].Target != w.Env["SLACK_ALICE"] || shown[0].Text != "Oceans" {
		t.Errorf("shown to one alone: %+v", shown)
	}
}

package e2e

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mau.fi/util/dbutil"
	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/crypto/cryptohelper"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// person is somebody on Matrix with a client of their own that encrypts.
type person struct {
	*mautrix.Client
	mu   sync.Mutex
	seen []*event.Event // of joined rooms, decrypted, in order of arrival
	news chan struct{}  // closed and made anew with each event
}

// enter logs a new person in.
func (h homeserver) enter(t *testing.T, name string) *person {
	t.Helper()
	user, password := h.register(t, name)
	client, err := mautrix.NewClient(h.address, "", "")
	if err != nil {
		t.Fatal(err)
	}
	p := &person{Client: client, news: make(chan struct{})}
	file := filepath.Join(t.TempDir(), "crypto.db")
	raw, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db, err := dbutil.NewWithDB(raw, "sqlite3")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := cryptohelper.NewCryptoHelper(client, []byte("test"), db)
	if err != nil {
		t.Fatal(err)
	}
	keys.LoginAs = &mautrix.ReqLogin{
		Type:       mautrix.AuthTypePassword,
		Identifier: mautrix.UserIdentifier{Type: mautrix.IdentifierTypeUser, User: user},
		Password:   password,
	}
	if err := keys.Init(t.Context()); err != nil {
		t.Fatal(err)
	}
	client.Crypto = keys
	client.Syncer.(*mautrix.DefaultSyncer).OnEvent(func(_ context.Context, e *event.Event) { p.see(e) })
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error)
	go func() { stopped <- client.SyncWithContext(ctx) }()
	t.Cleanup(func() {
		stop()
		<-stopped
		if err := raw.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func (p *person) see(e *event.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, e)
	close(p.news)
	p.news = make(chan struct{})
}

// wait returns the first event that fits, once it is there.
func (p *person) wait(t *testing.T, within time.Duration, what string, fits func(*event.Event) bool) *event.Event {
	t.Helper()
	late := time.After(within)
	for {
		p.mu.Lock()
		seen, news := p.seen, p.news
		p.mu.Unlock()
		for _, e := range seen {
			if fits(e) {
				return e
			}
		}
		select {
		case <-news:
		case <-late:
			t.Fatalf("%s: not seen within %s; seen %s", what, within, said(seen))
		}
	}
}

// said is what was said in all rooms, for a failure.
func said(seen []*event.Event) string {
	var b strings.Builder
	for _, e := range seen {
		if e.Type == event.EventMessage {
			b.WriteString("\n  " + string(e.Sender) + ": " + e.Content.AsMessage().Body)
		}
	}
	return b.String()
}

// hears waits for a message of the bot in a room that contains text.
func (p *person) hears(t *testing.T, bot id.UserID, room id.RoomID, text string, within time.Duration) *event.Event {
	t.Helper()
	return p.wait(t, within, text, func(e *event.Event) bool {
		return e.Type == event.EventMessage && e.Sender == bot && e.RoomID == room && strings.Contains(e.Content.AsMessage().Body, text)
	})
}

// count is how many messages of the bot in a room contain text.
func (p *person) count(bot id.UserID, room id.RoomID, text string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, e := range p.seen {
		if e.Type == event.EventMessage && e.Sender == bot && e.RoomID == room && strings.Contains(e.Content.AsMessage().Body, text) {
			n++
		}
	}
	return n
}

// open makes an encrypted room with the bot and waits until it is in.
func (p *person) open(t *testing.T, name string, direct bool, bot id.UserID) id.RoomID {
	t.Helper()
	made, err := p.CreateRoom(t.Context(), &mautrix.ReqCreateRoom{
		Name: name, IsDirect: direct, Invite: []id.UserID{bot}, Preset: "private_chat",
		InitialState: []*event.Event{{Type: event.StateEncryption,
			Content: event.Content{Parsed: &event.EncryptionEventContent{Algorithm: id.AlgorithmMegolmV1}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	p.wait(t, 30*time.Second, "the bot joins", func(e *event.Event) bool {
		return e.RoomID == made.RoomID && e.Type == event.StateMember && e.GetStateKey() == bot.String() &&
			e.Content.AsMember().Membership == event.MembershipJoin
	})
	return made.RoomID
}

// say says something in a room, to the bot where it is mentioned.
func (p *person) say(t *testing.T, room id.RoomID, text string, mentioned ...id.UserID) id.EventID {
	t.Helper()
	sent, err := p.SendMessageEvent(t.Context(), room, event.EventMessage, &event.MessageEventContent{
		MsgType: event.MsgText, Body: text, Mentions: &event.Mentions{UserIDs: mentioned},
	})
	if err != nil {
		t.Fatal(err)
	}
	return sent.EventID
}

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
	account := h.Register(t, name)
	client, err := mautrix.NewClient(h.Address, "", "")
	if err != nil {
		t.Fatal(err)
	}
	p := &person{Client: client, news: make(chan struct{})}
	syncer := &insistent{mautrix.NewDefaultSyncer()}
	client.Syncer, client.DefaultHTTPRetries = syncer, 5 // a homeserver that is started again
	closeKeys := p.encrypt(t, account.User, account.Password)
	syncer.OnEvent(func(_ context.Context, e *event.Event) { p.see(e) })
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error)
	go func() { stopped <- client.SyncWithContext(ctx) }()
	t.Cleanup(func() {
		stop()
		<-stopped
		if err := closeKeys(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// insistent asks a homeserver that does not answer again at once.
type insistent struct{ *mautrix.DefaultSyncer }

// OnFailedSync is asked by the SDK how long to wait.
func (insistent) OnFailedSync(*mautrix.RespSync, error) (time.Duration, error) {
	return 200 * time.Millisecond, nil
}

// encrypt logs in on a new device with keys.
func (p *person) encrypt(t *testing.T, user, password string) (closeKeys func() error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "crypto.db")
	raw, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db, err := dbutil.NewWithDB(raw, "sqlite3")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := cryptohelper.NewCryptoHelper(p.Client, []byte("test"), db)
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
	p.Crypto = keys
	return raw.Close
}

func (p *person) see(e *event.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, e)
	close(p.news)
	p.news = make(chan struct{})
}

// events are all that the person has seen, and what is closed when there are
// more.
func (p *person) events() (seen []*event.Event, news <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen, p.news
}

// wait returns the first event that fits, once it is there.
func (p *person) wait(t *testing.T, within time.Duration, what string, fits func(*event.Event) bool) *event.Event {
	t.Helper()
	late := time.After(within)
	for {
		seen, news := p.events()
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

// open makes a room with the bot and waits until the bot is in. A room without
// a name is a direct conversation.
func (p *person) open(t *testing.T, name string, encrypted bool, bot id.UserID) room {
	t.Helper()
	request := &mautrix.ReqCreateRoom{Name: name, IsDirect: name == "", Invite: []id.UserID{bot}, Preset: "private_chat"}
	if encrypted {
		request.InitialState = []*event.Event{{Type: event.StateEncryption,
			Content: event.Content{Parsed: &event.EncryptionEventContent{Algorithm: id.AlgorithmMegolmV1}}}}
	}
	made, err := p.CreateRoom(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	r := room{person: p, id: made.RoomID, bot: bot}
	r.staysAwake(t)
	r.joins(t)
	return r
}

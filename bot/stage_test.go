package bot

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/bot/knowledge"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// curtain is when the tests play: Monday 4 January 2027, 09:00 in Paris.
var curtain = time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)

// stage is a bot on a store of its own and a network that writes down what it
// says. The test moves its clock and says everybody's lines.
type stage struct {
	t   testing.TB
	url string // of the store
	set []setting
	bot *Bot
	net *scribe
	log *lines // what was logged
	now time.Time
	n   int // messages said so far
	db  *sql.DB
}

// setting changes the options of a stage's bot.
type setting func(*Options)

// each plays on a new stage over each database.
func each(t *testing.T, play func(t *testing.T, s *stage), settings ...setting) {
	t.Helper()
	storetest.EachURL(t, func(t *testing.T, url string) { play(t, newStageOn(t, url, settings...)) })
}

// newStage is a stage over an SQLite file.
func newStage(t testing.TB, settings ...setting) *stage {
	return newStageOn(t, storetest.SQLite(t), settings...)
}

// copy is another stage, on which the same has happened so far; over SQLite.
func (s *stage) copy(t testing.TB) *stage {
	t.Helper()
	url := storetest.EmptySQLite(t)
	if err := s.bot.Store.Backup(t.Context(), strings.TrimPrefix(url, "sqlite:")); err != nil {
		t.Fatal(err)
	}
	c := newStageOn(t, url, s.set...)
	c.now, c.n, c.net.n = s.now, s.n, s.net.n
	return c
}

// Texts are the catalogue and the knowledge base, read once for all stages.
var Texts = sync.OnceValues(func() (*words.Catalogue, *knowledge.Base) {
	catalogue, err := words.Load()
	if err != nil {
		panic(err)
	}
	base, err := knowledge.Load("")
	if err != nil {
		panic(err)
	}
	return catalogue, base
})

func newStageOn(t testing.TB, url string, settings ...setting) *stage {
	t.Helper()
	s := &stage{t: t, url: url, set: settings, net: &scribe{}, log: &lines{}, now: curtain}
	o := Options{
		Store: storetest.Open(t, url), Adapters: []chat.Adapter{s.net},
		Now: func() time.Time { return s.now }, Log: slog.New(slog.NewJSONHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	catalogue, base := Texts()
	o.Words, o.Knowledge = catalogue, func() *knowledge.Base { return base }
	for _, set := range settings {
		set(&o)
	}
	var err error
	if s.bot, err = New(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s.db != nil {
			_ = s.db.Close()
		}
	})
	return s
}

// line is what somebody says: in a room of that name, or in "dm". "@name" and
// "#room" in it are mentions.
func line(who, where, text string) chat.Incoming {
	in := chat.Incoming{
		Kind: chat.Said, Network: "test", Room: planner.RoomID("test:" + where), Name: where,
		From: person(who), FromName: who, FromZone: "Europe/Paris", Addressed: true, Text: text,
	}
	if where == "dm" {
		in.Room, in.Name, in.Direct = planner.RoomID("test:dm-"+who), "", true
	}
	if len(text) < 1000 {
		for _, word := range strings.Fields(text) {
			switch {
			case len(word) > 1 && word[0] == '@' && word[1] >= 'a':
				in.Mentions = append(in.Mentions, chat.Mention{Text: word, Person: person(word[1:]), Name: word[1:]})
			case len(word) > 1 && word[0] == '#' && word[1] >= 'a':
				in.Mentions = append(in.Mentions, chat.Mention{Text: word, Room: planner.RoomID("test:" + word[1:]), Name: word[1:]})
			}
		}
	}
	return in
}

func person(name string) planner.IdentityID { return planner.IdentityID("test:" + name) }

// say has somebody say something, and gives what the bot says to it.
func (s *stage) say(who, where, text string) voices {
	s.t.Helper()
	return s.happen(line(who, where, text))
}

// receiveBusy has a message come in while the bot is at work on another.
func (s *stage) receiveBusy(in chat.Incoming) {
	s.t.Helper()
	defer Hold(s.bot, "test")()
	if err := s.bot.Receive(s.t.Context(), in); err != nil {
		s.t.Fatal(err)
	}
}

// happen lets something come in, a minute after the last thing, and gives what
// the bot says to it.
func (s *stage) happen(in chat.Incoming) voices {
	s.t.Helper()
	s.n++
	s.now = s.now.Add(time.Minute)
	in.EventID, in.At = fmt.Sprintf("e%d", s.n), s.now
	if !in.Pressed && in.Message == "" {
		in.Message = fmt.Sprintf("m%d", s.n)
	}
	s.net.said = nil
	if err := s.bot.Receive(s.t.Context(), in); err != nil {
		s.t.Fatalf("receive %.80q: %v", in.Text, err)
	}
	if _, err := s.bot.Settle(s.t.Context(), in.Network); err != nil {
		s.t.Fatalf("settle %.80q: %v", in.Text, err)
	}
	return s.net.said
}

// must is as say, for what prepares the scene: the answer must hold wanted.
func (s *stage) must(who, where, text, wanted string) voices {
	s.t.Helper()
	said := s.say(who, where, text)
	if !strings.Contains(said.text(), wanted) {
		s.t.Fatalf("%s in %s: %.200q was answered\n%s\nwithout %q", who, where, text, said.text(), wanted)
	}
	return said
}

// view reads the store.
func (s *stage) view(read func(*store.Tx) error) {
	s.t.Helper()
	if err := s.bot.Store.View(context.Background(), read); err != nil {
		s.t.Fatal(err)
	}
}

// request has play read a sentence as the bot would, and gives up what it
// writes.
func (s *stage) request(who, where, text string, play func(*request)) {
	s.t.Helper()
	gaveUp := errors.New("only to read")
	err := s.bot.Store.Update(s.t.Context(), func(tx *store.Tx) error {
		r, err := s.bot.newRequest(s.t.Context(), tx, line(who, where, text))
		if err != nil {
			return fmt.Errorf("new request: %w", err)
		}
		play(r)
		return gaveUp
	})
	if !errors.Is(err, gaveUp) {
		s.t.Fatal(err)
	}
}

// scribe is a network that writes down what is said on it.
type scribe struct {
	lock   sync.Mutex // rooms are posted to side by side
	said   voices
	n      int
	refuse error // what comes of everything said
}

func (*scribe) Network() string { return "test" }

func (*scribe) Run(ctx context.Context, _ chat.Receive) error {
	<-ctx.Done()
	return nil
}

func (n *scribe) Send(_ context.Context, out chat.Outgoing) (chat.Receipt, error) {
	n.lock.Lock()
	defer n.lock.Unlock()
	if n.refuse != nil {
		return chat.Receipt{}, n.refuse
	}
	n.n++
	n.said = append(n.said, out)
	room := out.To.Room
	if room == "" {
		room = planner.RoomID("test:dm-" + planner.Native(out.To.Person))
	}
	return chat.Receipt{Room: room, Message: fmt.Sprintf("b%d", n.n)}, nil
}

// voices is what the bot said, in order.
type voices []chat.Outgoing

// text is all of it, as on a terminal.
func (s voices) text() string {
	all := make([]string, len(s))
	for i, out := range s {
		all[i] = chat.PlainText(out)
	}
	return strings.Join(all, "\n")
}

// rung is everybody whom it notifies.
func (s voices) rung() (all []planner.IdentityID) {
	for _, out := range s {
		all = append(all, out.Ring...)
	}
	return all
}

// lines is a log that is kept.
type lines struct {
	lock sync.Mutex
	text strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.String()
}

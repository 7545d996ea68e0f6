package e2e

import (
	"strconv"
	"testing"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
)

// homes is a homeserver, behind a proxy, as a scene.
type homes struct {
	homeserver
	*proxy
	list []room
}

// matrixScene has so many rooms, and a direct conversation, all encrypted. The
// rooms are made once the bot runs.
func matrixScene(t *testing.T, to move, rooms int) (scene, installation) {
	t.Helper()
	h := startHomeserver(t)
	s := &homes{homeserver: h, proxy: startProxy(t, h)}
	i, user := h.install(t, "careful", s.proxy.address)
	i = to(i, t)
	bot := i.start(t)
	alice := h.enter(t, "alice")
	for n := range rooms + 1 {
		name := "Room " + strconv.Itoa(n)
		if n == rooms {
			name = ""
		}
		s.list = append(s.list, alice.open(t, name, true, user))
	}
	bot.stop(t)
	return s, i
}

func (s *homes) conversations() int { return len(s.list) }

func (s *homes) say(t *testing.T, conversation int, text string) {
	t.Helper()
	s.list[conversation].mention(t, text)
}

func (s *homes) hear(t *testing.T, conversation int, text string) {
	t.Helper()
	r := s.list[conversation]
	r.wait(t, soon, text, func(e *event.Event) bool { return r.bySelf(e) && contains(e, text) })
}

func (s *homes) strike(_ *testing.T, conversation int, how fault) {
	s.catch(s.list[conversation].id, how)
}

func (s *homes) struck(_ *testing.T, n int, within time.Duration) bool {
	late := time.After(within)
	for range n {
		select {
		case <-s.caught:
		case <-late:
			return false
		}
	}
	return true
}

func (s *homes) room(conversation int) string { return "matrix:" + s.list[conversation].id.String() }

// restart kills the homeserver, which forgets the transactions it has seen.
func (s *homes) restart(t *testing.T) {
	t.Helper()
	s.late.Wait()
	s.Kill(t)
	s.Restart(t)
}

// logOut ends all logins of the bot's account.
func (s *homes) logOut(t *testing.T) {
	t.Helper()
	s.homeserver.logOut(t, s.list[0].bot)
}

// heard pages back through all rooms.
func (s *homes) heard(t *testing.T) []utterance {
	t.Helper()
	var all []utterance
	for _, r := range s.list {
		for _, e := range r.history(t) {
			key, _ := e.Content.Raw["org.entente.key"].(string)
			all = append(all, utterance{key, r.read(t, e)})
		}
	}
	return all
}

// history is every message of the bot that the room holds, as it is stored.
func (r room) history(t *testing.T) []*event.Event {
	t.Helper()
	var all []*event.Event
	for from := ""; ; {
		page, err := r.Messages(t.Context(), r.id, from, "", mautrix.DirectionBackward, nil, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.Chunk {
			if e.Sender == r.bot && (e.Type == event.EventEncrypted || e.Type == event.EventMessage) {
				all = append(all, e)
			}
		}
		if len(page.Chunk) == 0 || page.End == "" || page.End == from {
			return all
		}
		from = page.End
	}
}

// read decrypts a stored message.
func (r room) read(t *testing.T, e *event.Event) string {
	t.Helper()
	e.RoomID = r.id
	if err := e.Content.ParseRaw(e.Type); err != nil {
		t.Fatal(err)
	}
	if e.Type == event.EventEncrypted {
		plain, err := r.Crypto.Decrypt(t.Context(), e)
		if err != nil {
			t.Fatalf("alice cannot read a message of the bot: %v", err)
		}
		e = plain
	}
	return e.Content.AsMessage().Body
}

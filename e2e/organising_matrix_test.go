package e2e

import (
	"fmt"
	"strings"
	"testing"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"
)

// matrixRoom is the house of a homeserver: an encrypted room, and direct
// conversations, which people read with clients of their own.
type matrixRoom struct {
	in     map[string]room // of each person: the room
	direct map[string]room
}

// matrixHouse starts a bot for a moment, which follows all invitations.
func matrixHouse(t *testing.T) (house, installation) {
	server := startHomeserver(t)
	i, user := server.install(t, "seminars", server.Address)
	i.unhurried(t)
	bot := i.start(t)
	h := matrixRoom{map[string]room{}, map[string]room{}}
	for _, who := range []string{"alice", "bob", "carol"} {
		p := server.enter(t, who)
		h.direct[who] = p.open(t, "", true, user)
		if who == "alice" {
			h.in[who] = p.open(t, "GANDA", true, user)
			continue
		}
		h.in[who] = h.in["alice"].takesIn(t, p)
	}
	bot.stop(t)
	return h, i
}

// takesIn invites somebody else, who comes.
func (r room) takesIn(t *testing.T, p *person) room {
	t.Helper()
	if _, err := r.InviteUser(t.Context(), r.id, &mautrix.ReqInviteUser{UserID: p.UserID}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.JoinRoomByID(t.Context(), r.id); err != nil {
		t.Fatal(err)
	}
	return room{person: p, id: r.id, bot: r.bot}
}

func (h matrixRoom) mention() string { return h.in["bob"].UserID.String() }

func (h matrixRoom) whispersInRoom() bool { return false }

func (h matrixRoom) ask(t *testing.T, text, want string) message {
	t.Helper()
	r := h.in["alice"]
	return r.hears(t, want, r.mention(t, text))
}

func (h matrixRoom) say(t *testing.T, who, text, want string) message {
	t.Helper()
	r := h.direct[who]
	return r.hears(t, want, r.say(t, text))
}

// hears waits for what the bot says in answer to a message, or, with "", at all.
func (r room) hears(t *testing.T, want string, to id.EventID) message {
	t.Helper()
	return r.reads(r.wait(t, soon, want, func(e *event.Event) bool {
		m := r.reads(e)
		return m.id != "" && (to == "" || m.under == to.String()) && says(m.text, want)
	}))
}

// reads is what the bot said; nothing for anything else, and for what only takes
// the place of a message.
func (r room) reads(e *event.Event) (m message) {
	if !r.bySelf(e) || e.Content.AsMessage().RelatesTo.GetReplaceID() != "" {
		return m
	}
	content := e.Content.AsMessage()
	return message{id: e.ID.String(), text: content.Body, under: content.RelatesTo.GetReplyTo().String(), place: r.id.String()}
}

func (h matrixRoom) told(t *testing.T, who, text string) message {
	t.Helper()
	return h.direct[who].hears(t, text, "")
}

func (h matrixRoom) posted(t *testing.T, text string) message {
	t.Helper()
	r := h.in["alice"]
	return r.reads(r.posted(t, text, soon))
}

func (h matrixRoom) heard(t *testing.T, text string) {
	t.Helper()
	h.in["alice"].hears(t, text, "")
}

func (h matrixRoom) spoken(t *testing.T, text string) []message {
	t.Helper()
	return h.in["alice"].saidIn(text)
}

func (h matrixRoom) whispered(t *testing.T, who, text string) int {
	t.Helper()
	return len(h.direct[who].saidIn(text))
}

// saidIn is all that the bot has said there so far that contains text.
func (r room) saidIn(text string) (all []message) {
	seen, _ := r.events()
	for _, e := range seen {
		if m := r.reads(e); m.id != "" && says(m.text, text) {
			all = append(all, m)
		}
	}
	return all
}

// offered waits for the numbers under a message.
func (h matrixRoom) offered(t *testing.T, m message, buttons int) {
	t.Helper()
	r := h.in["alice"]
	r.wait(t, soon, "numbers under "+m.text, func(e *event.Event) bool { return r.isNumber(e, m, buttons) })
}

// isNumber says whether the bot has put a number under a message.
func (r room) isNumber(e *event.Event, m message, n int) bool {
	under := e.Content.AsReaction().RelatesTo
	return e.Type == event.EventReaction && e.Sender == r.bot && under.EventID.String() == m.id && strings.HasPrefix(under.Key, fmt.Sprint(n))
}

func (h matrixRoom) choose(t *testing.T, who string, m message, n int) {
	t.Helper()
	h.put(t, who, m, n)
}

// put puts a number under a message.
func (h matrixRoom) put(t *testing.T, who string, m message, n int) id.EventID {
	t.Helper()
	sent, err := h.in[who].SendReaction(t.Context(), id.RoomID(m.place), id.EventID(m.id), fmt.Sprintf("%d\uFE0F\u20E3", n))
	if err != nil {
		t.Fatal(err)
	}
	return sent.EventID
}

func (h matrixRoom) reconsider(t *testing.T, who string, m message, n int) {
	t.Helper()
	reaction := h.put(t, who, m, n)
	h.becomes(t, m, "1 on site")
	if _, err := h.in[who].RedactEvent(t.Context(), id.RoomID(m.place), reaction); err != nil {
		t.Fatal(err)
	}
}

func (h matrixRoom) becomes(t *testing.T, m message, text string) {
	t.Helper()
	r := h.in["alice"]
	r.wait(t, soon, m.id+" reads "+text, func(e *event.Event) bool {
		content := e.Content.AsMessage()
		return r.bySelf(e) && content.RelatesTo.GetReplaceID().String() == m.id && content.NewContent != nil && says(content.NewContent.Body, text)
	})
}

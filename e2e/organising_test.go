package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A house is a network on which three people share a room with the bot and each
// have a conversation of their own with it: alice, who organises, and bob and
// carol. A chosen button is pressed where there are buttons; elsewhere its number
// is put under the message as a reaction.
type house interface {
	// mention is how bob is named in a sentence.
	mention() string
	// ask has alice say something to the bot in the room.
	ask(t *testing.T, text, want string) message
	// say has somebody say something privately.
	say(t *testing.T, who, text, want string) message
	// told waits until somebody is told something privately.
	told(t *testing.T, who, text string) message
	// posted waits for what the bot says in the room of its own accord.
	posted(t *testing.T, text string) message
	// heard waits until the bot says something anywhere in the room.
	heard(t *testing.T, text string)
	// offered waits until the buttons of a message can be pressed.
	offered(t *testing.T, m message, buttons int)
	choose(t *testing.T, who string, m message, n int)
	// reconsider chooses by a reaction under the card, and takes that away.
	reconsider(t *testing.T, who string, m message, n int)
	// becomes waits until a message contains text in its own place.
	becomes(t *testing.T, m message, text string)
	// spoken are all that the bot has said in the room that contain text, without
	// the edits of an earlier message.
	spoken(t *testing.T, text string) []message
	// whispered is how often somebody was told something.
	whispered(t *testing.T, who, text string) int
	// whispersInRoom says whether the room shows a message to one person alone.
	whispersInRoom() bool
}

// message is one of the bot's.
type message struct {
	id, text string
	under    string // the message that it answers, or whose thread it is in
	place    string // as the network calls it
}

// TestOrganising is how people organise a seminar together: a speaker is invited
// and says what they will speak of, others answer under the announcement, and
// what changes is told once.
func TestOrganising(t *testing.T) {
	t.Parallel()
	for network, build := range map[string]func(*testing.T) (house, installation){"slack": slackHouse, "matrix": matrixHouse} {
		t.Run(network, func(t *testing.T) {
			t.Parallel()
			h, i := build(t)
			s := &seminar{house: h, installation: i, run: t}
			for _, act := range []struct {
				name string
				play func(*seminar, *testing.T)
			}{
				{"invitation", (*seminar).invites},
				{"talk details", (*seminar).details},
				{"announcement", (*seminar).announces},
				{"replies", (*seminar).replies},
				{"changes", (*seminar).changes},
			} {
				if !t.Run(act.name, func(t *testing.T) { act.play(s, t) }) {
					break // each goes on from the one before
				}
			}
		})
	}
}

// seminar is the play: each act goes on from the one before.
type seminar struct {
	house
	installation
	run  *testing.T // of all acts: what the bot lives as long as
	bot  *process
	card message
}

// invites: nobody is asked before alice has pressed Send, and then in working
// hours, which begin for bob while the bot is away.
func (s *seminar) invites(t *testing.T) {
	s.bot = s.start(s.run)
	s.say(t, "bob", "langue français", "français")
	s.say(t, "bob", "fuseau Hanoi", "Hanoï")
	for who, off := range map[string]string{"alice": "no quiet hours", "bob": "pas d'heures calmes", "carol": "no quiet hours"} {
		s.say(t, who, off, "") // whatever the hour is
	}
	s.ask(t, "timezone Europe/Paris", "Paris")
	s.ask(t, `collaboration add GANDA IRN "Geometry and arithmetic"`, "GANDA")
	s.ask(t, "use GANDA here", "GANDA")
	s.ask(t, "room language en", "English")
	s.ask(t, `plan seminar "Oceans" every Tuesday 15:00-16:00 from 6 March 2040 to 27 March 2040 at CIRM`, "4 dates")
	draft := s.ask(t, "invite "+s.mention()+" to speak on 6 March 2040", "once you press")
	if n := s.whispered(t, "bob", "Oceans"); n > 0 {
		t.Errorf("bob was told %d times before alice sent it", n)
	}
	s.choose(t, "alice", draft, 1)
	s.heard(t, "is asked about")
	until(t, "bob is asked, or will be when he works", func() bool {
		all := s.deliveries(t)
		return len(all) == 1 && (all[0].State == "sent" || all[0].State == "due" && time.Until(all[0].Wake) > time.Minute)
	})
	s.bot.stop(t)
	s.execute(t, fmt.Sprintf(`UPDATE deliveries SET wake = %d WHERE state = 'due'`, time.Now().UnixMilli()))
	s.bot = s.start(s.run)
	asked := s.told(t, "bob", "propose d'intervenir")
	s.choose(t, "bob", asked, 1)
	s.told(t, "bob", "Vous intervenez")
	s.told(t, "alice", "accepts")
}

// details: bob says privately what he speaks of, LaTeX and all.
func (s *seminar) details(t *testing.T) {
	s.say(t, "bob", `titre : Heights and $p$-adic dynamics`, `Heights and $p$-adic dynamics`)
	s.say(t, "bob", `résumé : Let $x \in X$. Then?`, `Let $x \in X$. Then?`)
	s.told(t, "alice", `Heights and $p$-adic dynamics`)
}

// announces: the card shows the talk, once. A bot that has just said much puts no
// numbers under it at first: this one has just come back.
func (s *seminar) announces(t *testing.T) {
	s.bot.stop(t)
	s.bot = s.start(s.run)
	s.ask(t, "announce E1.1", "Announced")
	s.card = s.posted(t, "Seminar Oceans")
	for _, want := range []string{"6 March", "15:00–16:00", "CIRM", "bob", `Heights and $p$-adic dynamics`} {
		if !strings.Contains(strings.ToLower(s.card.text), strings.ToLower(want)) {
			t.Errorf("the card has no %q: %s", want, s.card.text)
		}
	}
	s.ask(t, "announce E1.1", "already; the card")
}

// replies: who chooses under the card, and who says a sentence, is counted on it.
// The room hears nothing else, and no name.
func (s *seminar) replies(t *testing.T) {
	s.offered(t, s.card, 4)
	before := len(s.spoken(t, ""))
	s.reconsider(t, "bob", s.card, 1)
	s.choose(t, "carol", s.card, 1)
	if s.whispersInRoom() {
		s.told(t, "carol", "You are coming on site")
	}
	s.say(t, "alice", "I'm coming to E1.1 remotely", "You are coming remotely")
	s.becomes(t, s.card, "1 on site · 1 remotely")
	if n := len(s.spoken(t, "")); n != before {
		t.Errorf("the bot said %d more messages in the room for an answer under the card", n-before)
	}
	if n := s.whispered(t, "carol", "You are coming"); !s.whispersInRoom() && n > 0 {
		t.Errorf("carol was told %d times what she had just chosen", n)
	}
	for _, m := range s.spoken(t, "on site") {
		if strings.Contains(m.text, "carol") {
			t.Errorf("the room reads who comes: %s", m.text)
		}
	}
}

// changes: the hour, then the place. Those who come are told once, both at once,
// each in their language, and so is the thread of the card, which changes where
// it stands.
func (s *seminar) changes(t *testing.T) {
	s.ask(t, "move E1.1 to 16:30", "will be told in 5 minutes")
	both := s.ask(t, "6 March 2040 in room 112", "2 people and 1 room will be told in 5 minutes")
	for who, moved := range map[string]string{"bob": "Déplacé", "carol": "Moved"} {
		if n := s.whispered(t, who, moved); n > 0 {
			t.Errorf("%s was told %d times while alice still changed it", who, n)
		}
	}
	s.choose(t, "alice", both, 2)
	s.heard(t, "Told now")
	notices := map[string][]string{
		"bob":   {"Déplacé", "16 h 30–17 h 30 à Paris", "Avant", "15 h–16 h à Paris", "CIRM", "112"},
		"carol": {"Moved", "16:30–17:30 Paris", "Before", "15:00–16:00 Paris", "CIRM", "112"},
	}
	for who, wants := range notices {
		notice := s.told(t, who, wants[0])
		for _, want := range wants {
			if !says(notice.text, want) {
				t.Errorf("%s reads no %q in %s", who, want, notice.text)
			}
		}
	}
	s.heard(t, "Moved: Oceans")
	s.becomes(t, s.card, "16:30–17:30")
	s.becomes(t, s.card, "112")
	s.toldOnce(t, notices)
	s.bot.stop(t)
}

// toldOnce checks that everybody was told once, the room under its card, when
// nothing more is to come: what a room reads is settled a moment after it.
func (s *seminar) toldOnce(t *testing.T, notices map[string][]string) {
	t.Helper()
	until(t, "nothing more is to be told", func() bool {
		return len(s.rows(t, "SELECT key FROM dues WHERE kind = 'change' AND state = 'waiting' UNION SELECT key FROM deliveries WHERE state <> 'sent'")) == 0
	})
	for who, wants := range notices {
		if n := s.whispered(t, who, wants[0]); n != 1 {
			t.Errorf("%s was told %d times", who, n)
		}
	}
	said := s.spoken(t, "Moved: Oceans")
	if len(said) != 1 || said[0].under != s.card.id {
		t.Errorf("in the room: %+v, want one under the card %s", said, s.card.id)
	}
	if cards := s.spoken(t, "Seminar Oceans"); len(cards) != 1 {
		t.Errorf("%d cards: %+v", len(cards), cards)
	}
}

// says says whether a text has some words: French puts no-break spaces where
// people type others, and a curly apostrophe.
func says(text, words string) bool {
	typed := strings.NewReplacer("\u00A0", " ", "\u202F", " ", "’", "'")
	return strings.Contains(typed.Replace(text), words)
}

package bot

import (
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

func TestKeyNumber(t *testing.T) {
	for emoji, want := range map[string]int{
		"1️⃣": 1, "1\u20e3": 1, "9️⃣": 9, "🔟": 10, " 2️⃣ ": 2,
		"": 0, "👍": 0, "1": 0, "0️⃣": 0, "11\u20e3": 0, "\u20e3": 0, "-1\u20e3": 0, "#️⃣": 0, "one": 0, "١\u20e3": 0,
	} {
		if n := keyNumber(emoji); n != want {
			t.Errorf("keyNumber(%q) is %d, want %d", emoji, n, want)
		}
	}
}

// react puts an emoji under the bot's message of that id.
func (s *stage) react(who, where, emoji, message string) voices {
	s.t.Helper()
	in := line(who, where, emoji)
	in.Kind, in.ReplyTo, in.Addressed = chat.Reacted, message, false
	return s.happen(in)
}

// TestReactionsPressButtons: by whom, under what, and of which number; for as
// long as the message is remembered.
func TestReactionsPressButtons(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.must("olga", "ganda", planned, "E1")
		message := "b1"
		for _, emoji := range []string{"👍", "3️⃣", "🔟", "2"} {
			if said := s.react("olga", "ganda", emoji, message); len(said) > 0 {
				t.Errorf("%s under it says %s", emoji, said.text())
			}
		}
		if said := s.react("olga", "ganda", "2️⃣", "nothing"); len(said) > 0 {
			t.Errorf("under nothing it says %s", said.text())
		}
		if said := s.react("chris", "ganda", "2️⃣", message); !strings.Contains(said.text(), "not yours") {
			t.Errorf("chris is answered %s", said.text())
		}
		said := s.react("olga", "ganda", "2️⃣", message)
		if !strings.Contains(said.text(), "Undone") {
			t.Fatalf("olga is answered %s", said.text())
		}
		if to := said[0].To; to.ReplyTo != "m1" { // where the message was an answer
			t.Errorf("it answers to %+v", to)
		}
		purged := s.now.Add(time.Minute)
		s.update(func(tx *store.Tx) error { _, err := tx.PurgePosts(purged); return err })
		if said := s.react("olga", "ganda", "1️⃣", "b3"); len(said) > 0 {
			t.Errorf("under what is forgotten it says %s", said.text())
		}
	})
}

// TestReactionTakenBack: who removes their reaction under a card has answered what
// they had before, in silence; but where somebody else has their place by then.
func TestReactionTakenBack(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.must("olga", "ganda", planned, "E1")
		s.must("olga", "ganda", "capacity E1 1", "1 place")
		s.must("olga", "ganda", "announce E1 here", "Announced")
		if _, err := s.bot.Step(t.Context(), s.now); err != nil {
			t.Fatal(err)
		}
		card := s.card()
		put := func(who, emoji, reaction string) {
			t.Helper()
			in := line(who, "ganda", emoji)
			in.Kind, in.ReplyTo, in.Message = chat.Reacted, card, reaction
			if said := s.happen(in); len(said) > 0 {
				t.Errorf("%s puts %s and is answered %s", who, emoji, said.text())
			}
		}
		remove := func(who, reaction string) voices {
			in := line(who, "ganda", "")
			in.Kind, in.Message = chat.Deleted, reaction
			return s.happen(in)
		}
		comes := func(want string) {
			t.Helper()
			s.must("olga", "dm", "who is coming to E1?", want)
		}
		put("chris", "1️⃣", "r1")
		comes("1 of 1 on site")
		s.now = s.now.Add(2 * planner.UndoWithin)
		if said := remove("olga", "r1"); len(said) > 0 {
			t.Errorf("olga removes what is not hers: %s", said.text())
		}
		comes("1 of 1 on site")
		if said := remove("chris", "r1"); len(said) > 0 {
			t.Errorf("chris is told %s", said.text())
		}
		comes("0 of 1 on site")
		put("chris", "1️⃣", "r2") // once more
		put("chris", "4️⃣", "r3")
		remove("chris", "r2") // he has changed his mind, in this order
		comes("1 not coming")
		put("dora", "1️⃣", "r4")
		if said := remove("chris", "r3"); !strings.Contains(said.text(), "your answer for Oceans") || said[0].To.Room != "" {
			t.Errorf("dora has his place; he is told %s", said.text())
		}
		comes("1 of 1 on site")
	})
}

// card is the last message of the bot that many answer.
func (s *stage) card() (message string) {
	s.t.Helper()
	s.view(func(tx *store.Tx) error {
		events, err := tx.Events(store.EventFilter{})
		if err != nil {
			return err
		}
		cards, err := tx.CardsOf(events[0].ID)
		message = cards[0].Message
		return err
	})
	return message
}

const planned = `plan seminar "Oceans" Tuesday 12 January 2027 15:00-16:00`

func (s *stage) update(f func(*store.Tx) error) {
	s.t.Helper()
	if err := s.bot.Store.Update(s.t.Context(), f); err != nil {
		s.t.Fatal(err)
	}
}

// offering is a network on which what can be pressed is put under messages.
type offering struct {
	scribe
	offered []string
	s       *stage
}

func (n *offering) Offer(r chat.Receipt, out chat.Outgoing) {
	n.offered = append(n.offered, r.Message+" "+out.Buttons[0].Label)
	n.s.view(func(tx *store.Tx) error { // it is settled
		_, err := tx.Post(r.Room, r.Message)
		if err != nil {
			n.s.t.Errorf("%s is offered and not settled: %v", r.Message, err)
		}
		return nil
	})
}

// TestOfferedOnceSettled: under answers and deliveries that have buttons.
func TestOfferedOnceSettled(t *testing.T) {
	net := &offering{}
	s := newStage(t, func(o *Options) { o.Adapters = []chat.Adapter{net} })
	net.s = s
	s.say("olga", "dm", "help me")
	s.say("olga", "dm", planned)
	s.say("olga", "dm", "link")
	said := net.said[len(net.said)-1]
	s.say("chris", "dm", textOfCode(said))
	s.say("chris", "dm", "yes")
	if _, err := s.bot.Step(t.Context(), s.now); err != nil {
		t.Fatal(err)
	}
	if len(net.offered) < 3 || !strings.HasSuffix(net.offered[len(net.offered)-1], "Yes, that is me") {
		t.Errorf("offered: %q", net.offered)
	}
	s.say("olga", "dm", "1") // a delivery's number, typed
	if text := net.said.text(); !strings.Contains(text, "one person now") {
		t.Errorf("it says %s", text)
	}
}

// textOfCode is the first code span of a message.
func textOfCode(out chat.Outgoing) string {
	for _, block := range out.Blocks {
		for _, span := range block.Text {
			if span.Kind == chat.Code {
				return span.Text
			}
		}
	}
	return ""
}

package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/adapters/console"
	"entente/bot/chat"
	"entente/planner"
)

// venue is a real network with people and rooms. Its ids are the network's
// own; names are those of the scripts: "alice", "ganda".
type venue interface {
	adapter() chat.Adapter
	// settle waits until the adapter hands over what is said.
	settle(t *testing.T, heard <-chan chat.Incoming)
	// named is the script's name of a person or room, "@alice" for the
	// conversation with alice; empty when it has none.
	named(id string) string
	// say has somebody say something and gives the id of the message.
	say(ctx context.Context, l utterance) (id string, err error)
	// press has somebody press a button of the message answered, counted from
	// 1, or do what stands for it there.
	press(ctx context.Context, l utterance, choice int) (id string, err error)
	// react has somebody put the emoji of a number under the message answered,
	// or press where nobody can.
	react(ctx context.Context, l utterance, choice int) error
	// read is the message as a reader of it sees it.
	read(ctx context.Context, r chat.Receipt, out chat.Outgoing) (reading, error)
}

// utterance is what a person of a script says.
type utterance struct {
	who      string // "alice"
	room     string // "ganda"; empty: privately
	text     string
	mentions []chat.Mention
	toBot    bool
	thread   string // the network's id
	answers  string // the network's id of the message answered or pressed
}

// reading is what a reader sees of a message.
type reading struct {
	lines  []string // without marks
	marked string   // with the marks that the network draws
	labels []string // of the buttons
	how    string   // "in a thread", "only bob sees it"; empty: for all, by itself
	rung   []string // the network's ids of who is notified by name
	loud   string   // what else would notify; must be empty
}

// shown is a message of the bot: where it is on the network, and its buttons.
type shown struct {
	id      string
	buttons []chat.Button
}

// crossing puts a network between the console player and the bot. It is the
// player's host: what people say is said on the network, and handed to the bot
// as the adapter reads it, with the clock and the profiles of the script. It is
// the bot's adapter: what the bot says is sent by the real one, and reaches the
// player as it is read there.
type crossing struct {
	*rehearsal
	venue
	t     *testing.T
	heard <-chan chat.Incoming
	stage chat.Adapter
	now   func() time.Time

	mu    sync.Mutex
	ids   map[string]string // of messages: the player's -> the network's
	sent  map[string]shown  // by the player's id
	lines []goldenLine
}

// goldenLine is one message of the golden file.
type goldenLine struct {
	step  int // grows when somebody speaks or the clock moves
	at    time.Time
	place string
	text  string
}

// Open opens the bot on the network.
func (c *crossing) Open(ctx context.Context, now func() time.Time, stages []chat.Adapter) error {
	c.stage, c.now = stages[0], now
	return c.rehearsal.Open(ctx, now, []chat.Adapter{c})
}

// Network is that of the real adapter.
func (c *crossing) Network() string { return c.adapter().Network() }

// Run is not called: the player hands over what people say.
func (c *crossing) Run(context.Context, chat.Receive) error { return nil }

// Receive has somebody say on the network what the script says, and hands over
// what comes in of it.
func (c *crossing) Receive(ctx context.Context, in chat.Incoming) error {
	l := utterance{
		who: planner.Native(in.From), room: planner.Native(in.Room), text: in.Text, mentions: in.Mentions,
		toBot: in.Addressed, thread: in.Thread, answers: c.ids[in.ReplyTo],
	}
	if in.Direct {
		l.room = ""
	}
	id, err := c.speak(ctx, in, l)
	if err != nil {
		return err
	}
	if in.Message != "" { // a press is none
		c.ids[in.Message] = id
	}
	marker := ""
	if !in.Addressed { // it may not be handed over: what is said next must be
		l.text, l.toBot = "marker", true
		if marker, err = c.say(ctx, l); err != nil {
			return err
		}
	}
	for {
		select {
		case got := <-c.heard:
			if marker != "" && got.Message == marker {
				return nil
			}
			if got.Message != id && !(chose(in) && chose(got)) {
				continue
			}
			got.At, got.FromName, got.FromZone, got.FromLang = in.At, in.FromName, in.FromZone, in.FromLang
			if err := c.rehearsal.Receive(ctx, got); err != nil || marker == "" {
				return err
			}
		case <-time.After(patience):
			return fmt.Errorf("not handed over: %q", in.Text)
		}
	}
}

// patience is how long what was said may take to be handed over, on a machine
// that is busy.
const patience = 5 * time.Minute

// chose says whether somebody pressed or reacted.
func chose(in chat.Incoming) bool { return in.Pressed || in.Kind == chat.Reacted }

// speak says, presses or reacts.
func (c *crossing) speak(ctx context.Context, in chat.Incoming, l utterance) (string, error) {
	buttons := c.sent[in.ReplyTo].buttons
	switch {
	case in.Pressed:
		choice := slices.IndexFunc(buttons, func(b chat.Button) bool { return b.Sentence == in.Text })
		if choice < 0 {
			return "", fmt.Errorf("no button says %q", in.Text)
		}
		c.noteSaid(l, "presses "+buttons[choice].Label)
		return c.press(ctx, l, choice+1)
	case in.Kind == chat.Reacted:
		c.noteSaid(l, "reacts "+in.Text)
		return "", c.react(ctx, l, int(in.Text[0]-'0'))
	case in.Kind != chat.Said:
		return "", fmt.Errorf("%s is not played on networks", in.Kind)
	}
	c.noteSaid(l, "says "+in.Text)
	return c.say(ctx, l)
}

// Send sends a message on the network and shows the player what a reader of it
// sees there.
func (c *crossing) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	receipt, err := c.adapter().Send(ctx, out)
	if err != nil {
		c.t.Errorf("not sent: %v", err)
		return receipt, err
	}
	seen, err := c.read(ctx, receipt, out)
	if err != nil {
		c.t.Errorf("not read: %v", err)
		return receipt, err
	}
	c.checkRung(out, receipt, seen)
	staged := c.staged(out, receipt, seen)
	c.mu.Lock()
	defer c.mu.Unlock()
	told, err := c.stage.Send(ctx, staged)
	c.ids[told.Message], c.sent[told.Message] = receipt.Message, shown{receipt.Message, out.Buttons}
	c.noteSent(receipt, seen)
	return receipt, err
}

// checkRung: a message rings those whom it is to ring, and nobody else. Who
// reads it alone need not be rung by name.
func (c *crossing) checkRung(out chat.Outgoing, receipt chat.Receipt, seen reading) {
	var want []string
	for _, who := range out.Ring {
		want = append(want, planner.Native(who))
	}
	slices.Sort(want)
	slices.Sort(seen.rung)
	alone := out.OnlyFor != "" || strings.HasPrefix(c.named(planner.Native(receipt.Room)), "@")
	if alone && len(seen.rung) == 0 {
		want = nil
	}
	if !slices.Equal(want, seen.rung) || seen.loud != "" {
		c.t.Errorf("rings %q and %q, want %q and nothing else: %s", seen.rung, seen.loud, want, seen.marked)
	}
}

// staged is a message as the player takes it: the script's names for who and
// where, and the words, buttons and rings as they were read.
func (c *crossing) staged(out chat.Outgoing, r chat.Receipt, seen reading) chat.Outgoing {
	s := chat.Outgoing{To: out.To, Urgent: out.Urgent, React: out.React, Key: out.Key}
	s.To.Room, s.To.Person = planner.RoomID(c.onStage(planner.Native(r.Room))), ""
	if out.OnlyFor != "" {
		s.OnlyFor = planner.IdentityID(c.onStage(planner.Native(out.OnlyFor)))
	}
	for _, line := range seen.lines {
		s.Blocks = append(s.Blocks, chat.Block{Text: []chat.Span{{Text: line}}})
	}
	for i, label := range seen.labels {
		s.Buttons = append(s.Buttons, chat.Button{Label: label, Sentence: out.Buttons[i].Sentence})
	}
	for _, who := range out.Ring {
		s.Ring = append(s.Ring, planner.IdentityID(c.onStage(planner.Native(who))))
	}
	return s
}

// onStage is the player's id of a person or room.
func (c *crossing) onStage(id string) string { return console.Network + ":" + c.named(id) }

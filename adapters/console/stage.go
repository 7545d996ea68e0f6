package console

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// stage is everything that is said in a play, by people and by the bot, on all
// its networks. It outlives the bot, as the networks do.
type stage struct {
	now   func() time.Time
	state map[place]condition

	mu   sync.Mutex // held while the bot speaks or looks: it does so to several places at once
	said []utterance
}

// utterance is one message.
type utterance struct {
	at      time.Time
	place   place
	id      string // the network's id of it
	speaker string // empty: the bot
	text    string
	note    string         // what else people see: "in thread", "only alice sees it"
	out     *chat.Outgoing // of the bot
}

// condition is how a place is for the bot.
type condition string

const (
	well condition = "back"
	gone condition = "gone" // the network refuses for good
	down condition = "down" // the network does not take anything now
	cut  condition = "cut"  // what is sent is said, but the bot does not learn it
)

// nextID is the network's id of the next message.
func (s *stage) nextID() string { return fmt.Sprintf("m%d", len(s.said)+1) }

// Messages of the bot that are in a place, from the index since on.
func (s *stage) botSaid(where place, since int) []utterance {
	var found []utterance
	for _, u := range s.said[since:] {
		if u.out != nil && u.place == where {
			found = append(found, u)
		}
	}
	return found
}

// connection is one network of a stage: the adapter that the bot holds.
type connection struct {
	*stage
	network string
}

// Network is the name of the network.
func (c *connection) Network() string { return c.network }

// Run has nothing to receive: the player hands over what people say.
func (c *connection) Run(ctx context.Context, _ chat.Receive) error {
	<-ctx.Done()
	return nil
}

// Send keeps one message, unless the script has made the place unfit for it.
func (c *connection) Send(_ context.Context, out chat.Outgoing) (chat.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	where := placeOf(out.To)
	switch c.state[where] {
	case gone:
		return chat.Receipt{}, &chat.SendError{Final: true, Reason: "gone"}
	case down:
		return chat.Receipt{}, &chat.SendError{Reason: "down"}
	}
	u := utterance{at: c.now(), place: where, id: c.nextID(), text: Visible(messageText(out)), note: note(out), out: &out}
	if opens(out) {
		u.text, u.note = Visible(formText(*out.Form)), "form"
	}
	c.said = append(c.said, u)
	if c.state[where] == cut {
		return chat.Receipt{}, errors.New("connection lost")
	}
	return chat.Receipt{Room: where.room, Message: u.id}, nil
}

// Find looks for a message by its key.
func (c *connection) Find(_ context.Context, to chat.Place, key string, since time.Time) (chat.Receipt, bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	where := placeOf(to)
	for _, u := range c.botSaid(where, 0) {
		if u.out.Key == key && !u.at.Before(since) {
			return chat.Receipt{Room: where.room, Message: u.id}, true, nil
		}
	}
	return chat.Receipt{}, false, nil
}

// note says how a message is shown.
func note(out chat.Outgoing) string {
	switch {
	case out.OnlyFor != "":
		return "only " + planner.Native(out.OnlyFor) + " sees it"
	case out.Replaces != "":
		return "edited"
	case atTop(out.To), placeOf(out.To).person != "":
		return ""
	default:
		return "answer"
	}
}

// atTop says whether a message stands by itself, in no thread and as nobody's
// answer.
func atTop(to chat.Place) bool { return to.Thread == "" && to.ReplyTo == "" }

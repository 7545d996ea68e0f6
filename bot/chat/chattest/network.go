// Package chattest is a chat network in memory, for tests of what talks to one:
// what is said on it stays, and what becomes of each request is for the test to
// say. What talks to it can be killed at any point.
package chattest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// Network is an adapter that can be asked what was said.
type Network struct {
	// Fate says what becomes of a request to say out, of which so many came
	// before; nil: all goes well.
	Fate func(out chat.Outgoing, before int) Fate
	// Blind, when set, is why nothing can be looked up.
	Blind error
	// Touch is called before and after each request; nil: nothing is.
	Touch func()

	name string
	now  func() time.Time

	lock    sync.Mutex
	said    []Message
	sends   map[string]int
	lookUps int
}

// Message is what people see.
type Message struct {
	At   time.Time
	To   chat.Place
	Key  string
	Text string // as on a terminal
}

// New makes a network of that name, whose clock is now.
func New(name string, now func() time.Time) *Network {
	return &Network{name: name, now: now, sends: map[string]int{}}
}

// Network is its name.
func (n *Network) Network() string { return n.name }

// Run has nothing to hand over.
func (n *Network) Run(ctx context.Context, _ chat.Receive) error {
	<-ctx.Done()
	return nil
}

// Send says something, or what its fate is instead.
func (n *Network) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	n.touch()
	defer n.touch()
	if ctx.Err() != nil {
		return chat.Receipt{}, fmt.Errorf("send: %w", ctx.Err())
	}
	fate := n.fate(out)
	n.lock.Lock()
	defer n.lock.Unlock()
	if fate.Carried {
		n.said = append(n.said, Message{At: n.now().Add(fate.After), To: out.To, Key: out.Key, Text: chat.PlainText(out)})
	}
	if fate.Err != nil {
		return chat.Receipt{}, fate.Err
	}
	return n.receipt(out.To, len(n.said)), nil
}

func (n *Network) fate(out chat.Outgoing) Fate {
	n.lock.Lock()
	before := n.sends[out.Key]
	n.sends[out.Key]++
	n.lock.Unlock()
	if n.Fate == nil {
		return WellDone()
	}
	return n.Fate(out, before)
}

// Find looks for what was said with key and has arrived by now.
func (n *Network) Find(_ context.Context, to chat.Place, key string, since time.Time) (chat.Receipt, bool, error) {
	n.touch()
	defer n.touch()
	n.lock.Lock()
	defer n.lock.Unlock()
	n.lookUps++
	if n.Blind != nil {
		return chat.Receipt{}, false, n.Blind
	}
	for i, m := range n.said {
		if m.Key == key && m.To == to && !m.At.Before(since) && !m.At.After(n.now()) {
			return n.receipt(to, i+1), true, nil
		}
	}
	return chat.Receipt{}, false, nil
}

// receipt of the n-th message: the conversation with a person is a room too.
func (n *Network) receipt(to chat.Place, number int) chat.Receipt {
	room := to.Room
	if room == "" {
		room = planner.RoomID(n.name + ":with-" + planner.Native(to.Person))
	}
	return chat.Receipt{Room: room, Message: fmt.Sprintf("m%d", number)}
}

func (n *Network) touch() {
	if n.Touch != nil {
		n.Touch()
	}
}

// Said is everything that was said, in the order in which it arrived.
func (n *Network) Said() []Message {
	n.lock.Lock()
	defer n.lock.Unlock()
	said := slices.Clone(n.said)
	slices.SortStableFunc(said, func(a, b Message) int { return a.At.Compare(b.At) })
	return said
}

// Heard is what was said in a room, or to a person, whose id where is.
func (n *Network) Heard(where string) (texts []string, at []time.Time) {
	for _, m := range n.Said() {
		if string(m.To.Room) == where || m.To.Room == "" && string(m.To.Person) == where {
			texts, at = append(texts, m.Text), append(at, m.At)
		}
	}
	return texts, at
}

// Sends are how many requests there were for each message, by its key.
func (n *Network) Sends() map[string]int {
	n.lock.Lock()
	defer n.lock.Unlock()
	return maps.Clone(n.sends)
}

// LookUps is how often something was looked up.
func (n *Network) LookUps() int {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.lookUps
}

package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"entente/bot/chat"
)

// network is a chat network in memory: what is said stays, and what becomes of
// each request is for the test to say.
type network struct {
	name string
	now  func() time.Time
	// fate says what becomes of a request to say out, of which sends came
	// before; nil: all is well.
	fate func(out chat.Outgoing, sends int) fate
	// blind, when set, is why nothing can be looked up.
	blind error
	// touch is called before and after each thing that the network does.
	touch func()

	lock  sync.Mutex
	said  []message
	sends map[string]int // requests to say something, by key
	looks int            // look-ups
}

// fate is what becomes of one request.
type fate struct {
	carried bool
	after   time.Duration // with carried: so long after the request
	takes   time.Duration // the request itself
	err     error
}

// message is what people see.
type message struct {
	at   time.Time
	to   chat.Place
	key  string
	text string
}

var (
	errCut    = errors.New("connection cut")
	wellDone  = fate{carried: true}
	cutOff    = fate{err: errCut}                // it never arrived
	lostReply = fate{carried: true, err: errCut} // it did
	refused   = fate{err: &chat.SendError{Reason: "down"}}
	outlawed  = fate{err: &chat.SendError{Final: true, Reason: "not_in_channel"}}
)

// limited is a refusal that asks to wait.
func limited(wait time.Duration) fate {
	return fate{err: &chat.SendError{Reason: "ratelimited", RetryAfter: wait}}
}

// delayed is carried out when the sender has already lost the connection.
func delayed(after time.Duration) fate { return fate{carried: true, after: after, err: errCut} }

// inTurn are the fates of the requests for each message, and then all is well.
func inTurn(fates ...fate) func(chat.Outgoing, int) fate {
	return func(_ chat.Outgoing, sends int) fate {
		if sends < len(fates) {
			return fates[sends]
		}
		return wellDone
	}
}

func (n *network) Network() string { return n.name }

func (n *network) Run(ctx context.Context, _ chat.Receive) error {
	<-ctx.Done()
	return nil
}

func (n *network) Send(ctx context.Context, out chat.Outgoing) (chat.Receipt, error) {
	n.touch()
	defer n.touch()
	if ctx.Err() != nil {
		return chat.Receipt{}, fmt.Errorf("send: %w", ctx.Err())
	}
	n.lock.Lock()
	defer n.lock.Unlock()
	f := wellDone
	if n.fate != nil {
		f = n.fate(out, n.sends[out.Key])
	}
	n.sends[out.Key]++
	if f.carried {
		n.said = append(n.said, message{at: n.now().Add(f.after), to: out.To, key: out.Key, text: chat.PlainText(out)})
	}
	if f.err != nil {
		return chat.Receipt{}, f.err
	}
	return chat.Receipt{Room: out.To.Room, Message: fmt.Sprintf("m%d", len(n.said))}, nil
}

func (n *network) Find(_ context.Context, to chat.Place, key string, since time.Time) (chat.Receipt, bool, error) {
	n.touch()
	defer n.touch()
	n.lock.Lock()
	defer n.lock.Unlock()
	n.looks++
	if n.blind != nil {
		return chat.Receipt{}, false, n.blind
	}
	for i, m := range n.said {
		if m.key == key && m.to == to && !m.at.Before(since) && !m.at.After(n.now()) {
			return chat.Receipt{Room: to.Room, Message: fmt.Sprintf("m%d", i+1)}, true, nil
		}
	}
	return chat.Receipt{}, false, nil
}

// texts are what was said to a room or person ("room" or "identity"), in order.
func (n *network) texts(to string) []string {
	n.lock.Lock()
	defer n.lock.Unlock()
	said := slices.Clone(n.said)
	slices.SortStableFunc(said, func(a, b message) int { return a.at.Compare(b.at) })
	var texts []string
	for _, m := range said {
		if string(m.to.Room) == to || string(m.to.Person) == to {
			texts = append(texts, m.text)
		}
	}
	return texts
}

// when is at what instants something was said there.
func (n *network) when(to string) []time.Time {
	n.lock.Lock()
	defer n.lock.Unlock()
	var at []time.Time
	for _, m := range n.said {
		if string(m.to.Room) == to || string(m.to.Person) == to {
			at = append(at, m.at)
		}
	}
	return at
}

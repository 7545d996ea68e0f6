//go:build goolm

package matrix

import (
	"context"
	"testing"

	"entente/adapters/counterpart"
	"entente/bot/chat"

	"maunium.net/go/mautrix/id"
)

// A bot is an Adapter at work, with a journal where the program would be.
type bot struct {
	*Adapter
	got  *journal[chat.Incoming]
	stop func()
}

// options are those of a new bot on h, whom everybody there may invite.
func (h *homeserver) options(t *testing.T, name string) Options {
	t.Helper()
	who := h.Register(t, name)
	return Options{
		Name:       "test",
		Homeserver: h.Address,
		User:       who.User,
		Password:   who.Password,
		Dir:        counterpart.Dir(t),
		Allow:      []string{"entente.test"},
		DeviceName: "Entente",
		Log:        testLog(t),
	}
}

// start runs a bot until stop, or the end of the test. receive, when given, is
// asked after the journal.
func start(t *testing.T, o Options, receive ...chat.Receive) *bot {
	t.Helper()
	return startChanged(t, o, nil, receive...)
}

// startChanged is start of an adapter that the test changed before.
func startChanged(t *testing.T, o Options, change func(*Adapter), receive ...chat.Receive) *bot {
	t.Helper()
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(a)
	}
	b := &bot{Adapter: a, got: newJournal[chat.Incoming]()}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- a.Run(ctx, func(ctx context.Context, in chat.Incoming) error {
			b.got.add(in)
			for _, other := range receive {
				if err := other(ctx, in); err != nil {
					return err
				}
			}
			return nil
		})
	}()
	stopped := false
	b.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(b.stop)
	select {
	case <-a.ready:
	case err := <-ended:
		ended <- err
		t.Fatalf("not connected: %v", err)
	}
	return b
}

// hears waits for what the program is told of a message.
func (b *bot) hears(t *testing.T, message id.EventID) chat.Incoming {
	t.Helper()
	return b.got.wait(t, "incoming "+message.String(), func(in chat.Incoming) bool { return in.EventID == message.String() })
}

// invited waits until the bot is in a room and the program knows.
func (b *bot) invited(t *testing.T, room id.RoomID) chat.Incoming {
	t.Helper()
	return b.got.wait(t, "invitation to "+room.String(), func(in chat.Incoming) bool {
		return in.Kind == chat.Invited && in.Room == b.roomID(room)
	})
}

// says sends, and must be able to.
func (b *bot) says(t *testing.T, out chat.Outgoing) chat.Receipt {
	t.Helper()
	receipt, err := b.Send(t.Context(), out)
	if err != nil {
		t.Fatalf("Send: %v", err)
	}
	return receipt
}

func text(words string) []chat.Block { return []chat.Block{{Text: []chat.Span{{Text: words}}}} }

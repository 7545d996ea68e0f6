//go:build goolm

package matrix

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"maunium.net/go/mautrix/event"
)

// testKeyAfterMessage has the key of a message come after it, and the bot
// started anew in between.
func testKeyAfterMessage(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-key"), h.enter(t, "alice-key")
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)

	alice.keys.hold()
	said := alice.say(t, room, "Entente: read me later")
	alice.seen.wait(t, "request for the key", func(evt *event.Event) bool {
		return evt.Type == event.ToDeviceRoomKeyRequest && evt.Sender == bot.me.id
	})
	bot.stop()
	bot = start(t, o)
	alice.keys.release(t)
	if in := bot.hears(t, said); in.Text != "read me later" {
		t.Errorf("heard: %+v", in)
	}
}

// heldKeys keeps back what is sent to devices between hold and release.
type heldKeys struct {
	mu      sync.Mutex
	holding bool
	held    []*http.Request
}

func (k *heldKeys) hold() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.holding = true
}

func (k *heldKeys) RoundTrip(request *http.Request) (*http.Response, error) {
	k.mu.Lock()
	holding := k.holding
	k.mu.Unlock()
	if !holding || !strings.Contains(request.URL.Path, "/sendToDevice/m.room.encrypted/") {
		return http.DefaultTransport.RoundTrip(request)
	}
	later := request.Clone(context.WithoutCancel(request.Context()))
	body, err := request.GetBody()
	if err != nil {
		return nil, err
	}
	later.Body = body
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held = append(k.held, later)
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader("{}")), Request: request,
	}, nil
}

func (k *heldKeys) release(t *testing.T) {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.holding = false
	for _, request := range k.held {
		response, err := http.DefaultTransport.RoundTrip(request)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%v %v", response, err)
		}
		if err := response.Body.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

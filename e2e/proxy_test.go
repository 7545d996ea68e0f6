package e2e

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"maunium.net/go/mautrix/id"
)

// proxy stands between a bot and the homeserver. In rooms that have a fault
// the next message of the bot is caught: it gets no answer as long as the bot
// lives.
type proxy struct {
	address string
	caught  chan id.RoomID // receives when a message is caught
	forward *httputil.ReverseProxy

	mu      sync.Mutex
	faults  map[id.RoomID]fault
	lookUps []time.Time // when the bot paged through a room
}

// fault is what happens to a message that is caught.
type fault int

const (
	answerLost  fault = iota // carried out at once
	requestLate              // carried out when the bot is gone
	requestLost              // never carried out
)

func startProxy(t *testing.T, h homeserver) *proxy {
	t.Helper()
	target, err := url.Parse(h.address)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{caught: make(chan id.RoomID, 10)}
	p.forward = &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) {}, // of a bot that was killed
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	p.address = server.URL
	return p
}

// catch sets the faults of rooms, once each.
func (p *proxy) catch(faults map[id.RoomID]fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = faults
}

// lookedUp is when the bot paged through rooms.
func (p *proxy) lookedUp() []time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lookUps
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	room, how, caught := p.judge(r)
	if !caught {
		p.forward.ServeHTTP(w, r)
		return
	}
	gone := r.Context()
	body, _ := io.ReadAll(r.Body) // read to its end, so that the server notices when the bot is gone
	again := r.WithContext(context.WithoutCancel(gone))
	again.Body = io.NopCloser(bytes.NewReader(body))
	if how == answerLost {
		p.forward.ServeHTTP(httptest.NewRecorder(), again)
	}
	p.caught <- room
	<-gone.Done()
	if how == requestLate {
		p.forward.ServeHTTP(httptest.NewRecorder(), again)
	}
}

// judge says whether a request is a message to be caught, and notes look-ups.
func (p *proxy) judge(r *http.Request) (room id.RoomID, how fault, caught bool) {
	_, rest, _ := strings.Cut(r.URL.Path, "/rooms/")
	name, call, _ := strings.Cut(rest, "/")
	room = id.RoomID(name)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case call == "messages":
		p.lookUps = append(p.lookUps, time.Now())
	case strings.HasPrefix(call, "send/"):
		how, caught = p.faults[room]
		delete(p.faults, room)
	}
	return room, how, caught
}

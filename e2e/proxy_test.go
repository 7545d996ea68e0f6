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
// the next message of the bot is caught, and suffers it.
type proxy struct {
	address string
	caught  chan id.RoomID // receives when a message is caught
	forward *httputil.ReverseProxy
	late    sync.WaitGroup // messages that are still to be carried out

	mu      sync.Mutex
	faults  map[id.RoomID]fault
	lookUps []time.Time // when the bot paged through a room
	status  int         // with which everything is answered by a page, unless zero
	pages   int         // how often that was
}

func startProxy(t *testing.T, h homeserver) *proxy {
	t.Helper()
	target, err := url.Parse(h.Address)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{caught: make(chan id.RoomID, 100), faults: map[id.RoomID]fault{}}
	p.forward = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
		// The bot was killed, or the homeserver is not there.
		ErrorHandler: func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	p.address = server.URL
	return p
}

// catch sets the fault of a room, once.
func (p *proxy) catch(room id.RoomID, how fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults[room] = how
}

// maintain answers everything with a page in HTML and a status, or with zero
// nothing any more.
func (p *proxy) maintain(status int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status, p.pages = status, 0
}

// seePages waits until the bot has got so many of them.
func (p *proxy) seePages(t *testing.T, n int) {
	t.Helper()
	until(t, "it asks during the maintenance", func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.pages >= n
	})
}

// page says whether a page is the answer, and with which status.
func (p *proxy) page() (status int, on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.status != 0 {
		p.pages++
	}
	return p.status, p.status != 0
}

// lookedUp is when the bot paged through rooms.
func (p *proxy) lookedUp() []time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.lookUps
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if status, on := p.page(); on {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<!doctype html><title>Maintenance</title><h1>Back soon</h1>")
		return
	}
	room, how, caught := p.judge(r)
	switch {
	case !caught:
		p.forward.ServeHTTP(w, r)
	case how == limited:
		p.caught <- room
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"errcode":"M_LIMIT_EXCEEDED","error":"Too many requests","retry_after_ms":1000}`)
	default:
		p.suffer(room, how, r)
		panic(http.ErrAbortHandler) // cuts the connection
	}
}

// suffer does with a request what its fault says, but for its answer.
func (p *proxy) suffer(room id.RoomID, how fault, r *http.Request) {
	arrived, gone := time.Now(), r.Context()
	body, _ := io.ReadAll(r.Body) // read to its end, so that the server notices when the bot is gone
	again := r.WithContext(context.WithoutCancel(gone))
	again.Body = io.NopCloser(bytes.NewReader(body))
	if how == killedThenDone {
		p.late.Add(1)
		defer p.late.Done()
	}
	if how.done() {
		p.carryOut(again)
	}
	p.caught <- room
	if how.holds() {
		<-gone.Done()
	}
	if how == killedThenDone {
		<-time.After(time.Until(arrived.Add(lateBy)))
		p.carryOut(again)
	}
}

// carryOut passes a request on whose answer nobody gets.
func (p *proxy) carryOut(r *http.Request) {
	defer func() { _ = recover() }() // the homeserver is not there
	p.forward.ServeHTTP(httptest.NewRecorder(), r)
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
	case strings.HasPrefix(call, "send/m.room."): // and no reaction, which is sent once at most
		how, caught = p.faults[room]
		delete(p.faults, room)
	}
	return room, how, caught
}

//go:build goolm

package matrix

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A proxy stands between a bot and its homeserver, and does to some requests
// what bad networks do.
type proxy struct {
	*httptest.Server
	forward http.Handler
	fault   atomic.Pointer[fault]
}

// A fault is what happens to requests whose path contains at.
type fault struct {
	at string
	do func(w http.ResponseWriter, r *http.Request, forward http.Handler)
}

// proxied puts a proxy before the homeserver of o.
func proxied(t *testing.T, o *Options) *proxy {
	t.Helper()
	address, err := url.Parse(o.Homeserver)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{forward: &httputil.ReverseProxy{
		Rewrite:      func(r *httputil.ProxyRequest) { r.SetURL(address) },
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, _ error) { cutConnection(w, r) },
	}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f := p.fault.Load(); f != nil && strings.Contains(r.URL.Path, f.at) {
			f.do(w, r, p.forward)
			return
		}
		p.forward.ServeHTTP(w, r)
	}))
	t.Cleanup(p.CloseClientConnections)
	o.Homeserver = p.URL
	return p
}

// loseAnswer carries a request out and cuts the connection instead of answering.
func loseAnswer(w http.ResponseWriter, r *http.Request, forward http.Handler) {
	forward.ServeHTTP(httptest.NewRecorder(), r.WithContext(context.WithoutCancel(r.Context())))
	cutConnection(w, r)
}

// until waits until something that cannot tell by itself is so.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	timeout, again := time.After(patience), time.NewTicker(20*time.Millisecond)
	defer again.Stop()
	for !is() {
		select {
		case <-again.C:
		case <-timeout:
			t.Fatalf("not so: %s", what)
		}
	}
}

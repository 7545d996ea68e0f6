package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// serve runs a server on a free port until the test ends and returns its address.
func serve(t *testing.T, log io.Writer, checks ...Check) string {
	t.Helper()
	server, err := New(Options{Listen: "127.0.0.1:0", Checks: checks, Log: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return "http://" + server.Address()
}

func get(t *testing.T, method, url string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func holds(context.Context) error { return nil }

func TestPages(t *testing.T) {
	var log strings.Builder
	broken := func(context.Context) error { return errors.New("dial db.example.org: refused") }
	well := serve(t, &log, Check{"database", holds}, Check{"runner", holds})
	ill := serve(t, &log, Check{"database", broken}, Check{"runner", holds})
	tests := []struct {
		method, url string
		status      int
		body        string
	}{
		{"GET", well + "/healthz", 200, "alive\n"},
		{"HEAD", well + "/healthz", 200, ""},
		{"GET", well + "/readyz", 200, "database: ready\nrunner: ready\n"},
		{"GET", ill + "/healthz", 200, "alive\n"},
		{"GET", ill + "/readyz", 503, "database: not ready\nrunner: ready\n"},
		{"POST", well + "/healthz", 405, "Method Not Allowed\n"},
		{"GET", well + "/else", 404, "404 page not found\n"},
	}
	for _, tt := range tests {
		if status, body := get(t, tt.method, tt.url); status != tt.status || body != tt.body {
			t.Errorf("%s %s: %d %q, want %d %q", tt.method, tt.url, status, body, tt.status, tt.body)
		}
	}
	if !strings.Contains(log.String(), "db.example.org") {
		t.Errorf("the reason is not in the log: %s", &log)
	}
}

// TestRoutes: what a network wants served is, by any method, and what is not
// its path is not.
func TestRoutes(t *testing.T) {
	server, err := New(Options{Listen: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler), Routes: map[string]http.Handler{
		"/slack/insmi/events": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Method) }),
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.listener.Close()
	pages := httptest.NewServer(server.handler())
	defer pages.Close()
	for _, tt := range []struct {
		method, path string
		status       int
		body         string
	}{
		{"POST", "/slack/insmi/events", 200, "POST"},
		{"GET", "/slack/insmi/events", 200, "GET"},
		{"POST", "/slack/insmi/events/more", 404, "404 page not found\n"},
		{"POST", "/slack/ganda/events", 404, "404 page not found\n"},
		{"GET", "/healthz", 200, "alive\n"},
	} {
		if status, body := get(t, tt.method, pages.URL+tt.path); status != tt.status || body != tt.body {
			t.Errorf("%s %s: %d %q, want %d %q", tt.method, tt.path, status, body, tt.status, tt.body)
		}
	}
}

func TestRunLetsARequestFinish(t *testing.T) {
	asked, answer := make(chan struct{}), make(chan struct{})
	slow := Check{"slow", func(context.Context) error {
		close(asked)
		<-answer
		return nil
	}}
	server, err := New(Options{Listen: "127.0.0.1:0", Checks: []Check{slow}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done, status := make(chan error, 1), make(chan int, 1)
	go func() { done <- server.Run(ctx) }()
	go func() {
		code, _ := get(t, "GET", "http://"+server.Address()+"/readyz")
		status <- code
	}()
	<-asked
	stop()
	close(answer)
	if code := <-status; code != 200 {
		t.Errorf("the request under way got %d", code)
	}
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestNewRefusesAnAddressInUse(t *testing.T) {
	first, err := New(Options{Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer first.listener.Close()
	if _, err := New(Options{Listen: first.Address()}); err == nil {
		t.Error("a second server took the same address")
	}
}

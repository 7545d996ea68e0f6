package main

import (
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSlackByHTTPIsServed: each workspace that sends by HTTP has a path of its
// own, which believes nobody without its signature; the others have none.
func TestSlackByHTTPIsServed(t *testing.T) {
	entry := func(name string) SlackConfig {
		s := defaultSlack()
		s.Name, s.BotToken = name, "xoxb-1"
		return s
	}
	socket, insmi, ganda := entry("socket"), entry("insmi"), entry("ganda")
	socket.AppToken, insmi.SigningSecret, ganda.SigningSecret = "xapp-1", "one", "two"
	adapters, err := connect(Config{Slack: []SlackConfig{socket, insmi, ganda}}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	routes := adapters.routes()
	if diff := cmp.Diff([]string{"/slack/ganda/events", "/slack/insmi/events"}, slices.Sorted(maps.Keys(routes))); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	for path, handler := range routes {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, path, strings.NewReader("{}")))
		if answer.Code != http.StatusUnauthorized {
			t.Errorf("%s: answered %d to who did not sign", path, answer.Code)
		}
	}
}

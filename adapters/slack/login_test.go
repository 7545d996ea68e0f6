package slack

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestNewNamesTheWrongToken(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	for name, test := range map[string]struct {
		options Options
		want    string
	}{
		"bot":    {Options{Name: "net", BotToken: "xapp-secret", AppToken: "xapp-secret", Log: log}, "bot token"},
		"app":    {Options{Name: "net", BotToken: "xoxb-secret", AppToken: "xoxb-secret", Log: log}, "app token"},
		"no way": {Options{Name: "net", BotToken: "xoxb-secret", Log: log}, "app token, for Socket Mode, or a signing secret"},
		"two ways": {Options{Name: "net", BotToken: "xoxb-secret", AppToken: "xapp-secret", SigningSecret: "secret", Log: log},
			"app token, for Socket Mode, or a signing secret"},
		"swapped": {Options{Name: "net", BotToken: "xoxb-secret", SigningSecret: "xapp-secret", Log: log}, "signing secret: it is a token"},
		"network": {Options{Name: "a:b", BotToken: "xoxb-secret", AppToken: "xapp-secret", Log: log}, "network name"},
		"log":     {Options{Name: "net", BotToken: "xoxb-secret", AppToken: "xapp-secret"}, "log"},
	} {
		_, err := New(test.options)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "-secret") {
			t.Errorf("%s: error %v, want one about the %s, without it", name, err, test.want)
		}
	}
}

func TestRunNamesTheRefusedToken(t *testing.T) {
	for name, test := range map[string]struct{ bot, app, want string }{
		"bot token revoked":     {"token_revoked", "", "bot token"},
		"bot account gone":      {"account_inactive", "", "bot token"},
		"app token wrong":       {"", "invalid_auth", "app token"},
		"app token of its kind": {"", "not_allowed_token_type", "app token"},
	} {
		t.Run(name, func(t *testing.T) {
			var logged bytes.Buffer
			api := &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
				code := test.bot
				if method == "apps.connections.open" {
					code = test.app
				}
				reply(w, map[string]any{"ok": code == "", "error": code, "user_id": "U0BOT"})
			}}
			a := api.adapter(t)
			a.log = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
			err := a.Run(t.Context(), nil)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "api.slack.com/apps") {
				t.Errorf("Run = %v, want it to name the %s and what to do", err, test.want)
			}
			if strings.Contains(err.Error()+logged.String(), "secret") {
				t.Errorf("a token in %q or the log:\n%s", err, logged.String())
			}
		})
	}
}

func TestRunWaitsForSlackAndEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	api := &webAPI{answer: func(w http.ResponseWriter, _ string, _ url.Values) {
		cancel() // Slack is down: ends what waits for the next try
		w.WriteHeader(http.StatusServiceUnavailable)
	}}
	a := api.adapter(t)
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, nil) }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("Run = %v, want nil after the end of its context", err)
		}
	case <-time.After(soon):
		t.Fatal("Run goes on after the end of its context")
	}
}

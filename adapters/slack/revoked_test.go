package slack

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/bot/chat"
)

// TestRevokedTokenEndsRun: once Slack says so, and its refusal of the token
// agrees; what is said of another token or of an earlier installation is not
// the end.
func TestRevokedTokenEndsRun(t *testing.T) {
	const about = `{"type":"event_callback","event_id":"Ev1","event":{"type":"tokens_revoked","tokens":{"bot":["%"]}}}`
	for name, body := range map[string]string{
		"tokens_revoked":  strings.Replace(about, "%", "U0BOT", 1),
		"app_uninstalled": `{"type":"event_callback","event_id":"Ev2","event":{"type":"app_uninstalled"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			var revoked, logins atomic.Int32
			api := &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
				reply(w, map[string]any{"ok": revoked.Load() == 0, "error": "token_revoked", "user_id": "U0BOT", "team_id": "T0TEAM"})
				if method == "auth.test" {
					logins.Add(1)
				}
			}}
			a := api.adapter(t)
			a.endpoint = newEndpoint(testSecret, a.log)
			ended := make(chan error, 1)
			go func() {
				ended <- a.Run(t.Context(), func(context.Context, chat.Incoming) error { t.Error("handed over"); return nil })
			}()
			until(t, func() bool { return a.Connected() == nil })
			send := func(body string) {
				t.Helper()
				if status, _ := a.endpoint.answer(signedRequest(asJSON, body, testSecret, time.Now())); status != http.StatusOK {
					t.Errorf("answered %d", status)
				}
			}
			send(strings.Replace(about, "%", "U0SOMEBODY", 1)) // nobody of ours
			send(strings.Replace(body, "Ev", "EvEarlier", 1))
			until(t, func() bool { return logins.Load() == 2 })
			select {
			case err := <-ended:
				t.Fatalf("Run = %v, though the token is good", err)
			default:
			}
			revoked.Store(1)
			send(body)
			select {
			case err := <-ended:
				if err == nil || !strings.Contains(err.Error(), "bot token: Slack refuses it (token_revoked): copy the") {
					t.Errorf("Run = %v, want it to name the bot token and what to do", err)
				}
			case <-time.After(soon):
				t.Fatal("Run goes on with a revoked token")
			}
			if a.Connected() == nil {
				t.Error("connected, with a revoked token")
			}
			if status, _ := a.endpoint.answer(signedRequest(asJSON, mention(t), testSecret, time.Now())); status != http.StatusServiceUnavailable {
				t.Errorf("after the end: answered %d, want 503", status)
			}
		})
	}
}

// until waits for what other goroutines make true.
func until(t *testing.T, holds func() bool) {
	t.Helper()
	end, every := time.After(soon), time.NewTicker(time.Millisecond)
	defer every.Stop()
	for !holds() {
		select {
		case <-every.C:
		case <-end:
			t.Fatal("it never came about")
		}
	}
}

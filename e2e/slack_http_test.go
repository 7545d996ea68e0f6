package e2e

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestSlackRequests sends what Slack would not to where a bot expects Slack:
// none of it is taken in, and Slack's own requests still are.
func TestSlackRequests(t *testing.T) {
	t.Parallel()
	w := startWorkspace(t)
	i := w.installHTTP(t)
	bot := i.start(t)
	dev := channel{w, "dev"}
	dev.ask(t, "what is an IRN?", "network")

	secret, now := w.Env["SLACK_SIGNING_SECRET"], time.Now()
	genuine := signedRequest(t, i, secret, now, w.mention(t, "replayed", "what is an IRP?"))
	for _, tt := range []struct {
		name   string
		send   *http.Request
		status int
	}{
		{"genuine", genuine, http.StatusOK},
		{"replayed", genuine.Clone(t.Context()), http.StatusUnauthorized},
		{"forged", signedRequest(t, i, "not the secret", now, w.mention(t, "forged", "what is an IRL?")), http.StatusUnauthorized},
		{"stale", signedRequest(t, i, secret, now.Add(-6*time.Minute), w.mention(t, "stale", "what is an IRL?")), http.StatusUnauthorized},
		{"from the future", signedRequest(t, i, secret, now.Add(6*time.Minute), w.mention(t, "early", "what is an IRL?")), http.StatusUnauthorized},
		{"of 10 MB", signedRequest(t, i, secret, now, w.mention(t, "long", strings.Repeat("what is an IRL? ", 650_000))), http.StatusRequestEntityTooLarge},
		{"no JSON", signedRequest(t, i, secret, now, []byte("{")), http.StatusOK},
		{"a button that is none of its", w.interaction(t, i, map[string]any{
			"type": "block_actions", "trigger_id": "1.2.x", "container": map[string]any{"channel_id": dev.id(t), "message_ts": "1600000000.000100"},
			"actions": []any{map[string]any{"action_id": "plan_event_v0", "value": `plan meeting "Unknown" 3 May 2040 15:00 UTC`}},
		}), http.StatusOK},
		{"a form that is none of its", w.interaction(t, i, map[string]any{
			"type": "view_submission", "view": map[string]any{"id": "V1", "callback_id": "another", "private_metadata": "{}"},
		}), http.StatusOK},
		{"a form without its origin", w.interaction(t, i, map[string]any{
			"type": "view_submission", "view": map[string]any{"id": "V2", "callback_id": "entente_form", "private_metadata": "lost"},
		}), http.StatusOK},
		{"what nobody knows", w.interaction(t, i, map[string]any{"type": "thought"}), http.StatusOK},
	} {
		body, err := tt.send.GetBody()
		if err != nil {
			t.Fatal(err)
		}
		tt.send.Body = body
		response, err := http.DefaultClient.Do(tt.send)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		response.Body.Close()
		if response.StatusCode != tt.status {
			t.Errorf("%s: status %d, want %d", tt.name, response.StatusCode, tt.status)
		}
	}

	// Slack's handshake, and what is said now.
	var shaken struct{ Body json.RawMessage }
	if w.Control(t, "verify", nil, &shaken); !bytes.Contains(shaken.Body, []byte("lab")) {
		t.Errorf("url_verification: answered %s", shaken.Body)
	}
	last := dev.ask(t, "what is an IRN?", "network")
	var answers []post
	w.Control(t, "messages", map[string]any{"channel": "dev", "from": "bot", "match": "IRL|IRP"}, &answers)
	for _, a := range answers {
		if a.ThreadTS != "" && a.ThreadTS != last.ThreadTS && strings.Contains(a.Text, "IRL (") {
			t.Errorf("answered what was refused: %q", a.Text)
		}
	}
	if rows := i.rows(t, "SELECT number FROM events"); len(rows) > 0 {
		t.Errorf("planned what was refused: %v", rows)
	}
	for _, line := range []string{"not signed with the signing secret", "it came before", "too long", "unknown button ignored", "request unreadable"} {
		if !strings.Contains(bot.log.String(), line) {
			t.Errorf("the log does not say %q", line)
		}
	}
	bot.stop(t)
}

// interaction is a request that says that alice has pressed or filled in
// something, signed now.
func (w *workspace) interaction(t *testing.T, i installation, payload map[string]any) *http.Request {
	t.Helper()
	payload["user"] = map[string]any{"id": w.Env["SLACK_ALICE"]}
	text, err := json.Marshal(payload)
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{"payload": {string(text)}}.Encode()
	request := signedRequest(t, i, w.Env["SLACK_SIGNING_SECRET"], time.Now(), []byte(form))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return request
}

// mention is the body of an event that says something to the bot in #dev.
func (w *workspace) mention(t *testing.T, id, text string) []byte {
	t.Helper()
	ts := fmt.Sprintf("%d.%06d", time.Now().Unix(), time.Now().Nanosecond()/1000)
	body, err := json.Marshal(map[string]any{
		"type": "event_callback", "team_id": "T000000001", "event_id": "Ev" + id, "event_time": time.Now().Unix(),
		"event": map[string]any{
			"type": "app_mention", "channel": channel{w, "dev"}.id(t), "user": w.Env["SLACK_ALICE"], "ts": ts, "event_ts": ts,
			"text": "<@" + w.Env["SLACK_BOT_USER"] + "> " + text,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// signedRequest is a request signed as Slack does.
// https://docs.slack.dev/authentication/verifying-requests-from-slack
func signedRequest(t *testing.T, i installation, secret string, at time.Time, body []byte) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, i.slackURL(), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Slack-Request-Timestamp", stamp)
	request.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return request
}

package slack

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/bot/chat"
)

const (
	testSecret = "8f742231b10e8888abcd99yyyzzz85a5"
	asJSON     = "application/json"
	asForm     = "application/x-www-form-urlencoded"
)

// testEndpoint takes in by receive; it logs into the buffer.
func testEndpoint(t testing.TB, receive chat.Receive) (*endpoint, *lockedBuffer) {
	t.Helper()
	var log lockedBuffer
	e := newEndpoint(testSecret, slog.New(slog.NewTextHandler(&log, nil)))
	e.inlet.Store(testInlet(t, receive))
	return e, &log
}

// signedRequest is one that Slack might have signed at that time.
func signedRequest(contentType, body, secret string, at time.Time) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/slack/net/events", strings.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%d:%s", at.Unix(), body)
	r.Header.Set("X-Slack-Request-Timestamp", fmt.Sprint(at.Unix()))
	r.Header.Set("X-Slack-Signature", fmt.Sprintf("v0=%x", mac.Sum(nil)))
	return r
}

func (e *endpoint) answer(r *http.Request) (status int, body string) {
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, r)
	return recorder.Code, strings.TrimSpace(recorder.Body.String())
}

// posted is what Slack posts of a request that Socket Mode would have brought.
func posted(t testing.TB, kind string, payload json.RawMessage) (contentType, body string) {
	t.Helper()
	switch kind {
	case "events_api":
		return asJSON + "; charset=utf-8", string(payload)
	case "interactive":
		return asForm, url.Values{"payload": {string(payload)}}.Encode()
	}
	var fields map[string]string
	if err := json.Unmarshal(payload, &fields); err != nil {
		t.Fatal(err)
	}
	form := url.Values{}
	for name, value := range fields {
		form.Set(name, value)
	}
	return asForm, form.Encode()
}

// TestBothWaysSayTheSame: each request of testdata/requests comes to the same
// by HTTP.
func TestBothWaysSayTheSame(t *testing.T) {
	files, err := filepath.Glob("testdata/requests/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no requests: %v", err)
	}
	for _, file := range files {
		kind, payload := readRequest(t, file)
		bySocket, err := testReader(t).read(t.Context(), kind, payload)
		if err != nil {
			t.Fatal(err)
		}
		var byHTTP *chat.Incoming
		e, log := testEndpoint(t, func(_ context.Context, in chat.Incoming) error {
			byHTTP = &in
			return nil
		})
		contentType, body := posted(t, kind, payload)
		if status, answer := e.answer(signedRequest(contentType, body, testSecret, time.Now())); status != http.StatusOK || answer != "" {
			t.Errorf("%s: answered %d %s\n%s", file, status, answer, log)
		}
		if diff := cmp.Diff(bySocket, byHTTP, cmpopts.IgnoreFields(chat.Incoming{}, "At", "Ticket")); diff != "" {
			t.Errorf("%s (-Socket Mode +HTTP):\n%s", file, diff)
		}
	}
}

// mention is the body of an event that is for the bot.
func mention(t testing.TB) string {
	t.Helper()
	_, payload := readRequest(t, "testdata/requests/mention.json")
	return string(payload)
}

func TestEndpointRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where time stands still
		body, now := mention(t), time.Now()
		changed := func(change func(*http.Request)) *http.Request {
			r := signedRequest(asJSON, body, testSecret, now)
			change(r)
			return r
		}
		for _, tt := range []struct {
			name    string
			request *http.Request
			want    int
		}{
			{"right", signedRequest(asJSON, body, testSecret, now), 200},
			{"late", signedRequest(asJSON, body, testSecret, now.Add(-signedWithin)), 200},
			{"stale", signedRequest(asJSON, body, testSecret, now.Add(-signedWithin-time.Second)), 401},
			{"early", signedRequest(asJSON, body, testSecret, now.Add(signedWithin+time.Second)), 401},
			{"forged", signedRequest(asJSON, body, "another secret", now), 401},
			{"not signed", changed(func(r *http.Request) { r.Header.Del("X-Slack-Signature") }), 401},
			{"no time", changed(func(r *http.Request) { r.Header.Del("X-Slack-Request-Timestamp") }), 401},
			{"other time", changed(func(r *http.Request) { r.Header.Set("X-Slack-Request-Timestamp", fmt.Sprint(now.Unix()-1)) }), 401},
			{"long time", changed(func(r *http.Request) { r.Header.Set("X-Slack-Request-Timestamp", strings.Repeat("agenda", 100)) }), 401},
			{"other body", changed(func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(body + " ")) }), 401},
			{"cut signature", changed(func(r *http.Request) { r.Header.Set("X-Slack-Signature", r.Header.Get("X-Slack-Signature")[:20]) }), 401},
			{"a look", changed(func(r *http.Request) { r.Method = http.MethodGet }), 405},
			{"text", signedRequest("text/plain", body, testSecret, now), 415},
			{"no type", signedRequest("", body, testSecret, now), 415},
			{"no form", signedRequest(asForm, "payload=%zz", testSecret, now), 400},
			{"a question of certificates", signedRequest(asForm, "ssl_check=1&token=x", testSecret, now), 200},
			{"never readable", signedRequest(asJSON, "[", testSecret, now), 200},
			{"unknown", signedRequest(asJSON, "{}", testSecret, now), 200},
		} {
			taken := 0
			e, log := testEndpoint(t, func(context.Context, chat.Incoming) error { taken++; return nil })
			status, answer := e.answer(tt.request)
			if status != tt.want || status != 200 && taken > 0 {
				t.Errorf("%s: answered %d, taken in %d times, want %d", tt.name, status, taken, tt.want)
			}
			if refused := strings.Count(log.String(), "slack request refused"); (status != 200) != (refused == 1) {
				t.Errorf("%s: %d refusals in the log:\n%s", tt.name, refused, log)
			}
			if strings.Contains(answer+log.String(), testSecret) || strings.Contains(log.String(), "agenda") {
				t.Errorf("%s: it tells too much: %s\n%s", tt.name, answer, log)
			}
		}
	})
}

// unread fails the test when it is read from.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestEndpointRefusesLongBodies(t *testing.T) {
	e, _ := testEndpoint(t, func(context.Context, chat.Incoming) error { t.Error("taken in"); return nil })
	long := strings.Repeat(" ", 10<<20)
	r := signedRequest(asJSON, long, testSecret, time.Now())
	r.Body = io.NopCloser(unread{t})
	if status, _ := e.answer(r); status != http.StatusRequestEntityTooLarge {
		t.Errorf("answered %d to 10 MiB, want 413", status)
	}
	r = signedRequest(asJSON, long, testSecret, time.Now())
	body := bytes.NewReader([]byte(long))
	r.Body, r.ContentLength = io.NopCloser(body), -1 // in chunks, no length said
	if status, _ := e.answer(r); status != http.StatusRequestEntityTooLarge {
		t.Errorf("answered %d to 10 MiB in chunks, want 413", status)
	}
	if read := len(long) - body.Len(); read > maxBody+1<<10 {
		t.Errorf("read %d bytes before refusing", read)
	}
}

func TestEndpointAnswers(t *testing.T) {
	problems := &chat.FormError{Problems: map[string]string{"day": "31 February does not exist"}}
	formType, formBody := posted(t, "interactive", sentForm(t))
	challenge := `{"token":"x","challenge":"<b>3eZbrw</b>","type":"url_verification"}`
	for _, tt := range []struct {
		name        string
		contentType string
		body        string
		running     bool
		receive     error
		status      int
		answer      string
	}{
		{"taken in", asJSON, mention(t), true, nil, 200, ""},
		{"inbox fails", asJSON, mention(t), true, errors.New("disk full"), 503, "not taken in"},
		{"not running", asJSON, mention(t), false, nil, 503, "Service Unavailable"},
		{"challenge", asJSON, challenge, false, nil, 200, `{"challenge":"\u003cb\u003e3eZbrw\u003c/b\u003e"}`},
		{"zones", asForm, url.Values{"payload": {`{"type":"block_suggestion","action_id":"x"}`}}.Encode(), true, nil, 200, `{"options":[]}`},
		{"form", formType, formBody, true, nil, 200, ""},
		{"form with problems", formType, formBody, true, problems, 200,
			`{"errors":{"field:day":"31 February does not exist"},"response_action":"errors"}`},
		{"form, and the inbox fails", formType, formBody, true, errors.New("disk full"), 503, "not taken in"},
	} {
		e, _ := testEndpoint(t, func(context.Context, chat.Incoming) error { return tt.receive })
		if !tt.running {
			e.inlet.Store(nil)
		}
		status, answer := e.answer(signedRequest(tt.contentType, tt.body, testSecret, time.Now()))
		if status != tt.status || answer != tt.answer {
			t.Errorf("%s: answered %d %s, want %d %s", tt.name, status, answer, tt.status, tt.answer)
		}
	}
}

package slack

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack/socketmode"

	"entente/bot/chat"
)

// checkKeepable: what is handed over names its event, its room and who, and is
// free of what a database refuses.
func checkKeepable(t *testing.T, in chat.Incoming) {
	t.Helper()
	if in.EventID == "" || in.Network != "net" || in.Room == "net:" || !strings.HasPrefix(string(in.Room), "net:") {
		t.Errorf("event %q in room %q of %q", in.EventID, in.Room, in.Network)
	}
	if slices.Contains([]chat.IncomingKind{chat.Said, chat.Edited, chat.Deleted, chat.Reacted}, in.Kind) && in.From == "" {
		t.Errorf("%s by nobody", in.Kind)
	}
	if in.Kind == chat.Reacted && in.Text == "" || in.Kind == chat.Moved && in.Before == "" {
		t.Errorf("%s without what", in.Kind)
	}
	texts := []string{
		in.Text, in.Name, in.FromName, in.EventID, in.Thread, in.Message, in.ReplyTo,
		string(in.Room), string(in.Before), string(in.From), in.Ticket,
	}
	for name, value := range in.Fields {
		texts = append(texts, name, value)
	}
	for _, m := range in.Mentions {
		texts = append(texts, m.Text, m.Name, string(m.Person), string(m.Room))
	}
	for _, text := range texts {
		if strings.ContainsRune(text, 0) {
			t.Errorf("%q holds a NUL", text)
		}
	}
	if len(in.Mentions) > maxMentions {
		t.Errorf("%d mentions", len(in.Mentions))
	}
	if _, err := json.Marshal(in); err != nil {
		t.Error(err)
	}
}

// requests calls add with each request of testdata/requests. What a real
// workspace has sent stands in testdata/fuzz.
func requests(f *testing.F, add func(kind string, payload json.RawMessage)) {
	f.Helper()
	files, err := filepath.Glob("testdata/requests/*.json")
	if err != nil || len(files) == 0 {
		f.Fatalf("no requests: %v", err)
	}
	for _, file := range files {
		add(readRequest(f, file))
	}
}

// FuzzEndpoint: whatever is posted with Slack's signature is taken in or
// refused by a status, and not taken in a second time.
func FuzzEndpoint(f *testing.F) {
	requests(f, func(kind string, payload json.RawMessage) {
		contentType, body := posted(f, kind, payload)
		f.Add(contentType, body)
	})
	f.Add(asForm, "ssl_check=1")
	f.Add(asJSON, `{"type":"url_verification","challenge":"x"}`)
	f.Fuzz(func(t *testing.T, contentType, body string) {
		var taken int
		e, _ := testEndpoint(t, func(_ context.Context, in chat.Incoming) error {
			taken++
			checkKeepable(t, in)
			return nil
		})
		now := time.Now()
		status, _ := e.answer(signedRequest(contentType, body, testSecret, now))
		if !slices.Contains([]int{http.StatusOK, http.StatusBadRequest, http.StatusUnsupportedMediaType}, status) || status != http.StatusOK && taken > 0 {
			t.Errorf("answered %d, taken in %d times", status, taken)
		}
		if status == http.StatusOK {
			if again, _ := e.answer(signedRequest(contentType, body, testSecret, now)); again != http.StatusUnauthorized || taken > 1 {
				t.Errorf("answered %d to a replay, taken in %d times", again, taken)
			}
		}
		if status, _ := e.answer(signedRequest(contentType, body, "forged", now)); status != http.StatusUnauthorized {
			t.Errorf("answered %d to a forged request", status)
		}
	})
}

// FuzzFrame: whatever comes by the Socket Mode connection is taken in or left,
// and acknowledged once if it has an envelope: it neither ends the connection
// nor is repeated for ever.
func FuzzFrame(f *testing.F) {
	requests(f, func(kind string, payload json.RawMessage) {
		frame, err := json.Marshal(map[string]any{"type": kind, "envelope_id": "e1", "payload": payload})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(frame)
	})
	f.Add([]byte(`{"type":"hello","num_connections":1}`))
	f.Add([]byte(`{"type":"disconnect","reason":"warning"}`))
	f.Fuzz(func(t *testing.T, frame []byte) {
		acknowledged := 0
		s := socket{
			inlet: testInlet(t, func(_ context.Context, in chat.Incoming) error {
				checkKeepable(t, in)
				return nil
			}),
			ack: func(context.Context, string, any) error { acknowledged++; return nil },
			up:  new(atomic.Bool),
			log: slog.New(slog.DiscardHandler),
		}
		event := socketmode.Event{Type: socketmode.EventTypeErrorBadMessage, Data: &socketmode.ErrorBadMessage{Message: frame}}
		if err := s.take(t.Context(), event); err != nil {
			t.Errorf("the connection ends: %v", err)
		}
		var request socketmode.Request
		want := 0
		if json.Unmarshal(frame, &request) == nil && request.EnvelopeID != "" {
			want = 1
		}
		if acknowledged != want {
			t.Errorf("acknowledged %d times, want %d", acknowledged, want)
		}
	})
}

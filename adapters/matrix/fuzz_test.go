//go:build goolm

package matrix

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"maunium.net/go/mautrix"

	"entente/bot/chat"
)

// A fuzzed bot takes in what no homeserver should send. It is one for all
// inputs, as the store costs time to make.
type fuzzed struct {
	*Adapter
	panics *panicLog
}

func newFuzzed(f *testing.F) *fuzzed {
	f.Helper()
	r := newRecording(f)
	o := r.options(f)
	panics := new(panicLog)
	o.Log = slog.New(panics)
	a, err := New(o)
	if err != nil {
		f.Fatal(err)
	}
	a.client.Client.Transport = within{r}
	if err := a.connect(f.Context(), a.login); err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := a.Close(); err != nil {
			f.Error(err)
		}
	})
	return &fuzzed{a, panics}
}

// within asks a handler without a network, whose chances a fuzzer would take
// for news.
type within struct{ http.Handler }

func (w within) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Body == nil {
		request.Body = http.NoBody
	}
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, request)
	return answer.Result(), nil
}

// takes works off one response: without panic, and without an error after
// which the same would be asked for again, forever.
func (f *fuzzed) takes(t *testing.T, body []byte) {
	var response *mautrix.RespSync
	if json.Unmarshal(body, &response) != nil || response == nil {
		return
	}
	f.panics.seen = ""
	s := f.newSession(func(_ context.Context, in chat.Incoming) error {
		if in.EventID == "" || in.Room == "" || in.From == "" || in.Kind == "" {
			t.Errorf("handed over: %+v", in)
		}
		return nil
	})
	s.tidy(response)
	if err := s.takeIn(t.Context(), response, "s1_0"); err != nil {
		t.Errorf("comes again and again: %v", err)
	}
	if f.panics.seen != "" {
		t.Error(f.panics.seen)
	}
}

// panicLog keeps what is logged of panics.
type panicLog struct{ seen string }

func (*panicLog) Enabled(context.Context, slog.Level) bool { return true }
func (p *panicLog) WithAttrs([]slog.Attr) slog.Handler     { return p }
func (p *panicLog) WithGroup(string) slog.Handler          { return p }
func (p *panicLog) Handle(_ context.Context, record slog.Record) error {
	if strings.Contains(record.Message, "panic") {
		p.seen = record.Message
		record.Attrs(func(a slog.Attr) bool { p.seen += "\n" + a.String(); return true })
	}
	return nil
}

func FuzzSync(f *testing.F) {
	var s story
	f.Add(response("s2_0", map[string]any{"!room1:recorded.test": s.room(1, 2, 2)}, nil))
	f.Add(response("s2_0", nil, map[string]any{"!new:recorded.test": map[string]any{"invite_state": map[string]any{"events": []any{
		s.state("m.room.create", "", "@alice:recorded.test", map[string]any{"predecessor": map[string]string{"room_id": "!room1:recorded.test"}}),
		s.state("m.room.member", recordedBot, "@alice:recorded.test", map[string]any{"membership": "invite", "is_direct": true}),
	}}}}))
	f.Add([]byte(`{"next_batch":"s","rooms":{"leave":{"!room1:recorded.test":{"timeline":{"events":[{"type":"m.room.member","state_key":"` + recordedBot + `","event_id":"$l","sender":"@a:b","content":{"membership":"ban"}}]}}}}}`))
	f.Add([]byte(`{"to_device":{"events":[null,{"type":"m.room_key_request","sender":"@x:y","content":{"action":"request","body":{"algorithm":"m.megolm.v1.aes-sha2"}}},{"type":"m.room.encrypted","content":{"algorithm":"m.olm.v1.curve25519-aes-sha2","ciphertext":{"k":{"type":0,"body":"AwogAAAA"}},"sender_key":"k"}}]},"device_lists":{"changed":["@x:y"]}}`))
	bot := newFuzzed(f)
	f.Fuzz(func(t *testing.T, body []byte) { bot.takes(t, body) })
}

func FuzzEvent(f *testing.F) {
	for _, seed := range []string{
		`{"type":"m.room.message","event_id":"$1","sender":"@alice:recorded.test","content":{"msgtype":"m.text","body":"Entente: next","m.relates_to":{"m.in_reply_to":{"event_id":"$q"}}}}`,
		`{"type":"m.room.encrypted","event_id":"$2","sender":"@alice:recorded.test","content":{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"` + strings.Repeat("A", 80) + `","session_id":"` + strings.Repeat("s", 43) + `","sender_key":"k","device_id":"D"}}`,
		`{"type":"m.reaction","event_id":"$3","sender":"@alice:recorded.test","content":{"m.relates_to":{"rel_type":"m.annotation","event_id":"$own","key":"1️⃣"}}}`,
		`{"type":"m.room.redaction","event_id":"$4","sender":"@alice:recorded.test","redacts":"$1","content":{"redacts":"$1"}}`,
		`{"type":"m.room.tombstone","state_key":"","event_id":"$5","sender":"@alice:recorded.test","content":{"replacement_room":"!new:recorded.test"}}`,
		`{"type":"m.room.member","state_key":"` + recordedBot + `","event_id":"$6","sender":"@alice:recorded.test","content":{"membership":"join"},"unsigned":{"prev_content":{"membership":"invite"}}}`,
		`{"type":"m.room.message","event_id":"$7","sender":"@alice:recorded.test","content":{"msgtype":"m.text","body":"* x","m.new_content":{"msgtype":"m.text","body":"x"},"m.relates_to":{"rel_type":"m.replace","event_id":"$1"}},"unsigned":{"redacted_because":{}}}`,
	} {
		f.Add([]byte(seed))
	}
	bot := newFuzzed(f)
	f.Fuzz(func(t *testing.T, evt []byte) {
		if !json.Valid(evt) {
			return
		}
		bot.takes(t, []byte(`{"rooms":{"join":{"!room1:recorded.test":{"timeline":{"events":[`+string(evt)+`]}}}}}`))
	})
}

package slack

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"slices"
	"testing"

	"github.com/slack-go/slack/socketmode"

	"entente/bot/chat"
)

func testInlet(t testing.TB, receive chat.Receive) *inlet {
	t.Helper()
	return &inlet{reader: *testReader(t), receive: receive, turn: make(chan struct{}, 1), log: slog.New(slog.DiscardHandler)}
}

func TestAcknowledgedOnceTakenIn(t *testing.T) {
	mention, err := os.ReadFile("testdata/requests/mention.json")
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile("testdata/requests/own.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		frame   string
		receive error
		want    []string
	}{
		{"taken in", string(mention), nil, []string{"receive", "acknowledge"}},
		{"inbox fails", string(mention), errors.New("disk full"), []string{"receive"}},
		{"not for the bot", string(own), nil, []string{"acknowledge"}},
		{"never readable", `{"type":"events_api","envelope_id":"e1","payload":7}`, nil, []string{"acknowledge"}},
		{"no envelope", `{"type":"hello"}`, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var did []string
			in := testInlet(t, func(context.Context, chat.Incoming) error {
				did = append(did, "receive")
				return test.receive
			})
			s := socket{
				inlet: in,
				ack: func(_ context.Context, envelope string, answer any) error {
					if envelope != "e1" || answer != nil {
						t.Errorf("acknowledged %q with %v", envelope, answer)
					}
					did = append(did, "acknowledge")
					return nil
				},
				log: slog.New(slog.DiscardHandler),
			}
			var request socketmode.Request
			if err := json.Unmarshal([]byte(test.frame), &request); err != nil {
				t.Fatal(err)
			}
			for _, event := range []socketmode.Event{
				{Type: socketmode.EventTypeEventsAPI, Request: &request},
				{Type: socketmode.EventTypeErrorBadMessage, Data: &socketmode.ErrorBadMessage{Message: json.RawMessage(test.frame)}},
			} {
				did = nil
				if err := s.take(t.Context(), event); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(did, test.want) {
					t.Errorf("%s: did %v, want %v", event.Type, did, test.want)
				}
			}
		})
	}
}

// TestConnectedFollowsTheConnection: what is said arrives from Slack's greeting
// until the connection is made anew.
func TestConnectedFollowsTheConnection(t *testing.T) {
	var a Adapter
	s := socket{inlet: testInlet(t, nil), up: &a.up, log: slog.New(slog.DiscardHandler)}
	for _, step := range []struct {
		event socketmode.EventType
		want  bool
	}{
		{socketmode.EventTypeConnecting, false},
		{socketmode.EventTypeConnected, false},
		{socketmode.EventTypeHello, true},
		{socketmode.EventTypeEventsAPI, true},
		{socketmode.EventTypeConnecting, false},
		{socketmode.EventTypeHello, true},
	} {
		if err := s.take(t.Context(), socketmode.Event{Type: step.event}); err != nil {
			t.Fatal(err)
		}
		if up := a.Connected() == nil; up != step.want {
			t.Errorf("after %s: connected %v", step.event, up)
		}
	}
}

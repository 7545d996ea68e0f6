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
			in := inlet{
				reader: *testReader(t),
				receive: func(context.Context, chat.Incoming) error {
					did = append(did, "receive")
					return test.receive
				},
				ack: func(_ context.Context, envelope string) error {
					if envelope != "e1" {
						t.Errorf("acknowledged %q", envelope)
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
				if err := in.take(t.Context(), event); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(did, test.want) {
					t.Errorf("%s: did %v, want %v", event.Type, did, test.want)
				}
			}
		})
	}
}

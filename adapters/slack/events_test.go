package slack

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
)

// testReader is a reader in a workspace with people and rooms, as the bot U0BOT.
func testReader(t testing.TB) *reader {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	unknown := errors.New("not known")
	me := self{user: "U0BOT", name: "entente_bot", team: "T0TEAM"}
	return &reader{network: "net", me: me, revoked: make(chan struct{}, 1), log: log, known: &directory{
		people: newCache(log, "people", func(_ context.Context, user string) (profile, error) {
			switch user {
			case "U0ALICE":
				return profile{name: "Alice Martin", zone: "Europe/Paris", lang: language("fr-FR")}, nil
			case "U0SAM", "U0SAM2":
				return profile{name: "Sam Smith", zone: "Asia/Ho_Chi_Minh"}, nil
			case "U0OTHERBOT":
				return profile{name: "Other", bot: true}, nil
			}
			return profile{}, unknown
		}),
		rooms: newCache(log, "rooms", func(_ context.Context, channel channelID) (room, error) {
			switch channel {
			case "C0DEV":
				return room{name: "dev", known: true, open: true}, nil
			case "C0OPS": // the bot is not in it
				return room{name: "ops", known: true}, nil
			}
			return room{}, unknown
		}),
		authors: newCache(log, "authors", func(_ context.Context, m message) (string, error) {
			if m.ts == "1790000000.000100" {
				return "U0BOT", nil
			}
			return "U0ALICE", nil
		}),
		directs: newCache(log, "directs", func(context.Context, string) (channelID, error) {
			return "D0ALICE", nil
		}),
	}}
}

// TestRead reads each request of testdata/requests and compares what comes of
// it with the file beside it.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/requests/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no requests: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			kind, payload := readRequest(t, file)
			reader := testReader(t)
			in, err := reader.read(t.Context(), kind, payload)
			if err != nil {
				t.Fatal(err)
			}
			if in != nil && kind == "slash_commands" {
				in.At = instant("1790000000") // a command does not say when
			}
			if in != nil && in.Ticket != "" {
				in.Ticket = withoutTime(t, in.Ticket)
			}
			golden(t, strings.TrimSuffix(file, ".json")+".golden", known(in))
		})
	}
}

// withoutTime is a ticket as it travels, without when it came in.
func withoutTime(t *testing.T, text string) string {
	t.Helper()
	var got ticket
	if err := json.Unmarshal([]byte(text), &got); err != nil || got.At.IsZero() {
		t.Errorf("ticket %s: %v", text, err)
	}
	got.At = time.Time{}
	return got.String()
}

// known are the fields of in that say something; nil when it is not for us.
func known(in *chat.Incoming) map[string]any {
	if in == nil {
		return nil
	}
	fields := map[string]any{}
	value := reflect.ValueOf(*in)
	for i := range value.NumField() {
		if field := value.Field(i); !field.IsZero() {
			fields[value.Type().Field(i).Name] = field.Interface()
		}
	}
	return fields
}

// readRequest is the type and payload of a Socket Mode envelope in file.
func readRequest(t testing.TB, file string) (kind string, payload json.RawMessage) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var request struct {
		Type    string          `json:"type"`
		Payload json.RawMessage `json:"payload"`
	}
	if err := json.Unmarshal(data, &request); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return request.Type, request.Payload
}

func TestTwinsAreOneEvent(t *testing.T) {
	var twins []*chat.Incoming
	for _, file := range []string{"testdata/requests/mention.json", "testdata/requests/mention_twin.json"} {
		kind, payload := readRequest(t, file)
		reader := testReader(t)
		in, err := reader.read(t.Context(), kind, payload)
		if err != nil || in == nil {
			t.Fatalf("%s: %v, %v", file, in, err)
		}
		twins = append(twins, in)
	}
	if diff := cmp.Diff(twins[0], twins[1]); diff != "" {
		t.Errorf("message and app_mention differ (-message +app_mention):\n%s", diff)
	}
}

func TestReadUnreadable(t *testing.T) {
	const said = `{"event":{"type":"message","user":"U0ALICE","text":"next","channel":"D0ALICE","ts":"1790000001.000200"}}`
	for _, payload := range []string{
		``, `[]`, `{"event":[]}`, `{"event":{"text":7}}`,
		strings.Replace(said, "D0ALICE", `D0\u0000`, 1),
		strings.Replace(said, "U0ALICE", "U 0", 1),
		strings.Replace(said, "U0ALICE", strings.Repeat("U", 300), 1),
		strings.Replace(said, "1790000001", "1790000001000", 1), // a year that nobody sees
	} {
		reader := testReader(t)
		if in, err := reader.read(t.Context(), "events_api", json.RawMessage(payload)); err == nil {
			t.Errorf("read(%s) = %v, want an error", payload, in)
		}
	}
}

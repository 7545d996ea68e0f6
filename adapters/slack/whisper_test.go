package slack

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
)

// whisperAPI answers chat.postEphemeral and chat.postMessage with code (none:
// with success) and the response address with status.
func whisperAPI(code string, status int) *webAPI {
	return &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
		switch {
		case method == "hook":
			w.Header().Set("Content-Type", "text/plain")
			w.WriteHeader(status)
			_, _ = w.Write([]byte("ok"))
		case code != "":
			reply(w, map[string]any{"ok": false, "error": code})
		default:
			reply(w, map[string]any{"ok": true, "message_ts": "1.2", "ts": "1.2"})
		}
	}}
}

// TestWhisper: what one person alone is to see goes the way that there is.
func TestWhisper(t *testing.T) {
	const hook = "hook"
	room, direct := chat.Place{Room: "net:C0DEV"}, chat.Place{Room: "net:D0OTHERS"}
	thread := chat.Place{Room: "net:C0DEV", Thread: "1.0"}
	for _, test := range []struct {
		name     string
		to       chat.Place
		code     string // of the ordinary way
		status   int    // of the response address
		given    ticket
		replaces string
		want     []string
		fails    *chat.SendError
	}{
		{name: "in the channel", to: room, given: ticket{Response: hook}, want: []string{"chat.postEphemeral C0DEV"}},
		{name: "in a thread", to: thread, given: ticket{Response: hook}, want: []string{"chat.postEphemeral C0DEV 1.0"}},
		{name: "where no thread is yet", to: thread, given: ticket{Response: hook, NoThread: true}, want: []string{"chat.postEphemeral C0DEV"}},
		{name: "not in the channel", to: room, code: "not_in_channel", status: 200, given: ticket{Response: hook},
			want: []string{"chat.postEphemeral C0DEV", "hook"}},
		{name: "private channel", to: room, code: "channel_not_found", status: 200, given: ticket{Response: hook},
			want: []string{"chat.postEphemeral C0DEV", "hook"}},
		{name: "between two others", to: direct, code: "channel_not_found", status: 200, given: ticket{Response: hook},
			want: []string{"chat.postMessage D0OTHERS", "hook"}},
		{name: "no ticket", to: room, code: "not_in_channel", want: []string{"chat.postEphemeral C0DEV"},
			fails: &chat.SendError{Final: true, Reason: "not_in_channel"}},
		{name: "expired for Slack", to: room, code: "not_in_channel", status: 404, given: ticket{Response: hook},
			want: []string{"chat.postEphemeral C0DEV", "hook"}, fails: &chat.SendError{Final: true, Reason: "response_refused"}},
		{name: "archived", to: room, code: "is_archived", given: ticket{Response: hook},
			want: []string{"chat.postEphemeral C0DEV"}, fails: &chat.SendError{Final: true, Reason: "is_archived"}},
		{name: "in the place of an ephemeral", to: room, status: 200, given: ticket{Response: hook, Ephemeral: true}, replaces: "1.1", want: []string{"hook"}},
		{name: "in the place of an old ephemeral", to: room, status: 404, given: ticket{Response: hook, Ephemeral: true}, replaces: "1.1",
			want: []string{"hook", "chat.postEphemeral C0DEV"}},
		{name: "not in the place of what all see", to: room, status: 200, given: ticket{Response: hook}, replaces: "1.1",
			want: []string{"chat.postEphemeral C0DEV"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := whisperAPI(test.code, test.status)
			a := api.adapter(t)
			out := said(test.to)
			out.OnlyFor, out.Replaces = "net:U0ALICE", test.replaces
			if test.given.Response != "" {
				test.given.Response, test.given.At = api.url+"/hook", time.Now()
				out.Ticket = test.given.String()
			}
			_, err := a.Send(t.Context(), out)
			if (err == nil) != (test.fails == nil) {
				t.Fatalf("Send = %v", err)
			}
			if err != nil {
				checkOutcome(t, err, test.fails)
			}
			if diff := cmp.Diff(test.want, api.methods()); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
}

func TestResponseIsForOneAlone(t *testing.T) {
	for ephemeral, thread := range map[bool]string{true: "1.0", false: ""} {
		api := whisperAPI("not_in_channel", 200)
		a := api.adapter(t)
		out := said(chat.Place{Room: "net:C0DEV", Thread: "1.0"})
		out.OnlyFor, out.Replaces = "net:U0ALICE", "1.1"
		out.Ticket = ticket{Response: api.url + "/hook", Ephemeral: ephemeral, NoThread: thread == "", At: time.Now()}.String()
		if _, err := a.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		var sent struct {
			Type     string            `json:"response_type"`
			Replace  bool              `json:"replace_original"`
			Thread   string            `json:"thread_ts"`
			Text     string            `json:"text"`
			Blocks   []json.RawMessage `json:"blocks"`
			Metadata map[string]any    `json:"metadata"`
		}
		body := api.calls[len(api.calls)-1].form.Get("json")
		if err := json.Unmarshal([]byte(body), &sent); err != nil {
			t.Fatal(err)
		}
		if sent.Type != "ephemeral" || sent.Replace != ephemeral || sent.Thread != thread || sent.Text != "Oceans" || len(sent.Blocks) != 1 {
			t.Errorf("sent %s", body)
		}
	}
}

// TestAddressesStayOutOfErrors: an address that takes answers is a secret.
func TestAddressesStayOutOfErrors(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
		if method == "chat.postEphemeral" {
			reply(w, map[string]any{"ok": false, "error": "not_in_channel"})
			return
		}
		panic(http.ErrAbortHandler)
	}}
	a := api.adapter(t)
	out := said(chat.Place{Room: "net:C0DEV"})
	out.OnlyFor = "net:U0ALICE"
	out.Ticket = ticket{Response: api.url + "/hook", At: time.Now()}.String()
	_, err := a.Send(t.Context(), out)
	checkOutcome(t, err, nil)
	if strings.Contains(err.Error(), "hook") {
		t.Errorf("the address in %q", err)
	}
}

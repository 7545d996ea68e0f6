package slack

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
)

// said is a message to to.
func said(to chat.Place) chat.Outgoing {
	return chat.Outgoing{To: to, Blocks: []chat.Block{{Text: []chat.Span{{Text: "Oceans"}}}}, Key: "k1"}
}

func TestSendGoesWhereItBelongs(t *testing.T) {
	only := said(chat.Place{Room: "net:C0DEV", ReplyTo: "1.1"})
	only.OnlyFor = "net:U0ALICE"
	onlyInThread := said(chat.Place{Room: "net:C0DEV", Thread: "1.0", ReplyTo: "1.1"})
	onlyInThread.OnlyFor = "net:U0ALICE"
	onlyDirect := said(chat.Place{Room: "net:D0ALICE", ReplyTo: "1.1"})
	onlyDirect.OnlyFor = "net:U0ALICE"
	edit := said(chat.Place{Room: "net:C0DEV"})
	edit.Replaces = "1.2"
	for _, test := range []struct {
		name string
		out  chat.Outgoing
		want []string // method, channel, thread
	}{
		{"room", said(chat.Place{Room: "net:C0DEV"}), []string{"chat.postMessage C0DEV"}},
		{"answer opens a thread", said(chat.Place{Room: "net:C0DEV", ReplyTo: "1.1"}), []string{"chat.postMessage C0DEV 1.1"}},
		{"answer in a thread", said(chat.Place{Room: "net:C0DEV", Thread: "1.0", ReplyTo: "1.1"}), []string{"chat.postMessage C0DEV 1.0"}},
		{"direct answer is not hidden", said(chat.Place{Room: "net:D0ALICE", ReplyTo: "1.1"}), []string{"chat.postMessage D0ALICE"}},
		{"person", said(chat.Place{Person: "net:U0ALICE"}), []string{"conversations.open", "chat.postMessage D0ALICE"}},
		{"only for", only, []string{"chat.postEphemeral C0DEV"}},
		{"only for, in a thread", onlyInThread, []string{"chat.postEphemeral C0DEV 1.0"}},
		{"only for, alone anyway", onlyDirect, []string{"chat.postMessage D0ALICE"}},
		{"replaces", edit, []string{"chat.update C0DEV"}},
		{"reaction", chat.Outgoing{To: chat.Place{Room: "net:C0DEV", ReplyTo: "1.1"}, React: "👍"}, []string{"reactions.add C0DEV"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := &webAPI{}
			if _, err := api.adapter(t).Send(t.Context(), test.out); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, api.methods()); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSendCarriesKeyAndNoUnfurls(t *testing.T) {
	api := &webAPI{}
	if _, err := api.adapter(t).Send(t.Context(), said(chat.Place{Room: "net:C0DEV"})); err != nil {
		t.Fatal(err)
	}
	form := api.calls[0].form
	for field, want := range map[string]string{
		"metadata":     `{"event_type":"entente_delivery","event_payload":{"key":"k1"}}`,
		"unfurl_links": "false",
		"unfurl_media": "false",
		"parse":        "none",
		"link_names":   "",
	} {
		if got := form.Get(field); got != want {
			t.Errorf("%s = %q, want %q", field, got, want)
		}
	}
}

func TestReplacedMessageIsGone(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
		reply(w, map[string]any{"ok": method == "chat.postMessage", "error": "message_not_found", "ts": "1.3"})
	}}
	out := said(chat.Place{Room: "net:C0DEV", Thread: "1.0"})
	out.Replaces = "1.2"
	receipt, err := api.adapter(t).Send(t.Context(), out)
	if err != nil || receipt != (chat.Receipt{Room: "net:C0DEV", Message: "1.3"}) {
		t.Errorf("Send = %v, %v", receipt, err)
	}
	if diff := cmp.Diff([]string{"chat.update C0DEV", "chat.postMessage C0DEV 1.0"}, api.methods()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

// TestWholeOfALongMessage: what Slack would refuse as too long comes as a file
// below its beginning, unless one person alone sees it or it takes a place.
func TestWholeOfALongMessage(t *testing.T) {
	long := said(chat.Place{Room: "net:C0DEV"})
	long.Blocks[0].Text[0].Text = strings.Repeat("Oceans ", maxMessage)
	only, edit := long, long
	only.OnlyFor, edit.Replaces = "net:U0ALICE", "1.2"
	for _, test := range []struct {
		name string
		out  chat.Outgoing
		want []string
	}{
		{"long", long, []string{"files.getUploadURLExternal", "upload", "files.completeUploadExternal"}},
		{"only for", only, []string{"chat.postEphemeral C0DEV"}},
		{"replaces", edit, []string{"chat.update C0DEV"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := fileAPI(nil)
			if _, err := api.adapter(t).Send(t.Context(), test.out); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, api.methods()); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
	if got := string(whole(long).Content); got != chat.PlainText(long) {
		t.Errorf("a file of %d bytes, want all of the message", len(got))
	}
}

func TestOutcomes(t *testing.T) {
	refuse := func(code string) func(http.ResponseWriter, string, url.Values) {
		return func(w http.ResponseWriter, _ string, _ url.Values) {
			reply(w, map[string]any{"ok": false, "error": code})
		}
	}
	status := func(code int, header ...string) func(http.ResponseWriter, string, url.Values) {
		return func(w http.ResponseWriter, _ string, _ url.Values) {
			for _, value := range header {
				w.Header().Set("Retry-After", value)
			}
			w.WriteHeader(code)
		}
	}
	cut := func(http.ResponseWriter, string, url.Values) { panic(http.ErrAbortHandler) }
	for _, test := range []struct {
		name   string
		answer func(http.ResponseWriter, string, url.Values)
		want   *chat.SendError // nil: unknown
	}{
		{"429 with time", status(429, "7"), &chat.SendError{RetryAfter: 7 * time.Second, Reason: "ratelimited"}},
		{"429 without", status(429), &chat.SendError{Reason: "ratelimited"}},
		{"limited in words", refuse("ratelimited"), &chat.SendError{Reason: "ratelimited"}},
		{"not in channel", refuse("not_in_channel"), &chat.SendError{Final: true, Reason: "not_in_channel"}},
		{"no channel", refuse("channel_not_found"), &chat.SendError{Final: true, Reason: "channel_not_found"}},
		{"archived", refuse("is_archived"), &chat.SendError{Final: true, Reason: "is_archived"}},
		{"revoked", refuse("token_revoked"), &chat.SendError{Final: true, Reason: "token_revoked"}},
		{"inactive", refuse("account_inactive"), &chat.SendError{Final: true, Reason: "account_inactive"}},
		{"Slack in trouble", refuse("fatal_error"), nil},
		{"500", status(500), nil},
		{"302", status(302), nil},
		{"cut", cut, nil},
		{"no answer of Slack's", func(w http.ResponseWriter, _ string, _ url.Values) { _, _ = w.Write([]byte("<html>")) }, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := &webAPI{answer: test.answer}
			_, err := api.adapter(t).Send(t.Context(), said(chat.Place{Room: "net:C0DEV"}))
			checkOutcome(t, err, test.want)
			if calls := len(api.methods()); calls != 1 {
				t.Errorf("%d requests for one message", calls)
			}
		})
	}
}

// checkOutcome compares err with a known outcome, or with an unknown one when
// want is nil.
func checkOutcome(t *testing.T, err error, want *chat.SendError) {
	t.Helper()
	got, known := errors.AsType[*chat.SendError](err)
	switch {
	case err == nil:
		t.Fatal("no error")
	case strings.Contains(err.Error(), "secret"):
		t.Errorf("a token in %q", err)
	case want == nil && known:
		t.Errorf("outcome %v, want unknown", got)
	case want != nil && (!known || got.Final != want.Final || got.RetryAfter != want.RetryAfter || got.Reason != want.Reason):
		t.Errorf("error %v, want %v", err, want)
	}
}

func TestNotReached(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	a := newAdapter(t, "http://"+address+"/")
	want := &chat.SendError{Reason: "not_reached"}
	_, err = a.Send(t.Context(), said(chat.Place{Room: "net:C0DEV"}))
	checkOutcome(t, err, want)
	_, err = a.Send(t.Context(), said(chat.Place{Person: "net:U0ALICE"}))
	checkOutcome(t, err, want)
}

func TestForeignPlacesAreRefused(t *testing.T) {
	api := &webAPI{}
	a := api.adapter(t)
	only := said(chat.Place{Room: "net:C0DEV"})
	only.OnlyFor = "matrix:@alice:x"
	for _, out := range []chat.Outgoing{said(chat.Place{Room: "matrix:!x"}), said(chat.Place{Person: "matrix:@x"}), said(chat.Place{}), only} {
		_, err := a.Send(t.Context(), out)
		checkOutcome(t, err, &chat.SendError{Final: true, Reason: "wrong_network"})
	}
	if calls := api.methods(); len(calls) > 0 {
		t.Errorf("calls %v", calls)
	}
}

// TestDeactivated: whoever was deactivated has no account any more.
func TestDeactivated(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, _ string, _ url.Values) {
		reply(w, map[string]any{"ok": false, "error": "user_disabled"})
	}}
	_, err := api.adapter(t).Send(t.Context(), said(chat.Place{Person: "net:U0ALICE"}))
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: chat.NoAccount})
}

// TestConversationsAreOpenedOnce, and again after Slack has refused a message
// there.
func TestConversationsAreOpenedOnce(t *testing.T) {
	refused := false
	api := &webAPI{answer: func(w http.ResponseWriter, method string, _ url.Values) {
		if method == "conversations.open" {
			reply(w, map[string]any{"ok": true, "channel": map[string]any{"id": "D0ALICE"}})
			return
		}
		reply(w, map[string]any{"ok": !refused, "error": "channel_not_found", "ts": "1.2"})
	}}
	a := api.adapter(t)
	send := func() error {
		_, err := a.Send(t.Context(), said(chat.Place{Person: "net:U0ALICE"}))
		return err
	}
	if err := errors.Join(send(), send()); err != nil {
		t.Fatal(err)
	}
	refused = true
	checkOutcome(t, send(), &chat.SendError{Final: true, Reason: "channel_not_found"})
	refused = false
	if err := send(); err != nil {
		t.Fatal(err)
	}
	post := "chat.postMessage D0ALICE"
	if diff := cmp.Diff([]string{"conversations.open", post, post, post, "conversations.open", post}, api.methods()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

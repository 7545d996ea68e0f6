package matrix

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

// sender is an Adapter that can send into rooms that are not encrypted, to a
// homeserver that answers sends with send.
func sender(t *testing.T, send http.HandlerFunc) (*Adapter, *httptest.Server) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /_matrix/client/v3/rooms/{room}/send/{type}/{transaction}", send)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		answer(http.StatusNotFound, `{"errcode":"M_NOT_FOUND","error":"no such state"}`)(w, nil)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	client, err := mautrix.NewClient(server.URL, "@bot:example.org", "token")
	if err != nil {
		t.Fatal(err)
	}
	client.StateStore, client.Log = mautrix.NewMemoryStateStore(), zerolog.Nop()
	a := testAdapter()
	a.client, a.ready, a.plain = client, make(chan struct{}), map[id.RoomID]bool{}
	close(a.ready)
	return a, server
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func cutConnection(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

var hello = chat.Outgoing{To: chat.Place{Room: "matrix:!r:example.org"}, Blocks: []chat.Block{{Text: []chat.Span{{Text: "hello"}}}}, Key: "K"}

func TestSendTellsKnownOutcomesFromUnknown(t *testing.T) {
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		want   *chat.SendError // nil: unknown
	}{
		"not a member":      {answer(403, `{"errcode":"M_FORBIDDEN"}`), &chat.SendError{Final: true, Reason: "M_FORBIDDEN"}},
		"token revoked":     {answer(401, `{"errcode":"M_UNKNOWN_TOKEN"}`), &chat.SendError{Reason: "M_UNKNOWN_TOKEN", RetryAfter: loginTime}},
		"too large":         {answer(413, `{"errcode":"M_TOO_LARGE"}`), &chat.SendError{Final: true, Reason: "M_TOO_LARGE"}},
		"too many":          {answer(429, `{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":5500}`), &chat.SendError{Reason: "M_LIMIT_EXCEEDED", RetryAfter: 5500 * time.Millisecond}},
		"too many, unnamed": {answer(429, `{"errcode":"M_LIMIT_EXCEEDED"}`), &chat.SendError{Reason: "M_LIMIT_EXCEEDED"}},
		"too many, in the header": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "7")
			answer(429, `{"errcode":"M_LIMIT_EXCEEDED"}`)(w, r)
		}, &chat.SendError{Reason: "M_LIMIT_EXCEEDED", RetryAfter: 7 * time.Second}},
		"too late":          {answer(504, `<html>Gateway timeout</html>`), nil},
		"no such room":      {answer(404, `{"errcode":"M_NOT_FOUND"}`), &chat.SendError{Final: true, Reason: "M_NOT_FOUND"}},
		"its own fault":     {answer(500, `{"errcode":"M_UNKNOWN"}`), nil},
		"a proxy":           {answer(502, `<html>Bad gateway</html>`), nil},
		"a proxy's refusal": {answer(403, `<html>Forbidden</html>`), nil},
		"no sense":          {answer(200, `<html>Welcome</html>`), nil},
		"no id":             {answer(200, `{}`), nil},
		"nothing":           {answer(200, `null`), nil},
		"cut":               {cutConnection, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var sends atomic.Int32
			a, _ := sender(t, func(w http.ResponseWriter, r *http.Request) {
				sends.Add(1)
				test.answer(w, r)
			})
			_, err := a.Send(t.Context(), hello)
			checkOutcome(t, err, test.want)
			if sends.Load() != 1 {
				t.Errorf("sent %d times", sends.Load())
			}
		})
	}
}

func checkOutcome(t *testing.T, err error, want *chat.SendError) {
	t.Helper()
	var got *chat.SendError
	switch known := errors.As(err, &got); {
	case err == nil:
		t.Error("no error")
	case known != (want != nil):
		t.Errorf("outcome known: %v, error %v", known, err)
	case known && (got.Final != want.Final || got.Reason != want.Reason || got.RetryAfter != want.RetryAfter):
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A reaction that an earlier try has put is there (Synapse).
func TestReactionThatIsThereIsSent(t *testing.T) {
	a, _ := sender(t, answer(400, `{"errcode":"M_DUPLICATE_ANNOTATION"}`))
	react := chat.Outgoing{To: chat.Place{Room: here, ReplyTo: "$asked"}, React: "👍", Key: "K"}
	if receipt, err := a.Send(t.Context(), react); err != nil || receipt.Message != "$asked" {
		t.Error(receipt, err)
	}
	_, err := a.Send(t.Context(), hello)
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: "M_DUPLICATE_ANNOTATION"})
}

func TestSendToNobodyIsKnownNotSent(t *testing.T) {
	a, server := sender(t, answer(200, `{"event_id":"$e"}`))
	if receipt, err := a.Send(t.Context(), hello); err != nil || receipt.Message != "$e" {
		t.Fatal(receipt, err)
	}
	server.Close()
	_, err := a.Send(t.Context(), hello)
	checkOutcome(t, err, &chat.SendError{Reason: "unreachable"})

	a.ready = make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = a.Send(ctx, hello)
	checkOutcome(t, err, &chat.SendError{Reason: "not_connected"})

	_, err = testAdapter().roomFor(t.Context(), chat.Place{Room: "slack:C1"})
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: "other_network"})
}

func TestTimeoutOfSendIsUnknown(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	a, _ := sender(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	})
	_, err := a.Send(ctx, hello)
	checkOutcome(t, err, nil)
}

func TestTransactionIsOfTheKey(t *testing.T) {
	const ofA = "entente-ca978112ca1bbdcafac231b39a23dc4d"
	if transaction("a") != ofA || transaction("b") == ofA || transaction("") != "" {
		t.Error(transaction("a"), transaction("b"), transaction(""))
	}
	if strings.ContainsAny(transaction("../ä?#"), "/?#") {
		t.Error(transaction("../ä?#"))
	}
}

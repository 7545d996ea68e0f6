package slack

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// webAPI stands in for Slack's Web API where a test needs it to fail in a
// certain way; what it does when all is well is tested against the lab.
type webAPI struct {
	// answer replies to one call; the default is {"ok": true}.
	answer func(w http.ResponseWriter, method string, form url.Values)

	url   string // without a final slash, once it is started
	mutex sync.Mutex
	calls []call
}

type call struct {
	method string
	form   url.Values
}

// adapter starts the API and returns an adapter that talks to it.
func (api *webAPI) adapter(t *testing.T) *Adapter {
	t.Helper()
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	api.url = server.URL
	return newAdapter(t, server.URL+"/")
}

func newAdapter(t *testing.T, url string) *Adapter {
	t.Helper()
	a, err := New(Options{Name: "net", BotToken: "xoxb-secret", AppToken: "xapp-secret", APIURL: url, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (api *webAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/")
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		body, _ := io.ReadAll(r.Body)
		r.PostForm = url.Values{"json": {string(body)}}
	}
	api.mutex.Lock()
	api.calls = append(api.calls, call{method, r.PostForm})
	api.mutex.Unlock()
	if api.answer == nil {
		answer := map[string]any{"ok": true, "ts": "1790000002.000100"}
		if method == "conversations.open" {
			answer["channel"] = map[string]any{"id": "D0ALICE"}
		}
		reply(w, answer)
		return
	}
	api.answer(w, method, r.PostForm)
}

func reply(w http.ResponseWriter, answer map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer)
}

// methods are the calls so far, with the thread that each was for.
func (api *webAPI) methods() []string {
	api.mutex.Lock()
	defer api.mutex.Unlock()
	var methods []string
	for _, c := range api.calls {
		methods = append(methods, strings.TrimSpace(c.method+" "+c.form.Get("channel")+" "+c.form.Get("thread_ts")))
	}
	return methods
}

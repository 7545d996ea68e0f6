//go:build goolm

package matrix

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// A recording is a homeserver that answers as one once did, in Dendrite's form:
// for what no test can make a real one do. All that it is asked and does not
// know it does not have.
type recording struct {
	*httptest.Server
	mu      sync.Mutex
	syncs   []http.HandlerFunc // answers to /sync, in their order; then it waits
	device  json.RawMessage
	asked   *journal[string] // method and path of each request
	refuse  http.HandlerFunc // of requests to leave a room, when set
	hangUps chan struct{}    // closed at the end of the test
}

const recordedBot = "@entente:recorded.test"

func newRecording(t testing.TB, syncs ...http.HandlerFunc) *recording {
	t.Helper()
	r := &recording{syncs: syncs, asked: newJournal[string](), hangUps: make(chan struct{})}
	r.Server = httptest.NewServer(r)
	t.Cleanup(func() { close(r.hangUps); r.Close() })
	return r
}

// options are those of a bot on it, whom alice and nobody else may invite.
func (r *recording) options(t testing.TB) Options {
	return Options{Name: "test", Homeserver: r.URL, User: recordedBot, Password: "password", Dir: t.TempDir(),
		Allow: []string{"@alice:recorded.test"}, DeviceName: "Entente", Log: testLog(t)}
}

func (r *recording) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	path := strings.TrimPrefix(request.URL.Path, "/_matrix/client/")
	r.asked.add(request.Method + " " + path)
	switch {
	case path == "versions":
		answer(http.StatusOK, `{"versions":["v1.11"]}`)(w, request)
	case path == "v3/login":
		answer(http.StatusOK, `{"user_id":"`+recordedBot+`","access_token":"token","device_id":"DEVICE"}`)(w, request)
	case path == "v3/sync":
		r.sync(w, request)
	case path == "v3/keys/upload":
		r.keep(request)
		answer(http.StatusOK, `{"one_time_key_counts":{"signed_curve25519":50}}`)(w, request)
	case path == "v3/keys/query":
		r.mu.Lock()
		defer r.mu.Unlock()
		keys := map[string]any{}
		if r.device != nil {
			keys[recordedBot] = map[string]any{"DEVICE": r.device}
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"device_keys": keys})
	case strings.HasSuffix(path, "/leave") && r.refuse != nil:
		r.refuse(w, request)
	case strings.HasPrefix(path, "v3/join/"):
		_ = json.NewEncoder(w).Encode(map[string]string{"room_id": strings.TrimPrefix(path, "v3/join/")})
	case request.Method == http.MethodGet:
		answer(http.StatusNotFound, `{"errcode":"M_NOT_FOUND","error":"not recorded"}`)(w, request)
	default:
		answer(http.StatusOK, `{}`)(w, request)
	}
}

// keep keeps the keys of the bot's device.
func (r *recording) keep(request *http.Request) {
	var upload struct {
		Device json.RawMessage `json:"device_keys"`
	}
	body, _ := io.ReadAll(request.Body)
	if json.Unmarshal(body, &upload) == nil && len(upload.Device) > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.device = upload.Device
	}
}

func (r *recording) sync(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	var next http.HandlerFunc
	if len(r.syncs) > 0 {
		next, r.syncs = r.syncs[0], r.syncs[1:]
	}
	r.mu.Unlock()
	if next != nil {
		next(w, request)
		return
	}
	select { // nothing new
	case <-r.hangUps:
	case <-request.Context().Done():
	}
}

// times is how often something was asked.
func (r *recording) times(what string) int {
	return r.asked.count(func(asked string) bool { return strings.Contains(asked, what) })
}

// A story makes the events of a recorded response.
type story struct{ events int }

func (s *story) event(kind, sender string, content any) map[string]any {
	s.events++
	return map[string]any{
		"type": kind, "sender": sender, "content": content, "event_id": fmt.Sprintf("$event%06d-abcdefghijklmnopqrstuvwxyz0123456789", s.events),
		"origin_server_ts": 1795366591000 + s.events, "unsigned": map[string]any{"age": 1000},
	}
}

func (s *story) state(kind, key, sender string, content any) map[string]any {
	evt := s.event(kind, sender, content)
	evt["state_key"] = key
	return evt
}

func (s *story) said(sender, text string) map[string]any {
	return s.event("m.room.message", sender, map[string]any{"msgtype": "m.text", "body": text})
}

// room is a room with so many members, in which so much was said, as the first
// response to a /sync gives it.
func (s *story) room(n, members, messages int) map[string]any {
	owner := "@alice:recorded.test"
	state := []any{
		s.state("m.room.create", "", owner, map[string]any{"creator": owner, "room_version": "10"}),
		s.state("m.room.power_levels", "", owner, map[string]any{"users": map[string]int{owner: 100}, "state_default": 50}),
		s.state("m.room.join_rules", "", owner, map[string]any{"join_rule": "invite"}),
		s.state("m.room.history_visibility", "", owner, map[string]any{"history_visibility": "shared"}),
		s.state("m.room.name", "", owner, map[string]any{"name": fmt.Sprintf("Room %d", n)}),
		s.state("m.room.member", recordedBot, recordedBot, map[string]any{"membership": "join", "displayname": "Entente"}),
	}
	if n%2 == 0 {
		state = append(state, s.state("m.room.encryption", "", owner, map[string]any{"algorithm": "m.megolm.v1.aes-sha2"}))
	}
	for i := range members {
		user := fmt.Sprintf("@person%d:recorded.test", i)
		state = append(state, s.state("m.room.member", user, user, map[string]any{
			"membership": "join", "displayname": fmt.Sprintf("Person %d", i), "avatar_url": "mxc://recorded.test/picture",
		}))
	}
	timeline := make([]any, messages)
	for i := range timeline {
		timeline[i] = s.said(owner, "Entente: an old question")
	}
	return map[string]any{
		"state":    map[string]any{"events": state},
		"timeline": map[string]any{"events": timeline, "limited": true, "prev_batch": "t1-1_0_0_0_0_0_0_0_0"},
	}
}

// response is one of /sync; rooms are those joined, by their id, and invites.
func response(place string, joined, invited map[string]any) []byte {
	body, err := json.Marshal(map[string]any{
		"next_batch": place, "device_one_time_keys_count": map[string]int{"signed_curve25519": 50},
		"rooms": map[string]any{"join": joined, "invite": invited},
	})
	if err != nil {
		panic(err)
	}
	return body
}

func encoded(t testing.TB, what any) string {
	t.Helper()
	body, err := json.Marshal(what)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

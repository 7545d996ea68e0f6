package matrix

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"maunium.net/go/mautrix"

	"entente/bot/chat"
)

// history is an Adapter on a homeserver whose rooms hold these events on the
// first page and then, for ever, pages of one old event of somebody else.
func history(t *testing.T, events string) (a *Adapter, pages *int) {
	t.Helper()
	pages = new(int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if *pages++; *pages > 1 {
			events = `{"type":"m.room.message","sender":"@alice:example.org","event_id":"$old","origin_server_ts":1000,"content":{}}`
		}
		answer(200, fmt.Sprintf(`{"chunk":[%s],"start":"s","end":"e%d"}`, events, *pages))(w, r)
	}))
	t.Cleanup(server.Close)
	client, err := mautrix.NewClient(server.URL, "@bot:example.org", "token")
	if err != nil {
		t.Fatal(err)
	}
	client.Log = zerolog.Nop()
	a = testAdapter()
	a.client, a.ready = client, make(chan struct{})
	close(a.ready)
	return a, pages
}

func TestFindKnowsItsMessageBy(t *testing.T) {
	const at = 1_800_000_000_000
	for name, test := range map[string]struct {
		event string
		want  string // id, empty when it is not there
	}{
		"key": {`{"type":"m.room.encrypted","sender":"@bot:example.org","event_id":"$e","content":{"org.entente.key":"K"}}`, "$e"},
		"key of an edit": {`{"type":"m.room.encrypted","sender":"@bot:example.org","event_id":"$e","content":{"org.entente.key":"K",
			"m.relates_to":{"rel_type":"m.replace","event_id":"$earlier"}}}`, "$earlier"},
		"transaction, when it was removed": {`{"type":"m.room.encrypted","sender":"@bot:example.org","event_id":"$e","content":{},
			"unsigned":{"transaction_id":"` + transaction("K") + `"}}`, "$e"},
		"nothing, from somebody else": {`{"type":"m.room.message","sender":"@eve:example.org","event_id":"$e","content":{"org.entente.key":"K"}}`, ""},
		"nothing, with another key":   {`{"type":"m.room.message","sender":"@bot:example.org","event_id":"$e","content":{"org.entente.key":"L"}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			a, _ := history(t, test.event)
			got, found, err := a.Find(t.Context(), chat.Place{Room: here}, "K", time.UnixMilli(at))
			if err != nil || found != (test.want != "") || got.Message != test.want {
				t.Errorf("found %+v, %v, %v", got, found, err)
			}
		})
	}
}

// A page counts as old only when all of it is: clocks of servers differ.
func TestFindEndsWithThePageBeforeTheFirstAttempt(t *testing.T) {
	a, pages := history(t, `{"type":"m.room.message","sender":"@alice:example.org","event_id":"$1","origin_server_ts":1000,"content":{}},
		{"type":"m.room.message","sender":"@alice:example.org","event_id":"$2","origin_server_ts":1800000000000,"content":{}}`)
	if _, found, err := a.Find(t.Context(), chat.Place{Room: here}, "K", time.UnixMilli(1_800_000_000_000)); found || err != nil {
		t.Error(found, err)
	}
	if *pages != 2 {
		t.Errorf("%d pages were read", *pages)
	}
}

//go:build goolm

package matrix

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
)

// said is a response in which alice says something in Room 1.
func (s *story) saidInRoom1(place, text string) http.HandlerFunc {
	return answer(http.StatusOK, string(response(place, map[string]any{"!room1:recorded.test": map[string]any{
		"timeline": map[string]any{"events": []any{s.said("@alice:recorded.test", text)}},
	}}, nil)))
}

// heard waits for a text.
func (b *bot) heard(t *testing.T, text string) chat.Incoming {
	t.Helper()
	return b.got.wait(t, text, func(in chat.Incoming) bool { return in.Text == text })
}

// TestInitialSyncOf500Rooms measures the first start of an account that is in
// 500 rooms, from the answer of the homeserver to the next question. Nothing
// that was said before is handed over.
func TestInitialSyncOf500Rooms(t *testing.T) {
	var s story
	rooms := map[string]any{}
	for n := range 500 {
		rooms[fmt.Sprintf("!room%d:recorded.test", n)] = s.room(n, 40, 20)
	}
	body := response("s1_0", rooms, nil)
	var asked time.Time
	r := newRecording(t,
		func(w http.ResponseWriter, r *http.Request) {
			asked = time.Now()
			answer(http.StatusOK, string(body))(w, r)
		},
		func(w http.ResponseWriter, r *http.Request) {
			t.Logf("500 rooms, %d events, %d MiB: %v", s.events, len(body)>>20, time.Since(asked))
			s.saidInRoom1("s2_0", "Entente: a new question")(w, r)
		})
	bot := start(t, r.options(t))
	in := bot.heard(t, "a new question")
	if in.FromName != "alice" || in.Direct {
		t.Errorf("heard: %+v", in)
	}
	if n := bot.got.count(always); n != 1 {
		t.Errorf("told of %d things, one was new", n)
	}
}

// TestRoomOf10000Members joins one, and measures what its first response takes.
func TestRoomOf10000Members(t *testing.T) {
	var s story
	big := s.room(2, 10_000, 0)
	big["timeline"] = map[string]any{"events": []any{
		s.state("m.room.member", recordedBot, recordedBot, map[string]any{"membership": "join"}),
		s.said("@person7:recorded.test", "Entente: who are all these people?"),
	}}
	body := response("s2_0", map[string]any{"!big:recorded.test": big}, nil)
	var asked time.Time
	r := newRecording(t, answer(http.StatusOK, string(response("s1_0", nil, nil))),
		func(w http.ResponseWriter, r *http.Request) {
			asked = time.Now()
			answer(http.StatusOK, string(body))(w, r)
		},
		s.saidInRoom1("s3_0", "Entente: and now?"))
	bot := start(t, r.options(t))
	bot.heard(t, "who are all these people?")
	t.Logf("10,000 members, %d MiB: %v to the first message", len(body)>>20, time.Since(asked))
	bot.heard(t, "and now?")
}

// TestManyInvitations has 5,000 strangers invite, among them one who may. What
// is said meanwhile does not wait, nor does the room of who may invite.
func TestManyInvitations(t *testing.T) {
	var s story
	invites := map[string]any{}
	invite := func(room, sender string) {
		invites[room] = map[string]any{"invite_state": map[string]any{"events": []any{
			s.state("m.room.create", "", sender, map[string]any{"room_version": "10"}),
			s.state("m.room.member", recordedBot, sender, map[string]any{"membership": "invite"}),
		}}}
	}
	for n := range 5000 {
		invite(fmt.Sprintf("!spam%d:recorded.test", n), "@mallory:recorded.test")
	}
	invite("!welcome:recorded.test", "@alice:recorded.test")
	r := newRecording(t, answer(http.StatusOK, string(response("s1_0", nil, nil))),
		answer(http.StatusOK, string(response("s2_0", nil, invites))), s.saidInRoom1("s3_0", "Entente: are you busy?"))
	declines, all := make(chan struct{}), make(chan struct{})
	asked, declined := 0, 0
	r.refuse = func(w http.ResponseWriter, request *http.Request) {
		<-declines
		if asked++; asked%1000 == 1 {
			answer(http.StatusTooManyRequests, `{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1}`)(w, request)
			return
		}
		if declined++; declined == len(invites)-1 {
			close(all)
		}
		answer(http.StatusOK, `{}`)(w, request)
	}
	bot := startChanged(t, r.options(t), func(a *Adapter) { a.waits.decline, a.waits.lag = 0, time.Millisecond })
	bot.heard(t, "are you busy?")
	until(t, "joined where it may", func() bool { return r.times("v3/join/!welcome:recorded.test") == 1 })
	if n := r.times("/leave"); n > 1 {
		t.Errorf("%d requests to decline at the same time", n)
	}
	close(declines)
	<-all // however long it takes: each is a request
	if n := bot.got.count(always); n != 1 {
		t.Errorf("told of %d things", n)
	}
}

// TestBadAnswers has a homeserver that fails in every way before it is well.
func TestBadAnswers(t *testing.T) {
	var s story
	page := "<html><body>Bad gateway</body></html>"
	r := newRecording(t, answer(http.StatusOK, string(response("s1_0", nil, nil))),
		answer(http.StatusOK, page), answer(http.StatusBadGateway, page), cutConnection,
		answer(http.StatusOK, `null`), answer(http.StatusOK, `{}`), answer(http.StatusOK, `{"next_batch":7}`),
		answer(http.StatusOK, `{"next_batch":"s2_0","rooms":[]}`), answer(http.StatusOK, ""),
		answer(http.StatusTooManyRequests, `{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1}`),
		answer(http.StatusInternalServerError, `{"errcode":"M_UNKNOWN"}`), answer(http.StatusForbidden, `{"errcode":"M_FORBIDDEN"}`),
		func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"next_batch":`)
		},
		s.saidInRoom1("s2_0", "Entente: still there?"))
	bot := startChanged(t, r.options(t), func(a *Adapter) { a.waits.lag = time.Microsecond })
	bot.heard(t, "still there?")
	until(t, "well again", func() bool { return bot.Connected() == nil })
}

// TestEventsThatNobodyCanRead stand among one that everybody can.
func TestEventsThatNobodyCanRead(t *testing.T) {
	var s story
	huge := s.said("@alice:recorded.test", "Entente: "+strings.Repeat("x", 1<<20))
	body := `{"next_batch":"s2_0","to_device":{"events":[null,{"type":"m.room.encrypted","sender":"@x:y","content":{"algorithm":"m.olm.v1.curve25519-aes-sha2","ciphertext":7}},{}]},
		"device_lists":{"changed":["","@nobody","@x:y"],"left":[""]},"device_one_time_keys_count":{"signed_curve25519":50},
		"rooms":{"join":{"!a:b":null,"":{"timeline":{"events":[{"type":"m.room.message"}]}},"!room1:recorded.test":{"timeline":{"events":[null,{},
		{"type":"m.room.message","event_id":"$1","sender":"@alice:recorded.test","content":{"msgtype":7,"body":[]}},
		{"type":"m.room.message","event_id":"$2","sender":"@alice:recorded.test","content":{}},
		{"type":"m.room.encrypted","event_id":"$3","sender":"@alice:recorded.test","content":{"algorithm":"m.unknown","ciphertext":"x"}},
		{"type":"m.room.encrypted","event_id":"$4","sender":"@alice:recorded.test","content":{"algorithm":"m.megolm.v1.aes-sha2"}},
		{"type":"m.room.encrypted","event_id":"$5","sender":"@alice:recorded.test","content":{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":{},"session_id":3}},
		{"type":"m.reaction","event_id":"$6","sender":"@alice:recorded.test","content":{"m.relates_to":null}},
		{"type":"m.room.redaction","event_id":"$7","sender":"@alice:recorded.test","redacts":"","content":{}},
		{"type":"m.room.tombstone","state_key":"","event_id":"$8","sender":"@alice:recorded.test","content":{"replacement_room":{}}},
		{"type":"m.room.member","state_key":"` + recordedBot + `","event_id":"$9","sender":"@alice:recorded.test","content":{"membership":3}},
		{"type":"m.room.member","state_key":"","event_id":"$10","sender":"@alice:recorded.test","content":{"membership":"join"}},
		{"type":"m.room.message","event_id":"$11","sender":"","content":{"msgtype":"m.text","body":"Entente: from nobody"}},
		` + encoded(t, huge) + `,` + encoded(t, s.said("@alice:recorded.test", "Entente: can you read this?")) + `]}}},
		"invite":{"!c:d":null,"!e:f":{"invite_state":{"events":[null,{}]}}},"leave":{"!g:h":null,"!i:j":{"state":{"events":[null]}}}}}`
	r := newRecording(t, answer(http.StatusOK, string(response("s1_0", nil, nil))), answer(http.StatusOK, body), s.saidInRoom1("s3_0", "Entente: and this?"))
	bot := start(t, r.options(t))
	bot.heard(t, "can you read this?")
	bot.heard(t, "and this?")
	if n := bot.got.count(func(in chat.Incoming) bool { return len(in.Text) < 1000 }); n != 2 {
		entries, _ := bot.got.all()
		t.Errorf("told of %d things: %+v", n, entries)
	}
}

// TestServerWithErrorsOfItsOwn cannot say which message was answered: again and
// again, then the message is taken as it is.
func TestServerWithErrorsOfItsOwn(t *testing.T) {
	var s story
	reply := s.event("m.room.message", "@alice:recorded.test", map[string]any{
		"msgtype": "m.text", "body": "two", "m.relates_to": map[string]any{"m.in_reply_to": map[string]string{"event_id": "$question"}},
	})
	body := string(response("s2_0", map[string]any{"!room1:recorded.test": map[string]any{"timeline": map[string]any{"events": []any{reply}}}}, nil))
	syncs := []http.HandlerFunc{answer(http.StatusOK, string(response("s1_0", nil, nil)))}
	for range mostFailures + 1 {
		syncs = append(syncs, answer(http.StatusOK, body))
	}
	r := newRecording(t, syncs...)
	forward := r.Config.Handler
	r.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if strings.Contains(request.URL.Path, "/event/") {
			answer(http.StatusInternalServerError, `{"errcode":"M_UNKNOWN"}`)(w, request)
			return
		}
		forward.ServeHTTP(w, request)
	})
	bot := startChanged(t, r.options(t), func(a *Adapter) { a.waits.lag = time.Microsecond; a.client.DefaultHTTPBackoff = time.Microsecond })
	if in := bot.heard(t, "two"); in.Addressed {
		t.Errorf("heard: %+v", in)
	}
}

// TestHomeserverDownAtStart starts an account that was connected before while
// its homeserver is down.
func TestHomeserverDownAtStart(t *testing.T) {
	var s story
	r := newRecording(t, answer(http.StatusOK, string(response("s1_0", nil, nil))), s.saidInRoom1("s2_0", "Entente: one"))
	o := r.options(t)
	bot := start(t, o)
	bot.heard(t, "one")
	bot.stop()
	down := newRecording(t, s.saidInRoom1("s3_0", "Entente: two"))
	down.device = r.device
	forward, calls := down.Config.Handler, 0
	down.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if calls++; calls < 5 {
			answer(http.StatusBadGateway, "<html>")(w, request)
			return
		}
		forward.ServeHTTP(w, request)
	})
	o.Homeserver = down.URL
	bot = startChanged(t, o, func(a *Adapter) { a.waits.lag = time.Microsecond })
	bot.heard(t, "two")
}

// TestHomeserverBreaksDownAtFirstLogin gives up a first login only where what
// answers is no homeserver: this one has said that it is one.
func TestHomeserverBreaksDownAtFirstLogin(t *testing.T) {
	var s story
	r := newRecording(t, answer(http.StatusOK, string(response("s1_0", nil, nil))), s.saidInRoom1("s2_0", "Entente: one"))
	forward, calls := r.Config.Handler, 0
	r.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if strings.HasSuffix(request.URL.Path, "/login") {
			if calls++; calls < 5 {
				answer(http.StatusInternalServerError, `{"errcode":"M_UNKNOWN"}`)(w, request)
				return
			}
		}
		forward.ServeHTTP(w, request)
	})
	startChanged(t, r.options(t), func(a *Adapter) { a.waits.lag = time.Microsecond }).heard(t, "one")
}

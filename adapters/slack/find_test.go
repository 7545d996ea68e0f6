package slack

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"entente/bot/chat"
)

// history answers with pages of one message each; keys are from new to old.
func history(keys ...string) func(http.ResponseWriter, string, url.Values) {
	return func(w http.ResponseWriter, method string, form url.Values) {
		if method == "conversations.replies" && form.Get("ts") == "deleted" {
			reply(w, map[string]any{"ok": false, "error": "thread_not_found"})
			return
		}
		page := len(form.Get("cursor"))
		next := ""
		if page < len(keys)-1 {
			next = form.Get("cursor") + "x"
		}
		reply(w, map[string]any{"ok": true, "response_metadata": map[string]any{"next_cursor": next}, "messages": []any{
			map[string]any{"ts": "1.1", "text": keys[page], "metadata": map[string]any{"event_type": "other", "event_payload": map[string]any{"key": keys[page]}}},
			map[string]any{"ts": "1." + keys[page], "metadata": map[string]any{"event_type": "entente_delivery", "event_payload": map[string]any{"key": keys[page]}}},
		}})
	}
}

func TestFind(t *testing.T) {
	since := time.Date(2027, 1, 12, 9, 0, 0, 0, time.UTC)
	room, thread := chat.Place{Room: "net:C0DEV"}, chat.Place{Room: "net:C0DEV", ReplyTo: "1.0"}
	for _, test := range []struct {
		name   string
		to     chat.Place
		key    string
		found  bool
		method string
		calls  int
	}{
		{"first page", room, "c", true, "conversations.history", 1},
		{"last page", room, "a", true, "conversations.history", 3},
		{"nowhere", room, "z", false, "conversations.history", 3},
		{"in a thread", thread, "a", true, "conversations.replies", 3},
		{"thread deleted", chat.Place{Room: "net:C0DEV", Thread: "deleted"}, "c", true, "conversations.history", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := &webAPI{answer: history("c", "b", "a")}
			receipt, found, err := api.adapter(t).Find(t.Context(), test.to, test.key, since)
			if err != nil || found != test.found {
				t.Fatalf("Find = %v, %v, %v", receipt, found, err)
			}
			if found && receipt != (chat.Receipt{Room: "net:C0DEV", Message: "1." + test.key}) {
				t.Errorf("receipt %v", receipt)
			}
			last := api.calls[len(api.calls)-1]
			if len(api.calls) != test.calls || last.method != test.method {
				t.Errorf("%d calls, the last %s", len(api.calls), last.method)
			}
			if last.form.Get("include_all_metadata") != "1" || last.form.Get("oldest") != "1799744280.000000" {
				t.Errorf("asked with %v", last.form)
			}
		})
	}
}

func TestFindWithoutAnAnswer(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, _ string, _ url.Values) { w.WriteHeader(500) }}
	if _, found, err := api.adapter(t).Find(t.Context(), chat.Place{Room: "net:C0DEV"}, "k", time.Time{}); err == nil || found {
		t.Errorf("Find = %v, %v, want an error", found, err)
	}
}

// TestInterruptedLookUpGoesOn: a look-up that Slack limits is an error, asks
// nothing more before its time, and then goes on with the next page.
func TestInterruptedLookUpGoesOn(t *testing.T) {
	pages := history("c", "b", "a")
	limited := true
	api := &webAPI{answer: func(w http.ResponseWriter, method string, form url.Values) {
		if limited && form.Get("cursor") != "" {
			w.Header().Set("Retry-After", "60")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		pages(w, method, form)
	}}
	a := api.adapter(t)
	room := chat.Place{Room: "net:C0DEV"}
	for range 3 {
		if _, found, err := a.Find(t.Context(), room, "a", time.Time{}); err == nil || found {
			t.Fatalf("Find = %v, %v, want an error while Slack limits it", found, err)
		}
	}
	if len(api.calls) != 2 {
		t.Errorf("%d calls, want the first page and one that is refused", len(api.calls))
	}
	limited = false
	a.pace.close(lane{method: "conversations.history"}, time.Now().Add(-time.Hour), 0) // the minute has gone by
	receipt, found, err := a.Find(t.Context(), room, "a", time.Time{})
	if err != nil || !found || receipt.Message != "1.a" {
		t.Errorf("Find = %v, %v, %v", receipt, found, err)
	}
	if first := api.calls[2].form.Get("cursor"); first != "x" {
		t.Errorf("it went on at page %q, want the second", first)
	}
	if len(a.unfinished.byKey) > 0 {
		t.Error("what is finished is remembered")
	}
}

// TestOtherErrorsBeginAnew: Slack may have forgotten a cursor.
func TestOtherErrorsBeginAnew(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, _ string, _ url.Values) {
		reply(w, map[string]any{"ok": false, "error": "invalid_cursor"})
	}}
	a := api.adapter(t)
	fresh := search{channel: "C0DEV"}
	old := fresh
	old.cursor = "forgotten"
	a.unfinished.keep("k", old)
	for range 2 {
		if _, _, err := a.Find(t.Context(), chat.Place{Room: "net:C0DEV"}, "k", time.Time{}); err == nil {
			t.Error("no error")
		}
	}
	if got := api.calls[0].form.Get("cursor") + "|" + api.calls[1].form.Get("cursor"); got != "forgotten|" {
		t.Errorf("cursors %q", got)
	}
}

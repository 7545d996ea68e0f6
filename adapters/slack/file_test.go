package slack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bot/chat"
)

// fileAPI is a workspace that takes files, unless fails answers a method.
func fileAPI(fails map[string]func(http.ResponseWriter)) *webAPI {
	api := &webAPI{}
	api.answer = func(w http.ResponseWriter, method string, _ url.Values) {
		if fail := fails[method]; fail != nil {
			fail(w)
			return
		}
		switch method {
		case "files.getUploadURLExternal":
			reply(w, map[string]any{"ok": true, "upload_url": api.url + "/upload", "file_id": "F1"})
		case "upload":
			_, _ = w.Write([]byte("OK - 15"))
		default:
			reply(w, map[string]any{"ok": true, "files": []any{map[string]any{"id": "F1"}}})
		}
	}
	return api
}

// withFile is a message with a file.
func withFile() chat.Outgoing {
	out := said(chat.Place{Room: "net:C0DEV", Thread: "1.0"})
	out.File = &chat.File{Name: "E12.ics", Type: "text/calendar", Content: []byte("BEGIN:VCALENDAR")}
	return out
}

func TestShareFile(t *testing.T) {
	api := fileAPI(nil)
	receipt, err := api.adapter(t).Send(t.Context(), withFile())
	if err != nil || receipt != (chat.Receipt{Room: "net:C0DEV"}) {
		t.Fatalf("Send = %v, %v", receipt, err)
	}
	if diff := cmp.Diff([]string{"files.getUploadURLExternal", "upload", "files.completeUploadExternal  1.0"}, api.methods()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	form := api.calls[2].form
	if got := form.Get("channel_id") + " " + form.Get("files"); got != `C0DEV [{"id":"F1","title":"E12.ics"}]` {
		t.Errorf("shared %s", got)
	}
	var blocks []struct {
		Type string `json:"type"`
		ID   string `json:"block_id"`
	}
	if err := json.Unmarshal([]byte(form.Get("blocks")), &blocks); err != nil || len(blocks) != 1 || blocks[0].ID != keyBlock("k1") || blocks[0].Type != "rich_text" {
		t.Errorf("blocks %s, %v", form.Get("blocks"), err)
	}
}

// TestFileOutcomes: only the last call can have shown anything.
func TestFileOutcomes(t *testing.T) {
	cut := func(http.ResponseWriter) { panic(http.ErrAbortHandler) }
	refuse := func(code string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { reply(w, map[string]any{"ok": false, "error": code}) }
	}
	for _, test := range []struct {
		name, method string
		answer       func(http.ResponseWriter)
		want         *chat.SendError // nil: unknown
	}{
		{"no place, cut", "files.getUploadURLExternal", cut, &chat.SendError{Reason: "not_reached"}},
		{"no place, refused", "files.getUploadURLExternal", refuse("missing_scope"), &chat.SendError{Final: true, Reason: "missing_scope"}},
		{"no upload, cut", "upload", cut, &chat.SendError{Reason: "not_reached"}},
		{"no upload, 500", "upload", func(w http.ResponseWriter) { w.WriteHeader(500) }, &chat.SendError{Reason: "not_reached"}},
		{"shared, answer lost", "files.completeUploadExternal", cut, nil},
		{"not shared", "files.completeUploadExternal", refuse("not_in_channel"), &chat.SendError{Final: true, Reason: "not_in_channel"}},
		{"Slack in trouble", "files.completeUploadExternal", refuse("internal_error"), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			api := fileAPI(map[string]func(http.ResponseWriter){test.method: test.answer})
			_, err := api.adapter(t).Send(t.Context(), withFile())
			checkOutcome(t, err, test.want)
			if strings.Contains(err.Error(), "/upload") {
				t.Errorf("the address of the upload in %q", err)
			}
		})
	}
}

func TestFilesAreFoundByTheirBlock(t *testing.T) {
	api := &webAPI{answer: func(w http.ResponseWriter, _ string, _ url.Values) {
		reply(w, map[string]any{"ok": true, "messages": []any{
			map[string]any{"ts": "1.1", "blocks": []any{map[string]any{"type": "rich_text", "block_id": keyBlock("other"), "elements": []any{}}}},
			map[string]any{"ts": "1.2", "subtype": "file_share", "blocks": []any{map[string]any{"type": "rich_text", "block_id": keyBlock("k1"), "elements": []any{}}}},
		}})
	}}
	a := api.adapter(t)
	receipt, found, err := a.Find(t.Context(), chat.Place{Room: "net:C0DEV"}, "k1", time.Time{})
	if err != nil || !found || receipt.Message != "1.2" {
		t.Errorf("Find = %v, %v, %v", receipt, found, err)
	}
	if receipt, found, err := a.Find(t.Context(), chat.Place{Room: "net:C0DEV"}, "k2", time.Time{}); err != nil || found {
		t.Errorf("Find = %v, %v, %v, want nothing", receipt, found, err)
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"E12.ics":                  "E12.ics",
		"":                         "file",
		"../../etc/passwd":         ".._.._etc_passwd",
		"a\\b\n<!channel>.ics":     "a_b <!channel>.ics",
		"\u202escitsitats.exe\x00": "scitsitats.exe",
	} {
		if got := fileName(name); got != want {
			t.Errorf("fileName(%q) = %q, want %q", name, got, want)
		}
	}
	if got := fileName(strings.Repeat("é", 1000)); len([]rune(got)) != maxFileName {
		t.Errorf("a name of %d characters", len([]rune(got)))
	}
}

// TestButtonsOfAFileAreNumbered: Slack takes no buttons with a file, and the
// bot understands their numbers.
func TestButtonsOfAFileAreNumbered(t *testing.T) {
	out := withFile()
	out.Buttons = []chat.Button{{Label: "Undo", Sentence: "undo C31"}, {Label: "<!here>", Sentence: "next"}}
	drawn, err := json.Marshal(render("net", out, false).blocks)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1. Undo", `2. \u003c!here\u003e`} {
		if !strings.Contains(string(drawn), fmt.Sprintf(`"text":"%s"`, want)) {
			t.Errorf("no %q in %s", want, drawn)
		}
	}
	if strings.Contains(string(drawn), `"button"`) {
		t.Error("a button")
	}
}

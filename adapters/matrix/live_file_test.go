//go:build goolm

package matrix

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"maunium.net/go/mautrix"
	"maunium.net/go/mautrix/event"
	"maunium.net/go/mautrix/id"

	"entente/bot/chat"
)

func testFile(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-file")), h.enter(t, "alice-file")
	content := []byte("BEGIN:VCALENDAR\r\nSUMMARY:Oceans\r\n")
	for _, kind := range []roomKind{{name: "secret", encrypted: true}, {name: "open"}} {
		room := alice.openWith(t, kind, bot.me.id)
		bot.invited(t, room)
		receipt := bot.says(t, chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("The calendar."), Key: "file",
			File: &chat.File{Name: "E12.ics", Type: "text/calendar", Content: content}})
		got := alice.reads(t, receipt.Message).Content.AsMessage()
		if got.MsgType != event.MsgFile || got.FileName != "E12.ics" || got.Body != "The calendar." || got.Info.MimeType != "text/calendar" {
			t.Errorf("%s: %+v", kind.name, got)
		}
		if loaded := alice.loads(t, got); !bytes.Equal(loaded, content) {
			t.Errorf("%s: loaded %q", kind.name, loaded)
		}
		if (got.File != nil) != kind.encrypted {
			t.Errorf("%s: encrypted %v", kind.name, got.File != nil)
		}
		long := bot.says(t, chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text(strings.Repeat("é<&>", 30_000)), Key: "long"})
		if loaded := alice.loads(t, alice.reads(t, long.Message).Content.AsMessage()); string(loaded) != strings.Repeat("é<&>", 30_000) {
			t.Errorf("%s: of a message that is too long %d bytes were loaded", kind.name, len(loaded))
		}
	}
}

// loads downloads the file of a message.
func (p *person) loads(t *testing.T, content *event.MessageEventContent) []byte {
	t.Helper()
	where := content.URL
	if content.File != nil {
		where = content.File.URL
	}
	address, err := where.Parse()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := p.client.DownloadBytes(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	if content.File == nil {
		return loaded
	}
	if bytes.Contains(loaded, []byte("VCALENDAR")) {
		t.Error("uploaded in clear")
	}
	if err := content.File.DecryptInPlace(loaded); err != nil {
		t.Fatal(err)
	}
	return loaded
}

// testFindAfterFaults looks for messages whose answer was lost: in a thread, as
// an edit, as a file; and for one that never reached the homeserver.
func testFindAfterFaults(t *testing.T, h *homeserver) {
	o, alice := h.options(t, "bot-faults"), h.enter(t, "alice-faults")
	p := proxied(t, &o)
	bot := start(t, o)
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	here, before := chat.Place{Room: bot.roomID(room)}, time.Now()
	root := bot.says(t, chat.Outgoing{To: here, Blocks: text("root"), Key: "F0"})
	thread := here
	thread.Thread = root.Message
	for key, out := range map[string]chat.Outgoing{
		"F1": {To: thread, Blocks: text("in the thread")},
		"F2": {To: here, Blocks: text("changed"), Replaces: root.Message},
		"F3": {To: here, Blocks: text("a file"), File: &chat.File{Name: "a.txt", Content: []byte("a")}},
	} {
		out.Key = key
		p.fault.Store(&fault{"/send/", loseAnswer})
		if _, err := bot.Send(t.Context(), out); err == nil {
			t.Errorf("%s: no error", key)
		} else {
			checkOutcome(t, err, nil)
		}
		p.fault.Store(nil)
		var found chat.Receipt
		asked := time.Now()
		until(t, key+" is found", func() (ok bool) {
			var err error
			if found, ok, err = bot.Find(t.Context(), out.To, key, before); err != nil {
				t.Fatal(err)
			}
			return ok
		})
		t.Logf("%s found after %s", key, time.Since(asked))
		if out.Replaces != "" && found.Message != root.Message {
			t.Errorf("%s: an edit is %s, not %s", key, found.Message, root.Message)
		}
	}
	p.fault.Store(&fault{"/send/", func(w http.ResponseWriter, r *http.Request, _ http.Handler) { cutConnection(w, r) }})
	_, err := bot.Send(t.Context(), chat.Outgoing{To: here, Blocks: text("never"), Key: "F4"})
	checkOutcome(t, err, nil)
	p.fault.Store(nil)
	if _, found, err := bot.Find(t.Context(), here, "F4", before); found || err != nil {
		t.Errorf("found what was never sent: %v", err)
	}
	removed := bot.says(t, chat.Outgoing{To: here, Blocks: text("removed"), Key: "F5"})
	if _, err := alice.client.RedactEvent(t.Context(), room, id.EventID(removed.Message), mautrix.ReqRedact{}); err != nil {
		t.Fatal(err)
	}
	until(t, "it is removed", func() bool {
		stored, err := alice.client.GetEvent(t.Context(), room, id.EventID(removed.Message))
		return err == nil && stored.Content.Raw[keyField] == nil
	})
	if _, found, err := bot.Find(t.Context(), here, "F5", before); found || err != nil {
		t.Errorf("Dendrite now tells what was removed apart: found %v, %v; see the comment of Find", found, err)
	}
}

func testOffersNumbers(t *testing.T, h *homeserver) {
	bot, alice := start(t, h.options(t, "bot-offers")), h.enter(t, "alice-offers")
	room := alice.openWith(t, roomKind{name: "GANDA", encrypted: true}, bot.me.id)
	bot.invited(t, room)
	out := chat.Outgoing{To: chat.Place{Room: bot.roomID(room)}, Blocks: text("Which?"), Key: "O1",
		Buttons: []chat.Button{{Label: "this"}, {Label: "that"}}}
	receipt := bot.says(t, out)
	bot.Offer(receipt, out)
	for _, number := range numbers[:2] {
		alice.seen.wait(t, "reaction "+number, func(evt *event.Event) bool {
			return evt.Type == event.EventReaction && evt.Sender == bot.me.id &&
				evt.Content.AsReaction().RelatesTo.Key == number && evt.Content.AsReaction().RelatesTo.EventID.String() == receipt.Message
		})
	}
}

package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/bot/chat"
	"entente/planner"
)

// TestLiveSending is what the bot shows in a Slack workspace beside plain
// messages: forms, files and what one person alone sees.
func TestLiveSending(t *testing.T) {
	for _, way := range []string{bySocket, byHTTP} {
		t.Run(way, func(t *testing.T) {
			w := startWorkspaceBy(t, way, "net")
			t.Run("form", w.form)
			t.Run("form of an old command", w.oldForm)
			t.Run("file", w.file)
			t.Run("file with a lost answer", w.lostFile)
			t.Run("answer where the bot is not", w.answerElsewhere)
			t.Run("ephemeral message is replaced", w.replaceEphemeral)
			t.Run("every kind of message", w.everyKind)
			t.Run("every bad name", w.everyBadName)
		})
	}
}

// whisper is an ephemeral message as the workspace keeps it.
type whisper struct {
	TS      string           `json:"ts"`
	Channel string           `json:"channel_id"`
	Target  string           `json:"target_user"`
	Text    string           `json:"text"`
	Blocks  []map[string]any `json:"blocks"`
}

func (w *workspace) whispers(t *testing.T) []whisper {
	t.Helper()
	var all []whisper
	w.Control(t, "ephemeral", nil, &all)
	return all
}

// asked is the ticket of a slash command typed in channel.
func (w *workspace) ticket(t *testing.T, channel string) (room chat.Place, given string) {
	t.Helper()
	w.Control(t, "slash", map[string]any{"user": "alice", "channel": channel, "command": "/entente", "text": "plan"}, nil)
	in := w.inbox.next(t)
	return chat.Place{Room: in.Room}, in.Ticket
}

// submit sends the form that is open with these values; the answer is what is
// wrong with them, by block.
func (w *workspace) submit(t *testing.T, values map[string]any) map[string]string {
	t.Helper()
	var answer struct {
		OK   bool
		Body json.RawMessage // by HTTP, an empty string where there is none
	}
	w.Control(t, "submit", map[string]any{"user": "alice", "values": values}, &answer)
	var body struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
	}
	if err := json.Unmarshal(answer.Body, &body); !answer.OK || err == nil && body.Action != "errors" {
		t.Errorf("answered with %s", answer.Body)
	}
	return body.Errors
}

// form: it is opened by a slash command, completes zones, shows problems where
// they belong, and is taken in once, though it is sent twice.
func (w *workspace) form(t *testing.T) {
	out := planForm(ticket{})
	out.OnlyFor = w.alice()
	out.To, out.Ticket = w.ticket(t, "dev")
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	var completed struct {
		Body struct {
			Options []struct{ Value string }
		}
	}
	w.Control(t, "suggest", map[string]any{"block_id": "field:zone", "value": "hano"}, &completed)
	if options := completed.Body.Options; len(options) != 0 {
		t.Errorf("options %v of what is no place", options)
	}
	w.Control(t, "suggest", map[string]any{"block_id": "field:zone", "value": "Hanoi"}, &completed)
	if options := completed.Body.Options; len(options) != 1 || options[0].Value != "Asia/Ho_Chi_Minh" {
		t.Errorf("options %v", options)
	}
	values := map[string]any{
		"field:title": map[string]any{"answer": map[string]any{"type": "plain_text_input", "value": "<!channel> Océans"}},
		"field:day":   map[string]any{"answer": map[string]any{"type": "datepicker", "selected_date": "2027-05-14"}},
		"field:zone":  map[string]any{"zone": map[string]any{"type": "external_select", "selected_option": map[string]any{"value": "Asia/Ho_Chi_Minh"}}},
	}
	w.inbox.mutex.Lock()
	w.inbox.problems = map[string]string{"day": "is a holiday"}
	w.inbox.mutex.Unlock()
	if problems := w.submit(t, values); problems["field:day"] != "is a holiday" {
		t.Errorf("problems %v", problems)
	}
	w.inbox.none(t)
	for range 2 {
		if problems := w.submit(t, values); problems != nil {
			t.Errorf("problems %v, want the form closed", problems)
		}
	}
	got := w.inbox.next(t)
	if got.Text != "plan" || !got.Pressed || got.Room != out.To.Room || got.From != w.alice() || got.Ticket == "" ||
		got.Fields["title"] != "<!channel> Océans" || got.Fields["day"] != "2027-05-14" || got.Fields["zone"] != "Asia/Ho_Chi_Minh" {
		t.Errorf("incoming %+v", got)
	}
	w.inbox.none(t)
}

// oldForm: a form whose command is too old is not opened; what the message says
// is said.
func (w *workspace) oldForm(t *testing.T) {
	out := planForm(ticket{})
	out.OnlyFor = w.alice()
	out.To, out.Ticket = w.ticket(t, "dev")
	before := len(w.whispers(t))
	for range 2 { // a trigger opens one form, and asking again is no other
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(w.whispers(t)); n != before {
		t.Errorf("%d messages beside the form", n-before)
	}
	given := parseTicket(out.Ticket, time.Now())
	given.Trigger, given.At = "0.0.nonsense", time.Now()
	out.Ticket = given.String()
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if n := len(w.whispers(t)); n != before+1 {
		t.Errorf("%d messages instead of the form, want one", n-before)
	}
}

func (w *workspace) file(t *testing.T) {
	before := time.Now()
	root := w.say(t, "alice", "dev", "what a lovely evening for a long walk", "")
	for name, to := range map[string]chat.Place{
		"room": w.dev(t), "thread": {Room: roomID("net", root.Channel), ReplyTo: root.TS}, "person": {Person: w.alice()},
	} {
		out := said(to)
		out.Key, out.File = "file:"+name, &chat.File{Name: "E12.ics", Type: "text/calendar", Content: []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")}
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found, ok, err := w.Find(t.Context(), to, out.Key, before)
		if err != nil || !ok {
			t.Fatalf("%s: Find = %v, %v, %v", name, found, ok, err)
		}
		if name == "thread" && w.message(t, "dev", found.Message).ThreadTS != root.TS {
			t.Error("it is not in the thread")
		}
		if found, ok, err := w.Find(t.Context(), to, "never sent", before); err != nil || ok {
			t.Errorf("%s: found %v, %v, what was never sent", name, found, err)
		}
	}
}

// lostFile: a file whose last answer is lost is found and sent no second time;
// one that was cut off before is known not to be sent.
func (w *workspace) lostFile(t *testing.T) {
	before := time.Now()
	out := said(w.dev(t))
	out.File = &chat.File{Name: "E13.ics", Content: []byte("BEGIN:VCALENDAR")}
	for method, shown := range map[string]bool{"files.getUploadURLExternal": false, "files.completeUploadExternal": true} {
		out.Key = "lost:" + method
		w.Control(t, "fault", map[string]any{"method": method, "when": "after", "status": 0}, nil)
		_, err := w.Send(t.Context(), out)
		if _, known := errors.AsType[*chat.SendError](err); err == nil || known == shown {
			t.Errorf("%s: Send = %v", method, err)
		}
		if receipt, found, err := w.Find(t.Context(), out.To, out.Key, before); err != nil || found != shown {
			t.Errorf("%s: Find = %v, %v, %v", method, receipt, found, err)
		}
	}
}

// answerElsewhere: what answers a command typed where the bot is not goes by
// the address that came with it, to who typed it alone.
func (w *workspace) answerElsewhere(t *testing.T) {
	to, given := w.ticket(t, "ops")
	out := said(to)
	out.OnlyFor, out.Ticket = w.alice(), given
	for range 2 {
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
	}
	var shown []whisper
	for _, m := range w.whispers(t) {
		if m.Channel == planner.Native(to.Room) {
			shown = append(shown, m)
		}
	}
	if len(shown) != 2 || shown[0].Target != w.Env["SLACK_ALICE"] || shown[0].Text != "Oceans" || len(shown[0].Blocks) != 1 {
		t.Errorf("shown %+v", shown)
	}
	out.Ticket = ""
	_, err := w.Send(t.Context(), out)
	checkOutcome(t, err, &chat.SendError{Final: true, Reason: "not_in_channel"})
}

func (w *workspace) replaceEphemeral(t *testing.T) {
	out := said(w.dev(t))
	out.OnlyFor, out.Buttons = w.alice(), []chat.Button{{Label: "More", Sentence: "agenda more"}}
	sent, err := w.Send(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	w.Control(t, "click", map[string]any{"user": "alice", "channel": "dev", "ts": sent.Message, "action_id": "say:1"}, nil)
	in := w.inbox.next(t)
	if in.Text != "agenda more" || in.ReplyTo != sent.Message {
		t.Errorf("incoming %+v", in)
	}
	answer := chat.Outgoing{To: w.dev(t), OnlyFor: w.alice(), Replaces: in.ReplyTo, Ticket: in.Ticket, Blocks: []chat.Block{{Text: []chat.Span{{Text: "the rest"}}}}}
	before := len(w.whispers(t))
	if _, err := w.Send(t.Context(), answer); err != nil {
		t.Fatal(err)
	}
	all := w.whispers(t)
	i := slices.IndexFunc(all, func(m whisper) bool { return m.TS == sent.Message })
	if len(all) != before || i < 0 || all[i].Text != "the rest" {
		t.Errorf("shown %+v", all)
	}
}

// everyKind: the workspace takes each kind of message.
func (w *workspace) everyKind(t *testing.T) {
	for name, out := range kinds() {
		if out.Form != nil || out.React != "" || out.Replaces != "" {
			continue // above, and in TestLive
		}
		w.take(t, name, out)
	}
}

// everyBadName: the workspace keeps each bad name as text.
func (w *workspace) everyBadName(t *testing.T) {
	for name, bad := range badNames {
		out := said(w.dev(t))
		out.Blocks[0].Text[0].Text = bad
		out.Buttons = []chat.Button{{Label: bad, Sentence: "show E12"}}
		sent := w.take(t, name, out)
		m := w.message(t, "dev", sent.Message)
		if strings.ContainsAny(m.Text, "<>") {
			t.Errorf("%s: the notification says %q", name, m.Text)
		}
		if drawn := fmt.Sprint(m.Blocks); strings.Contains(drawn, "type:user") || strings.Contains(drawn, "type:broadcast") {
			t.Errorf("%s: it rings: %s", name, drawn)
		}
	}
}

// take sends out to the people and rooms of the workspace.
func (w *workspace) take(t *testing.T, name string, out chat.Outgoing) chat.Receipt {
	t.Helper()
	if out.To.Person != "" {
		out.To = chat.Place{Person: w.alice()}
	} else {
		out.To = w.dev(t)
	}
	if out.OnlyFor != "" {
		out.OnlyFor = w.alice()
	}
	sent, err := w.Send(t.Context(), out)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return sent
}

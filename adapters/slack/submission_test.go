package slack

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/bot/chat"
)

// sentForm is the payload of testdata/forms/sent.json: what Slack sends of the
// form of planForm.
func sentForm(t testing.TB) json.RawMessage {
	t.Helper()
	payload, err := os.ReadFile("testdata/forms/sent.json")
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

func TestSubmission(t *testing.T) {
	in, err := testReader(t).submission(t.Context(), sentForm(t))
	if err != nil {
		t.Fatal(err)
	}
	given := parseTicket(in.Ticket, time.Now())
	if given.Trigger != "t2" || !given.NoThread {
		t.Errorf("ticket %+v, want that of the form, which opened where no thread was", given)
	}
	want := &chat.Incoming{
		Kind: chat.Said, Network: "net", EventID: "form:V1", Room: "net:C0DEV", Name: "dev", Thread: "1790000001.000100",
		From: "net:U0ALICE", FromName: "Alice Martin", FromZone: "Europe/Paris", FromLang: "fr",
		Addressed: true, Pressed: true, Text: "plan",
		Fields: map[string]string{
			"title": "Heights & <@U0BOT> `dynamics`", "kind": "seminar", "day": "2027-05-14", "hour": "15:00", "zone": "Europe/Paris", "about": "one\ntwo",
		},
	}
	if diff := cmp.Diff(want, in, cmpopts.IgnoreFields(chat.Incoming{}, "At", "Ticket")); diff != "" {
		t.Errorf("incoming (-want +got):\n%s", diff)
	}
}

func TestSubmissionsThatAreNoForm(t *testing.T) {
	sent := string(sentForm(t))
	for name, payload := range map[string]string{
		"of another app's kind": strings.Replace(sent, formCallback, "other", 1),
		"closed":                strings.Replace(sent, "view_submission", "view_closed", 1),
		"by nobody":             strings.Replace(sent, "U0ALICE", "", 1),
		"from nowhere":          strings.Replace(sent, "C0DEV", "", 1),
	} {
		if in, err := testReader(t).submission(t.Context(), json.RawMessage(payload)); in != nil || err != nil {
			t.Errorf("%s: %v, %v, want nothing", name, in, err)
		}
	}
	broken := strings.Replace(sent, `"{\"channel`, `"[`, 1)
	for _, payload := range []string{"", "[]", broken} {
		if in, err := testReader(t).submission(t.Context(), json.RawMessage(payload)); in != nil || err == nil {
			t.Errorf("%.20s: %v, want an error", payload, in)
		}
	}
}

func TestProblemsStandUnderTheirFields(t *testing.T) {
	problems := &chat.FormError{Problems: map[string]string{
		"hour": "25:00 is not an hour", "nowhere": "this field\nis not there", "another": "nor this",
	}}
	want := map[string]any{"response_action": "errors", "errors": map[string]string{
		"field:title": "nor this\nthis field is not there",
		"field:hour":  "25:00 is not an hour",
	}}
	if diff := cmp.Diff(want, formAnswer(sentForm(t), problems)); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if answer := formAnswer(json.RawMessage(`{"view":{}}`), problems); answer != nil {
		t.Errorf("answer %v to a form without fields", answer)
	}
}

// FuzzSubmission: whatever is sent as a form is read or refused, and what is
// read can be kept.
func FuzzSubmission(f *testing.F) {
	f.Add([]byte(sentForm(f)))
	f.Add([]byte(`{"type":"view_submission","view":{"state":{"values":{"field:":{"answer":null}}}}}`))
	f.Fuzz(func(t *testing.T, payload []byte) {
		in, err := testReader(t).submission(t.Context(), payload)
		if err != nil || in == nil {
			return
		}
		if in.EventID == "form:" || in.Room == "net:" || in.From == "" || in.Text == "" || in.Fields == nil {
			t.Errorf("%+v", in)
		}
		for name, answer := range in.Fields {
			if answer == "" || strings.ContainsAny(name+answer, "\x00\x1b") {
				t.Errorf("%q: %q", name, answer)
			}
		}
		answer := formAnswer(payload, &chat.FormError{Problems: map[string]string{"title": "no"}})
		if _, err := json.Marshal(answer); err != nil {
			t.Error(errors.Join(err))
		}
	})
}

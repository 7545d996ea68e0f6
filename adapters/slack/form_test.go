package slack

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	slackapi "github.com/slack-go/slack"

	"entente/bot/chat"
)

// planForm is a message that opens a form with every kind of field.
func planForm(given ticket) chat.Outgoing {
	return chat.Outgoing{
		To:      chat.Place{Room: "net:C0DEV"},
		OnlyFor: "net:U0ALICE",
		Blocks:  []chat.Block{{Text: []chat.Span{{Text: "There is a form for it."}}}},
		Buttons: []chat.Button{{Label: "Form", Sentence: "plan"}},
		Ticket:  given.String(),
		Key:     "k1",
		Form: &chat.Form{
			Command: "plan", Title: "Plan something", Submit: "Plan it", Cancel: "Close",
			Fields: []chat.Field{
				{Name: "title", Label: "Title", Hint: "As it will be announced", Value: "Océans & <friends>"},
				{Name: "kind", Label: "Kind", Kind: chat.Pick, Value: "seminar", Choices: []chat.Choice{{Label: "seminar", Value: "seminar"}, {Label: "visit", Value: "visit"}}},
				{Name: "day", Label: "Day", Kind: chat.Day, Value: "2027-05-14"},
				{Name: "hour", Label: "Hour", Kind: chat.Hour, Value: "15:00", Optional: true},
				{Name: "zone", Label: "Time zone", Kind: chat.Zone, Value: "Europe/Paris"},
				{Name: "in", Label: "Collaboration", Kind: chat.Pick, Optional: true, Choices: []chat.Choice{{Label: "GANDA", Value: "GANDA"}, {Label: "SALSA", Value: "SALSA"}}},
				{Name: "about", Label: "About it", Kind: chat.Lines, Optional: true},
			},
		},
	}
}

// fresh is a ticket that still opens a form, if used at once.
func fresh() ticket { return ticket{Trigger: "t1", At: time.Now()} }

// TestForms compares each form with a golden file: the modal as Slack gets it.
func TestForms(t *testing.T) {
	const title = "<!channel> <@U0ALICE> @here *b* `c` :bomb: <https://x.org|x> \u202egnp.exe\x00"
	hostile := planForm(ticket{})
	hostile.Form = &chat.Form{Command: "plan", Title: title, Submit: title, Cancel: title, Fields: []chat.Field{
		{Name: "title", Label: title, Hint: title, Value: title},
		{Name: "in", Label: title, Kind: chat.Pick, Choices: []chat.Choice{{Label: title, Value: title}, {Label: strings.Repeat("long ", 40), Value: "b"}}},
		{Name: "day", Label: "no such day", Kind: chat.Day, Value: "2027-02-30"},
		{Name: "hour", Label: "no such hour", Kind: chat.Hour, Value: "3 pm"},
		{Name: "zone", Label: "no such zone", Kind: chat.Zone, Value: "CET"},
		{Name: "none", Label: "nothing to pick", Kind: chat.Pick},
	}}
	inThread := planForm(ticket{Response: "https://hooks.slack.com/commands/1", At: time.Unix(1800000000, 0).UTC()})
	inThread.To.Thread = "1790000001.000100"
	for name, out := range map[string]chat.Outgoing{"every_kind_of_field": planForm(ticket{}), "hostile": hostile, "asked_in_a_thread": inThread} {
		t.Run(name, func(t *testing.T) {
			view, fits := modal("C0DEV", out, parseTicket(out.Ticket, time.Unix(1800000000, 0)))
			if !fits {
				t.Fatal("it does not fit")
			}
			golden(t, "testdata/forms/"+name+".golden", view)
			checkModal(t, view)
		})
	}
}

// checkModal checks what Slack refuses a modal for.
func checkModal(t *testing.T, view slackapi.ModalViewRequest) {
	t.Helper()
	short := func(what string, text *slackapi.TextBlockObject, limit int) {
		t.Helper()
		if text == nil {
			return
		}
		if n := utf8.RuneCountInString(text.Text); n == 0 || n > limit || text.Type != "plain_text" || *text.Emoji {
			t.Errorf("%s: %d characters of %s, want 1 to %d of plain_text without emoji", what, n, text.Type, limit)
		}
	}
	short("title", view.Title, 24)
	short("submit", view.Submit, 24)
	short("close", view.Close, 24)
	if len(view.Blocks.BlockSet) == 0 || len(view.Blocks.BlockSet) > 100 || utf8.RuneCountInString(view.PrivateMetadata) > 3000 {
		t.Errorf("%d blocks, %d characters of metadata", len(view.Blocks.BlockSet), utf8.RuneCountInString(view.PrivateMetadata))
	}
	if view.Title == nil || view.Submit == nil || !slackapi.ValidateUniqueBlockID(view) {
		t.Error("no title, no submit, or a block id twice")
	}
	for _, block := range view.Blocks.BlockSet {
		input := block.(*slackapi.InputBlock)
		short("label", input.Label, 2000)
		short("hint", input.Hint, 2000)
		if len(input.BlockID) > 4*255 || input.Label == nil {
			t.Errorf("block %q", input.BlockID)
		}
		switch e := input.Element.(type) {
		case *slackapi.PlainTextInputBlockElement:
			if utf8.RuneCountInString(e.InitialValue) > e.MaxLength || e.MaxLength > 3000 {
				t.Errorf("a text of %d for %d", len(e.InitialValue), e.MaxLength)
			}
		case *slackapi.SelectBlockElement:
			checkOptions(t, e.Options, 100)
		case *slackapi.RadioButtonsBlockElement:
			checkOptions(t, e.Options, 10)
		}
	}
}

func checkOptions(t *testing.T, options []*slackapi.OptionBlockObject, most int) {
	t.Helper()
	if len(options) > most {
		t.Errorf("%d options", len(options))
	}
	for _, o := range options {
		if n := utf8.RuneCountInString(o.Text.Text); n == 0 || n > 75 || o.Value == "" || utf8.RuneCountInString(o.Value) > 150 {
			t.Errorf("an option of %d characters with value %q", n, o.Value)
		}
	}
}

func TestFormThatDoesNotFitIsSaid(t *testing.T) {
	twice := planForm(fresh())
	twice.Form.Fields = append(twice.Form.Fields, twice.Form.Fields[0])
	none := planForm(fresh())
	none.Form.Fields = nil
	far := planForm(fresh())
	far.Form.Command = strings.Repeat("x", 3000)
	for name, out := range map[string]chat.Outgoing{"one name twice": twice, "no fields": none, "too much to carry": far} {
		t.Run(name, func(t *testing.T) {
			api := &webAPI{}
			if _, err := api.adapter(t).Send(t.Context(), out); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"chat.postEphemeral C0DEV"}, api.methods()); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOpen: a form is opened once, or what the message says is said instead.
func TestOpen(t *testing.T) {
	refuse := func(code string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { reply(w, map[string]any{"ok": false, "error": code}) }
	}
	cut := func(http.ResponseWriter) { panic(http.ErrAbortHandler) }
	limited := func(w http.ResponseWriter) { w.Header().Set("Retry-After", "9"); w.WriteHeader(429) }
	said := []string{"chat.postEphemeral C0DEV"}
	for _, test := range []struct {
		name    string
		given   ticket
		answers []func(http.ResponseWriter) // of views.open, one after the other
		then    []string
	}{
		{name: "opened", given: fresh()},
		{name: "lost answer, opened", given: fresh(), answers: []func(http.ResponseWriter){cut, refuse("exchanged_trigger_id")}},
		{name: "lost request", given: fresh(), answers: []func(http.ResponseWriter){cut}},
		{name: "expired for Slack", given: fresh(), answers: []func(http.ResponseWriter){refuse("expired_trigger_id")}, then: said},
		{name: "lost and expired", given: fresh(), answers: []func(http.ResponseWriter){cut, refuse("expired_trigger_id")}, then: said},
		{name: "limited", given: fresh(), answers: []func(http.ResponseWriter){limited}, then: said},
		{name: "refused", given: fresh(), answers: []func(http.ResponseWriter){refuse("invalid_arguments")}, then: said},
		{name: "old ticket", given: ticket{Trigger: "t1", At: time.Now().Add(-time.Minute)}, then: said},
		{name: "no ticket", then: said},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int32 // a cut connection is followed by another
			api := &webAPI{}
			api.answer = func(w http.ResponseWriter, method string, _ url.Values) {
				if method == "views.open" {
					if n := int(asked.Add(1)); n <= len(test.answers) {
						test.answers[n-1](w)
						return
					}
				}
				reply(w, map[string]any{"ok": true, "message_ts": "1.2"})
			}
			if _, err := api.adapter(t).Send(t.Context(), planForm(test.given)); err != nil {
				t.Fatal(err)
			}
			var shown []string
			for _, method := range api.methods() {
				if method != "views.open" {
					shown = append(shown, method)
				}
			}
			if diff := cmp.Diff(test.then, shown); diff != "" {
				t.Errorf("said instead (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTriggerGoesWithTheForm(t *testing.T) {
	api := &webAPI{}
	if _, err := api.adapter(t).Send(t.Context(), planForm(fresh())); err != nil {
		t.Fatal(err)
	}
	var request struct {
		Trigger string `json:"trigger_id"`
		View    struct {
			CallbackID string `json:"callback_id"`
		} `json:"view"`
	}
	if err := json.Unmarshal([]byte(api.calls[0].form.Get("json")), &request); err != nil {
		t.Fatal(err)
	}
	if request.Trigger != "t1" || request.View.CallbackID != formCallback {
		t.Errorf("opened with %+v", request)
	}
}

package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// view is a modal that is open, or was.
type view struct {
	ID     string `json:"view_id"`
	Blocks json.RawMessage
}

// testForm fills the form of plan in as alice: with an end before its
// beginning, which is said under the field and leaves the form open, then
// rightly, which shows the sentence that it stands for, and then once more,
// which does nothing.
func testForm(t *testing.T, o office) {
	c := o.newChannel(t, "form")
	open := o.opens(t, c, "plan", "datepicker", "timepicker", "external_select")
	values := fields{
		"kind": pick("meeting"), "title": line("Filled in"), "date": day("2040-05-03"), "last": day("2040-05-01"),
		"hour": hour("15:00"), "repeats": pick("once"), "zone": {"zone": {"type": "external_select", "selected_option": choice("Europe/Paris")}},
	}
	if answer := o.submit(t, open, values); answer.Action != "errors" || answer.Errors["field:last"] == "" {
		t.Errorf("a form with an end before its beginning: %+v, want an error under it", answer)
	}
	delete(values, "last")
	o.sentTwice(t, open, values, `plan meeting "Filled in" on 2040-05-03 15:00 Europe/Paris`)
	if rows := o.i.rows(t, "SELECT number FROM events WHERE title = 'Filled in'"); len(rows) != 1 {
		t.Errorf("planned %d times, want once", len(rows))
	}
}

// testCollaborationForm fills the form of a collaboration in, with a code that
// is none at first.
func testCollaborationForm(t *testing.T, o office) {
	c := o.newChannel(t, "collaborationform")
	open := o.opens(t, c, "collaboration add", "static_select", "datepicker", "external_select", "plain_text_input")
	values := fields{"code": line("no code"), "instrument": pick("IRL"), "title": line("Formed"), "end": day("2044-12-31")}
	if answer := o.submit(t, open, values); answer.Action != "errors" || answer.Errors["field:code"] == "" {
		t.Errorf("a code of two words: %+v, want an error under it", answer)
	}
	values["code"] = line("formed-" + c.name)
	o.sentTwice(t, open, values, "collaboration add FORMED-"+c.name+` IRL "Formed"`)
	if rows := o.i.rows(t, "SELECT code FROM collaborations WHERE code = 'FORMED-"+c.name+"'"); len(rows) != 1 {
		t.Errorf("added %d times, want once", len(rows))
	}
}

// opens types a slash command that opens a form, which has such inputs.
func (o office) opens(t *testing.T, c channel, command string, inputs ...string) (open view) {
	t.Helper()
	var before []view
	o.Control(t, "views", nil, &before)
	o.Control(t, "slash", map[string]any{"channel": c.name, "command": "/entente", "text": command}, nil)
	until(t, "a form is open", func() bool {
		var views []view
		o.Control(t, "views", nil, &views)
		if len(views) > len(before) {
			open = views[len(views)-1]
		}
		return open.ID != ""
	})
	for _, input := range inputs {
		if !strings.Contains(string(open.Blocks), `"`+input+`"`) {
			t.Errorf("the form of %s has no %s: %s", command, input, open.Blocks)
		}
	}
	return open
}

// sentTwice sends a form that is filled in rightly with two clicks: it closes,
// and alice alone is shown once which sentence it stands for.
func (o office) sentTwice(t *testing.T, open view, values fields, sentence string) {
	t.Helper()
	o.Control(t, "clear", nil, nil)
	if answer := o.submit(t, open, values); answer.Action != "" {
		t.Errorf("the form filled in: %+v, want it closed", answer)
	}
	o.submit(t, open, values) // a second click
	o.i.idle(t)
	shown := o.calls(t, "chat.postEphemeral", 1, soon.Seconds())
	if len(shown) != 1 || shown[0].Args["user"] != o.Env["SLACK_ALICE"] || !strings.Contains(shown[0].Args["text"].(string), sentence) {
		t.Errorf("shown %+v, want %q once", shown, sentence)
	}
}

// fields are what is filled in, by field and kind of answer.
type fields map[string]map[string]map[string]any

func line(text string) map[string]map[string]any {
	return map[string]map[string]any{"answer": {"type": "plain_text_input", "value": text}}
}

func day(date string) map[string]map[string]any {
	return map[string]map[string]any{"answer": {"type": "datepicker", "selected_date": date}}
}

func hour(clock string) map[string]map[string]any {
	return map[string]map[string]any{"answer": {"type": "timepicker", "selected_time": clock}}
}

func pick(value string) map[string]map[string]any {
	return map[string]map[string]any{"answer": {"type": "static_select", "selected_option": choice(value)}}
}

func choice(value string) map[string]any {
	return map[string]any{"text": map[string]any{"type": "plain_text", "text": value}, "value": value}
}

// submitted is how a form was taken in.
type submitted struct {
	Action string            `json:"response_action"`
	Errors map[string]string `json:"errors"`
}

// submit sends a form as alice and gives what Slack is answered.
func (o office) submit(t *testing.T, v view, values fields) (answer submitted) {
	t.Helper()
	byBlock := fields{}
	for name, value := range values {
		byBlock["field:"+name] = value
	}
	var sent struct {
		OK   bool
		Body json.RawMessage
	}
	o.Control(t, "submit", map[string]any{"view_id": v.ID, "values": byBlock}, &sent)
	if !sent.OK {
		t.Fatalf("the form was not acknowledged: %s", sent.Body)
	}
	if len(sent.Body) > 0 && sent.Body[0] == '{' {
		if err := json.Unmarshal(sent.Body, &answer); err != nil {
			t.Fatal(err)
		}
	}
	return answer
}

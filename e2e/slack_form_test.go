package e2e

import (
	"encoding/json"
	"testing"
)

// view is a modal that is open, or was.
type view struct {
	ID     string `json:"view_id"`
	Blocks json.RawMessage
}

// testForm fills the form of plan in as alice: with an end before its
// beginning, which is said under the field and leaves the form open, then
// rightly, and then once more, which does nothing.
func testForm(t *testing.T, o office) {
	c := o.newChannel(t, "form")
	var before []view
	o.Control(t, "views", nil, &before)
	o.Control(t, "slash", map[string]any{"channel": c.name, "command": "/entente", "text": "plan"}, nil)
	var open view
	until(t, "a form is open", func() bool {
		var views []view
		o.Control(t, "views", nil, &views)
		if len(views) > len(before) {
			open = views[len(views)-1]
		}
		return open.ID != ""
	})

	values := fields{
		"kind": pick("meeting"), "title": line("Filled in"), "date": day("2040-05-03"), "last": day("2040-05-01"),
		"hour": hour("15:00"), "repeats": pick("once"), "zone": {"zone": {"type": "external_select", "selected_option": choice("Europe/Paris")}},
	}
	if answer := o.submit(t, open, values); answer.Action != "errors" || len(answer.Errors) == 0 {
		t.Errorf("a form with an end before its beginning: %+v, want errors", answer)
	}
	delete(values, "last")
	if answer := o.submit(t, open, values); answer.Action != "" {
		t.Errorf("the form filled in: %+v, want it closed", answer)
	}
	o.submit(t, open, values) // a second click
	o.i.idle(t)
	if rows := o.i.rows(t, "SELECT number FROM events WHERE title = 'Filled in'"); len(rows) != 1 {
		t.Errorf("planned %d times, want once", len(rows))
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

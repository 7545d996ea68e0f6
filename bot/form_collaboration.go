package bot

import (
	"errors"
	"strings"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/planner"
	"entente/store"
)

// collaborationForm is the form of `collaboration add`.
func collaborationForm() *form {
	return &form{
		name: "collaboration", command: "collaboration add", fields: collaborationFields, check: checkCollaboration,
		moot: func(memory.Given, chat.Field) bool { return false }, sentence: collaborationSentence, blame: blameInCollaboration,
	}
}

// collaborationFields are its questions.
func collaborationFields(r *request) ([]chat.Field, error) {
	var fields []chat.Field
	for _, f := range []struct {
		name     string
		kind     chat.FieldKind
		optional bool
	}{
		{"code", chat.Line, false}, {"instrument", chat.Pick, false}, {"title", chat.Line, false}, {"theme", chat.Lines, true},
		{"countries", chat.Lines, true}, {"institutions", chat.Lines, true}, {"start", chat.Day, true}, {"end", chat.Day, true}, {"zone", chat.Zone, true},
	} {
		field := r.field("collaboration", f.name, f.kind)
		field.Optional = f.optional
		if f.name == "instrument" {
			for _, i := range planner.Instruments() {
				field.Choices = append(field.Choices, chat.Choice{Label: string(i), Value: string(i)})
			}
		}
		fields = append(fields, field)
	}
	return fields, nil
}

// checkCollaboration says what is wrong with an answer beside those before it.
func checkCollaboration(r *request, g memory.Given, field string) error {
	value := g[field]
	switch {
	case field == "code":
		return r.freeCode(value)
	case field == "end" && value != "" && value < g["start"]:
		return &planner.Refusal{Why: "collaboration.ends_before_start", Words: value}
	}
	return nil
}

// freeCode refuses what cannot be the code of a new collaboration.
func (r *request) freeCode(code string) error {
	code = strings.ToUpper(code)
	if !people.IsCode(code) {
		return &planner.Refusal{Why: "collaboration.code", Words: code}
	}
	err := planner.Collaboration{Code: code, Instrument: planner.IRN, Title: code}.Validate()
	if err != nil {
		return err
	}
	_, err = r.Tx.CollaborationByCode(code)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil
	case err != nil:
		return err
	}
	return &planner.Refusal{Why: "collaboration.taken", Words: code}
}

// blameInCollaboration is the field that a refusal of the sentence belongs to.
func blameInCollaboration(why string) string {
	switch {
	case strings.HasPrefix(why, "collaboration.title"):
		return "title"
	case why == "collaboration.text_long", why == "text.long":
		return "institutions"
	case why == "collaboration.instrument":
		return "instrument"
	case why == "collaboration.ends_before_start", strings.HasPrefix(why, "when."):
		return "end"
	case strings.HasPrefix(why, "zone."):
		return "zone"
	}
	return ""
}

// collaborationSentence is `collaboration add CODE INSTRUMENT "title" …`, with
// the name of each further field before its value.
func collaborationSentence(r *request, g memory.Given) string {
	parts := []string{r.Label("form.say.add"), strings.ToUpper(g["code"]), g["instrument"], quote(g["title"], r.Lang)}
	for _, name := range []string{"theme", "countries", "institutions", "start", "end", "zone"} {
		if g[name] != "" {
			parts = append(parts, r.Label("form.say."+name), quote(g[name], r.Lang))
		}
	}
	return formSentence(parts...)
}

package telling

import (
	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// FormSoFar are the answers to a form of that name, in the order in which they
// were given, a line each.
func (v Voice) FormSoFar(reader when.Reader, form string, filled *memory.Filling) (items [][]chat.Span) {
	for _, name := range filled.Order {
		value := filled.Given[name]
		if value == "" {
			continue
		}
		items = append(items, v.Words.Spans(v.Lang, "form.answer", words.Args{
			"label": v.Words.Text(v.Lang, "form."+form+"."+name, nil), "value": v.answerShown(reader, name, value),
		}))
	}
	return items
}

// answerShown is an answer as people read it.
func (v Voice) answerShown(reader when.Reader, field, value string) string {
	date, notDate := planner.ParseDate(value)
	clock, notClock := planner.ParseClock(value)
	switch {
	case field == "kind":
		return v.Words.Text(v.Lang, "kind."+value, nil)
	case field == "repeats":
		return v.Words.Text(v.Lang, "form.repeats."+value, nil)
	case notDate == nil:
		return when.SayDate(date, reader)
	case notClock == nil:
		return when.SayClock(clock, v.Lang)
	}
	return value
}

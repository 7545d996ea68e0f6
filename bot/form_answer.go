package bot

import (
	"errors"
	"strings"
	"unicode/utf8"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// readAnswer is an answer as [chat.Field] says that it is written. It also
// reads what people type: a date, an hour, a city, the name of a choice. What
// it gives it reads again as the same.
func (r *request) readAnswer(f chat.Field, text string) (string, error) {
	text = grammar.Legible(text)
	switch {
	case text == "" && f.Optional:
		return "", nil
	case text == "":
		return "", &planner.Refusal{Why: "form.missing", Words: f.Label}
	}
	switch f.Kind {
	case chat.Day:
		return r.readDay(text)
	case chat.Hour:
		return r.readHour(text)
	case chat.Zone:
		return people.ZoneNamed(r.Turn, text)
	case chat.Pick:
		return readPick(f, text)
	default:
		return readLine(f, text)
	}
}

// readDay reads one day.
func (r *request) readDay(text string) (string, error) {
	reading, err := when.Parse(text, r.TimeContext())
	var refusal *planner.Refusal
	switch {
	case errors.As(err, &refusal) && refusal.Why == "when.impossible":
		return "", &planner.Refusal{Why: "form.no_such_day", Words: refusal.Words}
	case errors.As(err, &refusal):
		return "", &planner.Refusal{Why: "form.day", Words: text}
	case err != nil:
		return "", err
	}
	if !reading.AllDay || reading.HasEnd || reading.Rule != nil || reading.Zone != "" {
		return "", &planner.Refusal{Why: "form.day", Words: text}
	}
	return reading.Start.Date.String(), nil
}

// readHour reads one hour; a bare number is one too.
func (r *request) readHour(text string) (string, error) {
	if strings.Trim(text, "0123456789") == "" {
		text = "at " + text
	}
	reading, err := when.Parse(text, r.TimeContext())
	if err != nil && turn.IsQuestion(err) {
		return "", err
	}
	if err != nil || !reading.HasClock || reading.HasDate || reading.HasEnd || reading.Rule != nil || reading.Zone != "" {
		return "", &planner.Refusal{Why: "form.hour", Words: text}
	}
	return reading.Start.Clock.String(), nil
}

// readPick reads one of the choices, by its value, its label, or as a kind of
// event is called otherwise.
func readPick(f chat.Field, text string) (string, error) {
	kind, rest, _ := grammar.CutKind(text)
	for _, choice := range f.Choices {
		switch {
		case choice.Value == text, words.Fold(choice.Label) == words.Fold(text), words.Fold(choice.Value) == words.Fold(text):
			return choice.Value, nil
		case f.Name == "kind" && choice.Value == string(kind) && strings.TrimSpace(rest) == "":
			return choice.Value, nil
		}
	}
	return "", &planner.Refusal{Why: "form.pick", Words: text, Args: words.Args{"n": len(f.Choices)}}
}

// readLine reads text, which stands in quotes in the sentence.
func readLine(f chat.Field, text string) (string, error) {
	limit := planner.MaxTitle
	if f.Kind == chat.Lines {
		limit = planner.MaxText
	}
	if utf8.RuneCountInString(text) > limit {
		return "", &planner.Refusal{Why: "form.long", Words: f.Label, Args: words.Args{"limit": limit}}
	}
	if quote(text, planner.English) == "" {
		return "", &planner.Refusal{Why: "form.quotes", Words: f.Label}
	}
	return text, nil
}

// quote puts text into quotes that it does not end, those of the language
// first; empty when it holds the closing quotes of every kind.
func quote(text string, lang planner.Lang) string {
	pairs := [][2]string{{"\"", "\""}, {"“", "”"}, {"« ", " »"}, {"‹", "›"}}
	if lang == planner.French {
		pairs = [][2]string{{"« ", " »"}, {"“", "”"}, {"\"", "\""}, {"‹", "›"}}
	}
	for _, pair := range pairs {
		if !strings.Contains(text, strings.TrimSpace(pair[1])) {
			return pair[0] + text + pair[1]
		}
	}
	return ""
}

// formSentence joins the parts of a sentence that are there.
func formSentence(parts ...string) string {
	var there []string
	for _, part := range parts {
		if part != "" {
			there = append(there, part)
		}
	}
	return strings.Join(there, " ")
}

// shortLabel is a label that every network shows whole: Slack takes 75
// characters in a menu.
func shortLabel(text string) string {
	const most = 75
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}

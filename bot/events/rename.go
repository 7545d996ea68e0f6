package events

import (
	"strings"

	"entente/bot/grammar"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// valueMarks stand between what is changed and what it becomes, where no colon
// does.
var valueMarks = []string{"to", "into", "is", "as", "=", "en", "est", "par"}

// rename is `rename E5 to "Long days"`, « renommer E5 en « Jours » »: another
// title. Nobody is told of it; cards and reminders have it from then on.
func (r *request) rename(rest string) (*turn.Reply, error) {
	head, title := r.cutValue(rest)
	if title == "" {
		return nil, &planner.Refusal{Why: "rename.usage", Words: eventWord(head)}
	}
	t, err := r.Changeable(head)
	if err != nil {
		return nil, err
	}
	was := t.Event.Title
	if was == title {
		return nil, &planner.Refusal{Why: "rename.same", Words: telling.EventID(t.Event)}
	}
	renamed := t.Event
	renamed.Title = title
	if err := renamed.Validate(); err != nil {
		return nil, err
	}
	r.Command = "rename"
	if err := r.alter(t, func(e *planner.Event) { e.Title = title }); err != nil {
		return nil, err
	}
	return r.WithUndo(r.TellChanged("rename.done", t, words.Args{"was": was})), nil
}

// cutValue cuts a sentence into what is changed and what it becomes: "E5: IHP",
// `E5 to "Long days"`, « E5 en Journées ».
func (r *request) cutValue(text string) (head, value string) {
	head, value = talks.CutDetail(r.Turn, text)
	if value != "" {
		return head, value
	}
	for _, t := range grammar.Tokens(text) {
		for _, mark := range valueMarks {
			if rest, ok := grammar.CutPhrase(text[t.From:], mark); ok && strings.TrimSpace(text[:t.From]) != "" {
				return text[:t.From], grammar.Squeeze(rest)
			}
		}
	}
	if at := grammar.EventForm.FindStringIndex(" " + text); at != nil { // "E5 Long days", « E5 pour Salle 13 »
		value, _ = grammar.CutPhrase(strings.TrimSpace(text[at[1]-1:]), "pour")
		return text[:at[1]-1], grammar.Squeeze(value)
	}
	return text, ""
}

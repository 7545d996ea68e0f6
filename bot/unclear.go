package bot

import (
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
)

// unclearOf answers a sentence that names an event by its number and says
// nothing of it that is understood: with what can be said; nil without a number.
// Such a sentence is never a question on the instruments.
func (r *request) unclearOf(text string) (*turn.Reply, error) {
	if !grammar.EventForm.MatchString(" " + grammar.BlankQuoted(text)) {
		return nil, nil
	}
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	id := telling.EventID(t.Event)
	p := r.Tell("event.unclear", words.Args{"id": id, "title": telling.Strong(t.Event.Title)})
	p.Asker = true
	return p.Button(r.Label("button.show_it"), "show "+id), nil
}

package bot

import (
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
)

// unclearOf answers a sentence that names an event by its number and says
// nothing of it that is understood: with what can be said; nil without a number.
// Such a sentence is never a question on the instruments.
func (r *request) unclearOf(text string) (*reply, error) {
	if !idForm.MatchString(" " + grammar.BlankQuoted(text)) {
		return nil, nil
	}
	t, err := r.subjectOf(text)
	if err != nil {
		return nil, err
	}
	id := telling.EventID(t.event)
	p := r.tell("event.unclear", words.Args{"id": id, "title": telling.Strong(t.event.Title)})
	p.asker = true
	return p.button(r.label("button.show_it"), "show "+id), nil
}

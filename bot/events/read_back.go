package events

import (
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// ReadBack reads a plan sentence without its verb, or one that only says that
// something is going to be held, and offers to plan it; nil when text is none.
func ReadBack(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	text, _ = grammar.CutStatement(text)
	kind, _, ambiguous := grammar.CutKind(text)
	if kind == "" && ambiguous == "" || grammar.Asks(text) {
		return nil, nil
	}
	d, err := r.readPlan(text)
	if err != nil {
		if turn.Refused(err) {
			return nil, err
		}
		return nil, nil
	}
	if !d.timed || d.title == "" && len(d.people) == 0 {
		return nil, nil
	}
	e, err := r.eventOf(d)
	if err != nil {
		return nil, err
	}
	occs, err := planner.Occurrences(e)
	if err != nil || len(occs) == 0 {
		return nil, err
	}
	p := r.Tell("plan.read_back", words.Args{"kind": r.Voice().Kind(e), "title": telling.Strong(e.Title)})
	p.Add(Card(r.Turn, e, occs, nil)...)
	p.Add(r.places(e)...)
	p.Asker, p.Choices = true, true
	return p.Button(r.Label("button.plan_it"), "plan "+text), nil
}

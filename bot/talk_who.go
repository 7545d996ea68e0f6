package bot

import (
	"slices"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// maxSpeaking is how many dates are answered to "who speaks on Tuesday?".
const maxSpeaking = 3

// whoSpeaks answers who speaks in a period, or next: of all that is held then,
// what has speakers, or is a seminar. It gives nil where nothing is, or where one
// event is named.
func (r *request) whoSpeaks(text string) (*reply, error) {
	if t, err := r.subjectNamed(text); t != nil || err != nil {
		return nil, err
	}
	s, last := scope{}, 1
	if found, err := when.Find(text, r.timeContext()); err == nil && found.HasDate {
		if err := r.takePeriod(grammar.PiecesOf(text, found.Pieces), &s); err != nil {
			return nil, err
		}
		if s.from.Before(r.now) {
			s.from = r.now
		}
		last = maxSpeaking
	}
	if _, err := r.takeCode(text, &s); err != nil {
		return nil, err
	}
	dated, err := r.withSpeakers(s)
	if err != nil || len(dated) == 0 {
		return nil, err
	}
	var p *reply
	for _, d := range dated[:min(last, len(dated))] {
		one, err := r.tellDate(d, text)
		if err != nil {
			return nil, err
		}
		if p == nil {
			p = one
			continue
		}
		p.add(one.blocks...)
		p.about = memory.Subject{} // several
	}
	if len(dated) > last && last > 1 {
		p.button(r.label("button.agenda"), "agenda")
	}
	return p, nil
}

// withSpeakers are the dates in a scope of seminars and of whatever has speakers,
// the earliest first.
func (r *request) withSpeakers(s scope) ([]store.Dated, error) {
	coming, err := r.coming(s)
	if err != nil {
		return nil, err
	}
	coming = coming[:min(telling.MaxRows, len(coming))] // by their first dates
	dated, err := r.datesIn(s, coming)
	if s.to.IsZero() {
		dated, err = r.firstDates(s, coming)
	}
	if err != nil {
		return nil, err
	}
	talks, err := telling.TalksOn(r.tx, dated)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(dated, func(d store.Dated) bool {
		return d.Event.Kind != planner.Seminar && len(talks[d.Occurrence.ID].Speaking()) == 0
	}), nil
}

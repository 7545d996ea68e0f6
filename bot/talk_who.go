package bot

import (
	"slices"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// maxSpeaking is how many dates are answered to "who speaks on Tuesday?".
const maxSpeaking = 3

// whoSpeaks answers who speaks in a period, or next: of all that is held then,
// what has speakers, or is a seminar. It gives nil where nothing is, or where one
// event is named.
func (r *request) whoSpeaks(text string) (*turn.Reply, error) {
	if t, err := r.subjectNamed(text); t != nil || err != nil {
		return nil, err
	}
	s, last := turn.Scope{}, 1
	if found, err := when.Find(text, r.TimeContext()); err == nil && found.HasDate {
		if err := r.takePeriod(grammar.PiecesOf(text, found.Pieces), &s); err != nil {
			return nil, err
		}
		if s.From.Before(r.Now) {
			s.From = r.Now
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
	var p *turn.Reply
	for _, d := range dated[:min(last, len(dated))] {
		one, err := r.tellDate(d, text)
		if err != nil {
			return nil, err
		}
		if p == nil {
			p = one
			continue
		}
		p.Add(one.Blocks...)
		p.About = memory.Subject{} // several
	}
	if len(dated) > last && last > 1 {
		p.Button(r.Label("button.agenda"), "agenda")
	}
	return p, nil
}

// withSpeakers are the dates in a scope of seminars and of whatever has speakers,
// the earliest first.
func (r *request) withSpeakers(s turn.Scope) ([]store.Dated, error) {
	coming, err := r.Coming(s)
	if err != nil {
		return nil, err
	}
	coming = coming[:min(telling.MaxRows, len(coming))] // by their first dates
	dated, err := r.DatesIn(s, coming)
	if s.To.IsZero() {
		dated, err = r.FirstDates(s, coming)
	}
	if err != nil {
		return nil, err
	}
	talks, err := telling.TalksOn(r.Tx, dated)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(dated, func(d store.Dated) bool {
		return d.Event.Kind != planner.Seminar && len(talks[d.Occurrence.ID].Speaking()) == 0
	}), nil
}

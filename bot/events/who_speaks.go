package events

import (
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/talks"
	"entente/bot/turn"
	"entente/planner/when"
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
	dated, err := talks.WithSpeakers(r.Turn, s)
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

package turn

import (
	"errors"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/planner"
)

// Changeable is the event that text is about, where the person may change it
// and it is not cancelled.
func (r *Turn) Changeable(text string) (*Target, error) {
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	if t.Event.State != planner.Planned {
		return nil, &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.Event)}
	}
	return t, nil
}

// ChangeableOn is the event that the words around some dates name; where they
// may mean several, one that is held on the date, else the only series.
func (r *Turn) ChangeableOn(d Dropped) (*Target, error) {
	t, err := r.Changeable(d.Left)
	if !IsQuestion(err) {
		return t, err
	}
	if d.Single() && !d.Following {
		t, err := r.Changeable(d.Left + " " + d.Days[0].First.String())
		if err == nil || IsQuestion(err) {
			return t, err
		}
	}
	return r.ChangeableSeries(d.Left)
}

// ChangeableSeries is as Changeable; of several events that text may mean
// without naming a kind, the only series is the one.
func (r *Turn) ChangeableSeries(text string) (*Target, error) {
	t, err := r.Changeable(text)
	var which *planner.Question
	if !errors.As(err, &which) || which.Why != "event.which" || grammar.KindIn(text) != "" {
		return t, err
	}
	var series []string
	for _, id := range which.Choices {
		if t, err := r.SubjectOf(id); err == nil && t.Event.Rule != nil {
			series = append(series, id)
		}
	}
	if len(series) == 1 {
		return r.Changeable(series[0])
	}
	return nil, err
}

package talks

import (
	"slices"

	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
	"entente/store"
)

// MaxSpeaking is how many dates are answered to "who speaks on Tuesday?".
const MaxSpeaking = 3

// WithSpeakers are the dates in a scope of seminars and of whatever has speakers,
// the earliest first.
func WithSpeakers(r *turn.Turn, s turn.Scope) ([]store.Dated, error) {
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

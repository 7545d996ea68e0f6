package events

import (
	"slices"

	"entente/bot/turn"
	"entente/planner"
	"entente/store"
)

// nextDate is the first date in a scope; none when nothing comes.
func (r *request) nextDate(s turn.Scope) ([]store.Dated, error) {
	coming, err := r.Coming(s)
	if err != nil {
		return nil, err
	}
	return r.FirstDates(s, coming[:min(1, len(coming))])
}

// appendOthers appends the events that list lacks.
func appendOthers(list, others []store.Held) []store.Held {
	have := map[planner.EventID]bool{}
	for _, h := range list {
		have[h.Event.ID] = true
	}
	for _, h := range others {
		if !have[h.Event.ID] {
			list = append(list, h)
		}
	}
	return list
}

// firstOf is the first of the dates of an event in a list that has one.
func firstOf(e planner.Event, dated []store.Dated) store.Dated {
	return dated[slices.IndexFunc(dated, func(d store.Dated) bool { return d.Event.ID == e.ID })]
}

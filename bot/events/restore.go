package events

import (
	"slices"

	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// cancelledEvent is the cancelled event that text names by its number, or that
// the message it answers is about; nil for any other.
func (r *request) cancelledEvent(text string) (*turn.Target, error) {
	t, err := r.subjectNamed(text)
	if err != nil || t == nil || t.Event.State != planner.Cancelled {
		return nil, err
	}
	return t, r.MayChange(t.Event)
}

// reinstate is `restore E5`, « rétablir E5 »: a cancelled event is held after all,
// with those of its dates to come that were cancelled with it.
func (r *request) reinstate(t *turn.Target) (*turn.Reply, error) {
	with, err := r.cancelledWith(t)
	if err != nil {
		return nil, err
	}
	before, on, past := t.Event, []planner.Occurrence(nil), 0
	t.Event.State = planner.Planned
	for i, o := range t.Occurrences {
		switch {
		case !with[o.ID]:
		case !o.EndAt.After(r.Now):
			past++
		default:
			if t.Occurrences[i], err = planner.RestoreOccurrence(o); err != nil {
				return nil, err
			}
			on = append(on, t.Occurrences[i])
		}
	}
	if len(on) == 0 {
		return nil, &planner.Refusal{Why: "restore.past", Words: telling.EventID(t.Event)}
	}
	people, err := r.Tx.PeopleOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	found, err := r.refuseConflicts(t.Event, on, people)
	if err != nil {
		return nil, err
	}
	gone, err := r.WriteChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	// While they were not held nobody was given a place that became free.
	if _, err := talks.Seat(r.Turn, t.Event, on); err != nil {
		return nil, err
	}
	p := r.TellChanged("restore.done", t, words.Args{"n": len(on), "when": r.span(on[0])})
	if past > 0 {
		p.Add(r.Say("restore.stay", words.Args{"n": past})...)
	}
	p.Add(r.notes(t.Event, on, gone)...)
	p.Add(r.SayConflicts(t.Event, found)...)
	if err := r.TellClashes(p, t.Event, on); err != nil {
		return nil, err
	}
	return r.WithUndo(p), nil
}

// cancelledWith are the dates that were cancelled when their event was: not those
// that were left out before.
func (r *request) cancelledWith(t *turn.Target) (map[planner.OccurrenceID]bool, error) {
	list, err := r.Tx.HistoryOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	slices.Reverse(list)
	for _, past := range list {
		with, whole := map[planner.OccurrenceID]bool{}, false
		for _, a := range past.Rows {
			was, is, err := a.Images()
			if err != nil {
				return nil, err
			}
			off := was.State == planner.Planned && is.State == planner.Cancelled
			whole = whole || a.OfEvent() && off
			if a.OfDate() && off {
				with[planner.OccurrenceID(a.EntityID)] = true
			}
		}
		if whole && past.Change.UndoneBy == 0 {
			return with, nil
		}
	}
	return nil, nil
}

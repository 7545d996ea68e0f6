package bot

import (
	"slices"

	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// cancelledEvent is the cancelled event that text names by its number, or that
// the message it answers is about; nil for any other.
func (r *request) cancelledEvent(text string) (*target, error) {
	t, err := r.subjectNamed(text)
	if err != nil || t == nil || t.event.State != planner.Cancelled {
		return nil, err
	}
	return t, r.mayChange(t.event)
}

// reinstate is `restore E5`, « rétablir E5 »: a cancelled event is held after all,
// with those of its dates to come that were cancelled with it.
func (r *request) reinstate(t *target) (*reply, error) {
	with, err := r.cancelledWith(t)
	if err != nil {
		return nil, err
	}
	before, on, past := t.event, []planner.Occurrence(nil), 0
	t.event.State = planner.Planned
	for i, o := range t.occurrences {
		switch {
		case !with[o.ID]:
		case !o.EndAt.After(r.now):
			past++
		default:
			if t.occurrences[i], err = planner.RestoreOccurrence(o); err != nil {
				return nil, err
			}
			on = append(on, t.occurrences[i])
		}
	}
	if len(on) == 0 {
		return nil, &planner.Refusal{Why: "restore.past", Words: telling.EventID(t.event)}
	}
	people, err := r.tx.PeopleOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	found, err := r.refuseConflicts(t.event, on, people)
	if err != nil {
		return nil, err
	}
	gone, err := r.writeChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	p := r.tellChanged("restore.done", t, words.Args{"n": len(on), "when": r.span(on[0])})
	if past > 0 {
		p.add(r.say("restore.stay", words.Args{"n": past})...)
	}
	p.add(r.notes(t.event, on, gone)...)
	p.add(r.sayConflicts(t.event, found)...)
	if err := r.tellClashes(p, t.event, on); err != nil {
		return nil, err
	}
	return r.withUndo(p), nil
}

// cancelledWith are the dates that were cancelled when their event was: not those
// that were left out before.
func (r *request) cancelledWith(t *target) (map[planner.OccurrenceID]bool, error) {
	list, err := r.tx.HistoryOf(t.event.ID)
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

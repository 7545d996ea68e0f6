package bot

import (
	"errors"
	"fmt"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// changeable is the event that text is about, where the person may change it
// and it is not cancelled.
func (r *request) changeable(text string) (*target, error) {
	t, err := r.subjectOf(text)
	if err != nil {
		return nil, err
	}
	if err := r.mayChange(t.event); err != nil {
		return nil, err
	}
	if t.event.State != planner.Planned {
		return nil, &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.event)}
	}
	return t, nil
}

// changeableOn is the event that the words around some dates name; where they
// may mean several, one that is held on the date, else the only series.
func (r *request) changeableOn(d dropped) (*target, error) {
	t, err := r.changeable(d.left)
	if !isQuestion(err) {
		return t, err
	}
	if d.single() && !d.following {
		t, err := r.changeable(d.left + " " + d.days[0].First.String())
		if err == nil || isQuestion(err) {
			return t, err
		}
	}
	return r.changeableSeries(d.left)
}

// changeableSeries is as changeable; of several events that text may mean
// without naming a kind, the only series is the one.
func (r *request) changeableSeries(text string) (*target, error) {
	t, err := r.changeable(text)
	var which *planner.Question
	if !errors.As(err, &which) || which.Why != "event.which" || grammar.KindIn(text) != "" {
		return t, err
	}
	var series []string
	for _, id := range which.Choices {
		if t, err := r.subjectOf(id); err == nil && t.event.Rule != nil {
			series = append(series, id)
		}
	}
	if len(series) == 1 {
		return r.changeable(series[0])
	}
	return nil, err
}

// writeChanged writes an event that was as before, its dates, and its due rows:
// what is no longer wanted is skipped for reason. It gives the reminders whose
// turn has gone by.
func (r *request) writeChanged(t *target, before planner.Event, reason string) (past []planner.Reminder, err error) {
	if err := r.begin(); err != nil {
		return nil, err
	}
	t.event = t.event.Revised(before, true)
	t.event.Updated = r.now
	if t.event, err = r.tx.SaveEvent(t.event); err != nil {
		return nil, fmt.Errorf("save event: %w", err)
	}
	if t.occurrences, err = r.tx.SaveOccurrences(t.event.ID, t.occurrences); err != nil {
		return nil, fmt.Errorf("save dates: %w", err)
	}
	if past, err = r.reschedule(t.event, t.occurrences, reason); err != nil {
		return nil, err
	}
	if err := delivery.PlanExtension(r.tx, t.event, t.occurrences); err != nil {
		return nil, fmt.Errorf("plan further dates: %w", err)
	}
	return past, nil
}

// tellChanged says what became of an event, with a button that takes it back.
func (r *request) tellChanged(key string, t *target, args words.Args) *reply {
	args["id"], args["title"], args["number"] = telling.Code(telling.EventID(t.event)), telling.Strong(t.event.Title), telling.ChangeID(r.change)
	p := r.tell(key, args)
	p.about = memory.Subject{Event: t.event.ID}
	return p
}

// withUndo adds the button that takes back what was just done.
func (r *request) withUndo(p *reply) *reply {
	return p.button(r.label("button.undo"), undoSentence(r.change))
}

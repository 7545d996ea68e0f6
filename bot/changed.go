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

// WriteChanged writes an event that was as before, its dates, and its due rows:
// what is no longer wanted is skipped for reason. It gives the reminders whose
// turn has gone by.
func (r *Turn) WriteChanged(t *Target, before planner.Event, reason string) (past []planner.Reminder, err error) {
	if err := r.Begin(); err != nil {
		return nil, err
	}
	t.Event = t.Event.Revised(before, true)
	t.Event.Updated = r.Now
	if t.Event, err = r.Tx.SaveEvent(t.Event); err != nil {
		return nil, fmt.Errorf("save event: %w", err)
	}
	if t.Occurrences, err = r.Tx.SaveOccurrences(t.Event.ID, t.Occurrences); err != nil {
		return nil, fmt.Errorf("save dates: %w", err)
	}
	if past, err = r.Reschedule(t.Event, t.Occurrences, reason); err != nil {
		return nil, err
	}
	if err := delivery.PlanExtension(r.Tx, t.Event, t.Occurrences); err != nil {
		return nil, fmt.Errorf("plan further dates: %w", err)
	}
	return past, nil
}

// TellChanged says what became of an event, with a button that takes it back.
func (r *Turn) TellChanged(key string, t *Target, args words.Args) *Reply {
	args["id"], args["title"], args["number"] = telling.Code(telling.EventID(t.Event)), telling.Strong(t.Event.Title), telling.ChangeID(r.Change)
	p := r.Tell(key, args)
	p.About = memory.Subject{Event: t.Event.ID}
	return p
}

// WithUndo adds the button that takes back what was just done.
func (r *Turn) WithUndo(p *Reply) *Reply {
	return p.Button(r.Label("button.undo"), UndoSentence(r.Change))
}

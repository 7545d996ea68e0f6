package talks

import (
	"errors"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// promise is `I'll send it by 10 February`, « je l'enverrai le 10 février » of a
// speaker: they are not asked before.
func (r *request) promise(rest string) (*turn.Reply, error) {
	t, s, err := r.mine(grammar.EventForm.FindString(" " + rest))
	if err != nil {
		return nil, err
	}
	if s.State != planner.Accepted {
		return nil, &planner.Refusal{Why: "talk.is_" + string(s.State), Words: r.called(s)}
	}
	found, err := when.Find(grammar.WithoutNumber(rest), r.TimeContext())
	if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
		return nil, &planner.Refusal{Why: "when.no_date", Words: rest}
	}
	if err != nil {
		return nil, err
	}
	day := found.Start.Date
	if !day.Before(t.date.Span.Start.Date) {
		return nil, &planner.Refusal{Why: "talk.promise_late", Args: words.Args{"date": t.date.Span.Start.Date}}
	}
	t.own.Promised = day
	if err := r.Begin(); err != nil {
		return nil, err
	}
	if _, err := r.Tx.SaveTalk(t.own); err != nil {
		return nil, err
	}
	if err := delivery.PlanTalks(r.Tx, t.Event, t.Occurrences, r.Now); err != nil {
		return nil, err
	}
	args := r.talkArgs(t, s)
	args["date"] = when.SayDate(day, r.Reader())
	p := r.Tell("talk.promised", args)
	p.About = memory.Subject{Event: t.Event.ID, Occurrence: t.date.ID}
	return r.WithUndo(p), nil
}

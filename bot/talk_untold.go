package bot

import (
	"entente/bot/grammar"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// speakersUntold adds, to what is said of some dates that changed, which of
// their speakers are not in chat: only a person can tell them.
func (r *request) speakersUntold(p *reply, t *target, dates []planner.Occurrence) error {
	if len(dates) == 0 {
		return nil
	}
	talks, err := r.tx.TalksOf(t.event.ID)
	if err != nil {
		return err
	}
	for _, o := range dates {
		var outside []planner.Speaker
		for _, s := range talks[o.ID].Confirmed() {
			if s.Person == "" {
				outside = append(outside, s)
			}
		}
		if len(outside) > 0 && o.EndAt.After(r.now) {
			p.add(r.say("talk.untold", words.Args{
				"names": r.voice().Speakers(outside), "n": len(outside), "date": when.SayDate(o.Span.Start.Date, r.reader()),
			})...)
		}
	}
	return nil
}

// withdraw is `withdraw invitation of Jane Doe for 2 March`, « retirer
// l'invitation de Jane Doe pour le 2 mars »: she is not counted on any more.
func (r *request) withdraw(rest string) (*reply, error) {
	who, day, ok := r.cutWhom(grammar.CutArticle(rest))
	if !ok {
		return nil, &planner.Refusal{Why: "talk.withdraw_usage"}
	}
	d, err := r.dateFor(day)
	if err != nil {
		return nil, err
	}
	t, err := r.talkOf(d)
	if err != nil {
		return nil, err
	}
	if err := r.mayChange(t.event); err != nil {
		return nil, err
	}
	s, ok := r.among(t.own.Speaking(), who)
	if !ok {
		return nil, &planner.Refusal{Why: "talk.not_among", Words: who, Args: words.Args{"date": t.date.Span.Start.Date}}
	}
	return r.drop(t, []planner.Speaker{s})
}

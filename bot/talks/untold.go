package talks

import (
	"entente/bot/grammar"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// SpeakersUntold adds, to what is said of some dates that changed, which of
// their speakers are not in chat: only a person can tell them.
func SpeakersUntold(r *turn.Turn, p *turn.Reply, t *turn.Target, dates []planner.Occurrence) error {
	if len(dates) == 0 {
		return nil
	}
	talks, err := r.Tx.TalksOf(t.Event.ID)
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
		if len(outside) > 0 && o.EndAt.After(r.Now) {
			p.Add(r.Say("talk.untold", words.Args{
				"names": r.Voice().Speakers(outside), "n": len(outside), "date": when.SayDate(o.Span.Start.Date, r.Reader()),
			})...)
		}
	}
	return nil
}

// withdraw is `withdraw invitation of Jane Doe for 2 March`, « retirer
// l'invitation de Jane Doe pour le 2 mars »: she is not counted on any more.
func (r *request) withdraw(rest string) (*turn.Reply, error) {
	who, day, ok := r.cutWhom(grammar.CutArticle(rest))
	if !ok {
		return nil, &planner.Refusal{Why: "talk.withdraw_usage"}
	}
	d, err := DateFor(r.Turn, day)
	if err != nil {
		return nil, err
	}
	t, err := r.talkOf(d)
	if err != nil {
		return nil, err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	s, ok := r.among(t.own.Speaking(), who)
	if !ok {
		return nil, &planner.Refusal{Why: "talk.not_among", Words: who, Args: words.Args{"date": t.date.Span.Start.Date}}
	}
	return r.drop(t, []planner.Speaker{s})
}

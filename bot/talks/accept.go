package talks

import (
	"slices"

	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
)

// accept, declineTalk and anotherDate are what a speaker answers in private.
func (r *request) accept(rest string) (*turn.Reply, error) {
	return r.answerMine(rest, planner.StepAccept)
}

func (r *request) declineTalk(rest string) (*turn.Reply, error) {
	return r.answerMine(rest, planner.StepDecline)
}

// answerMine is `accept E5.3` or « décliner » of who is invited.
func (r *request) answerMine(rest string, step planner.InvitationStep) (*turn.Reply, error) {
	t, s, err := r.mine(rest)
	if isRefusal(err, "talk.not_asked") {
		if p, errPlace := r.answerOffer(rest, step); p != nil || errPlace != nil {
			return p, errPlace
		}
	}
	if err != nil {
		return nil, err
	}
	return r.answerToSpeak(t, s, step, "")
}

// answerOffer takes or refuses a place that the person is offered, or holds, on
// the date that text names; nil where there is none, or more than one.
func (r *request) answerOffer(text string, step planner.InvitationStep) (*turn.Reply, error) {
	replies, err := r.Tx.RepliesOf(r.Person.ID)
	if err != nil {
		return nil, err
	}
	named, err := r.ownNamed(text)
	if err != nil {
		return nil, err
	}
	var fit []string
	for _, given := range replies {
		gives := step == planner.StepDecline && given.Answer != planner.No
		if given.State != planner.Offered && !(gives && named.said) {
			continue
		}
		t, err := r.TargetByID(given.Event)
		if err != nil {
			return nil, err
		}
		for _, o := range t.Occurrences {
			if o.ID == given.Occurrence && o.EndAt.After(r.Now) && (!named.said || named.fits(&talkOn{Target: t, date: o})) {
				fit = append(fit, telling.DateID(t.Event, o))
			}
		}
	}
	switch {
	case len(fit) != 1:
		return nil, nil
	case step == planner.StepDecline:
		return r.attendNot(fit[0])
	}
	return r.attend(fit[0])
}

// mine is the invitation of the person that text names, or the only one to come.
func (r *request) mine(text string) (*talkOn, planner.Speaker, error) {
	t, err := r.ownTalk(text)
	if err != nil {
		return nil, planner.Speaker{}, err
	}
	if t == nil {
		return nil, planner.Speaker{}, &planner.Refusal{Why: "talk.not_asked", Words: text}
	}
	i := slices.IndexFunc(t.own.Speakers, func(s planner.Speaker) bool { return s.Person == r.Person.ID })
	return t, t.own.Speakers[i], nil
}

package talks

import (
	"errors"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// answerMarks are what an organiser says that somebody answered, folded, the
// longest first.
var answerMarks = []struct {
	phrase string
	step   planner.InvitationStep
}{
	{"has accepted", planner.StepAccept}, {"agrees to speak", planner.StepAccept}, {"can speak", planner.StepAccept}, {"says yes", planner.StepAccept}, {"said yes", planner.StepAccept}, {"accepts", planner.StepAccept}, {"accepted", planner.StepAccept}, {"agrees", planner.StepAccept},
	{"est d'accord", planner.StepAccept}, {"a accepte", planner.StepAccept}, {"a dit oui", planner.StepAccept}, {"dit oui", planner.StepAccept}, {"accepte", planner.StepAccept},
	{"is not available", planner.StepDecline}, {"isn't available", planner.StepDecline}, {"has declined", planner.StepDecline}, {"cannot speak", planner.StepDecline}, {"can't speak", planner.StepDecline}, {"can't come", planner.StepDecline}, {"cannot come", planner.StepDecline}, {"won't be able to speak", planner.StepDecline}, {"won't be able to come", planner.StepDecline}, {"is unable to speak", planner.StepDecline}, {"is unable to come", planner.StepDecline}, {"is unavailable", planner.StepDecline}, {"can't make it", planner.StepDecline}, {"says no", planner.StepDecline}, {"said no", planner.StepDecline}, {"can't", planner.StepDecline}, {"cannot", planner.StepDecline}, {"declines", planner.StepDecline}, {"declined", planner.StepDecline},
	{"n'est pas disponible", planner.StepDecline}, {"ne sera pas disponible", planner.StepDecline}, {"n'est plus disponible", planner.StepDecline}, {"est indisponible", planner.StepDecline}, {"ne pourra pas venir", planner.StepDecline}, {"ne pourra pas parler", planner.StepDecline}, {"ne pourra pas", planner.StepDecline}, {"ne pourra plus", planner.StepDecline}, {"ne peut plus venir", planner.StepDecline}, {"ne peut plus", planner.StepDecline}, {"se desiste", planner.StepDecline}, {"s'est desiste", planner.StepDecline}, {"s'est desistee", planner.StepDecline}, {"ne peut pas venir", planner.StepDecline}, {"ne peut pas", planner.StepDecline}, {"a decline", planner.StepDecline}, {"a refuse", planner.StepDecline}, {"a dit non", planner.StepDecline}, {"dit non", planner.StepDecline}, {"decline", planner.StepDecline}, {"refuse", planner.StepDecline},
	{"would prefer", planner.StepPropose}, {"prefers", planner.StepPropose}, {"proposes", planner.StepPropose}, {"suggests", planner.StepPropose}, {"prefere", planner.StepPropose}, {"prefererait", planner.StepPropose}, {"propose", planner.StepPropose},
}

// speaksMarks are what an organiser says of who speaks, invited here or not.
var speaksMarks = []string{
	"is going to speak", "will be speaking", "will give a talk", "will give the talk", "gives a talk", "gives the talk", "is our speaker", "is the speaker", "is speaking", "will speak", "will talk", "speaks",
	"va parler", "viendra parler", "vient parler", "fera un expose", "donnera un expose", "fait un expose", "interviendra", "intervient", "exposera", "parlera", "parle",
}

// nobodyWords begin what names nobody.
var nobodyWords = []string{"i", "we", "you", "he", "she", "it", "they", "who", "nobody", "no", "je", "j'", "nous", "vous", "tu", "il", "elle", "on", "ils", "elles", "qui", "personne", "ca"}

// insteadMarks stand between the date that is proposed and the one that it takes
// the place of.
var insteadMarks = []string{"instead of", "rather than", "au lieu du", "plutot que le", "a la place du", "au lieu de", "plutot que"}

// AnswerOfSpeaker is `Jane Doe accepts 2 March`, « Jane Doe décline pour le 2
// mars », `Jane Doe proposes 16 March instead of 2 March`: an answer that an
// organiser enters. It gives nil when text says nothing of the kind.
func AnswerOfSpeaker(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if grammar.Asks(text) {
		return nil, nil
	}
	who, step, day, ok := cutAnswer(text)
	stated := false
	if !ok {
		who, day, ok = grammar.CutAt(text, speaksMarks)
		step, stated = planner.StepAccept, true
	}
	if first := grammar.FirstTokens(who, 1); !ok || len(first) == 0 || slices.Contains(nobodyWords, first[0].Fold) {
		return nil, nil
	}
	other := ""
	if step == planner.StepPropose {
		if other, day, ok = grammar.CutAt(day, insteadMarks); !ok {
			return nil, nil
		}
	}
	t, err := DateFor(r.Turn, day)
	if err != nil && day == "" {
		if only, fault := r.onlyInvitation(who); only != nil || fault != nil {
			t, err = only, fault
		}
	}
	if turn.IsQuestion(err) || isRefusal(err, "event.which", "event.unnamed", "talk.which_date") {
		return nil, nil // about something else, as "Minh can't find the room"
	}
	if err != nil {
		return nil, err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	on, err := r.talkOf(t)
	if err != nil {
		return nil, err
	}
	s, ok := r.among(on.own.Speakers, who)
	if !ok && stated {
		return r.enterSpeaker(on, who)
	}
	if !ok {
		return nil, &planner.Refusal{Why: "talk.not_among", Words: who, Args: words.Args{"date": on.date.Span.Start.Date}}
	}
	r.Command = string(step)
	return r.answerToSpeak(on, s, step, other)
}

// isRefusal says whether err refuses for one of some reasons.
func isRefusal(err error, whys ...string) bool {
	var refusal *planner.Refusal
	return errors.As(err, &refusal) && slices.Contains(whys, refusal.Why)
}

// onlyInvitation is the only date to come on which somebody is asked to speak, or
// will, of those whose answers the person may enter; nil for none or several.
func (r *request) onlyInvitation(who string) (*turn.Target, error) {
	coming, err := r.Coming(turn.Scope{})
	if err != nil {
		return nil, err
	}
	var only *turn.Target
	for _, held := range coming {
		t, err := r.TargetByID(held.Event.ID)
		if err != nil {
			return nil, err
		}
		talks, err := r.Tx.TalksOf(t.Event.ID)
		if err != nil {
			return nil, err
		}
		if r.MayChange(t.Event) != nil {
			continue
		}
		for i, o := range t.Occurrences {
			if _, there := r.among(talks[o.ID].Speaking(), who); !there || !o.StartAt.After(r.Now) {
				continue
			}
			if only != nil {
				return nil, nil
			}
			there := *t
			there.One, only = &t.Occurrences[i], &there
		}
	}
	return only, nil
}

// cutAnswer cuts "Jane Doe | accepts | 2 March".
func cutAnswer(text string) (who string, step planner.InvitationStep, day string, ok bool) {
	for _, mark := range answerMarks {
		who, day, ok := grammar.CutAt(text, []string{mark.phrase})
		if ok && who != "" && len(grammar.Tokens(who)) <= 6 {
			return who, mark.step, day, true
		}
	}
	return "", "", "", false
}

// anotherDate is `another date E5.3: 16 March` of who is invited; without a date
// those on which nobody speaks are offered.
func (r *request) anotherDate(rest string) (*turn.Reply, error) {
	head, other, _ := strings.Cut(rest, ":")
	t, s, err := r.mine(head)
	if isRefusal(err, "talk.not_asked") && other == "" { // "another date: 16 March", "another date 16 March"
		other = head
		t, s, err = r.mine("")
	}
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(other) == "" {
		return r.offerDates(t)
	}
	return r.answerToSpeak(t, s, planner.StepPropose, other)
}

// offerDates asks a speaker which other date suits them.
func (r *request) offerDates(t *talkOn) (*turn.Reply, error) {
	talks, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	p := r.Tell("talk.which_other", words.Args{"ref": t.id()})
	p.Asker, p.Choices, p.Private = true, true, true
	for _, o := range openDates(t, talks, 5) {
		p.Button(when.SayDate(o.Span.Start.Date, r.Reader()), "another date "+t.id()+": "+o.Span.Start.Date.String())
	}
	return p, nil
}

// answerToSpeak takes a step of an invitation, and tells who should know.
func (r *request) answerToSpeak(t *talkOn, s planner.Speaker, step planner.InvitationStep, other string) (*turn.Reply, error) {
	if !t.date.EndAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": t.date.Span.Start.Date}}
	}
	after, err := r.step(s, step)
	if err != nil {
		return nil, err
	}
	if step == planner.StepPropose {
		if after.Proposed, err = r.proposedDate(t, other); err != nil {
			return nil, err
		}
	}
	var found []planner.Conflict
	if step == planner.StepAccept {
		if found, err = r.RefuseElsewhere(t.Event, []planner.Occurrence{t.date}, s, planner.Speaks); err != nil {
			return nil, err
		}
	}
	if err := r.writeSpeaker(t, after); err != nil {
		return nil, err
	}
	if s.By != "" && s.By != r.Person.ID {
		told := delivery.Talk{About: delivery.TalkAnswer, Speaker: s.Number, Once: telling.ChangeID(r.Change)}
		if err := delivery.TellTalk(r.Tx, t.date, told, r.Now); err != nil {
			return nil, err
		}
	}
	if t, err = r.talkOf(t.Target); err != nil {
		return nil, err
	}
	return r.sayAnswered(t, after, found)
}

// proposedDate reads another date.
func (r *request) proposedDate(t *talkOn, text string) (planner.Date, error) {
	c := r.TimeContext()
	c.Zone = t.Event.Span.Zone
	found, err := when.Find(text, c)
	if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
		err = &planner.Refusal{Why: "when.no_date", Words: strings.TrimSpace(text)}
	}
	return found.Start.Date, err
}

// sayAnswered says what an answer makes of the talk: to the speaker what comes
// next, to an organiser what can be done; and what else takes place then.
func (r *request) sayAnswered(t *talkOn, s planner.Speaker, found []planner.Conflict) (*turn.Reply, error) {
	args := r.talkArgs(t, s)
	args["other"] = when.SayDate(s.Proposed, r.Reader())
	whose := "talk.told_"
	if s.Person == r.Person.ID {
		whose = "talk.yours_"
		args["by"] = r.NameOf(s.By)
	}
	p := r.Tell(whose+string(s.State), args)
	p.Add(r.SayConflicts(t.Event, found)...)
	p.About = memory.Subject{Event: t.Event.ID, Occurrence: t.date.ID}
	switch {
	case s.State == planner.Accepted:
		p.Add(r.stillMissing(t)...)
	case s.Person == r.Person.ID:
	default:
		if err := r.nextButtons(p, t, s); err != nil {
			return nil, err
		}
	}
	return r.WithUndo(p), nil
}

// stillMissing says which details are to come, and how to enter them.
func (r *request) stillMissing(t *talkOn) (blocks []chat.Block) {
	missing := t.own.Unsaid()
	if len(missing) == 0 {
		return nil
	}
	return r.Say("talk.to_come", words.Args{"fields": r.Voice().Fields(missing), "ref": t.id()})
}

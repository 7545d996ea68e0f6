package talks

import (
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// theSpeaker names who speaks on a date without a name, folded.
var theSpeaker = []string{
	"the speaker of", "the speaker on", "the speaker for", "the speakers of", "speaker of", "speaker on", "speakers of",
	"l'orateur du", "l'oratrice du", "l'intervenant du", "l'intervenante du", "les orateurs du", "la personne qui parle le", "la personne qui intervient le",
}

// fromMarks stand between a speaker and the date that they are taken from.
var fromMarks = []string{"from the talk of", "from", "as speaker of", "as speaker on", "as speaker for", "comme orateur du", "comme oratrice du", "de la seance du", "de l'expose du", "du", "on", "le"}

// enterSpeaker is `Jane Doe will speak on 2 March`, « Jane Doe viendra parler le 2
// mars »: she was asked elsewhere and is counted on. Who is in chat is asked.
func (r *request) enterSpeaker(t *talkOn, who string) (*turn.Reply, error) {
	if err := r.mayInvite(t); err != nil {
		return nil, err
	}
	list, err := r.whomToInvite(who)
	if err != nil {
		return nil, err
	}
	if taken := t.own.Speaking(); len(list) > 1 || len(taken) > 0 || list[0].Person != "" {
		r.Command = "invite"
		return r.invite(who + " for " + t.id())
	}
	s := list[0].Invite(t.date, r.Person.ID)
	s.State = planner.Accepted
	if err := r.writeSpeaker(t, s); err != nil {
		return nil, err
	}
	if t, err = r.talkOf(t.Target); err != nil {
		return nil, err
	}
	return r.sayAnswered(t, s, nil)
}

// replaceSpeaker is `replace Jane Doe by @minh on 2 March`, « remplacer l'oratrice
// du 2 mars par @minh »: one is not counted on any more, and the other invited.
func (r *request) replaceSpeaker(rest string) (*turn.Reply, error) {
	usage := &planner.Refusal{Why: "talk.replace_usage"}
	old, by, ok := grammar.CutAt(rest, []string{"by", "with", "par"})
	if !ok || by == "" {
		return nil, usage
	}
	if who, day, dated := r.cutWhom(by); dated {
		by, old = who, old+" from "+day
	}
	t, gone, err := r.speakersMeant(old)
	if err != nil {
		return nil, err
	}
	if t == nil {
		return nil, usage
	}
	dropped, err := r.drop(t, gone)
	if err != nil {
		return nil, err
	}
	p, err := r.invite(by + " for " + t.id())
	if err != nil {
		return nil, err
	}
	p.Blocks = slices.Concat(dropped.Blocks, p.Blocks)
	return p, nil
}

// RemoveSpeaker is `remove the speaker of 2 March`, « retirer Jane Doe du 2 mars »;
// nil where text means something else.
func RemoveSpeaker(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	t, gone, err := r.speakersMeant(text)
	if t == nil || err != nil {
		return nil, err
	}
	r.Command = "withdraw"
	return r.drop(t, gone)
}

// speakersMeant are the speakers that "Jane Doe from 2 March" or "the speaker of 2
// March" means; nil where it means nobody who is to speak.
func (r *request) speakersMeant(text string) (*talkOn, []planner.Speaker, error) {
	who, day, ok := grammar.CutAt(text, theSpeaker)
	if all := ok && who == ""; !all {
		if who, day, ok = grammar.CutAt(text, fromMarks); who == "" {
			return nil, nil, nil
		}
	}
	if !ok || day == "" {
		return nil, nil, nil
	}
	if found, rest := grammar.TakeInside(day, fromMarks); found { // "the speaker of 2 March from …"
		day = rest
	}
	d, err := DateFor(r.Turn, day)
	if isRefusal(err, "event.unknown", "event.private") && grammar.EventForm.MatchString(" "+day) {
		return nil, nil, err
	}
	if err != nil {
		return nil, nil, nil // no date: it is about something else
	}
	t, err := r.talkOf(d)
	if err != nil {
		return nil, nil, err
	}
	meant := t.own.Speaking()
	if who != "" {
		s, found := r.among(meant, who)
		if !found {
			return nil, nil, nil
		}
		meant = []planner.Speaker{s}
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, nil, err
	}
	if len(meant) == 0 {
		return nil, nil, &planner.Refusal{Why: "talk.nobody", Words: t.id(), Args: words.Args{"date": t.date.Span.Start.Date}}
	}
	return t, meant, nil
}

// drop has speakers of a talk not be counted on any more.
func (r *request) drop(t *talkOn, gone []planner.Speaker) (*turn.Reply, error) {
	p := &turn.Reply{About: memory.Subject{Event: t.Event.ID, Occurrence: t.date.ID}}
	for _, s := range gone {
		after, err := r.step(s, planner.StepDrop)
		if err != nil {
			return nil, err
		}
		if err := r.writeSpeaker(t, after); err != nil {
			return nil, err
		}
		p.Add(r.Say("talk.withdrawn", r.talkArgs(t, after))...)
	}
	return r.WithUndo(p), nil
}

// chairsMarks are what an organiser says of who chairs.
var chairsMarks = []string{"will chair", "is chairing", "chairs", "presidera", "preside", "animera", "anime"}

// ChairSentence is "@sam chairs on 9 March", « Jeanne Dupont préside le 9 mars »; nil
// when text says nothing of the kind.
func ChairSentence(r *turn.Turn, text string) (*turn.Reply, error) {
	who, day, ok := grammar.CutAt(text, chairsMarks)
	if first := grammar.FirstTokens(who, 1); !ok || grammar.Asks(text) || len(first) == 0 || slices.Contains(nobodyWords, first[0].Fold) {
		return nil, nil
	}
	if _, err := DateFor(r, day); err != nil && !isRefusal(err, "talk.which_date") {
		return nil, nil
	}
	r.Command = "chair"
	return EnterDetail(r, Detail{Field: planner.FieldChair, Organiser: true}, strings.TrimSpace(day)+": "+who)
}

package talks

import (
	"slices"
	"strings"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// speakMarks stand between who is invited and for when, folded; the first that
// is found cuts.
var speakMarks = []string{
	"to give a talk on", "to give the talk on", "to give a talk", "to give the talk", "to speak on", "to speak at", "to speak", "to talk on", "to talk", "as speaker for", "as speaker on", "as a speaker",
	"a parler le", "a parler", "a exposer le", "a exposer", "a intervenir le", "a intervenir", "a faire un expose", "pour parler le", "pour un expose le", "pour le", "pour la", "pour l'", "pour", "for the", "for",
}

// tooMarks say that somebody speaks beside who does already.
var tooMarks = []string{"too", "as well", "also", "aussi", "egalement", "en plus"}

// invite is `invite Jane Doe (Bonn) to speak on 2 March`, « inviter @minh pour le
// 16 mars »: writes the invitation; nothing is sent before Send is pressed.
func (r *request) invite(rest string) (*turn.Reply, error) {
	too, rest := grammar.TakeInside(rest, tooMarks)
	who, day, ok := r.cutWhom(rest)
	if !ok {
		return nil, &planner.Refusal{Why: "talk.invite_usage"}
	}
	t, err := r.talkToFill(day, grammar.Squeeze(who), too)
	if err != nil {
		return nil, err
	}
	invited, err := r.whomToInvite(who)
	if err != nil {
		return nil, err
	}
	var found []planner.Conflict
	for _, s := range invited {
		if s.Person == r.Person.ID || s.Person == "" && words.Fold(s.Name) == words.Fold(r.Person.Name) {
			return nil, &planner.Refusal{Why: "talk.self", Args: words.Args{"date": t.date.Span.Start.Date}}
		}
		if known, there := r.among(t.own.Speaking(), r.called(s)); there {
			return nil, &planner.Refusal{Why: "talk.is_" + string(known.State), Words: r.called(known)}
		}
		more, err := r.RefuseElsewhere(t.Event, []planner.Occurrence{t.date}, s, planner.Speaks)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	p, err := r.writeInvitation(t, invited)
	if err != nil {
		return nil, err
	}
	p.Add(r.SayConflicts(t.Event, found)...)
	return p, r.TellClashes(p, t.Event, []planner.Occurrence{t.date})
}

// mayInvite checks that the person may, and that there is something to invite to.
func (r *request) mayInvite(t *talkOn) error {
	switch err := r.MayChange(t.Event); {
	case err != nil:
		return err
	case t.Event.State != planner.Planned:
		return &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.Event)}
	case t.date.State != planner.Planned:
		return &planner.Refusal{Why: "occurrence.not_planned"}
	case !t.date.StartAt.After(r.Now):
		return &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": t.date.Span.Start.Date}}
	}
	return nil
}

// whomToInvite reads names, or a candidate's number that a button carries.
func (r *request) whomToInvite(text string) ([]planner.Speaker, error) {
	if speakerForm.MatchString(text) && len(grammar.Tokens(text)) == 1 {
		s, err := r.speakerNumbered(text)
		if err == nil && s.State != planner.Candidate {
			err = &planner.Refusal{Why: "talk.is_" + string(s.State), Words: r.called(s)}
		}
		return []planner.Speaker{s}, err
	}
	list, err := r.readSpeakers(text)
	if err == nil && (len(list) == 0 || slices.ContainsFunc(list, planner.Speaker.Nobody)) {
		err = &planner.Refusal{Why: "talk.invite_usage"}
	}
	return list, err
}

// cutWhom cuts "Jane Doe (Bonn) to speak | on 2 March".
func (r *request) cutWhom(text string) (who, day string, ok bool) {
	for _, mark := range speakMarks {
		for _, t := range grammar.Tokens(text) {
			if rest, fits := grammar.CutPhrase(text[t.From:], mark); fits && t.From > 0 && strings.TrimSpace(rest) != "" {
				return strings.TrimSpace(text[:t.From]), strings.TrimSpace(rest), true
			}
		}
	}
	at := -1
	if m := grammar.EventForm.FindStringIndex(" " + text); m != nil {
		at = m[0]
	} else if found, err := when.Find(text, r.TimeContext()); err == nil && found.HasDate {
		at = found.Pieces[0][0]
	}
	if at <= 0 {
		return text, "", false
	}
	who = strings.TrimSpace(text[:at])
	for _, link := range []string{" on", " le", " au", " the", " du"} {
		who = strings.TrimSuffix(who, link)
	}
	return who, text[at:], who != ""
}

// writeInvitation keeps who is invited, and says what would be sent.
func (r *request) writeInvitation(t *talkOn, invited []planner.Speaker) (*turn.Reply, error) {
	if err := r.Begin(); err != nil {
		return nil, err
	}
	p := &turn.Reply{About: memory.Subject{Event: t.Event.ID, Occurrence: t.date.ID}}
	for _, s := range invited {
		if s.Language == "" {
			s.Language = string(r.Lang)
		}
		s, err := r.Tx.SaveSpeaker(s.Invite(t.date, r.Person.ID))
		if err != nil {
			return nil, err
		}
		if err := r.offerToSend(p, t, s); err != nil {
			return nil, err
		}
	}
	return r.WithUndo(p), nil
}

// offerToSend says an invitation as it would go out, and how to send it.
func (r *request) offerToSend(p *turn.Reply, t *talkOn, s planner.Speaker) error {
	args, err := r.invitationArgs(t, s)
	if err != nil {
		return err
	}
	args["number"] = telling.ChangeID(r.Change)
	if s.Person != "" {
		p.Add(r.Say("talk.draft", args)...)
		p.Add(r.Words.Blocks(r.langOf(s, t.Event), "talk.request", args)...)
		p.Button(r.Words.Text(r.Lang, "button.send_speaker", words.Args{"name": r.called(s)}), "send invitation "+telling.SpeakerID(s))
		return nil
	}
	p.Add(r.Say("talk.draft_text", args)...)
	p.Add(r.Words.Blocks(r.langOf(s, t.Event), "talk.letter", args)...)
	p.Add(r.Say("talk.answers", args)...)
	p.Button(r.Words.Text(r.Lang, "button.sent_speaker", words.Args{"name": r.called(s)}), "send invitation "+telling.SpeakerID(s))
	return nil
}

// langOf is the language in which a speaker is written to.
func (r *request) langOf(s planner.Speaker, e planner.Event) planner.Lang {
	for _, lang := range []planner.Lang{planner.Lang(s.Language), e.Lang} {
		if lang == planner.English || lang == planner.French {
			return lang
		}
	}
	return r.Lang
}

// sendInvitation is the button under an invitation: it goes to who is in chat, in
// their working hours; of others it is noted that somebody has sent it.
func (r *request) sendInvitation(rest string) (*turn.Reply, error) {
	s, err := r.speakerNumbered(strings.TrimSpace(rest))
	if err != nil {
		return nil, err
	}
	t, err := r.talkOfSpeaker(s)
	if err != nil {
		return nil, err
	}
	if err := r.mayInvite(t); err != nil {
		return nil, err
	}
	s, err = r.step(s, planner.StepSend)
	if err != nil {
		return nil, err
	}
	s.By = r.Person.ID
	if err := r.writeSpeaker(t, s); err != nil {
		return nil, err
	}
	args := r.talkArgs(t, s)
	p := r.Tell("talk.noted_sent", args)
	if s.Person != "" {
		if err := delivery.TellTalk(r.Tx, t.date, delivery.Talk{About: delivery.TalkInvite, Speaker: s.Number, Once: telling.ChangeID(r.Change)}, r.Now); err != nil {
			return nil, err
		}
		p = r.Tell("talk.sent", args)
	}
	p.About = memory.Subject{Event: t.Event.ID, Occurrence: t.date.ID}
	return r.WithUndo(p), nil
}

// step is a speaker after a step of their invitation; the refusal names them.
func (r *request) step(s planner.Speaker, step planner.InvitationStep) (planner.Speaker, error) {
	after, err := s.After(step)
	if err != nil {
		return s, &planner.Refusal{Why: "talk.is_" + string(s.State), Words: r.called(s)}
	}
	return after, nil
}

// writeSpeaker keeps what became of an invitation, and what is due because of it.
func (r *request) writeSpeaker(t *talkOn, s planner.Speaker) error {
	if err := r.Begin(); err != nil {
		return err
	}
	if _, err := r.Tx.SaveSpeaker(s); err != nil {
		return err
	}
	now, err := r.talkOf(t.Target)
	if err != nil {
		return err
	}
	if len(now.own.Speaking()) == 0 && now.own.ID != "" {
		left, _ := now.own.Vacated()
		if _, err := r.Tx.SaveTalk(left); err != nil {
			return err
		}
	}
	return delivery.PlanTalks(r.Tx, t.Event, t.Occurrences, r.Now)
}

// talkArgs are values for a sentence about somebody's talk.
func (r *request) talkArgs(t *talkOn, s planner.Speaker) words.Args {
	args := words.Args{
		"name": r.called(s), "date": when.SayDate(t.date.Span.Start.Date, r.Reader()), "when": r.Start(t.date),
		"title": telling.Strong(t.Event.Title), "id": telling.Code(t.id()), "ref": t.id(), "series": telling.Code(telling.EventID(t.Event)),
	}
	if r.Change != nil {
		args["number"] = telling.ChangeID(r.Change)
	}
	return args
}

// talkToFill is the talk on a day for which the person may invite; unless too,
// nobody else is asked or has accepted.
func (r *request) talkToFill(day, who string, too bool) (*talkOn, error) {
	d, err := DateFor(r.Turn, day)
	if err != nil {
		return nil, err
	}
	t, err := r.talkOf(d)
	if err != nil {
		return nil, err
	}
	if err := r.mayInvite(t); err != nil {
		return nil, err
	}
	if taken := t.own.Speaking(); len(taken) > 0 && !too {
		return nil, &planner.Refusal{Why: "talk.taken", Words: who, Args: words.Args{
			"name": r.called(taken[0]), "date": t.date.Span.Start.Date, "state": r.Label("talk.state." + string(taken[0].State)),
		}}
	}
	return t, nil
}

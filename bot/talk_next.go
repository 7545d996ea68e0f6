package bot

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// nextButtons offers an organiser what can be done after a decline, or when
// another date is proposed.
func (r *request) nextButtons(p *reply, t *talkOn, s planner.Speaker) error {
	blocks, buttons, err := r.voice().NextButtons(t.event, t.date, s, r.reader())
	p.add(blocks...)
	p.buttons = append(p.buttons, buttons...)
	return err
}

// candidates is `candidates for E2: Jane Doe (Bonn), @minh`: who may be asked, in
// that order; without names it lists them, of a date with a button each.
func (r *request) candidates(rest string) (*reply, error) {
	head, names, entered := strings.Cut(rest, ":")
	t, err := r.changeableSeries(head)
	if err != nil {
		return nil, err
	}
	if entered && strings.TrimSpace(names) != "" {
		return r.addCandidates(t, names)
	}
	list, err := telling.CandidatesOf(r.tx, t.event.ID)
	if err != nil {
		return nil, err
	}
	args := words.Args{"series": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "n": len(list), "ref": telling.EventID(t.event)}
	if len(list) == 0 {
		return r.tell("talk.candidates_none", args), nil
	}
	p := r.tell("talk.candidates", args)
	p.private, p.about = true, memory.Subject{Event: t.event.ID}
	row := func(s planner.Speaker) []chat.Text {
		return []chat.Text{telling.Plain(telling.WithAffiliation(r.tx, s))}
	}
	addRowsOf(r, p, list, row, "candidates "+rest)
	if t.one != nil {
		for _, s := range list[:min(5, len(list))] {
			p.button(r.called(s), "invite "+telling.SpeakerID(s)+" for "+telling.DateID(t.event, *t.one))
		}
	}
	return p, nil
}

// addCandidates adds to who may be asked.
func (r *request) addCandidates(t *target, names string) (*reply, error) {
	list, err := r.readSpeakers(names)
	if err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	var said []string
	for _, s := range list {
		if s.Nobody() {
			continue
		}
		s.Event, s.State, s.By = t.event.ID, planner.Candidate, r.person.ID
		if s, err = r.tx.SaveSpeaker(s); err != nil {
			return nil, err
		}
		said = append(said, telling.WithAffiliation(r.tx, s))
	}
	return r.withUndo(r.tellChanged("talk.candidates_added", t, words.Args{"names": strings.Join(said, r.separator()), "n": len(said)})), nil
}

// leaveOpen is the button after a decline by which nothing is done.
func (r *request) leaveOpen(rest string) (*reply, error) {
	t, err := r.talkFor(rest)
	if err != nil {
		return nil, err
	}
	if err := r.mayChange(t.event); err != nil {
		return nil, err
	}
	return r.tell("talk.left_open", r.talkArgs(t, planner.Speaker{Name: "-"})), nil
}

// agree is the button by which an organiser takes the date that a speaker
// proposed: the speaker is counted on then.
func (r *request) agree(rest string) (*reply, error) {
	number, day, _ := strings.Cut(strings.TrimSpace(rest), " ")
	s, err := r.speakerNumbered(number)
	if err != nil {
		return nil, err
	}
	t, err := r.talkToFill(day, r.called(s), false)
	if err != nil {
		return nil, err
	}
	if s, err = r.step(s, planner.StepAccept); err != nil {
		return nil, err
	}
	from, err := r.talkOfSpeaker(s)
	if err != nil {
		return nil, err
	}
	found, err := r.refuseElsewhere(t.event, []planner.Occurrence{t.date}, s, planner.Speaks)
	if err != nil {
		return nil, err
	}
	s.Occurrence = t.date.ID
	if err := r.writeSpeaker(t, s); err != nil {
		return nil, err
	}
	if err := r.takeAlong(from, t); err != nil {
		return nil, err
	}
	if s.Person != "" {
		told := delivery.Talk{About: delivery.TalkAgreed, Speaker: s.Number, Once: telling.ChangeID(r.change)}
		if err := delivery.TellTalk(r.tx, t.date, told, r.now); err != nil {
			return nil, err
		}
	}
	if t, err = r.talkOf(t.target); err != nil {
		return nil, err
	}
	return r.sayAnswered(t, s, found)
}

// takeAlong moves to the talk on another date what its speaker has sent for the
// one that they leave, unless somebody else speaks there too.
func (r *request) takeAlong(from, to *talkOn) error {
	from, err := r.talkOf(from.target)
	if err != nil || len(from.own.Speaking()) > 0 || from.own.ID == "" || from.date.ID == to.date.ID {
		return err
	}
	left, theirs := from.own.Vacated()
	if _, err := r.tx.SaveTalk(left); err != nil {
		return err
	}
	theirs.ID, theirs.Event, theirs.Occurrence = to.own.ID, to.event.ID, to.date.ID
	theirs.Chair, theirs.Language = to.own.Chair, to.own.Language
	for _, kind := range []planner.LinkKind{planner.LiveLink, planner.Recording} {
		if address := to.own.Links[kind]; address != "" {
			theirs.Links[kind] = address
		}
	}
	_, err = r.tx.SaveTalk(theirs)
	return err
}

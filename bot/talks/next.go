package talks

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// nextButtons offers an organiser what can be done after a decline, or when
// another date is proposed.
func (r *request) nextButtons(p *turn.Reply, t *talkOn, s planner.Speaker) error {
	blocks, buttons, err := r.Voice().NextButtons(t.Event, t.date, s, r.Reader())
	p.Add(blocks...)
	p.Buttons = append(p.Buttons, buttons...)
	return err
}

// candidates is `candidates for E2: Jane Doe (Bonn), @minh`: who may be asked, in
// that order; without names it lists them, of a date with a button each.
func (r *request) candidates(rest string) (*turn.Reply, error) {
	head, names, entered := strings.Cut(rest, ":")
	t, err := r.ChangeableSeries(head)
	if err != nil {
		return nil, err
	}
	if entered && strings.TrimSpace(names) != "" {
		return r.addCandidates(t, names)
	}
	list, err := telling.CandidatesOf(r.Tx, t.Event.ID)
	if err != nil {
		return nil, err
	}
	args := words.Args{"series": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "n": len(list), "ref": telling.EventID(t.Event)}
	if len(list) == 0 {
		return r.Tell("talk.candidates_none", args), nil
	}
	p := r.Tell("talk.candidates", args)
	p.Private, p.About = true, memory.Subject{Event: t.Event.ID}
	row := func(s planner.Speaker) []chat.Text {
		return []chat.Text{telling.Plain(telling.WithAffiliation(r.Tx, s))}
	}
	turn.AddRowsOf(r.Turn, p, list, row, "candidates "+rest)
	if t.One != nil {
		for _, s := range list[:min(5, len(list))] {
			p.Button(r.called(s), "invite "+telling.SpeakerID(s)+" for "+telling.DateID(t.Event, *t.One))
		}
	}
	return p, nil
}

// addCandidates adds to who may be asked.
func (r *request) addCandidates(t *turn.Target, names string) (*turn.Reply, error) {
	list, err := r.readSpeakers(names)
	if err != nil {
		return nil, err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	var said []string
	for _, s := range list {
		if s.Nobody() {
			continue
		}
		s.Event, s.State, s.By = t.Event.ID, planner.Candidate, r.Person.ID
		if s, err = r.Tx.SaveSpeaker(s); err != nil {
			return nil, err
		}
		said = append(said, telling.WithAffiliation(r.Tx, s))
	}
	return r.WithUndo(r.TellChanged("talk.candidates_added", t, words.Args{"names": strings.Join(said, r.Separator()), "n": len(said)})), nil
}

// leaveOpen is the button after a decline by which nothing is done.
func (r *request) leaveOpen(rest string) (*turn.Reply, error) {
	t, err := r.talkFor(rest)
	if err != nil {
		return nil, err
	}
	if err := r.MayChange(t.Event); err != nil {
		return nil, err
	}
	return r.Tell("talk.left_open", r.talkArgs(t, planner.Speaker{Name: "-"})), nil
}

// agree is the button by which an organiser takes the date that a speaker
// proposed: the speaker is counted on then.
func (r *request) agree(rest string) (*turn.Reply, error) {
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
	found, err := r.RefuseElsewhere(t.Event, []planner.Occurrence{t.date}, s, planner.Speaks)
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
		told := delivery.Talk{About: delivery.TalkAgreed, Speaker: s.Number, Once: telling.ChangeID(r.Change)}
		if err := delivery.TellTalk(r.Tx, t.date, told, r.Now); err != nil {
			return nil, err
		}
	}
	if t, err = r.talkOf(t.Target); err != nil {
		return nil, err
	}
	return r.sayAnswered(t, s, found)
}

// takeAlong moves to the talk on another date what its speaker has sent for the
// one that they leave, unless somebody else speaks there too.
func (r *request) takeAlong(from, to *talkOn) error {
	from, err := r.talkOf(from.Target)
	if err != nil || len(from.own.Speaking()) > 0 || from.own.ID == "" || from.date.ID == to.date.ID {
		return err
	}
	left, theirs := from.own.Vacated()
	if _, err := r.Tx.SaveTalk(left); err != nil {
		return err
	}
	theirs.ID, theirs.Event, theirs.Occurrence = to.own.ID, to.Event.ID, to.date.ID
	theirs.Chair, theirs.Language = to.own.Chair, to.own.Language
	for _, kind := range []planner.LinkKind{planner.LiveLink, planner.Recording} {
		if address := to.own.Links[kind]; address != "" {
			theirs.Links[kind] = address
		}
	}
	_, err = r.Tx.SaveTalk(theirs)
	return err
}

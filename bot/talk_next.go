package bot

import (
	"slices"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// nextButtons offers an organiser what can be done after a decline, or when
// another date is proposed.
func (r *request) nextButtons(p *reply, t *talkOn, s planner.Speaker) error {
	blocks, buttons, err := r.voice().nextButtons(t.event, t.date, s, r.reader())
	p.add(blocks...)
	p.buttons = append(p.buttons, buttons...)
	return err
}

// nextButtons offers an organiser what can be done after a decline on a date, or
// when another is proposed; nothing of it happens by itself.
func (v voice) nextButtons(e planner.Event, o planner.Occurrence, s planner.Speaker, reader when.Reader) (blocks []chat.Block, buttons []chat.Button, err error) {
	offer := func(key string, args words.Args, sentence string) {
		buttons = append(buttons, chat.Button{Label: v.words.Text(v.lang, key, args), Sentence: sentence})
	}
	if s.State == planner.OtherDate {
		proposed := words.Args{"date": when.SayDate(s.Proposed, reader)}
		if free, ok := v.freeOn(e, s.Proposed, reader.Now); ok {
			offer("button.take_date", proposed, "agree "+speakerID(s)+" on "+dateID(e, free))
		} else {
			blocks = v.words.Blocks(v.lang, "talk.other_not_free", proposed)
		}
	}
	candidates, err := candidatesOf(v.tx, e.ID)
	if err != nil {
		return nil, nil, err
	}
	id := dateID(e, o)
	if len(candidates) > 0 {
		next := candidates[0]
		offer("button.invite_next", words.Args{"name": nameOfSpeaker(v.tx, next)}, "invite "+speakerID(next)+" for "+id)
		offer("button.choose", nil, "candidates for "+id)
	} else {
		blocks = append(blocks, v.words.Blocks(v.lang, "talk.no_candidates", words.Args{"ref": id, "series": eventID(e)})...)
	}
	offer("button.leave_open", nil, "leave open "+id)
	return blocks, buttons, nil
}

// freeOn is the date of an event on a day, when it is held and nobody speaks.
func (v voice) freeOn(e planner.Event, day planner.Date, now time.Time) (planner.Occurrence, bool) {
	occs, err := v.tx.OccurrencesOf(e.ID)
	if err != nil {
		return planner.Occurrence{}, false
	}
	talks, err := v.tx.TalksOf(e.ID)
	i := slices.IndexFunc(occs, func(o planner.Occurrence) bool { return o.HeldOn(day) && o.StartAt.After(now) })
	if err != nil || i < 0 || len(talks[occs[i].ID].Speaking()) > 0 {
		return planner.Occurrence{}, false
	}
	return occs[i], true
}

// candidatesOf are those of an event, in order.
func candidatesOf(tx *store.Tx, e planner.EventID) ([]planner.Speaker, error) {
	all, err := tx.SpeakersOf(e)
	return slices.DeleteFunc(all, func(s planner.Speaker) bool { return s.State != planner.Candidate }), err
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
	list, err := candidatesOf(r.tx, t.event.ID)
	if err != nil {
		return nil, err
	}
	args := words.Args{"series": code(eventID(t.event)), "title": strong(t.event.Title), "n": len(list), "ref": eventID(t.event)}
	if len(list) == 0 {
		return r.tell("talk.candidates_none", args), nil
	}
	p := r.tell("talk.candidates", args)
	p.private, p.about = true, memory.Subject{Event: t.event.ID}
	row := func(s planner.Speaker) []chat.Text { return []chat.Text{plain(withAffiliation(r.tx, s))} }
	addRowsOf(r, p, list, row, "candidates "+rest)
	if t.one != nil {
		for _, s := range list[:min(5, len(list))] {
			p.button(r.called(s), "invite "+speakerID(s)+" for "+dateID(t.event, *t.one))
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
		said = append(said, withAffiliation(r.tx, s))
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
		told := delivery.Talk{About: delivery.TalkAgreed, Speaker: s.Number, Once: changeID(r.change)}
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

package bot

import (
	"errors"

	"entente/bot/chat"
	"entente/bot/events"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// show is `show E12`, or `show GANDA`. One word that is no collaboration's code may
// be an event's title.
func (r *request) show(rest string) (*turn.Reply, error) {
	if kind, _, _ := grammar.CutKind(rest); kind != "" || !people.IsCode(rest) || grammar.EventForm.MatchString(" "+rest) {
		return r.showEvent(rest)
	}
	p, err := people.ShowCollaboration(r.Turn, rest)
	if refusal, ok := errors.AsType[*planner.Refusal](err); !ok || refusal.Why != "collaboration.unknown" {
		return p, err
	}
	p, none := r.showEvent(rest)
	if turn.Refused(none) && !turn.IsQuestion(none) {
		return nil, err
	}
	return p, none
}

// showEvent is `show E12`, of one date `show E12.3` or `show E12 on 6 April`.
func (r *request) showEvent(rest string) (*turn.Reply, error) {
	s, err := r.SubjectOf(rest)
	if err != nil {
		return nil, err
	}
	if s.Event.Rule != nil && !s.Named {
		if err := s.On(r.Turn, grammar.WithoutNumber(rest)); err != nil {
			return nil, err
		}
	}
	reminders, err := r.Tx.RemindersOf(s.Event.ID)
	if err != nil {
		return nil, err
	}
	shown, dates, id := s.Shown()
	p := r.Tell("show.head", words.Args{"id": telling.Code(id), "kind": r.Voice().Kind(s.Event), "title": telling.Strong(s.Event.Title)})
	p.About = memory.Subject{Event: s.Event.ID}
	if s.Event.State == planner.Cancelled {
		p.Add(r.Say("show.cancelled", nil)...)
	}
	p.Add(events.Card(r.Turn, shown, dates, reminders)...)
	p.Add(events.Apart(r.Turn, s.Event, dates)...)
	clocks, err := events.ClocksOf(r.Turn, s.Event, dates)
	if err != nil {
		return nil, err
	}
	p.Add(clocks...)
	if err := talks.Show(r.Turn, p, s); err != nil {
		return nil, err
	}
	link, err := events.LinkShown(r.Turn, s)
	if err != nil {
		return nil, err
	}
	p.Add(link...)
	comers, err := talks.Attendance(r.Turn, s)
	if err != nil {
		return nil, err
	}
	if len(comers) > 0 {
		p.Add(chat.Block{List: comers})
	}
	p.Add(r.Say("show.owner", words.Args{"name": r.NameOf(s.Event.Owner)})...)
	if s.Event.State == planner.Planned {
		events.OfferConfirm(r.Turn, p, s.Event)
	}
	if s.Event.State == planner.Planned && s.Event.Certainty != planner.SomeTime {
		p.Button(r.Label("button.remind"), "remind me 1 day before "+id)
	}
	return p, nil
}

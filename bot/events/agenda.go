package events

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// agenda is `agenda GANDA workshops next month in Vietnam`: what is coming, a
// line each; a series is one line with its next date and how many remain.
func (r *request) agenda(rest string) (*turn.Reply, error) {
	s, period, err := r.readScope(rest)
	if err != nil {
		return nil, err
	}
	asked := rest
	coming, err := r.Coming(s)
	if err != nil {
		return nil, err
	}
	without := s
	without.NotHeld = true
	off, err := r.Coming(without)
	if err != nil {
		return nil, err
	}
	coming = appendOthers(coming, off)
	if len(coming) == 0 {
		return r.agendaNone(s, period), nil
	}
	shown := turn.ShownOf(r.Turn, coming)
	dated, err := r.FirstDates(s, shown)
	if err != nil {
		return nil, err
	}
	cancelled, err := r.DatesIn(without, shown)
	if err != nil {
		return nil, err
	}
	dated = append(dated, cancelled...)
	talks, err := telling.TalksOn(r.Tx, dated)
	if err != nil {
		return nil, err
	}
	p := r.Tell("agenda.head", words.Args{"n": len(coming)})
	left := "agenda.left"
	if !s.To.IsZero() {
		left = "agenda.within"
	}
	more := strings.TrimSpace("agenda " + asked)
	row := func(h store.Held) []chat.Text {
		first := firstOf(h.Event, dated)
		return r.agendaRow(first, talks[first.Occurrence.ID], left, h.Dates, datesOf(h.Event, cancelled))
	}
	return turn.AddRowsOf(r.Turn, p, coming, row, more), nil
}

// agendaNone says that nothing is planned: at all, of a kind, or in a period.
func (r *request) agendaNone(s turn.Scope, period string) *turn.Reply {
	p := r.Tell("agenda.empty", nil)
	switch {
	case period != "":
		p = r.Tell("agenda.none", words.Args{"period": period, "dates": s.Said})
	case s.Mine || s.Country != nil || s.Place != "":
		p = r.Tell("agenda.none_such", nil)
	case s.Kind != "":
		p = r.Tell("agenda.none_of", words.Args{"kind": r.Kind(s.Kind)})
	default:
		return p
	}
	return p.Button(r.Label("button.agenda"), "agenda")
}

// cutUnit cuts the word for a year or month before its name: « l'année 2027 »,
// "the month of March".
func cutUnit(text string) string {
	for _, unit := range []string{"l'annee", "annee", "year", "mois", "month"} {
		if rest, ok := grammar.CutPhrase(text, unit); ok && strings.TrimSpace(rest) != "" {
			return rest
		}
	}
	return text
}

// takeCode takes the code of a collaboration out of text.
func (r *request) takeCode(text string, s *turn.Scope) (string, error) {
	for _, t := range grammar.Tokens(text) {
		if grammar.Connective(t.Fold) {
			continue
		}
		if c, err := r.Tx.CollaborationByCode(text[t.From:t.To]); err == nil {
			if err := r.MayList(c); err != nil {
				return text, err
			}
			s.Collaboration = &c
			return grammar.Blank(text, t.From, t.To), nil
		}
	}
	return text, nil
}

// takePeriod reads a period of time, in the person's zone.
func (r *request) takePeriod(text string, s *turn.Scope) error {
	reading, err := when.Parse(text, r.TimeContext())
	if err != nil {
		return err
	}
	if !reading.HasDate {
		return &planner.Refusal{Why: "when.no_date", Words: text}
	}
	zone := r.ZoneOn(reading.Start.Date)
	last := reading.Start.Date
	if reading.HasEnd {
		last = reading.End.Date
	}
	s.Said = when.Say(planner.AllDay(reading.Start.Date, last, zone), r.Reader())
	if s.From, err = planner.DayStart(reading.Start.Date, zone); err != nil {
		return fmt.Errorf("begin of period: %w", err)
	}
	if s.To, err = planner.DayStart(last.AddDays(1), r.ZoneOn(last)); err != nil {
		return fmt.Errorf("end of period: %w", err)
	}
	return nil
}

// agendaRow is one event: its next date, title, kind, who speaks then, place, how
// many dates it has, as key says it, which are not held, and id.
func (r *request) agendaRow(d store.Dated, talk planner.Talk, key string, n int, off []planner.Occurrence) []chat.Text {
	row := []chat.Text{{telling.Held(d.Event, d.Occurrence, r.Reader())}, telling.Plain(d.Event.Title), telling.Plain(r.Voice().Kind(d.Event))}
	if d.Occurrence.State == planner.Cancelled {
		row[0] = r.notHeld(off)
		return append(row, chat.Text{telling.Code(telling.EventID(d.Event))})
	}
	row = append(row, r.Voice().TalkCell(talk)...)
	if place := d.Event.PlaceOn(d.Occurrence); place != "" {
		row = append(row, telling.Plain(place))
	}
	if d.Event.Rule != nil {
		row = append(row, r.Words.Spans(r.Lang, key, words.Args{"n": n}))
	}
	if len(off) > 0 {
		row = append(row, r.notHeld(off))
	}
	if c := r.CodeOf(d.Event); c != "" && r.Collaboration == nil {
		row = append(row, telling.Plain(c))
	}
	return append(row, chat.Text{telling.Code(telling.EventID(d.Event))})
}

// next is `next workshop in Vietnam`: the next date of what the agenda would
// show. Words that it does not understand are let be: « la prochaine, stp ».
func (r *request) next(rest string) (*turn.Reply, error) {
	s, _, err := r.readScope(rest)
	if refusal := (*planner.Refusal)(nil); errors.As(err, &refusal) && refusal.Why != "may.members_only" {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	dated, err := r.nextDate(s)
	if err != nil {
		return nil, err
	}
	return r.tellNext(dated)
}

// tellNext says the first of some dates in one line, or that there is none.
func (r *request) tellNext(dated []store.Dated) (*turn.Reply, error) {
	if len(dated) == 0 {
		return r.Tell("next.none", nil).Button(r.Label("button.agenda"), "agenda"), nil
	}
	d := dated[0]
	p := r.Tell("next.one", words.Args{
		"when":  telling.Held(d.Event, d.Occurrence, r.Reader()),
		"title": telling.Strong(d.Event.Title), "kind": r.Voice().Kind(d.Event), "id": telling.Code(telling.EventID(d.Event)),
	})
	if place := d.Event.PlaceOn(d.Occurrence); place != "" {
		p.Add(r.Say("card.place", words.Args{"place": place})...)
	}
	talk, err := r.Voice().TalkLines(d.Occurrence)
	p.About = memory.Subject{Event: d.Event.ID, Occurrence: d.Occurrence.ID}
	return p.Add(talk...), err
}

// nextDate is the first date in a scope; none when nothing comes.
func (r *request) nextDate(s turn.Scope) ([]store.Dated, error) {
	coming, err := r.Coming(s)
	if err != nil {
		return nil, err
	}
	return r.FirstDates(s, coming[:min(1, len(coming))])
}

// appendOthers appends the events that list lacks.
func appendOthers(list, others []store.Held) []store.Held {
	have := map[planner.EventID]bool{}
	for _, h := range list {
		have[h.Event.ID] = true
	}
	for _, h := range others {
		if !have[h.Event.ID] {
			list = append(list, h)
		}
	}
	return list
}

// firstOf is the first of the dates of an event in a list that has one.
func firstOf(e planner.Event, dated []store.Dated) store.Dated {
	return dated[slices.IndexFunc(dated, func(d store.Dated) bool { return d.Event.ID == e.ID })]
}

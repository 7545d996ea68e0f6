package events

import (
	"regexp"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// asksPlanner are the questions who organises an event, on folded text.
var asksPlanner = regexp.MustCompile(`\b(who (has )?(organi[sz]es|organi[sz]ed|planned|plans|coordinates|runs|set up|is organi[sz]ing|is in charge|is responsible)|qui (organise|coordonne|s'occupe|dirige|planifie|prepare|a (organise|planifie|prevu|cree)|est responsable))\b`)

// asksAnEvent says whether a question who organises is about an event, and not
// about a collaboration.
func asksAnEvent(text, folded string, kind planner.Kind) bool {
	return grammar.EventForm.MatchString(" "+text) || kind != "" || grammar.RefersBack(folded)
}

// whoOrganisesEvent answers "who organises E1?", « qui organise l'atelier ? »: by
// whoever planned it, and those who organise its collaborations. It gives nil when
// no event is meant.
func (r *request) whoOrganisesEvent(text string, kind planner.Kind) (*turn.Reply, error) {
	t, err := r.subjectNamed(text)
	if err == nil && t == nil && kind != "" {
		d, errDate := r.askedDate(text, kind)
		if errDate != nil || d == nil {
			return nil, errDate
		}
		t, err = r.TargetByID(d.Event.ID)
	}
	if err != nil || t == nil {
		return nil, err
	}
	e := t.Event
	p := r.Tell("organised.by", words.Args{"id": telling.Code(telling.EventID(e)), "title": telling.Strong(e.Title), "name": r.NameOf(e.Owner)})
	p.About = memory.Subject{Event: e.ID}
	of, err := r.Tx.FurtherCollaborations(e.ID)
	if err != nil {
		return nil, err
	}
	if e.Collaboration != "" {
		first, err := r.Tx.Collaboration(e.Collaboration)
		if err != nil {
			return nil, err
		}
		of = append([]planner.Collaboration{first}, of...)
	}
	for _, c := range of {
		who, err := r.whoOrganises(c)
		if err != nil {
			return nil, err
		}
		p.Add(who...)
	}
	return p, nil
}

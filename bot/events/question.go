package events

import (
	"errors"
	"regexp"
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

// AsksWhere finds a question for a place or a link, on folded text.
var AsksWhere = regexp.MustCompile(`\b(where (is|does|will)|where's|in which room|which room|what('s| is) the (link|place|room)|link (of|for|to)|ou (est|se|a lieu|ca|c'est)|c'est ou|cest ou|c ou|quel(le)? (est le lien|est la salle|salle)|le lien)\b`)

// The other everyday questions about the calendar, on folded text. They come
// before the knowledge base.
var (
	asksWho    = regexp.MustCompile(`\b(who (speaks|is speaking|talks|gives the talk|is the speaker)|qui (parle|intervient|expose|donne l'expose)|speaker|orateur|oratrice)\b`)
	asksHour   = regexp.MustCompile(`\b(what (time|hour)|at what|which hour|a quelle heure|quelle heure|what's the time of)\b`)
	asksWhen   = regexp.MustCompile(`\b(when (is|are|does|do|will)|when's|quand (est|a lieu|se|sera|aura|commence|c'est)|c'est quand|cest quand|c quand)\b`)
	asksNext   = regexp.MustCompile(`\b(what('s| is) (next|coming|planned|on)|whats next|what do we have|anything (planned|coming)|qu'est-ce qui (vient|arrive|est prevu)|quoi de prevu|c'est quoi la suite|la suite|qu'y a-t-il|qu'est-ce qu'il y a|prochaine (seance|date|reunion)|prochain (seminaire|evenement|atelier)|next (seminar|meeting|event|date|session|workshop))\b`)
	asksIs     = regexp.MustCompile(`\b((do i have|have i got) (anything|something|planned|on|in|today|tomorrow|this|next)|(qu'ai-je|qu'est-ce que j'ai) (de prevu|demain|aujourd'hui|cette|la semaine|en)|is there|are there|do we have|any|y a|est-ce qu'il y a|a-t-on|avons-nous|on a)\b`)
	asksPeople = regexp.MustCompile(`\b(who (organi[sz]es|coordinates|runs|is in charge)|qui (organise|coordonne|s'occupe|dirige))\b`)
	asksUntil  = regexp.MustCompile(`\b(until when|how long does .* run|when does .* end|jusqu'a quand|jusqu'au|quand (finit|se termine))\b`)
)

// Question answers a question about what is planned; nil when text is
// none.
func Question(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	folded := words.Fold(text)
	kind := grammar.KindIn(text)
	if asksPlanner.MatchString(folded) && asksAnEvent(text, folded, kind) {
		if p, err := r.whoOrganisesEvent(text, kind); p != nil || err != nil {
			return p, err
		}
	}
	if asksUntil.MatchString(folded) && grammar.EventForm.MatchString(" "+text) {
		return r.As("show", grammar.EventForm.FindString(" "+text))
	}
	if asksPeople.MatchString(folded) || asksUntil.MatchString(folded) {
		if p, err := r.askedCollaboration(text); p != nil || err != nil {
			return p, err
		}
	}
	if grammar.Instrument.MatchString(text) || grammar.EventForm.MatchString(" "+text) && !grammar.Asks(text) {
		return nil, nil
	}
	event := kind != "" || grammar.RefersBack(folded) || grammar.EventForm.MatchString(" "+text) || grammar.IsSession(text) || r.In.ReplyTo != ""
	hour := asksHour.MatchString(folded)
	switch {
	case asksNext.MatchString(folded), asksWho.MatchString(folded):
	case event && (hour || asksWhen.MatchString(folded) || AsksWhere.MatchString(folded) || asksIs.MatchString(folded)):
	case kind != "" && grammar.Asks(text) && MentionsTime(r.Turn, text):
	case hour && forReader(folded), asksIs.MatchString(folded) && MentionsTime(r.Turn, text):
	default:
		return nil, nil
	}
	if asksWho.MatchString(folded) && kind == "" {
		if p, err := r.whoSpeaks(text); p != nil || err != nil {
			return p, err
		}
	}
	d, err := r.askedDate(text, kind)
	if err != nil {
		return nil, err
	}
	if d == nil {
		return r.tellNone(text, kind)
	}
	return r.tellDate(*d, text)
}

// tellNone says that nothing is planned when it was asked about, and what comes
// next.
func (r *request) tellNone(text string, kind planner.Kind) (*turn.Reply, error) {
	found, err := when.Find(text, r.TimeContext())
	if err != nil {
		return r.tellNext(nil)
	}
	var s turn.Scope
	if err := r.takePeriod(grammar.PiecesOf(text, found.Pieces), &s); err != nil {
		return r.tellNext(nil)
	}
	dated, err := r.nextDate(turn.Scope{Kind: kind})
	if err != nil {
		return nil, err
	}
	if len(dated) == 0 {
		return r.tellNext(nil)
	}
	p := r.Tell("agenda.none", words.Args{"period": grammar.PiecesOf(text, found.Pieces), "dates": s.Said})
	next, err := r.tellDate(dated[0], text)
	if err != nil {
		return nil, err
	}
	p.About = next.About
	return p.Add(next.Blocks...), nil
}

// MentionsTime says whether text holds a time phrase.
func MentionsTime(r *turn.Turn, text string) bool {
	found, err := when.Find(text, r.TimeContext())
	return err == nil && found.HasDate
}

// forReader: "at what hour is it for me, in Hanoi".
func forReader(folded string) bool {
	return strings.Contains(folded, "for me") || strings.Contains(folded, "pour moi") || strings.Contains(folded, " in ") || strings.Contains(folded, " a ") || strings.Contains(folded, "chez moi")
}

// askedDate is the date that a question is about: that of the message it
// answers, or the first one in the period it names.
func (r *request) askedDate(text string, kind planner.Kind) (*store.Dated, error) {
	s := turn.Scope{Kind: kind}
	if t, err := r.subjectNamed(text); err != nil || t != nil {
		if err != nil {
			return nil, err
		}
		if t.Event.Rule != nil && t.One == nil {
			if err := t.On(r.Turn, grammar.WithoutNumber(text)); err != nil {
				return nil, err
			}
		}
		coming := planner.Ahead(t.Occurrences, r.Now)
		if t.One != nil {
			coming = []planner.Occurrence{*t.One}
		}
		if len(coming) == 0 {
			return nil, nil
		}
		return &store.Dated{Event: t.Event, Occurrence: coming[0]}, nil
	}
	found, err := when.Find(text, r.TimeContext())
	switch {
	case err == nil && found.HasDate:
		if err := r.takePeriod(grammar.PiecesOf(text, found.Pieces), &s); err != nil {
			return nil, err
		}
		if s.From.Before(r.Now) {
			s.From = r.Now
		}
	case err != nil && !errors.Is(err, when.ErrNone) && turn.Refused(err):
		return nil, err
	}
	if _, err := r.takeCode(text, &s); err != nil {
		return nil, err
	}
	dated, err := r.nextDate(s)
	if err != nil || len(dated) == 0 {
		return nil, err
	}
	return &dated[0], nil
}

// subjectNamed is the event that text names by number, or that the message it
// answers is about.
func (r *request) subjectNamed(text string) (*turn.Target, error) {
	if grammar.EventForm.MatchString(" " + text) {
		return r.SubjectOf(text)
	}
	return r.RepliedTo()
}

// tellDate answers in one to three lines: when (in the zone asked for), where,
// and who speaks.
func (r *request) tellDate(d store.Dated, text string) (*turn.Reply, error) {
	folded := words.Fold(text)
	reader := r.Reader()
	if zone, ok := zoneIn(text); ok {
		reader = reader.In(zone)
	}
	at := telling.Held(d.Event, d.Occurrence, reader)
	p := r.Tell("next.one", words.Args{"when": at, "title": telling.Strong(d.Event.Title), "kind": r.Voice().Kind(d.Event), "id": telling.Code(telling.EventID(d.Event))})
	p.About = memory.Subject{Event: d.Event.ID, Occurrence: d.Occurrence.ID}
	link, err := r.liveLink(d.Event, d.Occurrence)
	if err != nil {
		return nil, err
	}
	where := AsksWhere.MatchString(folded)
	switch place := d.Event.PlaceOn(d.Occurrence); {
	case place != "":
		p.Add(r.Say("card.place", words.Args{"place": place})...)
	case where && len(link) == 0:
		p.Add(r.Say("question.no_place", nil)...)
	}
	if where {
		p.Add(link...)
	}
	talk, err := r.Voice().TalkLines(d.Occurrence)
	if err != nil {
		return nil, err
	}
	p.Add(talk...)
	if asksWho.MatchString(folded) && len(talk) == 0 {
		p.Add(r.Say("question.no_speaker", words.Args{"name": r.NameOf(d.Event.Owner)})...)
	}
	return p, nil
}

// zoneIn is the zone that a question names: "in Hanoi", « heure de Hanoï »,
// "Hanoi time".
func zoneIn(text string) (string, bool) {
	have := grammar.Tokens(text)
	for i, t := range have {
		before := i > 0 && (have[i-1].Fold == "in" || have[i-1].Fold == "a" || have[i-1].Fold == "de" || have[i-1].Fold == "d")
		after := i+1 < len(have) && have[i+1].Fold == "time"
		if !before && !after {
			continue
		}
		for n := min(3, len(have)-i); n > 0; n-- {
			if zone, ok := when.ZoneOf(text[t.From:have[i+n-1].To]); ok {
				return zone, true
			}
		}
	}
	return "", false
}

// askedCollaboration answers who organises a collaboration and until when it
// runs; nil when none is meant.
func (r *request) askedCollaboration(text string) (*turn.Reply, error) {
	s := turn.Scope{Collaboration: r.Collaboration}
	for _, t := range grammar.Tokens(text) {
		if c, err := r.Tx.CollaborationByCode(text[t.From:t.To]); err == nil && !grammar.Connective(t.Fold) {
			s.Collaboration = &c
		}
	}
	if s.Collaboration == nil {
		return nil, nil
	}
	c := *s.Collaboration
	p := &turn.Reply{}
	if asksPeople.MatchString(words.Fold(text)) {
		who, err := r.whoOrganises(c)
		if err != nil {
			return nil, err
		}
		p.Add(who...)
	}
	if period := r.SayPeriod(c); period != "" {
		p.Add(r.Say("collaboration.runs", words.Args{"code": telling.Strong(c.Code), "period": period})...)
	} else {
		p.Add(r.Say("collaboration.no_period", words.Args{"code": telling.Strong(c.Code)})...)
	}
	return p, nil
}

// whoOrganises says who organises a collaboration to its members, and to others
// who coordinates it.
func (r *request) whoOrganises(c planner.Collaboration) ([]chat.Block, error) {
	reads, err := r.ReadsCollaboration(c.ID)
	if err != nil {
		return nil, err
	}
	coordinators := r.RoleNames(c.ID, planner.Coordinator)
	switch {
	case reads:
		return r.Say("collaboration.who", words.Args{"code": telling.Strong(c.Code), "names": r.RoleNames(c.ID, planner.Organiser)}), nil
	case coordinators != "":
		return r.Say("collaboration.who_coordinates", words.Args{"code": telling.Strong(c.Code), "names": coordinators}), nil
	}
	return r.Say("collaboration.who_members", words.Args{"code": telling.Strong(c.Code)}), nil
}

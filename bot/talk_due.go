package bot

import (
	"slices"

	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// talkSaid says what is due about a talk, to its speaker or to an organiser.
func (c *composer) talkSaid(due planner.Due) (*reply, error) {
	d, err := delivery.ReadTalk(due)
	if err != nil {
		return nil, err
	}
	t, err := c.talkOn(due)
	if err != nil {
		return nil, err
	}
	var s planner.Speaker
	if d.Speaker > 0 {
		if s, err = c.tx.SpeakerByNumber(d.Speaker); err != nil {
			return nil, err
		}
	}
	missing := t.talk().Missing(d.AskDays(t.date, due))
	args := c.letterArgs(c.tx, t, s, c.reader())
	args["fields"] = c.fieldsIn(c.lang, missing)
	args["date"] = when.SayDate(t.date.Span.Start.Date, c.reader())
	switch d.About {
	case delivery.TalkInvite:
		return c.talkRequest(t, args), nil
	case delivery.TalkAgreed:
		return c.tell("talk.agreed", args).add(c.Words.Blocks(c.lang, "talk.to_come", args)...), nil
	case delivery.TalkAnswer:
		return c.talkAnswered(t, s, args)
	case delivery.TalkAsk:
		return c.talkAsked(t, missing, args), nil
	case delivery.TalkDetails:
		args["name"], args["fields"] = nameOfSpeaker(c.tx, planner.Speaker{Person: d.By}), c.fieldsIn(c.lang, d.Fields)
		return c.tell("talk.details_came", args).add(c.talkLine(c.tx, c.lang, t.own)...), nil
	case delivery.TalkMissing:
		return c.talkMissing(t, missing, args), nil
	}
	p := c.tell("talk.check_in", args)
	return p.add(c.talkLine(c.tx, c.lang, t.own)...), nil
}

// talkOn reads the date of a row and the talk on it.
func (c *composer) talkOn(due planner.Due) (*talkOn, error) {
	e, err := c.tx.Event(due.Event)
	if err != nil {
		return nil, err
	}
	o, err := c.tx.Occurrence(due.Occurrence)
	if err != nil {
		return nil, err
	}
	occs, err := c.tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil, err
	}
	talks, err := c.tx.TalksOf(e.ID)
	return &talkOn{target: &target{event: e, occurrences: occs, one: &o}, date: o, own: talks[o.ID], series: talks[""]}, err
}

// talkRequest asks somebody whether they will speak.
func (c *composer) talkRequest(t *talkOn, args words.Args) *reply {
	p := c.tell("talk.request", args)
	for _, answer := range []string{"accept", "decline", "another date"} {
		p.button(c.Words.Text(c.lang, "button.talk_"+firstWord(answer), nil), answer+" "+t.id())
	}
	return p
}

// talkAnswered tells an organiser what a speaker answered, with what can be done.
func (c *composer) talkAnswered(t *talkOn, s planner.Speaker, args words.Args) (*reply, error) {
	args["other"] = when.SayDate(s.Proposed, c.reader())
	key := "talk.answered_" + string(s.State)
	if !c.Words.Has(key) {
		key = "talk.answered_back"
	}
	p := c.tell(key, args)
	r := &request{Bot: c.Bot, tx: c.tx, now: c.m.Now, lang: c.lang, person: c.to, room: planner.Room{Direct: true}}
	if s.State == planner.Accepted && s.Occurrence == t.date.ID {
		found, err := r.partElsewhere(t.event, []planner.Occurrence{t.date}, s, planner.Speaks)
		return p.add(r.sayConflicts(t.event, found)...), err
	}
	if s.State != planner.Declined && s.State != planner.OtherDate || s.Occurrence != t.date.ID {
		return p, nil
	}
	return p, r.nextButtons(p, t, s)
}

// talkAsked asks a speaker in chat for what is missing. For one who is not, the
// organiser receives the text to send.
func (c *composer) talkAsked(t *talkOn, missing []planner.Field, args words.Args) *reply {
	if slices.ContainsFunc(t.own.Confirmed(), func(s planner.Speaker) bool { return s.Person == c.to.ID }) {
		p := c.tell("talk.ask", args)
		day := t.date.Span.Start.Date
		if today, err := planner.DateOf(c.m.Now, t.date.Span.Zone); err == nil && today.AddDays(7).Before(day) {
			p.button(c.Words.Text(c.lang, "button.in_a_week", nil), "promise "+t.id()+" "+today.AddDays(7).String())
		}
		return p
	}
	p := &reply{}
	for _, s := range t.own.Confirmed() {
		if s.Person == "" {
			args["name"] = nameOfSpeaker(c.tx, s)
			p.add(c.Words.Blocks(c.lang, "talk.ask_them", args)...)
		}
	}
	return p
}

// talkMissing tells an organiser what a talk two days ahead lacks.
func (c *composer) talkMissing(t *talkOn, missing []planner.Field, args words.Args) *reply {
	confirmed, speaking := t.own.Confirmed(), t.own.Speaking()
	switch {
	case len(speaking) == 0:
		return c.tell("talk.missing_speaker", args)
	case len(confirmed) < len(speaking):
		i := slices.IndexFunc(speaking, func(s planner.Speaker) bool { return s.State != planner.Accepted })
		args["name"], args["state"] = nameOfSpeaker(c.tx, speaking[i]), c.Words.Text(c.lang, "talk.state."+string(speaking[i].State), nil)
		return c.tell("talk.missing_answer", args)
	}
	args["name"] = c.speakersSaid(c.tx, c.lang, confirmed)
	return c.tell("talk.missing", args)
}

// talkLang is the language of a speaker who never said anything here: that in
// which they were invited.
func (b *Bot) talkLang(tx *store.Tx, due planner.Due) planner.Lang {
	if d, err := delivery.ReadTalk(due); err == nil && d.Speaker > 0 {
		if s, err := tx.SpeakerByNumber(d.Speaker); err == nil && s.Language != "" {
			return planner.Lang(s.Language)
		}
	}
	return b.plannedLang(tx, due)
}

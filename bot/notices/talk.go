package notices

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// talkSaid says what is due about a talk, to its speaker or to an organiser.
func (c *composer) talkSaid(due planner.Due) (*said, error) {
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
		if s, err = c.Tx.SpeakerByNumber(d.Speaker); err != nil {
			return nil, err
		}
	}
	missing := t.own.In(t.series).Missing(d.AskDays(t.date, due))
	args := c.LetterArgs(t.event, t.date, s, c.reader())
	args["fields"] = c.Fields(missing)
	args["date"] = when.SayDate(t.date.Span.Start.Date, c.reader())
	switch d.About {
	case delivery.TalkInvite:
		return c.talkRequest(t, args), nil
	case delivery.TalkAgreed:
		return c.tell("talk.agreed", args).add(c.Words.Blocks(c.Lang, "talk.to_come", args)...), nil
	case delivery.TalkAnswer:
		return c.talkAnswered(t, s, args)
	case delivery.TalkAsk:
		return c.talkAsked(t, missing, args), nil
	case delivery.TalkDetails:
		args["name"], args["fields"] = telling.NameOfSpeaker(c.Tx, planner.Speaker{Person: d.By}), c.Fields(d.Fields)
		return c.tell("talk.details_came", args).add(c.TalkLine(t.own)...), nil
	case delivery.TalkMissing:
		return c.talkMissing(t, missing, args), nil
	}
	p := c.tell("talk.check_in", args)
	return p.add(c.TalkLine(t.own)...), nil
}

// talkDue is a date of an event, and the talk on it that something is due about.
type talkDue struct {
	event       planner.Event
	date        planner.Occurrence
	own, series planner.Talk // what it says itself, and what its series says where it does not
}

// id is how the date is named in buttons.
func (t *talkDue) id() string { return telling.DateID(t.event, t.date) }

// talkOn reads the date of a row and the talk on it.
func (c *composer) talkOn(due planner.Due) (*talkDue, error) {
	e, err := c.Tx.Event(due.Event)
	if err != nil {
		return nil, err
	}
	o, err := c.Tx.Occurrence(due.Occurrence)
	if err != nil {
		return nil, err
	}
	talks, err := c.Tx.TalksOf(e.ID)
	return &talkDue{event: e, date: o, own: talks[o.ID], series: talks[""]}, err
}

// talkRequest asks somebody whether they will speak.
func (c *composer) talkRequest(t *talkDue, args words.Args) *said {
	p := c.tell("talk.request", args)
	offer := func(key, answer string) { p.button(c.Words.Text(c.Lang, key, nil), answer+" "+t.id()) }
	offer("button.talk_accept", "accept")
	offer("button.talk_decline", "decline")
	offer("button.talk_another", "another date")
	return p
}

// talkAnswered tells an organiser what a speaker answered, with what can be done.
func (c *composer) talkAnswered(t *talkDue, s planner.Speaker, args words.Args) (*said, error) {
	args["other"] = when.SayDate(s.Proposed, c.reader())
	key := "talk.answered_" + string(s.State)
	if !c.Words.Has(key) {
		key = "talk.answered_back"
	}
	p := c.tell(key, args)
	if s.State == planner.Accepted && s.Occurrence == t.date.ID {
		found, err := delivery.PartElsewhere(c.Tx, t.event, []planner.Occurrence{t.date}, s, planner.Speaks, c.m.Now)
		for _, line := range c.ConflictLines(c.personally(), c.reader(), t.event, found) {
			p.add(chat.Block{Text: telling.Plain(line)})
		}
		return p, err
	}
	if s.State != planner.Declined && s.State != planner.OtherDate || s.Occurrence != t.date.ID {
		return p, nil
	}
	blocks, buttons, err := c.NextButtons(t.event, t.date, s, c.reader())
	p.buttons = append(p.buttons, buttons...)
	return p.add(blocks...), err
}

// talkAsked asks a speaker in chat for what is missing. For one who is not, the
// organiser receives the text to send.
func (c *composer) talkAsked(t *talkDue, missing []planner.Field, args words.Args) *said {
	if slices.ContainsFunc(t.own.Confirmed(), func(s planner.Speaker) bool { return s.Person == c.to.ID }) {
		p := c.tell("talk.ask", args)
		day := t.date.Span.Start.Date
		if today, err := planner.DateOf(c.m.Now, t.date.Span.Zone); err == nil && today.AddDays(7).Before(day) {
			p.button(c.Words.Text(c.Lang, "button.in_a_week", nil), "promise "+t.id()+" "+today.AddDays(7).String())
		}
		return p
	}
	p := &said{}
	for _, s := range t.own.Confirmed() {
		if s.Person == "" {
			args["name"] = telling.NameOfSpeaker(c.Tx, s)
			p.add(c.Words.Blocks(c.Lang, "talk.ask_them", args)...)
		}
	}
	return p
}

// talkMissing tells an organiser what a talk two days ahead lacks.
func (c *composer) talkMissing(t *talkDue, missing []planner.Field, args words.Args) *said {
	confirmed, speaking := t.own.Confirmed(), t.own.Speaking()
	switch {
	case len(speaking) == 0:
		return c.tell("talk.missing_speaker", args)
	case len(confirmed) < len(speaking):
		i := slices.IndexFunc(speaking, func(s planner.Speaker) bool { return s.State != planner.Accepted })
		args["name"], args["state"] = telling.NameOfSpeaker(c.Tx, speaking[i]), c.Words.Text(c.Lang, "talk.state."+string(speaking[i].State), nil)
		return c.tell("talk.missing_answer", args)
	}
	args["name"] = c.Speakers(confirmed)
	return c.tell("talk.missing", args)
}

// talkLang is the language of a speaker who never said anything here: that in
// which they were invited.
func talkLang(tx *store.Tx, due planner.Due) planner.Lang {
	if d, err := delivery.ReadTalk(due); err == nil && d.Speaker > 0 {
		if s, err := tx.SpeakerByNumber(d.Speaker); err == nil && s.Language != "" {
			return planner.Lang(s.Language)
		}
	}
	return plannedLang(tx, due)
}

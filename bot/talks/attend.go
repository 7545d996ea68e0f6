package talks

import (
	"errors"
	"slices"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// attend is `coming E5 on site`, `I'm coming`, « je viens à E5 en visio ».
func (r *request) attend(rest string) (*turn.Reply, error) {
	answer, rest := takeMode(rest)
	return r.answerInvitation(answer, rest)
}

// attendMaybe is `maybe E5`, « peut-être ».
func (r *request) attendMaybe(rest string) (*turn.Reply, error) {
	_, rest = takeMode(rest)
	return r.answerInvitation(planner.Maybe, rest)
}

// attendNot is `not coming E5`, `can't make it`, « je ne viens pas ».
func (r *request) attendNot(rest string) (*turn.Reply, error) {
	_, rest = takeMode(rest)
	return r.answerInvitation(planner.No, rest)
}

// modes are the ways in which people come, as they say it, folded.
var modes = []struct {
	answer  planner.Answer
	phrases []string
}{
	{planner.YesRemote, []string{
		"remotely", "remote", "online", "on line", "by video", "on video", "via video", "on zoom", "by zoom", "via zoom", "from afar", "virtually",
		"en visio", "par visio", "en visioconference", "par visioconference", "a distance", "en distanciel", "en ligne", "par zoom", "sur zoom", "visio", "distanciel",
	}},
	{planner.YesOnSite, []string{
		"on site", "on-site", "onsite", "in person", "in the room", "physically",
		"sur place", "en presence", "en presentiel", "presentiel", "en personne", "en salle", "physiquement",
	}},
}

// unsaid is that somebody comes, not how.
const unsaid planner.Answer = ""

// takeMode reads how somebody comes, wherever it stands in text.
func takeMode(text string) (planner.Answer, string) {
	for _, mode := range modes {
		for _, phrase := range mode.phrases {
			if rest, ok := grammar.CutOut(text, phrase); ok {
				return mode.answer, rest
			}
		}
	}
	return unsaid, text
}

// comesAs is how somebody comes who does not say it: as they said before, else
// on site.
func (r *request) comesAs(o planner.Occurrence) (planner.Answer, error) {
	was, err := r.Tx.ReplyOf(o.ID, r.Person.ID)
	if errors.Is(err, store.ErrNotFound) || err == nil && was.Answer != planner.YesRemote {
		return planner.YesOnSite, nil
	}
	return planner.YesRemote, err
}

// answerInvitation keeps what the person says of coming to a date.
func (r *request) answerInvitation(answer planner.Answer, text string) (*turn.Reply, error) {
	t, o, err := r.invitedTo(text)
	if answer == planner.No && turn.IsQuestion(err) {
		t, o, err = r.promised(err)
	}
	if err != nil {
		return nil, err
	}
	if answer == unsaid {
		if answer, err = r.comesAs(o); err != nil {
			return nil, err
		}
	}
	// Who comes not, or no more, says so until the end: it frees a place.
	if answer != planner.No {
		if err := r.stillOpen(t.Event, o); err != nil {
			return nil, err
		}
	}
	if again, err := delivery.Answered(r.Tx, t.Event, o, r.Person.ID, answer); err != nil || again != nil {
		return r.tellAgain(t.Event, o, again), err
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	e, err := r.Tx.HoldEvent(t.Event.ID)
	if err != nil {
		return nil, err
	}
	seating, err := delivery.Answer(r.Tx, e, o, r.Person.ID, answer, r.Now)
	if err != nil {
		return nil, err
	}
	return r.tellAnswer(e, o, seating), nil
}

// invitedTo is the event and the date of it that text is about: that of the
// message replied to, the one named, else of a series the next.
func (r *request) invitedTo(text string) (*turn.Target, planner.Occurrence, error) {
	var o planner.Occurrence
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, o, err
	}
	if t.Event.State != planner.Planned {
		return nil, o, &planner.Refusal{Why: "event.cancelled", Words: telling.EventID(t.Event)}
	}
	if !t.Named {
		if err := t.On(r.Turn, grammar.WithoutNumber(text)); err != nil {
			return nil, o, err
		}
	}
	coming := planner.Ahead(t.Occurrences, r.Now)
	switch {
	case t.One != nil:
		o = *t.One
	case len(coming) > 0:
		o = coming[0]
	default:
		return nil, o, &planner.Refusal{Why: "attend.over", Words: telling.EventID(t.Event)}
	}
	switch {
	case o.State != planner.Planned:
		return nil, o, &planner.Refusal{Why: "attend.not_held", Words: telling.DateID(t.Event, o), Args: words.Args{"date": o.Span.Start.Date}}
	case !o.EndAt.After(r.Now):
		return nil, o, &planner.Refusal{Why: "attend.over", Words: telling.DateID(t.Event, o)}
	}
	return t, o, nil
}

// promised is the date that somebody means who does not say to what they cannot
// come: the first of the only event that they were to come to, or may come to.
// Which asks between all events.
func (r *request) promised(which error) (*turn.Target, planner.Occurrence, error) {
	var none planner.Occurrence
	replies, err := r.Tx.RepliesOf(r.Person.ID)
	if err != nil {
		return nil, none, err
	}
	said := map[planner.OccurrenceID]bool{}
	var events []planner.Event
	for _, reply := range replies {
		t, err := r.TargetByID(reply.Event)
		if err != nil {
			return nil, none, err
		}
		for _, o := range planner.Ahead(t.Occurrences, r.Now) {
			if o.ID == reply.Occurrence && reply.Answer != planner.No {
				said[o.ID], events = true, turn.AppendEvent(events, t.Event)
			}
		}
	}
	switch len(events) {
	case 0:
		return nil, none, which
	case 1:
		t, err := r.TargetByID(events[0].ID)
		if err != nil {
			return nil, none, err
		}
		dates := planner.Ahead(t.Occurrences, r.Now)
		return t, dates[slices.IndexFunc(dates, func(o planner.Occurrence) bool { return said[o.ID] })], nil
	}
	return nil, none, r.WhichOf(events, "")
}

// stillOpen refuses an answer after the cut-off, and says whom to ask.
func (r *request) stillOpen(e planner.Event, o planner.Occurrence) error {
	closes, err := e.RepliesClose(o)
	if err != nil || r.Now.Before(closes) {
		return err
	}
	return &planner.Refusal{Why: "attend.closed", Words: telling.DateID(e, o), Args: words.Args{
		"when": when.SayInstant(closes, r.Reader().In(o.Span.Zone)), "names": r.whomToAsk(e), "id": telling.Code(telling.DateID(e, o)),
	}}
}

// whomToAsk are those who organise an event, by name.
func (r *request) whomToAsk(e planner.Event) string {
	if e.Collaboration != "" {
		if list := r.RoleNames(e.Collaboration, planner.Organiser); list != "" {
			return list
		}
	}
	return r.NameOf(e.Owner)
}

// tellAnswer says what is kept of an answer, to whoever gave it.
func (r *request) tellAnswer(e planner.Event, o planner.Occurrence, s delivery.Seating) *turn.Reply {
	key := "attend." + string(s.Reply.Answer)
	if s.Reply.State == planner.Waiting {
		key = "attend.waiting"
	}
	return r.WithUndo(r.tellSeating(key, e, o, s))
}

// tellAgain says that what somebody answers is what they answered before; nil
// where it is not.
func (r *request) tellAgain(e planner.Event, o planner.Occurrence, s *delivery.Seating) *turn.Reply {
	if s == nil {
		return nil
	}
	key := "attend.already_" + string(s.Reply.Answer)
	if s.Reply.State == planner.Waiting {
		key = "attend.already_waiting"
	}
	return r.tellSeating(key, e, o, *s)
}

// tellSeating says what somebody answers for a date, and offers the other ways.
func (r *request) tellSeating(key string, e planner.Event, o planner.Occurrence, s delivery.Seating) *turn.Reply {
	args := words.Args{"title": telling.Strong(e.Title), "id": telling.Code(telling.DateID(e, o)), "when": r.Start(o), "n": s.Ahead + 1}
	if r.Change != nil {
		args["number"] = telling.ChangeID(r.Change)
	}
	p := r.Tell(key, args)
	if place := e.PlaceOn(o); place != "" && s.Reply.Answer == planner.YesOnSite && s.Reply.State == planner.Confirmed {
		p.Add(r.Say("card.place", words.Args{"place": place})...)
	}
	p.About, p.Asker = memory.Subject{Event: e.ID, Occurrence: o.ID}, true
	p.Plain = s.Reply.State != planner.Waiting
	id := telling.DateID(e, o)
	switch {
	case s.Reply.State == planner.Waiting:
		p.Button(r.Label("button.remote_instead"), "coming "+id+" remote")
		p.Button(r.Label("button.not_coming"), "not coming "+id)
	case s.Reply.Answer == planner.YesOnSite:
		p.Button(r.Label("button.remote_instead"), "coming "+id+" remote")
	case s.Reply.Answer == planner.YesRemote:
		p.Button(r.Label("button.on_site_instead"), "coming "+id+" on site")
	}
	return p
}

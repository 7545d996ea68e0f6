package events

import (
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/people"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// place is `place of E5: IHP`, « lieu de E5 : IHP »: where an event is held, or
// a series from now on; with a date or "from" one, that one or those from then
// on. Without a place it says where that is.
func (r *request) place(rest string) (*turn.Reply, error) {
	head, place := r.cutValue(rest)
	if place == "" || grammar.Asks(rest) {
		return r.sayPlace(head)
	}
	return Relocated(r.Turn, head, place)
}

// sayPlace says where an event is held.
func (r *request) sayPlace(text string) (*turn.Reply, error) {
	t, err := r.SubjectOf(text)
	if err != nil {
		return nil, err
	}
	place := t.Event.Place
	if t.One != nil {
		place = t.Event.PlaceOn(*t.One)
	}
	key := "place.is"
	if place == "" {
		key = "place.none"
	}
	p := r.Tell(key, words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "place": place})
	p.About = memory.Subject{Event: t.Event.ID}
	return p, nil
}

// Relocated holds somewhere else what the words before a place name: an event,
// one date of it, or its dates from one on.
func Relocated(said *turn.Turn, head, place string) (*turn.Reply, error) {
	r := &request{Turn: said}
	d, err := r.ReadDropped(head)
	if err != nil {
		return nil, err
	}
	t, err := r.ChangeableOn(d)
	if err != nil {
		return nil, err
	}
	r.Command = "place"
	switch {
	case d.Single() && d.Following:
		from, err := planner.DayStart(d.Days[0].First, t.Event.Span.Zone)
		if err != nil {
			return nil, err
		}
		return r.heldFrom(t, place, from)
	case d.Single():
		return r.heldThen(t, d.Days[0].First, place)
	case len(d.Days) > 0:
		return nil, &planner.Refusal{Why: "place.days", Words: telling.EventID(t.Event)}
	case t.Event.Rule == nil:
		return r.heldIn(t, t.Event.Span.Start.Date, place)
	case t.One != nil:
		return r.heldIn(t, t.One.Span.Start.Date, place)
	}
	return r.heldFrom(t, place, r.Now)
}

// heldFrom makes a series be held in place from an instant on, at the earliest
// now.
func (r *request) heldFrom(t *turn.Target, place string, from time.Time) (*turn.Reply, error) {
	if err := checkPlace(place); err != nil {
		return nil, err
	}
	if from.Before(r.Now) {
		from = r.Now
	}
	dates := planner.Ahead(t.Occurrences, from)
	if len(dates) == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	before := t.Event
	t.Event, t.Occurrences = planner.Relocate(t.Event, t.Occurrences, place, from)
	found, err := r.refuseTaken(t.Event, planner.Ahead(t.Occurrences, from))
	if err != nil {
		return nil, err
	}
	if _, err := r.WriteChanged(t, before, "moved"); err != nil {
		return nil, err
	}
	p := r.TellChanged("place.event", t, words.Args{"place": place, "date": when.SayDate(dates[0].Span.Start.Date, r.Reader()), "n": len(dates)})
	if own := withOwnPlace(planner.Ahead(t.Occurrences, from)); len(own) > 0 {
		p.Add(r.Say("talk.own", words.Args{"n": len(own), "dates": r.Days(own)})...)
	}
	p.Add(r.SayConflicts(t.Event, found)...)
	return r.WithUndo(p), talks.SpeakersUntold(r.Turn, p, t, dates)
}

// withOwnPlace are the dates that are held elsewhere than their series.
func withOwnPlace(dates []planner.Occurrence) (own []planner.Occurrence) {
	for _, o := range dates {
		if o.Place != "" {
			own = append(own, o)
		}
	}
	return own
}

// cutVenue cuts from "E5 is at IHP", « l'atelier aura lieu à l'IHP » where that
// is.
func (r *request) cutVenue(text string) (head, place string) {
	for _, verb := range grammar.Tokens(text) {
		for _, known := range placeVerbs {
			rest, ok := grammar.CutPhrase(text[verb.From:], known)
			mark := grammar.FirstTokens(rest, 1)
			if !ok || len(mark) == 0 || !placeMarks[mark[0].Fold] || !r.NamesEvent(text[:verb.From]) {
				continue
			}
			if name := trimPlace(rest[mark[0].To:]); r.isVenue(name) {
				return strings.TrimSpace(text[:verb.From]), grammar.Squeeze(name)
			}
		}
	}
	return text, ""
}

// movedPlace is `move E5 to room 112`, « déplacer l'atelier à l'IHP »; nil when
// what is said is a time, or a zone.
func (r *request) movedPlace(text string) (*turn.Reply, error) {
	for _, t := range grammar.Tokens(text) {
		if !placeMarks[t.Fold] && t.Fold != "to" && t.Fold != "vers" || !r.NamesEvent(text[:t.From]) {
			continue
		}
		name := trimPlace(text[t.To:])
		if !r.isVenue(name) {
			continue
		}
		if _, zone, err := r.onlyZone(text[t.From:]); !zone && err == nil {
			return Relocated(r.Turn, text[:t.From], grammar.Squeeze(name))
		}
	}
	return nil, nil
}

// isVenue says whether text names a place: a room, or a name that is no time
// and no language.
func (r *request) isVenue(text string) bool {
	if first := grammar.FirstTokens(text, 1); len(first) > 0 && roomWords[first[0].Fold] {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(first) || people.LanguageNames[words.Fold(text)] != "" {
		return false
	}
	if period, err := when.Parse(text, r.TimeContext()); turn.IsQuestion(err) || err == nil && (period.HasDate || period.Period) {
		return false // "IST", "October"
	}
	time, err := when.Find(text, r.TimeContext())
	bare := !time.HasDate && !time.HasClock && time.Rule == nil && time.Length == 0 // "ICTP, Trieste": a zone by itself
	return errors.Is(err, when.ErrNone) || err == nil && bare
}

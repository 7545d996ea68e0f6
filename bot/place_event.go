package bot

import (
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// place is `place of E5: IHP`, « lieu de E5 : IHP »: where an event is held, or
// a series from now on; with a date or "from" one, that one or those from then
// on. Without a place it says where that is.
func (r *request) place(rest string) (*reply, error) {
	head, place := r.cutValue(rest)
	if place == "" || grammar.Asks(rest) {
		return r.sayPlace(head)
	}
	return r.relocated(head, place)
}

// sayPlace says where an event is held.
func (r *request) sayPlace(text string) (*reply, error) {
	t, err := r.subjectOf(text)
	if err != nil {
		return nil, err
	}
	place := t.event.Place
	if t.one != nil {
		place = t.event.PlaceOn(*t.one)
	}
	key := "place.is"
	if place == "" {
		key = "place.none"
	}
	p := r.tell(key, words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "place": place})
	p.about = memory.Subject{Event: t.event.ID}
	return p, nil
}

// relocated holds somewhere else what the words before a place name: an event,
// one date of it, or its dates from one on.
func (r *request) relocated(head, place string) (*reply, error) {
	d, err := r.readDropped(head)
	if err != nil {
		return nil, err
	}
	t, err := r.changeableOn(d)
	if err != nil {
		return nil, err
	}
	r.command = "place"
	switch {
	case d.single() && d.following:
		from, err := planner.DayStart(d.days[0].First, t.event.Span.Zone)
		if err != nil {
			return nil, err
		}
		return r.heldFrom(t, place, from)
	case d.single():
		return r.heldThen(t, d.days[0].First, place)
	case len(d.days) > 0:
		return nil, &planner.Refusal{Why: "place.days", Words: telling.EventID(t.event)}
	case t.event.Rule == nil:
		return r.heldIn(t, t.event.Span.Start.Date, place)
	case t.one != nil:
		return r.heldIn(t, t.one.Span.Start.Date, place)
	}
	return r.heldFrom(t, place, r.now)
}

// heldFrom makes a series be held in place from an instant on, at the earliest
// now.
func (r *request) heldFrom(t *target, place string, from time.Time) (*reply, error) {
	if err := checkPlace(place); err != nil {
		return nil, err
	}
	if from.Before(r.now) {
		from = r.now
	}
	dates := planner.Ahead(t.occurrences, from)
	if len(dates) == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.event)}
	}
	before := t.event
	t.event, t.occurrences = planner.Relocate(t.event, t.occurrences, place, from)
	found, err := r.refuseTaken(t.event, planner.Ahead(t.occurrences, from))
	if err != nil {
		return nil, err
	}
	if _, err := r.writeChanged(t, before, "moved"); err != nil {
		return nil, err
	}
	p := r.tellChanged("place.event", t, words.Args{"place": place, "date": when.SayDate(dates[0].Span.Start.Date, r.reader()), "n": len(dates)})
	if own := withOwnPlace(planner.Ahead(t.occurrences, from)); len(own) > 0 {
		p.add(r.say("talk.own", words.Args{"n": len(own), "dates": r.days(own)})...)
	}
	p.add(r.sayConflicts(t.event, found)...)
	return r.withUndo(p), r.speakersUntold(p, t, dates)
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
			if !ok || len(mark) == 0 || !placeMarks[mark[0].Fold] || !r.namesEvent(text[:verb.From]) {
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
func (r *request) movedPlace(text string) (*reply, error) {
	for _, t := range grammar.Tokens(text) {
		if !placeMarks[t.Fold] && t.Fold != "to" && t.Fold != "vers" || !r.namesEvent(text[:t.From]) {
			continue
		}
		name := trimPlace(text[t.To:])
		if !r.isVenue(name) {
			continue
		}
		if _, zone, err := r.onlyZone(text[t.From:]); !zone && err == nil {
			return r.relocated(text[:t.From], grammar.Squeeze(name))
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
	if first, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(first) || languageNames[words.Fold(text)] != "" {
		return false
	}
	if period, err := when.Parse(text, r.timeContext()); isQuestion(err) || err == nil && (period.HasDate || period.Period) {
		return false // "IST", "October"
	}
	time, err := when.Find(text, r.timeContext())
	bare := !time.HasDate && !time.HasClock && time.Rule == nil && time.Length == 0 // "ICTP, Trieste": a zone by itself
	return errors.Is(err, when.ErrNone) || err == nil && bare
}

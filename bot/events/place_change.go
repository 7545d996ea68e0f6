package events

import (
	"strings"
	"unicode/utf8"

	"entente/bot/grammar"
	"entente/bot/talks"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// roomWords begin the name of a room in a building.
var roomWords = map[string]bool{"room": true, "hall": true, "lecture": true, "auditorium": true, "building": true, "salle": true, "amphi": true, "amphitheatre": true, "batiment": true, "bureau": true}

// placeVerbs stand between an event and where it is held.
var placeVerbs = []string{"is held", "is", "takes place", "will take place", "will be held", "will be", "moves", "est", "sera", "a lieu", "aura lieu", "se tient", "se tiendra"}

// heldElsewhere is "13 April in room 112", « la séance du 13 avril est en salle
// 112 », "the workshop is at IHP": a date or an event held somewhere else; nil
// when text says nothing of the kind.
func (r *request) heldElsewhere(text string) (*turn.Reply, error) {
	if grammar.Asks(text) {
		return nil, nil
	}
	head, place := cutRoom(text)
	if place == "" {
		head, place = r.cutVenue(text)
	}
	if place == "" {
		return nil, nil
	}
	for _, verb := range placeVerbs {
		_, head = grammar.TakeInside(head, []string{verb})
	}
	d, err := r.ReadDropped(head)
	if err != nil || len(grammar.TellingWords(d.Left)) > 0 && !r.NamesEvent(d.Left) || len(d.Days) == 0 && !r.NamesEvent(d.Left) {
		return nil, nil
	}
	return Relocated(r.Turn, head, place)
}

// heldThen makes the date of an event be held in a place of its own.
func (r *request) heldThen(t *turn.Target, date planner.Date, place string) (*turn.Reply, error) {
	if err := t.OnDate(r.Turn, date); err != nil {
		return nil, err
	}
	if t.One != nil && !t.One.StartAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": date}}
	}
	return r.heldIn(t, date, place)
}

// roomFor is `room for 2 March: 112`: the date of a talk is held there.
func (r *request) roomFor(rest string) (*turn.Reply, error) {
	t, place, err := talks.ReadRoom(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	return r.heldIn(t, t.One.Span.Start.Date, place)
}

// heldIn makes the date meant be held in a place of its own; a one-off has one.
func (r *request) heldIn(t *turn.Target, date planner.Date, place string) (*turn.Reply, error) {
	if err := checkPlace(place); err != nil {
		return nil, err
	}
	before, moved := t.Event, t.Occurrences
	if t.Event.Rule == nil && before.Place == place || t.One != nil && before.PlaceOn(*t.One) == place {
		return nil, &planner.Refusal{Why: "place.same", Words: place}
	}
	if t.Event.Rule == nil {
		t.Event.Place = place
	} else {
		t.One.Place = place
		moved = []planner.Occurrence{*t.One}
	}
	found, err := r.refuseTaken(t.Event, moved)
	if err != nil {
		return nil, err
	}
	if _, err := r.WriteChanged(t, before, "moved"); err != nil {
		return nil, err
	}
	p := r.TellChanged("place.done", t, words.Args{"date": when.SayDate(date, r.Reader()), "place": place})
	p.Add(r.SayConflicts(t.Event, found)...)
	if err := talks.SpeakersUntold(r.Turn, p, t, moved); err != nil {
		return nil, err
	}
	return r.WithUndo(p), nil
}

// checkPlace refuses a place that is too long.
func checkPlace(place string) error {
	if utf8.RuneCountInString(place) > planner.MaxTitle {
		return &planner.Refusal{Why: "event.place_long", Words: grammar.FirstWord(place), Args: words.Args{"limit": planner.MaxTitle}}
	}
	return nil
}

// cutRoom cuts "in room 112" from the end of text.
func cutRoom(text string) (head, place string) {
	for _, t := range grammar.Tokens(text) {
		if !placeMarks[t.Fold] {
			continue
		}
		name := trimPlace(text[t.To:])
		if first := grammar.FirstTokens(name, 1); len(first) > 0 && roomWords[first[0].Fold] {
			return strings.TrimSpace(text[:t.From]), grammar.Squeeze(name)
		}
	}
	return text, ""
}

package bot

import (
	"strings"
	"unicode/utf8"

	"entente/bot/grammar"
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
func (r *request) heldElsewhere(text string) (*reply, error) {
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
	d, err := r.readDropped(head)
	if err != nil || len(grammar.TellingWords(d.left)) > 0 && !r.namesEvent(d.left) || len(d.days) == 0 && !r.namesEvent(d.left) {
		return nil, nil
	}
	return r.relocated(head, place)
}

// heldThen makes the date of an event be held in a place of its own.
func (r *request) heldThen(t *target, date planner.Date, place string) (*reply, error) {
	if err := t.onDate(r, date); err != nil {
		return nil, err
	}
	if t.one != nil && !t.one.StartAt.After(r.now) {
		return nil, &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": date}}
	}
	return r.heldIn(t, date, place)
}

// roomFor is `room for 2 March: 112`: the date of a talk is held there.
func (r *request) roomFor(rest string) (*reply, error) {
	t, place, err := r.readRoom(rest)
	if err != nil {
		return nil, err
	}
	return r.heldIn(t, t.one.Span.Start.Date, place)
}

// heldIn makes the date meant be held in a place of its own; a one-off has one.
func (r *request) heldIn(t *target, date planner.Date, place string) (*reply, error) {
	if err := checkPlace(place); err != nil {
		return nil, err
	}
	before, moved := t.event, t.occurrences
	if t.event.Rule == nil && before.Place == place || t.one != nil && before.PlaceOn(*t.one) == place {
		return nil, &planner.Refusal{Why: "place.same", Words: place}
	}
	if t.event.Rule == nil {
		t.event.Place = place
	} else {
		t.one.Place = place
		moved = []planner.Occurrence{*t.one}
	}
	found, err := r.refuseTaken(t.event, moved)
	if err != nil {
		return nil, err
	}
	if _, err := r.writeChanged(t, before, "moved"); err != nil {
		return nil, err
	}
	p := r.tellChanged("place.done", t, words.Args{"date": when.SayDate(date, r.reader()), "place": place})
	p.add(r.sayConflicts(t.event, found)...)
	if err := r.speakersUntold(p, t, moved); err != nil {
		return nil, err
	}
	return r.withUndo(p), nil
}

// checkPlace refuses a place that is too long.
func checkPlace(place string) error {
	if utf8.RuneCountInString(place) > planner.MaxTitle {
		return &planner.Refusal{Why: "event.place_long", Words: firstWord(place), Args: words.Args{"limit": planner.MaxTitle}}
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

package bot

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// reference is what a sentence says of an event without its number: its kind,
// one of its dates, and words of its title.
type reference struct {
	kind  planner.Kind
	date  planner.Date // zero: none is named
	words []string     // folded, without those of the kind and those that tell nothing
	all   []string     // as words, with those of the kind
}

var fromWord = regexp.MustCompile(`(?i)(^|\s)from\s`)

// readReference reads how a sentence names an event.
func (r *request) readReference(text string) (reference, error) {
	var ref reference
	text = idForm.ReplaceAllString(" "+text, "")
	text = fromWord.ReplaceAllString(text, "$1of ") // "the seminar from 6 April to …"
	found, err := when.Find(text, r.timeContext())
	switch {
	case err == nil && found.HasDate:
		ref.date = found.Start.Date
		text = grammar.BlankPieces(text, found.Pieces)
	case err != nil && !errors.Is(err, when.ErrNone):
		return ref, err
	}
	text = grammar.StripConnectives(text)
	ref.all = grammar.TellingWords(text)
	kind, rest, _ := grammar.CutKind(text)
	if ref.kind = kind; kind == "" {
		rest = text
		if grammar.IsSession(text) {
			ref.kind = planner.Seminar
		}
	}
	ref.words = grammar.TellingWords(rest)
	return ref, nil
}

// withoutNumbers is the reference without words that are numbers, which belong
// to a time.
func (ref reference) withoutNumbers() reference {
	number := func(word string) bool { return strings.Trim(word, "0123456789") == "" }
	ref.words = slices.DeleteFunc(slices.Clone(ref.words), number)
	ref.all = slices.DeleteFunc(slices.Clone(ref.all), number)
	return ref
}

// fits says whether the reference may mean e: all its words stand in the title,
// the place or the code; its kind is that of e, unless it too stands in the
// title. The date is not looked at.
func (r *request) fits(ref reference, e planner.Event) bool {
	have := map[string]bool{}
	for _, t := range grammar.Tokens(e.Title + " " + e.Place + " " + r.codeOf(e)) {
		have[t.Fold] = true
	}
	within := func(list []string) bool {
		for _, word := range list {
			if !have[word] {
				return false
			}
		}
		return true
	}
	return (ref.kind == "" || ref.kind == e.Kind) && within(ref.words) || len(ref.all) > 0 && within(ref.all)
}

// which is the only coming event here that a reference fits; with several, it
// is asked which.
func (r *request) which(ref reference, text string) (*target, error) {
	coming, err := r.coming(scope{})
	if err != nil {
		return nil, err
	}
	var fit []planner.Event
	for _, h := range coming {
		if r.fits(ref, h.Event) {
			fit = append(fit, h.Event)
		}
	}
	found, err := r.heldOn(ref.date, fit)
	if err != nil {
		return nil, err
	}
	switch {
	case len(found) == 1:
		return r.targetByID(found[0].ID)
	case len(found) > 1:
		return nil, whichOf(found, text)
	case len(fit) == 1:
		return nil, r.notOn(fit[0], ref.date)
	case len(fit) > 1:
		return nil, &planner.Refusal{Why: "event.none_on", Args: words.Args{"date": ref.date}}
	case len(ref.all) > 0 && len(coming) > 0:
		return nil, &planner.Refusal{Why: "event.unnamed", Words: grammar.Squeeze(grammar.StripConnectives(text))}
	}
	return nil, &planner.Refusal{Why: "event.which"}
}

// whichOf asks which of several events is meant.
func whichOf(events []planner.Event, text string) *planner.Question {
	q := &planner.Question{Why: "event.which", Words: grammar.FirstKindWord(text)}
	for _, e := range events[:min(5, len(events))] {
		q.Choices = append(q.Choices, telling.EventID(e))
	}
	return q
}

// notOn says that an event has no such date.
func (r *request) notOn(e planner.Event, date planner.Date) *planner.Refusal {
	return &planner.Refusal{Why: "event.not_on", Words: telling.EventID(e), Args: words.Args{"date": date}}
}

// heldOn are those of some events that are held on a date, by their own clocks;
// all without a date.
func (r *request) heldOn(date planner.Date, events []planner.Event) (found []planner.Event, err error) {
	if date.IsZero() || len(events) == 0 {
		return events, nil
	}
	from, err := planner.DayStart(date, "UTC")
	if err != nil {
		return nil, err
	}
	// A day somewhere is within those before and after it in UTC.
	filter := store.OccurrenceFilter{From: from.AddDate(0, 0, -1), To: from.AddDate(0, 0, 2)}
	if filter.From.Before(r.now) {
		filter.From = r.now
	}
	for _, e := range events {
		filter.Events = append(filter.Events, e.ID)
	}
	dated, err := r.tx.OccurrencesBetween(filter)
	for _, d := range dated {
		if d.Occurrence.HeldOn(date) {
			found = appendEvent(found, d.Event)
		}
	}
	return found, err
}

// appendEvent appends an event that is not in the list yet.
func appendEvent(events []planner.Event, e planner.Event) []planner.Event {
	for _, known := range events {
		if known.ID == e.ID {
			return events
		}
	}
	return append(events, e)
}

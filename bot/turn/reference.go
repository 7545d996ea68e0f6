package turn

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

// Reference is what a sentence says of an event without its number: its kind,
// one of its dates, and words of its title.
type Reference struct {
	kind  planner.Kind
	Date  planner.Date // zero: none is named
	words []string     // folded, without those of the kind and those that tell nothing
	all   []string     // as words, with those of the kind
}

var fromWord = regexp.MustCompile(`(?i)(^|\s)from\s`)

// ReadReference reads how a sentence names an event.
func (r *Turn) ReadReference(text string) (Reference, error) {
	var ref Reference
	text = grammar.EventForm.ReplaceAllString(" "+text, "")
	text = fromWord.ReplaceAllString(text, "$1of ") // "the seminar from 6 April to …"
	found, err := when.Find(text, r.TimeContext())
	switch {
	case err == nil && found.HasDate:
		ref.Date = found.Start.Date
		text = grammar.BlankPieces(text, found.Pieces)
	case err != nil && !errors.Is(err, when.ErrNone):
		return ref, err
	}
	text = grammar.StripConnectives(text)
	ref.all = grammar.TellingWords(text)
	kind, rest, _ := grammar.CutKind(text)
	if kind == "" {
		kind, rest = grammar.CutLastKind(text)
	}
	if ref.kind = kind; kind == "" {
		rest = text
		if grammar.IsSession(text) {
			ref.kind = planner.Seminar
		}
	}
	ref.words = grammar.TellingWords(rest)
	return ref, nil
}

// WithoutNumbers is the reference without words that are numbers, which belong
// to a time.
func (ref Reference) WithoutNumbers() Reference {
	number := func(word string) bool { return strings.Trim(word, "0123456789") == "" }
	ref.words = slices.DeleteFunc(slices.Clone(ref.words), number)
	ref.all = slices.DeleteFunc(slices.Clone(ref.all), number)
	return ref
}

// Fits says whether the reference may mean e: all its words stand in the title,
// the place or the code; its kind is that of e, unless it too stands in the
// title. The date is not looked at.
func (r *Turn) Fits(ref Reference, e planner.Event) bool {
	have := map[string]bool{}
	for _, t := range grammar.Tokens(e.Title + " " + e.Place + " " + r.CodeOf(e)) {
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
func (r *Turn) which(ref Reference, text string) (*Target, error) {
	coming, err := r.Coming(Scope{})
	if err != nil {
		return nil, err
	}
	var fit []planner.Event
	for _, h := range coming {
		if r.Fits(ref, h.Event) {
			fit = append(fit, h.Event)
		}
	}
	found, err := r.heldOn(ref.Date, fit)
	if err != nil {
		return nil, err
	}
	switch {
	case len(found) == 1:
		return r.TargetByID(found[0].ID)
	case len(found) > 1:
		return nil, r.WhichOf(found, text)
	case len(fit) == 1:
		return nil, r.NotOn(fit[0], ref.Date)
	case len(fit) > 1:
		return nil, &planner.Refusal{Why: "event.none_on", Args: words.Args{"date": ref.Date}}
	case len(ref.all) > 0 && len(coming) > 0:
		return nil, &planner.Refusal{Why: "event.unnamed", Words: grammar.Squeeze(grammar.StripConnectives(text))}
	}
	return nil, &planner.Refusal{Why: "event.which"}
}

// WhichOf asks which of several events is meant. Of more than a list shows it
// offers the first, and says how to name another.
func (r *Turn) WhichOf(events []planner.Event, text string) *planner.Question {
	q := &planner.Question{Why: "event.which", Words: grammar.FirstKindWord(text), Args: words.Args{}}
	if rest := len(events) - telling.MaxRows; rest > 0 {
		q.Args["rest"] = r.Say("question.event.rest", words.Args{"n": rest})[0].Text
		events = events[:telling.MaxRows]
	}
	for _, e := range events {
		q.Choices = append(q.Choices, telling.EventID(e))
	}
	return q
}

// NotOn says that an event has no such date.
func (r *Turn) NotOn(e planner.Event, date planner.Date) *planner.Refusal {
	return &planner.Refusal{Why: "event.not_on", Words: telling.EventID(e), Args: words.Args{"date": date}}
}

// heldOn are those of some events that are held on a date, by their own clocks;
// all without a date.
func (r *Turn) heldOn(date planner.Date, events []planner.Event) (found []planner.Event, err error) {
	if date.IsZero() || len(events) == 0 {
		return events, nil
	}
	from, err := planner.DayStart(date, "UTC")
	if err != nil {
		return nil, err
	}
	// A day somewhere is within those before and after it in UTC.
	filter := store.OccurrenceFilter{From: from.AddDate(0, 0, -1), To: from.AddDate(0, 0, 2)}
	if filter.From.Before(r.Now) {
		filter.From = r.Now
	}
	for _, e := range events {
		filter.Events = append(filter.Events, e.ID)
	}
	dated, err := r.Tx.OccurrencesBetween(filter)
	for _, d := range dated {
		if d.Occurrence.HeldOn(date) {
			found = AppendEvent(found, d.Event)
		}
	}
	return found, err
}

// AppendEvent appends an event that is not in the list yet.
func AppendEvent(events []planner.Event, e planner.Event) []planner.Event {
	for _, known := range events {
		if known.ID == e.ID {
			return events
		}
	}
	return append(events, e)
}

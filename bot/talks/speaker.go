package talks

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

var (
	speakerForm = regexp.MustCompile(`(?i)^s(\d{1,9})\b`)
	affiliation = regexp.MustCompile(`\(([^()]*)\)`)
	whence      = regexp.MustCompile(`^(?:from|of|at|de l'|de l’|de la |de|d'|d’|du|à l'|à l’|à) ?(\p{Lu}.*|université.*|university.*)$`) // "Jane Doe, from Bonn"
	civility    = regexp.MustCompile(`(?i)^(?:mme|mlle|mr|mrs|ms|m\.|dr|pr|prof|professeure?|professor)\.? `)
	address     = regexp.MustCompile(`<?[^\s<>()]+@[^\s<>()]+\.[^\s<>()]+>?`)
)

// readSpeakers reads "Jane Doe (Bonn) and @minh".
func (r *request) readSpeakers(text string) (list []planner.Speaker, err error) {
	for _, part := range splitPeople(text) {
		s, err := r.readSpeaker(part)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// readSpeaker reads one name as typed, with institution and address if given, or
// a mention.
func (r *request) readSpeaker(text string) (s planner.Speaker, err error) {
	if m := affiliation.FindStringSubmatchIndex(text); m != nil {
		s.Affiliation = strings.TrimSpace(text[m[2]:m[3]])
		text = text[:m[0]] + text[m[1]:]
	}
	people, err := r.Mentioned(text)
	if err != nil {
		return s, err
	}
	if len(people) > 0 {
		s.Person, s.Language = people[0].ID, string(people[0].Lang)
		return s, nil
	}
	if m := address.FindStringIndex(text); m != nil {
		s.Email = strings.Trim(text[m[0]:m[1]], "<>")
		text = text[:m[0]] + text[m[1]:]
	}
	s.Name = grammar.Squeeze(grammar.Unquote(text))
	for field, value := range map[string]string{"name": s.Name, "affiliation": s.Affiliation, "email": s.Email} {
		if len([]rune(value)) > planner.MaxTitle {
			return s, &planner.Refusal{Why: "talk.long", Words: field, Args: words.Args{"limit": planner.MaxTitle}}
		}
	}
	return s, nil
}

// splitPeople splits a list of names at commas and "and", but not inside
// parentheses.
func splitPeople(text string) (parts []string) {
	held := affiliation.ReplaceAllStringFunc(text, func(in string) string {
		return strings.NewReplacer(",", "\x00", " and ", "\x01", " et ", "\x02").Replace(in)
	})
	for _, part := range grammar.List(strings.ReplaceAll(held, " & ", ",")) {
		part = strings.NewReplacer("\x00", ",", "\x01", " and ", "\x02", " et ").Replace(part)
		if from := whence.FindStringSubmatch(part); from != nil && len(parts) > 0 && !affiliation.MatchString(parts[len(parts)-1]) {
			parts[len(parts)-1] += " (" + from[1] + ")"
			continue
		}
		parts = append(parts, part)
	}
	return parts
}

// called is what a speaker is called.
func (r *request) called(s planner.Speaker) string { return telling.NameOfSpeaker(r.Tx, s) }

// speakerNumbered is the speaker shown as S and that number, where the person
// may change their event.
func (r *request) speakerNumbered(text string) (planner.Speaker, error) {
	unknown := &planner.Refusal{Why: "talk.unknown_speaker", Words: text}
	m := speakerForm.FindStringSubmatch(text)
	if m == nil {
		return planner.Speaker{}, unknown
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return planner.Speaker{}, unknown
	}
	s, err := r.Tx.SpeakerByNumber(n)
	if errors.Is(err, store.ErrNotFound) || err == nil && s.State == planner.Dropped {
		return s, unknown
	}
	if err != nil {
		return s, err
	}
	e, err := r.Tx.Event(s.Event)
	if err != nil {
		return s, err
	}
	return s, r.MayChange(e)
}

// among is the speaker in a list whom text names: by mention, by full name, or by
// one part of it that only one has; with « Mme » before it or without.
func (r *request) among(speakers []planner.Speaker, text string) (planner.Speaker, bool) {
	wanted, err := r.readSpeaker(text)
	if err != nil || wanted.Nobody() {
		return planner.Speaker{}, false
	}
	parts := map[int]int{} // speakers of whom it is a part
	name := words.Fold(civility.ReplaceAllString(wanted.Name, ""))
	for i, s := range speakers {
		known := words.Fold(civility.ReplaceAllString(r.called(s), ""))
		switch {
		case wanted.Person != "" && wanted.Person == s.Person, wanted.Person == "" && name == known:
			return s, true
		case wanted.Person == "" && slices.Contains(strings.Fields(known), name):
			parts[i] = i
		}
	}
	if len(parts) == 1 {
		for i := range parts {
			return speakers[i], true
		}
	}
	return planner.Speaker{}, false
}

// WithSpeakers are the dates in a scope of seminars and of whatever has speakers,
// the earliest first.
func WithSpeakers(r *turn.Turn, s turn.Scope) ([]store.Dated, error) {
	coming, err := r.Coming(s)
	if err != nil {
		return nil, err
	}
	coming = coming[:min(telling.MaxRows, len(coming))] // by their first dates
	dated, err := r.DatesIn(s, coming)
	if s.To.IsZero() {
		dated, err = r.FirstDates(s, coming)
	}
	if err != nil {
		return nil, err
	}
	talks, err := telling.TalksOn(r.Tx, dated)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(dated, func(d store.Dated) bool {
		return d.Event.Kind != planner.Seminar && len(talks[d.Occurrence.ID].Speaking()) == 0
	}), nil
}

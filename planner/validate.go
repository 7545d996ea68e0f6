package planner

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// codePattern is what a collaboration's code looks like: it starts with a
// letter and can be typed on any keyboard.
var codePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{1,31}$`)

// numberPattern is what the numbers of events, changes and reminders look
// like ("E12"), which no code may.
var numberPattern = regexp.MustCompile(`^[A-Za-z][0-9]+$`)

// Validate says what is wrong with e, as a [*Refusal], or nil: its kind, the
// lengths of its texts, its span, and its rule with the number of dates.
func (e Event) Validate() error {
	switch {
	case !e.Kind.Valid():
		return &Refusal{Why: "event.kind", Words: string(e.Kind)}
	case strings.TrimSpace(e.Title) == "":
		return &Refusal{Why: "event.title_empty"}
	case utf8.RuneCountInString(e.Title) > MaxTitle:
		return tooLong("event.title_long", e.Title, MaxTitle)
	case utf8.RuneCountInString(e.Place) > MaxTitle:
		return tooLong("event.place_long", e.Place, MaxTitle)
	}
	if err := e.Span.Validate(); err != nil {
		return err
	}
	if e.Rule == nil {
		return nil
	}
	dates, err := e.Rule.dates(e.Span.Start.Date, e.Span.Start.Date)
	if err != nil {
		return err
	}
	if dates[0] != e.Span.Start.Date {
		return &Refusal{Why: "event.start_off_rule", Words: e.Span.Start.Date.String()}
	}
	occs, err := Occurrences(e)
	if err == nil && len(occs) == 0 {
		return &Refusal{Why: "event.no_dates"}
	}
	return err
}

// Validate says what is wrong with s, as a [*Refusal], or nil.
func (s Span) Validate() error {
	if _, err := Zone(s.Zone); err != nil {
		return err
	}
	for _, w := range []Wall{s.Start, s.End} {
		if !w.Valid() {
			return &Refusal{Why: "when.impossible", Words: w.String()}
		}
	}
	order := s.Start.Compare(s.End)
	if order > 0 || order == 0 && !s.AllDay {
		return &Refusal{Why: "event.ends_before_start", Words: s.End.String()}
	}
	return nil
}

// Validate says what is wrong with c, as a [*Refusal], or nil. Whether its
// code is taken is for the store to say.
func (c Collaboration) Validate() error {
	_, reserved := ParseInstrument(c.Code)
	switch {
	case reserved || !codePattern.MatchString(c.Code) || numberPattern.MatchString(c.Code):
		return &Refusal{Why: "collaboration.code", Words: c.Code}
	case !c.Instrument.Valid():
		return &Refusal{Why: "collaboration.instrument", Words: string(c.Instrument)}
	case strings.TrimSpace(c.Title) == "":
		return &Refusal{Why: "collaboration.title_empty"}
	case utf8.RuneCountInString(c.Title) > MaxTitle:
		return tooLong("collaboration.title_long", c.Title, MaxTitle)
	case utf8.RuneCountInString(c.Theme) > MaxText:
		return tooLong("collaboration.text_long", c.Theme, MaxText)
	case utf8.RuneCountInString(c.Place) > MaxTitle:
		return tooLong("collaboration.text_long", c.Place, MaxTitle)
	}
	for _, name := range append(c.Countries[:len(c.Countries):len(c.Countries)], c.Institutions...) {
		if utf8.RuneCountInString(name) > MaxTitle {
			return tooLong("collaboration.text_long", name, MaxTitle)
		}
	}
	if c.Zone != "" {
		if _, err := Zone(c.Zone); err != nil {
			return err
		}
	}
	if !c.Starts.IsZero() && !c.Ends.IsZero() && c.Ends.Before(c.Starts) {
		return &Refusal{Why: "collaboration.ends_before_start", Words: c.Ends.String()}
	}
	return nil
}

// Validate says what is wrong with r, as a [*Refusal], or nil.
func (r Reminder) Validate() error {
	if r.Event != "" {
		if r.Lead.Months < 0 || r.Lead.Days < 0 || r.Lead.Exact < 0 || !r.Lead.At.Valid() {
			return &Refusal{Why: "reminder.lead"}
		}
		return nil
	}
	switch {
	case strings.TrimSpace(r.Text) == "":
		return &Refusal{Why: "reminder.text_empty"}
	case utf8.RuneCountInString(r.Text) > MaxText:
		return tooLong("reminder.text_long", r.Text, MaxText)
	}
	_, _, err := ResolveLocal(r.Wall, r.Zone)
	return err
}

// tooLong quotes only the beginning of words: the refusal has to stay short.
func tooLong(why, words string, limit int) error {
	return &Refusal{
		Why:   why,
		Words: string([]rune(words)[:40]) + "…",
		Args:  map[string]any{"limit": limit, "length": utf8.RuneCountInString(words)},
	}
}

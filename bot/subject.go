package bot

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// target is an event that a sentence is about, and the date of it when one is
// meant.
type target struct {
	event       planner.Event
	occurrences []planner.Occurrence
	one         *planner.Occurrence // the date meant; nil: the event, or not said
	named       bool                // the sentence itself said which date
}

// idForm finds an event by its number ("E12", "#12") and the version that a
// button was drawn from ("@7").
var (
	idForm      = regexp.MustCompile(`(?i)(?:^|[\s(,])(?:e|#)(\d{1,9})\b`)
	versionForm = regexp.MustCompile(`\s*@(\d{1,9})\s*$`)
)

// subjectOf finds the event that text is about: by its number, else the one
// that the message replied to is about, else the room's only coming one of the
// kind that the text names.
func (r *request) subjectOf(text string) (*target, error) {
	if m := idForm.FindStringSubmatch(" " + text); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, &planner.Refusal{Why: "event.unknown", Words: strings.TrimSpace(m[0])}
		}
		return r.eventNumbered(n)
	}
	if t, err := r.repliedTo(); t != nil || err != nil {
		return t, err
	}
	return r.onlyOne(text)
}

// eventNumbered is event n, where the person may see it here.
func (r *request) eventNumbered(n int) (*target, error) {
	unknown := &planner.Refusal{Why: "event.unknown", Words: "E" + strconv.Itoa(n)}
	e, err := r.tx.EventByNumber(n)
	if errors.Is(err, store.ErrNotFound) {
		return nil, unknown
	}
	if err != nil {
		return nil, err
	}
	sees, err := r.canSee(e)
	if err != nil {
		return nil, err
	}
	if !sees {
		return nil, unknown
	}
	return r.targetOf(e)
}

func (r *request) targetOf(e planner.Event) (*target, error) {
	occs, err := r.tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil, err
	}
	return &target{event: e, occurrences: occs}, nil
}

// repliedTo is what the message that this one answers is about; nil when it is
// about nothing.
func (r *request) repliedTo() (*target, error) {
	for _, message := range []string{r.in.ReplyTo, r.in.Thread} {
		if message == "" {
			continue
		}
		about, err := remembered(r.tx, r.in.Room, message)
		if err != nil {
			return nil, err
		}
		if about.Event == "" {
			continue
		}
		t, err := r.targetByID(about.Event)
		if err != nil {
			return nil, err
		}
		for i, o := range t.occurrences {
			if o.ID == about.Occurrence {
				t.one = &t.occurrences[i]
			}
		}
		return t, nil
	}
	return nil, nil
}

// onlyOne is the only coming event here of the kind that text names, or of any
// kind when it names none; with several, it is asked which.
func (r *request) onlyOne(text string) (*target, error) {
	kind, _, _ := cutKind(stripConnectives(text))
	if kind == "" && isSession(text) {
		kind = planner.Seminar
	}
	var found []planner.Event
	dated, err := r.coming(scope{kind: kind})
	if err != nil {
		return nil, err
	}
	for _, d := range dated {
		if len(found) == 0 || found[len(found)-1].ID != d.Event.ID {
			if !containsEvent(found, d.Event.ID) {
				found = append(found, d.Event)
			}
		}
	}
	switch len(found) {
	case 0:
		return nil, &planner.Refusal{Why: "event.which"}
	case 1:
		return r.targetOf(found[0])
	}
	q := &planner.Question{Why: "event.which"}
	for _, e := range found[:min(5, len(found))] {
		q.Choices = append(q.Choices, eventID(e))
	}
	q.Words = firstKindWord(text)
	return nil, q
}

// isSession says whether text speaks of a date of a seminar: "the session of",
// « la séance du ».
func isSession(text string) bool {
	for _, t := range tokens(text) {
		if t.fold == "session" || t.fold == "seance" || t.fold == "seminar" || t.fold == "seminaire" {
			return true
		}
	}
	return false
}

// firstKindWord is the word of text that an event number may stand in for.
func firstKindWord(text string) string {
	for _, t := range tokens(text) {
		if kind, _, _ := cutKind(t.fold); kind != "" || t.fold == "session" || t.fold == "seance" {
			return text[t.from:t.to]
		}
	}
	return ""
}

func containsEvent(events []planner.Event, id planner.EventID) bool {
	for _, e := range events {
		if e.ID == id {
			return true
		}
	}
	return false
}

// on finds the date of a series that text names: "6 April", "6 avril".
func (t *target) on(r *request, text string) error {
	c := r.timeContext()
	c.Zone = t.event.Span.Zone
	found, err := when.Find(text, c)
	if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
		return nil
	}
	if err != nil {
		return err
	}
	for i, o := range t.occurrences {
		if o.State == planner.Planned && o.Span.Start.Date == found.Start.Date {
			t.one, t.named = &t.occurrences[i], true
			return nil
		}
	}
	return &planner.Refusal{Why: "event.not_on", Words: eventID(t.event), Args: words.Args{"date": when.SayDate(found.Start.Date, r.reader())}}
}

// checkVersion refuses what an old button says when the event has changed
// since; it gives text without the version.
func (t *target) checkVersion(text string) (string, error) {
	m := versionForm.FindStringSubmatch(text)
	if m == nil {
		return text, nil
	}
	if n, err := strconv.Atoi(m[1]); err != nil || n != t.event.Version {
		return text, &planner.Refusal{Why: "event.changed_since", Words: eventID(t.event)}
	}
	return versionForm.ReplaceAllString(text, ""), nil
}

package bot

import (
	"cmp"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"entente/bot/memory"
	"entente/bot/telling"
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

// idForm finds an event by its number ("E12", "#12"), or one of its dates
// ("E12.3").
var idForm = regexp.MustCompile(`(?i)(?:^|[\s(,])(?:e|#)(\d{1,9})(?:\.(\d{1,4}))?\b`)

// subjectOf finds the event that text is about: by its number, else the one
// that the message replied to is about, if the text does not name another, else
// the only coming one here that the text fits.
func (r *request) subjectOf(text string) (*target, error) {
	if m := idForm.FindStringSubmatch(" " + text); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, &planner.Refusal{Why: "event.unknown", Words: strings.TrimSpace(m[0])}
		}
		t, err := r.eventNumbered(n)
		if err == nil && m[2] != "" {
			err = t.numbered(m[2])
		}
		return t, err
	}
	ref, err := r.readReference(text)
	if err != nil {
		return nil, err
	}
	t, err := r.repliedTo()
	if err != nil || t != nil && r.fits(ref, t.event) {
		return t, err
	}
	return r.which(ref, text)
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
		return nil, cmp.Or(r.seenInPrivate(e), error(unknown))
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
		about, err := memory.About(r.tx, r.in.Room, message)
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
		if sees, err := r.canSee(t.event); err != nil || !sees {
			return nil, cmp.Or(err, error(&planner.Refusal{Why: "event.unknown", Words: telling.EventID(t.event)}))
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

// numbered makes the target the date of that number: of a one-off there is the
// first alone.
func (t *target) numbered(number string) error {
	for i, o := range t.occurrences {
		if strconv.Itoa(o.Number) != number || o.State == planner.Withdrawn {
			continue
		}
		if t.event.Rule != nil {
			t.one, t.named = &t.occurrences[i], true
		}
		return nil
	}
	return &planner.Refusal{Why: "event.unknown", Words: telling.EventID(t.event) + "." + number}
}

// on finds the date of the event that text names: "6 April", « 6 avril ».
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
	return t.onDate(r, found.Start.Date)
}

// onDate makes the target that date of the event. Of several days of a one-off
// any will do.
func (t *target) onDate(r *request, date planner.Date) error {
	for i, o := range t.occurrences {
		if !o.HeldOn(date) || t.event.Rule != nil && o.Span.Start.Date != date {
			continue
		}
		if t.event.Rule != nil {
			t.one, t.named = &t.occurrences[i], true
		}
		return nil
	}
	return r.notOn(t.event, date)
}

package turn

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// Target is an event that a sentence is about, and the date of it when one is
// meant.
type Target struct {
	Event       planner.Event
	Occurrences []planner.Occurrence
	One         *planner.Occurrence // the date meant; nil: the event, or not said
	Named       bool                // the sentence itself said which date
}

// SubjectOf finds the event that text is about: by its number, else the one
// that the message replied to is about, if the text does not name another, else
// the only coming one here that the text fits.
func (r *Turn) SubjectOf(text string) (*Target, error) {
	if m := grammar.EventForm.FindStringSubmatch(" " + text); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, &planner.Refusal{Why: "event.unknown", Words: strings.TrimSpace(m[0])}
		}
		t, err := r.EventNumbered(n)
		if err == nil && m[2] != "" {
			err = t.numbered(m[2])
		}
		return t, err
	}
	ref, err := r.ReadReference(text)
	if err != nil {
		return nil, err
	}
	t, err := r.RepliedTo()
	if err != nil || t != nil && r.Fits(ref, t.Event) {
		return t, err
	}
	return r.which(ref, text)
}

// EventNumbered is event n, where the person may see it here.
func (r *Turn) EventNumbered(n int) (*Target, error) {
	unknown := &planner.Refusal{Why: "event.unknown", Words: "E" + strconv.Itoa(n)}
	e, err := r.Tx.EventByNumber(n)
	if errors.Is(err, store.ErrNotFound) {
		return nil, unknown
	}
	if err != nil {
		return nil, err
	}
	sees, err := r.CanSee(e)
	if err != nil {
		return nil, err
	}
	if !sees {
		return nil, cmp.Or(r.seenInPrivate(e), error(unknown))
	}
	return r.TargetOf(e)
}

// TargetByID is an event with its dates, whether or not the person may see it.
func (r *Turn) TargetByID(id planner.EventID) (*Target, error) {
	e, err := r.Tx.Event(id)
	if err != nil {
		return nil, err
	}
	return r.TargetOf(e)
}

// TargetOf is an event with its dates.
func (r *Turn) TargetOf(e planner.Event) (*Target, error) {
	occs, err := r.Tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil, err
	}
	return &Target{Event: e, Occurrences: occs}, nil
}

// RepliedTo is what the message that this one answers is about; nil when it is
// about nothing.
func (r *Turn) RepliedTo() (*Target, error) {
	for _, message := range []string{r.In.ReplyTo, r.In.Thread} {
		if message == "" {
			continue
		}
		about, err := memory.About(r.Tx, r.In.Room, message)
		if err != nil {
			return nil, err
		}
		if about.Event == "" {
			continue
		}
		t, err := r.TargetByID(about.Event)
		if err != nil {
			return nil, err
		}
		if sees, err := r.CanSee(t.Event); err != nil || !sees {
			return nil, cmp.Or(err, error(&planner.Refusal{Why: "event.unknown", Words: telling.EventID(t.Event)}))
		}
		for i, o := range t.Occurrences {
			if o.ID == about.Occurrence {
				t.One = &t.Occurrences[i]
			}
		}
		return t, nil
	}
	return nil, nil
}

// NamesEvent says whether text speaks of an event: by its number, its kind, or
// as what the message answered is about.
func (r *Turn) NamesEvent(text string) bool {
	return grammar.EventForm.MatchString(" "+text) || grammar.KindIn(text) != "" || r.In.ReplyTo != "" && grammar.RefersBack(words.Fold(text))
}

// On finds the date of the event that text names: "6 April", « 6 avril ».
func (t *Target) On(r *Turn, text string) error {
	c := r.TimeContext()
	c.Zone = t.Event.Span.Zone
	found, err := when.Find(text, c)
	if errors.Is(err, when.ErrNone) || err == nil && !found.HasDate {
		return nil
	}
	if err != nil {
		return err
	}
	return t.OnDate(r, found.Start.Date)
}

// OnDate makes the target that date of the event. Of several days of a one-off
// any will do.
func (t *Target) OnDate(r *Turn, date planner.Date) error {
	for i, o := range t.Occurrences {
		if !o.HeldOn(date) || t.Event.Rule != nil && o.Span.Start.Date != date {
			continue
		}
		if t.Event.Rule != nil {
			t.One, t.Named = &t.Occurrences[i], true
		}
		return nil
	}
	return r.NotOn(t.Event, date)
}

// numbered makes the target the date of that number: of a one-off there is the
// first alone.
func (t *Target) numbered(number string) error {
	for i, o := range t.Occurrences {
		if strconv.Itoa(o.Number) != number || o.State == planner.Withdrawn {
			continue
		}
		if t.Event.Rule != nil {
			t.One, t.Named = &t.Occurrences[i], true
		}
		return nil
	}
	return &planner.Refusal{Why: "event.unknown", Words: telling.EventID(t.Event) + "." + number}
}

// Shown is what is shown of a target: an event with all its dates, or a date of a
// series as an event of its own.
func (t *Target) Shown() (planner.Event, []planner.Occurrence, string) {
	if t.Event.Rule == nil || t.One == nil {
		return t.Event, t.Occurrences, telling.EventID(t.Event)
	}
	date := t.Event
	date.Rule, date.Place = nil, t.Event.PlaceOn(*t.One)
	return date, []planner.Occurrence{*t.One}, telling.DateID(t.Event, *t.One)
}

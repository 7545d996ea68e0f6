package talks

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// talkOn is a date of an event, and the talk on it.
type talkOn struct {
	*turn.Target
	date   planner.Occurrence
	own    planner.Talk // what it says itself, and who speaks
	series planner.Talk // what it says where the talk does not
}

// talk is the talk as it is held.
func (t *talkOn) talk() planner.Talk { return t.own.In(t.series) }

// id is how the date is named in buttons.
func (t *talkOn) id() string { return telling.DateID(t.Event, t.date) }

// talkFor finds the date, and the talk on it, that a sentence is about: of a
// speaker in private their own, if it fits.
func (r *request) talkFor(text string) (*talkOn, error) {
	if r.Room.Direct {
		if t, err := r.ownTalk(text); t != nil || err != nil {
			return t, err
		}
	}
	t, err := DateFor(r.Turn, text)
	if err != nil {
		return nil, err
	}
	return r.talkOf(t)
}

// talkOf reads the talk on the date of t.
func (r *request) talkOf(t *turn.Target) (*talkOn, error) {
	talks, err := r.Tx.TalksOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	own, known := talks[t.One.ID]
	if !known {
		own = planner.Talk{Event: t.Event.ID, Occurrence: t.One.ID}
	}
	return &talkOn{Target: t, date: *t.One, own: own, series: talks[""]}, nil
}

// DateFor finds the date of an event that text names. Where several events may
// be meant, the only series is the one.
func DateFor(said *turn.Turn, text string) (*turn.Target, error) {
	r := &request{Turn: said}
	t, err := r.SubjectOf(text)
	if only, errOnly := r.onlySeries(err); only != nil || errOnly != nil {
		t, err = only, errOnly
	}
	if err != nil {
		if past := r.pastDate(text); past != nil {
			return past, nil
		}
		return nil, err
	}
	if !t.Named {
		if err := t.On(r.Turn, grammar.WithoutNumber(text)); err != nil {
			return nil, err
		}
	}
	if t.One == nil && t.Event.Rule == nil && len(t.Occurrences) == 1 {
		t.One = &t.Occurrences[0]
	}
	if t.One == nil {
		return nil, &planner.Refusal{Why: "talk.which_date", Words: telling.EventID(t.Event)}
	}
	return t, nil
}

// pastDate is the date of the only series here that was held on the last such
// day: a recording comes after the talk, and people say no year. Nil if none.
func (r *request) pastDate(text string) *turn.Target {
	found, err := when.Find(text, r.TimeContext())
	if err != nil || !found.HasDate || grammar.EventForm.MatchString(" "+text) {
		return nil
	}
	day := found.Start.Date
	if !day.Before(planner.Date{Year: r.Now.Year(), Month: r.Now.Month(), Day: r.Now.Day()}) {
		day.Year--
	}
	from, err := planner.DayStart(day, "UTC")
	if err != nil {
		return nil
	}
	filter := r.Filter(turn.Scope{From: from.Add(-24 * time.Hour), To: from.Add(48 * time.Hour)})
	dated, err := r.Tx.OccurrencesBetween(filter)
	dated = slices.DeleteFunc(dated, func(d store.Dated) bool {
		sees, err := r.CanSee(d.Event)
		return !sees || err != nil || !d.Occurrence.HeldOn(day)
	})
	if err != nil || len(dated) != 1 {
		return nil
	}
	t, err := r.TargetOf(dated[0].Event)
	if err != nil {
		return nil
	}
	for i, o := range t.Occurrences {
		if o.ID == dated[0].Occurrence.ID {
			t.One, t.Named = &t.Occurrences[i], true
		}
	}
	return t
}

// ownTalk is the person's own talk that text, or the message it answers, names,
// or the only one to come; nil when none fits.
func (r *request) ownTalk(text string) (*talkOn, error) {
	invitations, err := r.Tx.Speaking(r.Person.ID)
	if err != nil {
		return nil, err
	}
	named, err := r.ownNamed(text)
	if err != nil {
		return nil, err
	}
	var fit []*talkOn
	for _, s := range invitations {
		if s.Occurrence == "" || s.State == planner.ToBeSent {
			continue
		}
		t, err := r.talkOfSpeaker(s)
		if err != nil {
			return nil, err
		}
		switch {
		case named.fits(t):
			return t, nil
		case !named.said && t.date.EndAt.After(r.Now) && t.date.State == planner.Planned && s.State != planner.Declined:
			fit = append(fit, t)
		}
	}
	if len(fit) == 1 {
		return fit[0], nil
	}
	if len(fit) > 1 && len(grammar.TellingWords(text)) == 0 {
		ids := make([]string, len(fit))
		for i, t := range fit {
			ids[i] = t.id()
		}
		return nil, &planner.Refusal{Why: "talk.which", Words: strings.Join(ids, ", "), Args: words.Args{"id": ids[0]}}
	}
	return nil, nil
}

// talkOfSpeaker is the talk that somebody is asked to give.
func (r *request) talkOfSpeaker(s planner.Speaker) (*talkOn, error) {
	t, err := r.TargetByID(s.Event)
	if err != nil {
		return nil, err
	}
	for i, o := range t.Occurrences {
		if o.ID == s.Occurrence {
			t.One = &t.Occurrences[i]
			return r.talkOf(t)
		}
	}
	if s.Occurrence == "" {
		if err := r.MayChange(t.Event); err != nil {
			return nil, err
		}
		return nil, &planner.Refusal{Why: "talk.is_candidate", Words: r.called(s)}
	}
	return nil, fmt.Errorf("speaker S%d: no such date", s.Number)
}

// namedDate is how a speaker names a talk of theirs.
type namedDate struct {
	said   bool   // else any may be meant
	event  string // "E5", with the number of its date, if given; or
	number string
	date   planner.Date         // its day; or
	of     planner.OccurrenceID // itself
}

func (r *request) ownNamed(text string) (n namedDate, err error) {
	if m := grammar.EventForm.FindStringSubmatch(" " + text); m != nil {
		return namedDate{said: true, event: "E" + m[1], number: m[2]}, nil
	}
	found, err := when.Find(text, r.TimeContext())
	switch {
	case err == nil && found.HasDate:
		return namedDate{said: true, date: found.Start.Date}, nil
	case err != nil && !errors.Is(err, when.ErrNone):
		return n, err
	}
	if r.In.ReplyTo != "" {
		about, err := memory.About(r.Tx, r.In.Room, r.In.ReplyTo)
		return namedDate{said: about.Occurrence != "", of: about.Occurrence}, err
	}
	return n, nil
}

func (n namedDate) fits(t *talkOn) bool {
	switch {
	case n.event != "":
		return n.event == telling.EventID(t.Event) && (n.number == "" || n.number == strconv.Itoa(t.date.Number))
	case n.of != "":
		return n.of == t.date.ID
	}
	return n.said && n.date == t.date.Span.Start.Date
}

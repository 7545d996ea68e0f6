package events

import (
	"errors"
	"slices"

	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// seriesUntil gives a series another last day: "extend E3 until 29 June", "E3
// ends on 15 June"; nil when the length of its dates is meant.
func (r *request) seriesUntil(t *turn.Target, l lasting) (*turn.Reply, error) {
	if t.Event.Rule == nil || t.One != nil && (t.Named || t.Event.Span.AllDay) || l.by.Exact != 0 {
		return nil, nil
	}
	first, last := t.Event.Held(t.Occurrences)
	var until planner.Date
	switch {
	case l.by != (when.Shift{}) && l.way == 0:
		return nil, nil
	case l.by != (when.Shift{}):
		by := l.by
		if l.way < 0 {
			by = by.Reversed()
		}
		until = by.After(planner.Wall{Date: last}).Date
	default:
		reading, err := r.untilOf(t, l, last)
		switch {
		case err != nil:
			return nil, err
		case !reading.HasDate:
			return nil, nil
		case reading.HasClock: // "E2 ends at 16:30 on 16 March"
			return nil, t.OnDate(r.Turn, reading.Start.Date)
		}
		if until = reading.Start.Date; reading.HasEnd {
			until = reading.End.Date
		}
	}
	if until.Before(first) {
		return nil, &planner.Refusal{Why: "series.before", Words: telling.EventID(t.Event), Args: words.Args{"date": first}}
	}
	if last.Before(until) || t.Event.Endless() && last == until {
		return r.prolong(t, until, last)
	}
	return r.endOn(t, until)
}

// untilOf reads until when a series is held: of what goes on, a day after its
// last one; else the next such day.
func (r *request) untilOf(t *turn.Target, l lasting, last planner.Date) (when.Reading, error) {
	after := r.Now
	if l.on && !t.Event.Endless() {
		at, err := planner.DayStart(last, t.Event.Span.Zone)
		if err != nil {
			return when.Reading{}, err
		}
		if at.After(after) {
			after = at
		}
	}
	return r.readTill(l, t.Event.Span, after)
}

// prolong writes the dates of a series until a day after its last one.
func (r *request) prolong(t *turn.Target, until, last planner.Date) (*turn.Reply, error) {
	before := t.Event
	e, occs, at, err := planner.Prolong(t.Event, t.Occurrences, until, r.Now)
	var refusal *planner.Refusal
	if errors.As(err, &refusal) && refusal.Words == "" {
		refusal.Words = telling.EventID(t.Event)
	}
	if err != nil {
		return nil, err
	}
	if len(at) == 0 && !before.Endless() {
		return nil, &planner.Refusal{Why: "series.no_more", Words: telling.EventID(before), Args: words.Args{"date": until}}
	}
	t.Event, t.Occurrences = e, occs
	people, err := r.Tx.PeopleOf(e.ID)
	if err != nil {
		return nil, err
	}
	found, err := r.refuseConflicts(e, datesAt(occs, at), people)
	if err != nil {
		return nil, err
	}
	past, err := r.WriteChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	added := datesAt(t.Occurrences, at)
	p := r.TellChanged("series.until", t, words.Args{"until": until, "was": when.SayDate(last, r.Reader()), "n": len(added)})
	if len(added) > 0 {
		p = r.TellChanged("series.longer", t, words.Args{"n": len(added), "date": when.SayDate(added[len(added)-1].Span.Start.Date, r.Reader()), "when": r.Start(added[0]), "was": when.SayDate(last, r.Reader())})
	}
	p.Add(r.notes(t.Event, added, past)...)
	p.Add(r.SayConflicts(t.Event, found)...)
	if err := r.TellClashes(p, t.Event, added); err != nil {
		return nil, err
	}
	return r.WithUndo(p), nil
}

// datesAt are the dates at some places of all.
func datesAt(all []planner.Occurrence, at []int) []planner.Occurrence {
	dates := make([]planner.Occurrence, len(at))
	for i, place := range at {
		dates[i] = all[place]
	}
	return dates
}

// endOn ends a series with a day: the dates after it are cancelled.
func (r *request) endOn(t *turn.Target, until planner.Date) (*turn.Reply, error) {
	next := until.AddDays(1)
	after := func(o planner.Occurrence) bool {
		return o.State == planner.Planned && until.Before(o.Span.Start.Date)
	}
	if !slices.ContainsFunc(t.Occurrences, after) {
		return nil, &planner.Refusal{Why: "follow.same", Words: telling.EventID(t.Event)}
	}
	return r.sureToCancel(t, turn.Dropped{Days: []when.Days{{First: next, Last: next}}, Following: true}, false)
}

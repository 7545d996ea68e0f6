package bot

import (
	"errors"
	"slices"

	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// seriesUntil gives a series another last day: "extend E3 until 29 June", "E3
// ends on 15 June"; nil when the length of its dates is meant.
func (r *request) seriesUntil(t *target, l lasting) (*reply, error) {
	if t.event.Rule == nil || t.one != nil && (t.named || t.event.Span.AllDay) || l.by.Exact != 0 {
		return nil, nil
	}
	first, last := t.event.Held(t.occurrences)
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
			return nil, t.onDate(r, reading.Start.Date)
		}
		if until = reading.Start.Date; reading.HasEnd {
			until = reading.End.Date
		}
	}
	if until.Before(first) {
		return nil, &planner.Refusal{Why: "series.before", Words: telling.EventID(t.event), Args: words.Args{"date": first}}
	}
	if last.Before(until) || t.event.Endless() && last == until {
		return r.prolong(t, until, last)
	}
	return r.endOn(t, until)
}

// untilOf reads until when a series is held: of what goes on, a day after its
// last one; else the next such day.
func (r *request) untilOf(t *target, l lasting, last planner.Date) (when.Reading, error) {
	after := r.now
	if l.on && !t.event.Endless() {
		at, err := planner.DayStart(last, t.event.Span.Zone)
		if err != nil {
			return when.Reading{}, err
		}
		if at.After(after) {
			after = at
		}
	}
	return r.readTill(l, t.event.Span, after)
}

// prolong writes the dates of a series until a day after its last one.
func (r *request) prolong(t *target, until, last planner.Date) (*reply, error) {
	before := t.event
	e, occs, at, err := planner.Prolong(t.event, t.occurrences, until, r.now)
	var refusal *planner.Refusal
	if errors.As(err, &refusal) && refusal.Words == "" {
		refusal.Words = telling.EventID(t.event)
	}
	if err != nil {
		return nil, err
	}
	if len(at) == 0 && !before.Endless() {
		return nil, &planner.Refusal{Why: "series.no_more", Words: telling.EventID(before), Args: words.Args{"date": until}}
	}
	t.event, t.occurrences = e, occs
	people, err := r.tx.PeopleOf(e.ID)
	if err != nil {
		return nil, err
	}
	found, err := r.refuseConflicts(e, datesAt(occs, at), people)
	if err != nil {
		return nil, err
	}
	past, err := r.writeChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	added := datesAt(t.occurrences, at)
	p := r.tellChanged("series.until", t, words.Args{"until": until, "was": when.SayDate(last, r.reader()), "n": len(added)})
	if len(added) > 0 {
		p = r.tellChanged("series.longer", t, words.Args{"n": len(added), "date": when.SayDate(added[len(added)-1].Span.Start.Date, r.reader()), "when": r.start(added[0]), "was": when.SayDate(last, r.reader())})
	}
	p.add(r.notes(t.event, added, past)...)
	p.add(r.sayConflicts(t.event, found)...)
	if err := r.tellClashes(p, t.event, added); err != nil {
		return nil, err
	}
	return r.withUndo(p), nil
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
func (r *request) endOn(t *target, until planner.Date) (*reply, error) {
	next := until.AddDays(1)
	after := func(o planner.Occurrence) bool {
		return o.State == planner.Planned && until.Before(o.Span.Start.Date)
	}
	if !slices.ContainsFunc(t.occurrences, after) {
		return nil, &planner.Refusal{Why: "follow.same", Words: telling.EventID(t.event)}
	}
	return r.sureToCancel(t, dropped{days: []when.Days{{First: next, Last: next}}, following: true}, false)
}

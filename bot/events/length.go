package events

import (
	"cmp"
	"errors"
	"time"

	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
	"entente/planner/when"
)

// lastsThen gives an event, the dates to come of a series, those from one on or
// one of them another length or end; or the series itself another last day.
func (r *request) lastsThen(l lasting) (*turn.Reply, error) {
	d, err := r.ReadDropped(l.head)
	if err != nil {
		return nil, err
	}
	if len(d.Days) > 1 || len(d.Days) == 1 && !d.Single() {
		return nil, &planner.Refusal{Why: "length.days", Words: eventWord(l.head)}
	}
	t, err := r.ChangeableOn(d)
	if err != nil {
		return nil, err
	}
	r.Command = "extend"
	if d.Single() && !d.Following {
		if err := t.OnDate(r.Turn, d.Days[0].First); err != nil {
			return nil, err
		}
	}
	if !d.Following {
		if p, err := r.seriesUntil(t, l); p != nil || err != nil {
			return p, err
		}
	}
	return r.lastOn(t, d, l)
}

// lastOn changes the length of what a sentence names.
func (r *request) lastOn(t *turn.Target, d turn.Dropped, l lasting) (*turn.Reply, error) {
	switch {
	case t.Event.Rule == nil:
		return r.lastOnce(t, l)
	case t.One != nil:
		to, err := r.lasted(l, t.One.Span)
		if err != nil {
			return nil, err
		}
		return r.moveOne("length.done", t, to)
	}
	from := r.Now
	if d.Following {
		var err error
		if from, _, err = r.boundsOf(t, when.Change{From: d.Days[0].First}); err != nil {
			return nil, err
		}
	}
	return r.lastFrom(t, l, from)
}

// lastFrom changes the length of the dates of a series from an instant on. Of
// those at an hour of their own none ends at another because the series does.
func (r *request) lastFrom(t *turn.Target, l lasting, from time.Time) (*turn.Reply, error) {
	first, ok := firstRegular(t, from, time.Time{})
	if !ok {
		first, ok = planner.Next(t.Occurrences, from.Add(-time.Second))
	}
	if !ok {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	to, err := r.lasted(l, first.Span)
	if err != nil {
		return nil, err
	}
	before, dates := t.Event, t.Occurrences
	if t.Event, t.Occurrences, err = planner.Shift(before, dates, first.Span, to, from); err != nil {
		return nil, err
	}
	for i, o := range dates {
		if o.State != planner.Planned || o.StartAt.Before(from) {
			continue
		}
		want := o.Span
		if l.till == "" || o.Span.Start.Clock == first.Span.Start.Clock {
			if want, err = r.lasted(l, o.Span); err != nil {
				return nil, err
			}
		}
		if want == t.Occurrences[i].Span {
			continue
		}
		original := t.Occurrences[i].Original
		if t.Occurrences[i], err = planner.MoveOccurrence(o, want); err != nil {
			return nil, err
		}
		t.Occurrences[i].Original = original
	}
	return r.writeFollowed(t, before, dates, from)
}

// lastOnce changes the length of a one-off, also while it is held.
func (r *request) lastOnce(t *turn.Target, l lasting) (*turn.Reply, error) {
	o := t.Occurrences[0]
	if !o.EndAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	to, err := r.lasted(l, o.Span)
	if err != nil {
		return nil, err
	}
	if to == o.Span {
		return nil, &planner.Refusal{Why: "follow.same", Words: telling.EventID(t.Event)}
	}
	return r.moveAll("length.done", t, o.Span, to, o.StartAt)
}

// lasted is a span that starts as was does, and lasts as is said.
func (r *request) lasted(l lasting, was planner.Span) (planner.Span, error) {
	to, err := was, error(nil)
	if l.by != (when.Shift{}) {
		to, err = l.lengthOf(was)
	} else {
		to, err = r.endOf(l, was)
	}
	if err != nil {
		return was, err
	}
	if to.End.Compare(to.Start) < 0 || !to.AllDay && to.End == to.Start {
		return was, &planner.Refusal{Why: "length.order", Words: cmp.Or(l.till, when.SayStart(was, r.Reader()))}
	}
	return to, to.Validate()
}

// lengthOf is a span of a length, or longer or shorter by it than was. Days are
// for what is held on several.
func (l lasting) lengthOf(was planner.Span) (planner.Span, error) {
	by, onDays := l.by, was.AllDay || was.Days() > 1
	switch {
	case was.AllDay && by.Exact != 0:
		return was, &planner.Refusal{Why: "length.all_day"}
	case !was.AllDay && by.Exact == 0 && (!onDays || l.way == 0):
		return was, &planner.Refusal{Why: "length.hours"}
	}
	to := was
	switch {
	case l.way < 0:
		to.End = by.Reversed().After(was.End)
	case l.way > 0:
		to.End = by.After(was.End)
	default:
		to.End = by.After(was.Start)
		if was.AllDay {
			to.End.Date = to.End.Date.AddDays(-1)
		}
	}
	return to, nil
}

// endOf is a span that ends when it is said to.
func (r *request) endOf(l lasting, was planner.Span) (planner.Span, error) {
	till, err := r.readTill(l, was, r.Now)
	if err != nil {
		return was, err
	}
	to := was
	switch {
	case till.Period:
		return was, &planner.Refusal{Why: "move.period", Words: l.till}
	case till.HasEnd:
		return was, &planner.Refusal{Why: "when.not_understood", Words: l.till}
	case was.AllDay && till.HasClock:
		return was, &planner.Refusal{Why: "length.all_day"}
	case !till.HasClock && !was.AllDay && was.Days() == 1:
		return was, &planner.Refusal{Why: "length.hours"}
	case !till.HasClock:
		to.End.Date = till.Start.Date
		return to, nil
	}
	if !till.HasDate {
		till.Start.Date = was.End.Date
	}
	if till.Zone == "" || till.Zone == was.Zone {
		to.End = till.Start
		return to, nil
	}
	at, _, err := planner.ResolveLocal(till.Start, till.Zone)
	if err == nil {
		to.End, err = planner.WallAt(at, was.Zone)
	}
	return to, err
}

// readTill reads until when something lasts, by the clocks of an event: the first
// such time after the event begins, or after an instant where that is later.
func (r *request) readTill(l lasting, was planner.Span, after time.Time) (when.Reading, error) {
	start, _, _, err := was.Resolve()
	if err != nil {
		return when.Reading{}, err
	}
	c := r.TimeContext()
	c.Zone = was.Zone
	if c.Now = after; start.After(after) {
		c.Now = start
	}
	reading, err := when.Parse(l.till, c)
	var question *planner.Question
	if errors.As(err, &question) && question.Why == "when.which_date" { // that very weekday
		return when.Parse(question.Choices[0], c)
	}
	return reading, err
}

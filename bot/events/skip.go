package events

import (
	"slices"

	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// skip is `skip 9 February: Tết`, `no seminar from 9 to 23 February: winter
// break`, « pas de séminaire le 9 février : Tết ».
func (r *request) skip(rest string) (*turn.Reply, error) {
	d, err := r.ReadDropped(rest)
	if err != nil {
		return nil, err
	}
	t, err := r.ChangeableOn(d)
	switch {
	case err != nil:
		return nil, err
	case t.Event.Rule == nil:
		return nil, &planner.Refusal{Why: "skip.one_off", Words: telling.EventID(t.Event)}
	case len(d.Days) == 0 && t.One == nil:
		return r.askWhichDate("skip", turn.Colon(d.Reason), t)
	case d.Following:
		return r.sureToCancel(t, d, false)
	}
	return r.dropDates(t, d)
}

// dropDates cancels the dates of a series on the days named, else the one that
// is meant. A reason that was not given before is added.
func (r *request) dropDates(t *turn.Target, d turn.Dropped) (*turn.Reply, error) {
	none := r.noneOn(t.Event, d)
	before, off := t.Event, []planner.Occurrence(nil)
	for i, o := range t.Occurrences {
		meant := d.Has(o.Span.Start.Date)
		if len(d.Days) == 0 {
			meant = t.One != nil && o.ID == t.One.ID
		}
		switch {
		case !meant || o.State == planner.Withdrawn:
		case !o.StartAt.After(r.Now):
			none = &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": o.Span.Start.Date}}
		case o.State == planner.Cancelled && (d.Reason == "" || d.Reason == o.Reason):
			none = &planner.Refusal{Why: "occurrence.not_planned"}
		default:
			o.State = planner.Planned
			o, err := planner.CancelOccurrence(o, d.Reason)
			if err != nil {
				return nil, err
			}
			t.Occurrences[i] = o
			off = append(off, o)
		}
	}
	if len(off) == 0 {
		return nil, none
	}
	if _, err := r.WriteChanged(t, before, "cancelled"); err != nil {
		return nil, err
	}
	said := "skip.done"
	if r.Command == "cancel" {
		said = "cancel.done_one"
	}
	p := r.TellChanged(telling.NotHeldKey(said, off[0]), t, words.Args{"dates": r.Days(off), "reason": d.Reason})
	if next, ok := planner.Next(t.Occurrences, off[0].StartAt); ok {
		p.Add(r.Say("reminder.next", words.Args{"when": r.Start(next)})...)
	}
	if err := talks.SpeakersUntold(r.Turn, p, t, off); err != nil {
		return nil, err
	}
	return r.WithUndo(p), nil
}

// noneOn says that an event has no date on the days named.
func (r *request) noneOn(e planner.Event, d turn.Dropped) error {
	if len(d.Days) > 0 {
		return r.NotOn(e, d.Days[0].First)
	}
	return r.NotOn(e, e.Span.Start.Date)
}

// unskip is `unskip 9 February`, « la séance du 9 février a bien lieu », and of a
// cancelled event `restore E5`.
func (r *request) unskip(rest string) (*turn.Reply, error) {
	d, err := r.ReadDropped(rest)
	if err != nil {
		return nil, err
	}
	if t, err := r.cancelledEvent(d.Left); t != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return r.reinstate(t)
	}
	t, err := r.ChangeableOn(d)
	switch {
	case err != nil:
		return nil, err
	case len(d.Days) == 0 && t.Event.Rule == nil:
		return nil, &planner.Refusal{Why: "restore.planned", Words: telling.EventID(t.Event)}
	case len(d.Days) == 0 && t.One == nil:
		return nil, &planner.Refusal{Why: "unskip.which", Words: telling.EventID(t.Event)}
	}
	none := r.noneOn(t.Event, d)
	before, on := t.Event, []planner.Occurrence(nil)
	for i, o := range t.Occurrences {
		switch {
		case o.State == planner.Withdrawn || !d.Has(o.Span.Start.Date) && (t.One == nil || t.One.ID != o.ID):
		case !o.StartAt.After(r.Now):
			none = &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": o.Span.Start.Date}}
		case o.State == planner.Planned:
			none = &planner.Refusal{Why: "occurrence.planned"}
		default:
			if t.Occurrences[i], err = planner.RestoreOccurrence(o); err != nil {
				return nil, err
			}
			on = append(on, t.Occurrences[i])
		}
	}
	on = append(on, r.readmit(t, d)...)
	if len(on) == 0 {
		return nil, none
	}
	past, err := r.WriteChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	// While they were not held nobody was given a place that became free.
	if _, err := talks.Seat(r.Turn, t.Event, on); err != nil {
		return nil, err
	}
	p := r.TellChanged("unskip.done", t, words.Args{"dates": r.starts(on)})
	p.Add(r.notes(t.Event, on, past)...)
	return r.WithUndo(p), nil
}

// readmit holds those of the days after all that the rule itself leaves out:
// "except 21 April".
func (r *request) readmit(t *turn.Target, d turn.Dropped) (on []planner.Occurrence) {
	if t.Event.Rule == nil {
		return nil
	}
	for _, date := range t.Event.Rule.Except {
		if !d.Has(date) {
			continue
		}
		e, occs, ok := planner.Readmit(t.Event, t.Occurrences, date)
		if !ok {
			continue
		}
		i := slices.IndexFunc(occs, func(o planner.Occurrence) bool { return o.Original.Date == date })
		if !occs[i].StartAt.After(r.Now) {
			continue
		}
		t.Event, t.Occurrences = e, occs
		on = append(on, occs[i])
	}
	return on
}

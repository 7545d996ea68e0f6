package bot

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// dropped is what a sentence says of dates that are not held.
type dropped struct {
	left      string      // the words that name the event
	days      []when.Days // none: no date is named
	following bool        // with a day: all dates from then on
	reason    string
}

// fromOn says that a day is the first of all that follow.
var fromOn = regexp.MustCompile(`(?i)^(from|as of|starting|beginning|[àa] partir|d[èe]s|depuis)\b|\b(on|onwards?)$`)

// readDropped reads "the seminar of 9 February: Tết", "from 4 May on".
func (r *request) readDropped(text string) (dropped, error) {
	following, text := takeFollowing(text)
	found, err := when.FindSkip(text, r.timeContext())
	if errors.Is(err, when.ErrNone) {
		left, reason, _ := strings.Cut(text, ":")
		return dropped{left: left, reason: strings.TrimSpace(reason)}, nil
	}
	d := dropped{left: grammar.BlankPieces(text, found.Pieces), days: found.Days, reason: found.Reason, following: following}
	if d.single() && fromOn.MatchString(strings.TrimSpace(text[found.Pieces[0][0]:found.Pieces[0][1]])) {
		d.following = true
	}
	return d, err
}

// single says whether one day is named, and no more.
func (d dropped) single() bool { return len(d.days) == 1 && d.days[0].First == d.days[0].Last }

// has says whether date is one of the days.
func (d dropped) has(date planner.Date) bool {
	for _, days := range d.days {
		if !date.Before(days.First) && !days.Last.Before(date) {
			return true
		}
	}
	return false
}

// skip is `skip 9 February: Tết`, `no seminar from 9 to 23 February: winter
// break`, « pas de séminaire le 9 février : Tết ».
func (r *request) skip(rest string) (*reply, error) {
	d, err := r.readDropped(rest)
	if err != nil {
		return nil, err
	}
	t, err := r.changeableOn(d)
	switch {
	case err != nil:
		return nil, err
	case t.event.Rule == nil:
		return nil, &planner.Refusal{Why: "skip.one_off", Words: telling.EventID(t.event)}
	case len(d.days) == 0 && t.one == nil:
		return r.askWhichDate("skip", colon(d.reason), t)
	case d.following:
		return r.sureToCancel(t, d, false)
	}
	return r.dropDates(t, d)
}

// colon is a reason as it stands behind a date.
func colon(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

// dropDates cancels the dates of a series on the days named, else the one that
// is meant. A reason that was not given before is added.
func (r *request) dropDates(t *target, d dropped) (*reply, error) {
	none := r.noneOn(t.event, d)
	before, off := t.event, []planner.Occurrence(nil)
	for i, o := range t.occurrences {
		meant := d.has(o.Span.Start.Date)
		if len(d.days) == 0 {
			meant = t.one != nil && o.ID == t.one.ID
		}
		switch {
		case !meant || o.State == planner.Withdrawn:
		case !o.StartAt.After(r.now):
			none = &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": o.Span.Start.Date}}
		case o.State == planner.Cancelled && (d.reason == "" || d.reason == o.Reason):
			none = &planner.Refusal{Why: "occurrence.not_planned"}
		default:
			o.State = planner.Planned
			o, err := planner.CancelOccurrence(o, d.reason)
			if err != nil {
				return nil, err
			}
			t.occurrences[i] = o
			off = append(off, o)
		}
	}
	if len(off) == 0 {
		return nil, none
	}
	if _, err := r.writeChanged(t, before, "cancelled"); err != nil {
		return nil, err
	}
	said := "skip.done"
	if r.command == "cancel" {
		said = "cancel.done_one"
	}
	p := r.tellChanged(telling.NotHeldKey(said, off[0]), t, words.Args{"dates": r.days(off), "reason": d.reason})
	if next, ok := planner.Next(t.occurrences, off[0].StartAt); ok {
		p.add(r.say("reminder.next", words.Args{"when": r.start(next)})...)
	}
	if err := r.speakersUntold(p, t, off); err != nil {
		return nil, err
	}
	return r.withUndo(p), nil
}

// noneOn says that an event has no date on the days named.
func (r *request) noneOn(e planner.Event, d dropped) error {
	if len(d.days) > 0 {
		return r.notOn(e, d.days[0].First)
	}
	return r.notOn(e, e.Span.Start.Date)
}

// days lists the days of some dates; of many, the first ones and how many more
// there are.
func (r *request) days(occs []planner.Occurrence) []chat.Span {
	const most = 6
	var spans []chat.Span
	for i, o := range occs[:min(most, len(occs))] {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.separator()})
		}
		spans = append(spans, chat.Span{Text: when.SayDate(o.Span.Start.Date, r.reader())})
	}
	if n := len(occs) - most; n > 0 {
		spans = append(spans, chat.Span{Text: r.separator()}, chat.Span{Text: r.Words.Text(r.lang, "list.more", words.Args{"n": n})})
	}
	return spans
}

// unskip is `unskip 9 February`, « la séance du 9 février a bien lieu », and of a
// cancelled event `restore E5`.
func (r *request) unskip(rest string) (*reply, error) {
	d, err := r.readDropped(rest)
	if err != nil {
		return nil, err
	}
	if t, err := r.cancelledEvent(d.left); t != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return r.reinstate(t)
	}
	t, err := r.changeableOn(d)
	switch {
	case err != nil:
		return nil, err
	case len(d.days) == 0 && t.event.Rule == nil:
		return nil, &planner.Refusal{Why: "restore.planned", Words: telling.EventID(t.event)}
	case len(d.days) == 0 && t.one == nil:
		return nil, &planner.Refusal{Why: "unskip.which", Words: telling.EventID(t.event)}
	}
	none := r.noneOn(t.event, d)
	before, on := t.event, []planner.Occurrence(nil)
	for i, o := range t.occurrences {
		switch {
		case o.State == planner.Withdrawn || !d.has(o.Span.Start.Date) && (t.one == nil || t.one.ID != o.ID):
		case !o.StartAt.After(r.now):
			none = &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": o.Span.Start.Date}}
		case o.State == planner.Planned:
			none = &planner.Refusal{Why: "occurrence.planned"}
		default:
			if t.occurrences[i], err = planner.RestoreOccurrence(o); err != nil {
				return nil, err
			}
			on = append(on, t.occurrences[i])
		}
	}
	on = append(on, r.readmit(t, d)...)
	if len(on) == 0 {
		return nil, none
	}
	past, err := r.writeChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	p := r.tellChanged("unskip.done", t, words.Args{"dates": r.starts(on)})
	p.add(r.notes(t.event, on, past)...)
	return r.withUndo(p), nil
}

// readmit holds those of the days after all that the rule itself leaves out:
// "except 21 April".
func (r *request) readmit(t *target, d dropped) (on []planner.Occurrence) {
	if t.event.Rule == nil {
		return nil
	}
	for _, date := range t.event.Rule.Except {
		if !d.has(date) {
			continue
		}
		e, occs, ok := planner.Readmit(t.event, t.occurrences, date)
		if !ok {
			continue
		}
		i := slices.IndexFunc(occs, func(o planner.Occurrence) bool { return o.Original.Date == date })
		if !occs[i].StartAt.After(r.now) {
			continue
		}
		t.event, t.occurrences = e, occs
		on = append(on, occs[i])
	}
	return on
}

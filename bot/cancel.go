package bot

import (
	"fmt"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// cancel is `cancel E5`; of a series some dates, `cancel the seminar of 6 April:
// strike`, or all from one on, `cancel E2 from 4 May on`. Without anything it
// asks whether to undo or to cancel.
func (r *request) cancel(rest string) (*reply, error) {
	rest = strings.TrimSpace(rest)
	sure := false
	if after, ok := grammar.CutPhrase(rest, "for sure"); ok {
		sure, rest = true, strings.TrimSpace(after)
	}
	if reminderForm.MatchString(rest) && !idForm.MatchString(" "+rest) {
		return r.As("forget", rest)
	}
	if rest == "" && r.in.ReplyTo == "" && r.in.Thread == "" {
		return r.askUndoOrCancel()
	}
	all, bare := takeAll(rest)
	if all && bare == "" && r.in.ReplyTo == "" && r.in.Thread == "" {
		return r.askUndoOrCancel() // all of what?
	}
	d, err := r.readDropped(bare)
	if err != nil {
		return nil, err
	}
	t, err := r.changeableOn(d)
	if err != nil {
		return nil, err
	}
	for i := 0; t.event.Rule == nil && i < len(d.days); i++ {
		if err := t.onDate(r, d.days[i].First); err != nil {
			return nil, err
		}
	}
	all = all || t.event.Rule == nil
	switch {
	case !all && len(d.days) == 0 && t.one == nil:
		return r.askWhichDate("cancel", colon(d.reason), t)
	case !sure:
		return r.sureToCancel(t, d, all)
	}
	return r.cancelThose(t, d, all)
}

// cancelThose cancels all that remain, or the dates named.
func (r *request) cancelThose(t *target, d dropped, all bool) (*reply, error) {
	switch {
	case all:
		return r.cancelRest(t, r.now, d.reason)
	case !d.following:
		return r.dropDates(t, d)
	}
	from, err := planner.DayStart(d.days[0].First, t.event.Span.Zone)
	if err != nil {
		return nil, err
	}
	if from.Before(r.now) {
		from = r.now
	}
	return r.cancelRest(t, from, d.reason)
}

// askUndoOrCancel: a bare « annule » means either.
func (r *request) askUndoOrCancel() (*reply, error) {
	p := r.tell("cancel.bare", nil)
	p.asker, p.choices = true, true
	last, err := r.tx.LastChange(r.person.ID, r.now.Add(-planner.UndoWithin))
	if err == nil {
		p.button(r.Words.Text(r.lang, "cancel.undo", words.Args{"number": fmt.Sprintf("C%d", last.Number)}), fmt.Sprintf("undo C%d", last.Number))
	}
	coming, err := r.coming(scope{})
	if err != nil {
		return nil, err
	}
	for _, d := range coming {
		sentence := "cancel " + telling.EventID(d.Event)
		if len(p.buttons) < 4 && !offersSentence(p, sentence) && r.mayChange(d.Event) == nil {
			p.button(r.Words.Text(r.lang, "cancel.event", words.Args{"id": telling.EventID(d.Event), "title": d.Event.Title}), sentence)
		}
	}
	if len(p.buttons) == 0 {
		return r.tell("cancel.nothing", nil), nil
	}
	return p, nil
}

func offersSentence(p *reply, sentence string) bool {
	return (&memory.Pending{Choices: p.buttons}).Offers(sentence)
}

// sureToCancel cancels, or asks once when others know of it already.
func (r *request) sureToCancel(t *target, d dropped, all bool) (*reply, error) {
	known, err := r.knownTo(t.event, planner.Ahead(t.occurrences, r.now))
	if err != nil {
		return nil, err
	}
	if known == nil {
		return r.cancelThose(t, d, all)
	}
	p := r.tell("cancel.sure", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "whom": r.sayWhom(known), "n": known.People + known.Rooms})
	p.asker, p.choices = true, true
	return p.button(r.label("button.cancel"), cancelSentence(t, d, all)), nil
}

// cancelSentence is the command that cancels what is meant without being asked.
func cancelSentence(t *target, d dropped, all bool) string {
	said := "cancel for sure " + telling.EventID(t.event)
	switch {
	case all && t.event.Rule != nil:
		said += " all remaining"
	case len(d.days) > 0 && t.event.Rule != nil:
		days := make([]string, len(d.days))
		for i, stretch := range d.days {
			days[i] = stretch.First.String()
			if stretch.Last != stretch.First {
				days[i] += " to " + stretch.Last.String()
			}
		}
		said += " of " + strings.Join(days, ", ")
	case t.one != nil:
		said += " of " + t.one.Span.Start.Date.String()
	}
	if d.following {
		said += " and following"
	}
	return said + colon(d.reason) + " " + version(t.event)
}

// cancelRest cancels a one-off, or all dates of a series from an instant on.
// What was held before stays on record; where nothing was, the event itself is
// cancelled.
func (r *request) cancelRest(t *target, from time.Time, reason string) (*reply, error) {
	said, before, n := "cancel.done", t.event, 0
	var first planner.Occurrence
	for _, o := range t.occurrences {
		if o.State == planner.Planned && o.StartAt.After(r.now) && !o.StartAt.Before(from) {
			if n++; n == 1 || o.StartAt.Before(first.StartAt) {
				first = o
			}
		}
	}
	if n == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.event)}
	}
	e, occs, err := planner.EndBefore(t.event, t.occurrences, from)
	if err == nil {
		said, t.event, t.occurrences = "cancel.done_rest", e, occs
	} else {
		t.event.State = planner.Cancelled
		for i, o := range t.occurrences {
			if o.State != planner.Planned {
				continue
			}
			if t.occurrences[i], err = planner.CancelOccurrence(o, reason); err != nil {
				return nil, err
			}
		}
	}
	if _, err := r.writeChanged(t, before, "cancelled"); err != nil {
		return nil, err
	}
	return r.withUndo(r.tellChanged(said, t, words.Args{"n": n, "date": when.SayDate(first.Span.Start.Date, r.reader())})), nil
}

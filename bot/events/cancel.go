package events

import (
	"fmt"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// cancel is `cancel E5`; of a series some dates, `cancel the seminar of 6 April:
// strike`, or all from one on, `cancel E2 from 4 May on`. Without anything it
// asks whether to undo or to cancel.
func (r *request) cancel(rest string) (*turn.Reply, error) {
	rest = strings.TrimSpace(rest)
	sure := false
	if after, ok := grammar.CutPhrase(rest, "for sure"); ok {
		sure, rest = true, strings.TrimSpace(after)
	}
	if grammar.ReminderForm.MatchString(rest) && !grammar.EventForm.MatchString(" "+rest) {
		return r.As("forget", rest)
	}
	if rest == "" && r.In.ReplyTo == "" && r.In.Thread == "" {
		return r.askUndoOrCancel()
	}
	all, bare := takeAll(rest)
	if all && bare == "" && r.In.ReplyTo == "" && r.In.Thread == "" {
		return r.askUndoOrCancel() // all of what?
	}
	d, err := r.ReadDropped(bare)
	if err != nil {
		return nil, err
	}
	t, err := r.ChangeableOn(d)
	if err != nil {
		return nil, err
	}
	for i := 0; t.Event.Rule == nil && i < len(d.Days); i++ {
		if err := t.OnDate(r.Turn, d.Days[i].First); err != nil {
			return nil, err
		}
	}
	all = all || t.Event.Rule == nil
	switch {
	case !all && len(d.Days) == 0 && t.One == nil:
		return r.askWhichDate("cancel", turn.Colon(d.Reason), t)
	case !sure:
		return r.sureToCancel(t, d, all)
	}
	return r.cancelThose(t, d, all)
}

// cancelThose cancels all that remain, or the dates named.
func (r *request) cancelThose(t *turn.Target, d turn.Dropped, all bool) (*turn.Reply, error) {
	switch {
	case all:
		return r.cancelRest(t, r.Now, d.Reason)
	case !d.Following:
		return r.dropDates(t, d)
	}
	from, err := planner.DayStart(d.Days[0].First, t.Event.Span.Zone)
	if err != nil {
		return nil, err
	}
	if from.Before(r.Now) {
		from = r.Now
	}
	return r.cancelRest(t, from, d.Reason)
}

// askUndoOrCancel: a bare « annule » means either.
func (r *request) askUndoOrCancel() (*turn.Reply, error) {
	p := r.Tell("cancel.bare", nil)
	p.Asker, p.Choices = true, true
	last, err := r.Tx.LastChange(r.Person.ID, r.Now.Add(-planner.UndoWithin))
	if err == nil {
		p.Button(r.Words.Text(r.Lang, "cancel.undo", words.Args{"number": fmt.Sprintf("C%d", last.Number)}), fmt.Sprintf("undo C%d", last.Number))
	}
	coming, err := r.Coming(turn.Scope{})
	if err != nil {
		return nil, err
	}
	for _, d := range coming {
		sentence := "cancel " + telling.EventID(d.Event)
		if len(p.Buttons) < 4 && !offersSentence(p, sentence) && r.MayChange(d.Event) == nil {
			p.Button(r.Words.Text(r.Lang, "cancel.event", words.Args{"id": telling.EventID(d.Event), "title": d.Event.Title}), sentence)
		}
	}
	if len(p.Buttons) == 0 {
		return r.Tell("cancel.nothing", nil), nil
	}
	return p, nil
}

func offersSentence(p *turn.Reply, sentence string) bool {
	return (&memory.Pending{Choices: p.Buttons}).Offers(sentence)
}

// sureToCancel cancels, or asks once when others know of it already.
func (r *request) sureToCancel(t *turn.Target, d turn.Dropped, all bool) (*turn.Reply, error) {
	known, err := r.knownTo(t.Event, planner.Ahead(t.Occurrences, r.Now))
	if err != nil {
		return nil, err
	}
	if known == nil {
		return r.cancelThose(t, d, all)
	}
	p := r.Tell("cancel.sure", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "whom": SayWhom(r.Turn, known), "n": known.People + known.Rooms})
	p.Asker, p.Choices = true, true
	return p.Button(r.Label("button.cancel"), cancelSentence(t, d, all)), nil
}

// cancelSentence is the command that cancels what is meant without being asked.
func cancelSentence(t *turn.Target, d turn.Dropped, all bool) string {
	said := "cancel for sure " + telling.EventID(t.Event)
	switch {
	case all && t.Event.Rule != nil:
		said += " all remaining"
	case len(d.Days) > 0 && t.Event.Rule != nil:
		days := make([]string, len(d.Days))
		for i, stretch := range d.Days {
			days[i] = stretch.First.String()
			if stretch.Last != stretch.First {
				days[i] += " to " + stretch.Last.String()
			}
		}
		said += " of " + strings.Join(days, ", ")
	case t.One != nil:
		said += " of " + t.One.Span.Start.Date.String()
	}
	if d.Following {
		said += " and following"
	}
	return said + turn.Colon(d.Reason) + " " + telling.Version(t.Event)
}

// cancelRest cancels a one-off, or all dates of a series from an instant on.
// What was held before stays on record; where nothing was, the event itself is
// cancelled.
func (r *request) cancelRest(t *turn.Target, from time.Time, reason string) (*turn.Reply, error) {
	said, before, n := "cancel.done", t.Event, 0
	var first planner.Occurrence
	for _, o := range t.Occurrences {
		if o.State == planner.Planned && o.StartAt.After(r.Now) && !o.StartAt.Before(from) {
			if n++; n == 1 || o.StartAt.Before(first.StartAt) {
				first = o
			}
		}
	}
	if n == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	e, occs, err := planner.EndBefore(t.Event, t.Occurrences, from)
	if err == nil {
		said, t.Event, t.Occurrences = "cancel.done_rest", e, occs
	} else {
		t.Event.State = planner.Cancelled
		for i, o := range t.Occurrences {
			if o.State != planner.Planned {
				continue
			}
			if t.Occurrences[i], err = planner.CancelOccurrence(o, reason); err != nil {
				return nil, err
			}
		}
	}
	if _, err := r.WriteChanged(t, before, "cancelled"); err != nil {
		return nil, err
	}
	return r.WithUndo(r.TellChanged(said, t, words.Args{"n": n, "date": when.SayDate(first.Span.Start.Date, r.Reader())})), nil
}

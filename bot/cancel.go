package bot

import (
	"fmt"
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// cancel is `cancel E5`, or one date: `cancel the seminar of 6 April`. Without
// anything it asks whether to undo or to cancel.
func (r *request) cancel(rest string) (*reply, error) {
	rest = strings.TrimSpace(rest)
	sure := false
	if after, ok := cutWords(rest, "for sure"); ok {
		sure, rest = true, strings.TrimSpace(after)
	}
	if reminderForm.MatchString(rest) && !idForm.MatchString(" "+rest) {
		return r.forget(rest)
	}
	if rest == "" && r.in.ReplyTo == "" && r.in.Thread == "" {
		return r.askUndoOrCancel()
	}
	t, err := r.subjectOf(rest)
	if err != nil {
		return nil, err
	}
	if err := r.mayChange(t.event); err != nil {
		return nil, err
	}
	if t.event.State != planner.Planned {
		return nil, &planner.Refusal{Why: "event.cancelled", Words: eventID(t.event)}
	}
	if rest, err = t.checkVersion(rest); err != nil {
		return nil, err
	}
	tail := strings.TrimSpace(idForm.ReplaceAllString(" "+rest, ""))
	all := strings.Contains(words.Fold(tail), "all remaining")
	if !all {
		if err := t.on(r, tail); err != nil {
			return nil, err
		}
		if t.event.Rule != nil && t.one == nil {
			return r.askWhichDate("cancel", "", t)
		}
	}
	if !sure {
		if p, err := r.askSure(t); p != nil || err != nil {
			return p, err
		}
	}
	return r.writeCancel(t)
}

// askUndoOrCancel: a bare « annule » means either.
func (r *request) askUndoOrCancel() (*reply, error) {
	p := r.tell("cancel.bare", nil)
	p.asker, p.choices = true, true
	last, err := r.tx.LastChange(r.person.ID, r.now.Add(-planner.UndoWithin))
	if err == nil {
		p.button(r.Words.Text(r.lang, "cancel.undo", words.Args{"number": fmt.Sprintf("C%d", last.Number)}), fmt.Sprintf("undo C%d", last.Number))
	}
	dated, err := r.coming(scope{})
	if err != nil {
		return nil, err
	}
	for _, d := range dated {
		sentence := "cancel " + eventID(d.Event)
		if len(p.buttons) < 4 && !offersSentence(p, sentence) && r.mayChange(d.Event) == nil {
			p.button(r.Words.Text(r.lang, "cancel.event", words.Args{"id": eventID(d.Event), "title": d.Event.Title}), sentence)
		}
	}
	if len(p.buttons) == 0 {
		return r.tell("cancel.nothing", nil), nil
	}
	return p, nil
}

func offersSentence(p *reply, sentence string) bool {
	return (&pending{Choices: p.buttons}).offers(sentence)
}

// askSure asks once when people have been told already.
func (r *request) askSure(t *target) (*reply, error) {
	deliveries, err := r.tx.DeliveriesOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	told := 0
	for _, d := range deliveries {
		if d.State == planner.DeliverySent {
			told++
		}
	}
	if told == 0 {
		return nil, nil
	}
	sentence := "cancel for sure " + eventID(t.event)
	if t.one != nil {
		sentence += " of " + t.one.Span.Start.Date.String()
	} else if t.event.Rule != nil {
		sentence += " all remaining"
	}
	p := r.tell("cancel.sure", words.Args{"id": code(eventID(t.event)), "title": strong(t.event.Title), "n": told})
	p.asker, p.choices = true, true
	return p.button(r.label("button.cancel"), sentence+" "+version(t.event)), nil
}

// writeCancel cancels one date, or all that have not begun.
func (r *request) writeCancel(t *target) (*reply, error) {
	if err := r.begin(); err != nil {
		return nil, err
	}
	said, before := "cancel.done", t.event
	args := words.Args{"id": code(eventID(t.event)), "title": strong(t.event.Title)}
	if t.one != nil && t.event.Rule != nil {
		said = "cancel.done_one"
		args["date"] = when.SayDate(t.one.Span.Start.Date, r.reader())
		t.one.State = planner.Cancelled
	} else {
		n := 0
		for i, o := range t.occurrences {
			if o.State == planner.Planned && o.StartAt.After(r.now) {
				t.occurrences[i].State = planner.Cancelled
				n++
			}
		}
		if n == 0 {
			return nil, &planner.Refusal{Why: "event.past", Words: eventID(t.event)}
		}
		t.event.State = planner.Cancelled
	}
	t.event = t.event.Revised(before, true)
	t.event.Updated = r.now
	e, err := r.tx.SaveEvent(t.event)
	if err != nil {
		return nil, fmt.Errorf("save event: %w", err)
	}
	if t.occurrences, err = r.tx.SaveOccurrences(e.ID, t.occurrences); err != nil {
		return nil, fmt.Errorf("save dates: %w", err)
	}
	if _, err := r.reschedule(e, t.occurrences, "cancelled"); err != nil {
		return nil, err
	}
	args["number"] = changeID(r.change)
	p := r.tell(said, args)
	p.about = subject{Event: e.ID}
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

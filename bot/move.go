package bot

import (
	"errors"
	"fmt"
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// move is `move E5 to 20-24 May 2027`, `move the seminar of 6 April to 7 April
// at 16:00`, `déplacer la séance du 6 avril au mercredi 7 avril à 16h`.
func (r *request) move(rest string) (*reply, error) {
	if rest == "" && strings.HasPrefix(words.Fold(r.text), "report") {
		return r.tell("not_yet.reporter", nil), nil
	}
	by, rest, err := r.takeShift(rest)
	if err != nil {
		return nil, err
	}
	t, rest, err := r.movedEvent(rest)
	if err != nil {
		return nil, err
	}
	all := false
	if all, rest = takeAll(rest); rest == "" {
		rest = by.Later
	} else if by.Later != "" {
		return nil, &planner.Refusal{Why: "when.not_understood", Words: rest}
	}
	if rest == "" {
		return nil, &planner.Refusal{Why: "move.where", Words: eventID(t.event)}
	}
	if !all && t.event.Rule != nil && t.one == nil {
		return r.askWhichDate("move", rest, t)
	}
	was := t.event.Span
	if t.one != nil {
		was = t.one.Span
	} else if next := ahead(t.occurrences, r.now); all && len(next) > 0 {
		was = next[0].Span
	}
	to, err := r.movedTo(by, rest, was)
	if err != nil {
		return nil, err
	}
	if all && t.event.Rule != nil {
		return r.moveAll(t, was, to)
	}
	return r.moveOne(t, to)
}

// moveOne moves a one-off, or one date of a series.
func (r *request) moveOne(t *target, to planner.Span) (*reply, error) {
	if t.event.Rule == nil {
		return r.moveAll(t, t.occurrences[0].Span, to)
	}
	if !t.one.StartAt.After(r.now) {
		return nil, &planner.Refusal{Why: "event.past", Words: eventID(t.event)}
	}
	was := *t.one
	moved, err := planner.MoveOccurrence(was, to)
	if err != nil {
		return nil, err
	}
	*t.one = moved
	return r.writeMove(t, t.event, words.Args{"from": when.Say(was.Shown(), r.reader()), "when": r.span(moved)})
}

// moveAll moves a one-off, or all remaining dates of a series, by the same
// difference.
func (r *request) moveAll(t *target, was, to planner.Span) (*reply, error) {
	before := t.event
	e, occs, err := planner.Shift(t.event, t.occurrences, was, to, r.now)
	if err != nil {
		return nil, err
	}
	if _, _, _, err := to.Resolve(); err != nil {
		return nil, err
	}
	t.event, t.occurrences = e, occs
	next := ahead(occs, r.now)
	if len(next) == 0 {
		return nil, &planner.Refusal{Why: "plan.past", Words: when.SayStart(to, r.reader())}
	}
	return r.writeMove(t, before, words.Args{"from": when.Say(was, r.reader()), "when": r.span(next[0]), "n": len(next)})
}

// writeMove writes the event, its dates and its due rows.
func (r *request) writeMove(t *target, before planner.Event, args words.Args) (*reply, error) {
	if err := r.begin(); err != nil {
		return nil, err
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
	past, err := r.reschedule(e, t.occurrences, "moved")
	if err != nil {
		return nil, err
	}
	args["id"], args["title"], args["number"] = code(eventID(e)), strong(e.Title), changeID(r.change)
	said := "move.done"
	if n, ok := args["n"].(int); ok && n > 1 {
		said = "move.done_all"
	}
	p := r.tell(said, args)
	p.about = subject{Event: e.ID}
	p.add(r.notes(e, t.occurrences, past)...)
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// askWhichDate asks, of a command on a series that names no date: the next
// date, or all that remain.
func (r *request) askWhichDate(command, rest string, t *target) (*reply, error) {
	coming := ahead(t.occurrences, r.now)
	if len(coming) == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: eventID(t.event)}
	}
	next := coming[0]
	p := r.tell("which.date", words.Args{"id": code(eventID(t.event)), "title": strong(t.event.Title), "n": len(coming), "when": r.start(next)})
	p.asker, p.choices = true, true
	date := when.SayDate(next.Span.Start.Date, r.reader())
	one := fmt.Sprintf("%s %s of %s", command, eventID(t.event), next.Span.Start.Date)
	all := fmt.Sprintf("%s %s all remaining", command, eventID(t.event))
	if rest != "" {
		one = fmt.Sprintf("%s to %s %s", one, rest, version(t.event))
		all = fmt.Sprintf("%s %s to all remaining %s %s", command, eventID(t.event), rest, version(t.event))
	}
	p.button(r.Words.Text(r.lang, "which.one", words.Args{"date": date}), one)
	return p.button(r.Words.Text(r.lang, "which.all", words.Args{"n": len(coming)}), all), nil
}

// refused says whether err is for the person.
func refused(err error) bool {
	var refusal *planner.Refusal
	var question *planner.Question
	return errors.As(err, &refusal) || errors.As(err, &question)
}

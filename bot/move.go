package bot

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// moveMarks stand between what is moved and where to.
var moveMarks = []string{"to", "au", "a", "aux", "vers", "le"}

// move is `move E5 to 20-24 May 2027`, `move the seminar of 6 April to 7 April
// at 16:00`, `déplacer la séance du 6 avril au mercredi 7 avril à 16h`.
func (r *request) move(rest string) (*reply, error) {
	t, rest, err := r.movedEvent(rest)
	if err != nil {
		return nil, err
	}
	all := false
	if all, rest = takeAll(rest); !all && t.event.Rule != nil && t.one == nil {
		return r.askWhichDate("move", rest, t)
	}
	was := t.event.Span
	if t.one != nil {
		was = t.one.Span
	} else if next := ahead(t.occurrences, r.now); all && len(next) > 0 {
		was = next[0].Span
	}
	to, err := r.newSpan(rest, was)
	if err != nil {
		return nil, err
	}
	if all && t.event.Rule != nil {
		return r.moveAll(t, was, to)
	}
	return r.moveOne(t, to)
}

// movedEvent finds the event and its date, and the words that say where to.
func (r *request) movedEvent(rest string) (*target, string, error) {
	head, tail := cutMove(rest)
	t, err := r.subjectOf(head)
	if err != nil {
		return nil, "", err
	}
	if err := r.mayChange(t.event); err != nil {
		return nil, "", err
	}
	if t.event.State != planner.Planned {
		return nil, "", &planner.Refusal{Why: "event.cancelled", Words: eventID(t.event)}
	}
	if tail, err = t.checkVersion(tail); err != nil {
		return nil, "", err
	}
	if head = strings.TrimSpace(idForm.ReplaceAllString(" "+head, "")); head != "" && t.event.Rule != nil {
		if err := t.on(r, head); err != nil {
			return nil, "", err
		}
	}
	if len(ahead(t.occurrences, r.now)) == 0 {
		return nil, "", &planner.Refusal{Why: "event.past", Words: eventID(t.event)}
	}
	return t, tail, nil
}

// cutMove cuts a sentence at the last mark before the new time that leaves an
// event before it: "E5 | to 20 May", "la séance du 6 avril | au 7 avril".
func cutMove(text string) (head, tail string) {
	have := tokens(text)
	for i, t := range have {
		if i == 0 {
			continue
		}
		for _, mark := range moveMarks {
			if t.fold == mark {
				return strings.TrimSpace(text[:t.from]), strings.TrimSpace(text[t.to:])
			}
		}
	}
	if len(have) > 1 && idForm.MatchString(" "+text[:have[0].to]) {
		return text[:have[0].to], strings.TrimSpace(text[have[0].to:])
	}
	return "", strings.TrimSpace(text)
}

// allMarks say that all remaining dates of a series are meant.
var allMarks = []string{"all remaining", "all dates", "all", "every date", "toutes les dates", "toutes", "tout"}

// takeAll takes "all remaining" out of the words that say where to.
func takeAll(text string) (bool, string) {
	for _, mark := range allMarks {
		if rest, ok := cutWords(text, mark); ok {
			return true, strings.TrimSpace(rest)
		}
	}
	return false, text
}

// newSpan reads where to: what is not said stays as it was.
func (r *request) newSpan(text string, was planner.Span) (planner.Span, error) {
	c := r.timeContext()
	c.Zone = was.Zone
	reading, err := when.Parse(text, c)
	if err != nil {
		return was, err
	}
	if reading.Rule != nil || reading.Period {
		return was, &planner.Refusal{Why: "move.one_time", Words: text}
	}
	start := was.Start
	if reading.HasDate {
		start.Date = reading.Start.Date
	}
	if reading.HasClock {
		start.Clock = reading.Start.Clock
	}
	to := was.StartingAt(start)
	switch {
	case reading.AllDay && reading.HasEnd:
		to = planner.AllDay(reading.Start.Date, reading.End.Date, was.Zone)
	case reading.HasClock && reading.HasEnd:
		to = planner.Span{Start: start, End: start.Add(reading.End.Sub(reading.Start))}
	case reading.HasClock && reading.Length > 0:
		to = planner.Timed(start, reading.Length, was.Zone)
	case reading.HasClock && was.AllDay:
		to = planner.Timed(start, time.Hour, was.Zone)
	}
	to.Zone = was.Zone
	if reading.Zone != "" {
		to.Zone = reading.Zone
	}
	return to, to.Validate()
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
	return r.writeMove(t, t.event, words.Args{"from": when.SayStart(was.Span, r.reader()), "when": r.start(moved)})
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
	return r.writeMove(t, before, words.Args{"from": when.SayStart(was, r.reader()), "when": r.start(next[0])})
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
	p := r.tell("move.done", args)
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

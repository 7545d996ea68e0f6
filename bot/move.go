package bot

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/bot/telling"
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
	if p, err := r.movedReminder(rest); p != nil || err != nil {
		return p, err
	}
	if p, err := r.movedPlace(rest); p != nil || err != nil {
		return p, err
	}
	following, rest := takeFollowing(rest)
	all, rest := takeAll(rest)
	by, rest, err := r.takeShift(rest)
	if err != nil {
		return nil, err
	}
	t, rest, err := r.movedEvent(rest, by.Later != "")
	if err != nil {
		return nil, err
	}
	if rest == "" {
		rest = by.Later
	} else if by.Later != "" {
		return nil, &planner.Refusal{Why: "when.not_understood", Words: rest}
	}
	if rest == "" {
		return nil, &planner.Refusal{Why: "move.where", Words: telling.EventID(t.event)}
	}
	if zone, only, err := r.onlyZone(rest); only || err != nil {
		if err != nil {
			return nil, err
		}
		return r.askHourOrInstant(t, zone)
	}
	if t.event.Tentative() && t.event.Rule == nil && by.Later == "" {
		return r.moveTentative(t, rest)
	}
	if !all && t.event.Rule != nil && t.one == nil {
		return r.askWhichDate("move", " to "+rest, t)
	}
	was, from := t.event.Span, r.now
	if t.one != nil {
		was = t.one.Span
	} else if next := planner.Ahead(t.occurrences, r.now); all && len(next) > 0 {
		was = next[0].Span
	}
	to, err := r.movedTo(by, rest, was)
	if err != nil {
		return nil, err
	}
	if following && t.one != nil && t.one.StartAt.After(r.now) {
		all, from = true, t.one.StartAt
	}
	if all && t.event.Rule != nil {
		return r.moveAll("move.done", t, was, to, from)
	}
	return r.moveOne("move.done", t, to)
}

// moveOne moves a one-off, or one date of a series, and answers with the
// sentence of that key.
func (r *request) moveOne(said string, t *target, to planner.Span) (*reply, error) {
	if t.event.Rule == nil {
		return r.moveAll(said, t, t.occurrences[0].Span, to, r.now)
	}
	if !t.one.StartAt.After(r.now) {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.event)}
	}
	was := *t.one
	moved, err := planner.MoveOccurrence(was, to)
	if err != nil {
		return nil, err
	}
	*t.one = moved
	return r.writeMove(said, t, t.event, otherDays([]planner.Occurrence{was}, []planner.Occurrence{moved}), words.Args{"from": when.Say(was.Shown(), r.reader()), "when": r.span(moved)})
}

// moveAll moves a one-off, or all dates of a series from an instant on, by the
// same difference.
func (r *request) moveAll(said string, t *target, was, to planner.Span, from time.Time) (*reply, error) {
	before := t.event
	e, occs, err := planner.Shift(t.event, t.occurrences, was, to, from)
	if err != nil {
		return nil, err
	}
	if _, _, _, err := to.Resolve(); err != nil {
		return nil, err
	}
	changed, days := changedDates(t.occurrences, occs), otherDays(t.occurrences, occs)
	t.event, t.occurrences = e, occs
	next := planner.Ahead(changed, r.now)
	if len(next) == 0 {
		return nil, &planner.Refusal{Why: "plan.past", Words: when.SayStart(to, r.reader())}
	}
	if len(next) > 1 {
		said += "_all"
	}
	return r.writeMove(said, t, before, days, words.Args{"from": when.Say(was, r.reader()), "when": r.span(next[0]), "n": len(next)})
}

// changedDates are those of now that are held at another time than before.
func changedDates(before, now []planner.Occurrence) (changed []planner.Occurrence) {
	for i, o := range now {
		if o.Span != before[i].Span {
			changed = append(changed, o)
		}
	}
	return changed
}

// otherDays are those of now that are held on another day than before.
func otherDays(before, now []planner.Occurrence) (moved []planner.Occurrence) {
	for i, o := range now {
		if o.Span.Start.Date != before[i].Span.Start.Date {
			moved = append(moved, o)
		}
	}
	return moved
}

// writeMove writes the event, its dates and its due rows. The answer says at
// once which of those moved to another day fall on holidays.
func (r *request) writeMove(said string, t *target, before planner.Event, moved []planner.Occurrence, args words.Args) (*reply, error) {
	found, err := r.movedInto(t)
	if err != nil {
		return nil, err
	}
	past, err := r.writeChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	p := r.tellChanged(said, t, args)
	p.add(r.notes(t.event, t.occurrences, past)...)
	p.add(r.sayConflicts(t.event, found)...)
	if err := r.tellClashes(p, t.event, moved); err != nil {
		return nil, err
	}
	if t.one != nil {
		moved = []planner.Occurrence{*t.one}
	}
	if err := r.speakersUntold(p, t, moved); err != nil {
		return nil, err
	}
	return r.withUndo(p), nil
}

// askWhichDate asks, of a command on a series that names no date: the next
// date, those after it, or all that remain. Rest is what stands behind the
// dates: where to, or why not.
func (r *request) askWhichDate(command, rest string, t *target) (*reply, error) {
	var coming []planner.Occurrence
	for _, o := range planner.Ahead(t.occurrences, r.now) {
		if o.StartAt.After(r.now) {
			coming = append(coming, o)
		}
	}
	if len(coming) == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.event)}
	}
	slices.SortFunc(coming, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	p := r.tell("which.date", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title), "n": len(coming), "when": r.start(coming[0])})
	p.asker, p.choices = true, true
	sentence := func(command, dates string) string {
		return fmt.Sprintf("%s %s %s%s %s", command, telling.EventID(t.event), dates, rest, version(t.event))
	}
	rest = strings.TrimSuffix(rest, " ")
	day := func(o planner.Occurrence) string { return when.SayDate(o.Span.Start.Date, r.reader()) }
	p.button(r.Words.Text(r.lang, "which.one", words.Args{"date": day(coming[0])}), sentence(command, "of "+coming[0].Span.Start.Date.String()))
	if command == "skip" { // none that follow: that is to cancel
		command = "cancel"
	}
	if len(coming) > 1 {
		following := "of " + coming[1].Span.Start.Date.String() + " and following"
		p.button(r.Words.Text(r.lang, "which.following", words.Args{"date": day(coming[1]), "n": len(coming) - 1}), sentence(command, following))
	}
	return p.button(r.Words.Text(r.lang, "which.all", words.Args{"n": len(coming)}), sentence(command, "all remaining")), nil
}

// refused says whether err is for the person.
func refused(err error) bool {
	var refusal *planner.Refusal
	var question *planner.Question
	return errors.As(err, &refusal) || errors.As(err, &question)
}

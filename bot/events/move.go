package events

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/bot/reminders"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// move is `move E5 to 20-24 May 2027`, `move the seminar of 6 April to 7 April
// at 16:00`, `déplacer la séance du 6 avril au mercredi 7 avril à 16h`.
func (r *request) move(rest string) (*turn.Reply, error) {
	if rest == "" && strings.HasPrefix(words.Fold(r.Text), "report") {
		return r.Tell("not_yet.reporter", nil), nil
	}
	if p, err := reminders.Moved(r.Turn, rest); p != nil || err != nil {
		return p, err
	}
	if p, err := r.movedPlace(rest); p != nil || err != nil {
		return p, err
	}
	following, rest := turn.TakeFollowing(rest)
	all, rest := takeAll(rest)
	by, rest, err := r.TakeShift(rest)
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
		return nil, &planner.Refusal{Why: "move.where", Words: telling.EventID(t.Event)}
	}
	if zone, only, err := r.onlyZone(rest); only || err != nil {
		if err != nil {
			return nil, err
		}
		return r.askHourOrInstant(t, zone)
	}
	if t.Event.Tentative() && t.Event.Rule == nil && by.Later == "" {
		return r.moveTentative(t, rest)
	}
	if !all && t.Event.Rule != nil && t.One == nil {
		return r.askWhichDate("move", " to "+rest, t)
	}
	was, from := t.Event.Span, r.Now
	if t.One != nil {
		was = t.One.Span
	} else if next := planner.Ahead(t.Occurrences, r.Now); all && len(next) > 0 {
		was = next[0].Span
	}
	to, p, err := r.movedTo(by, rest, was)
	if p != nil || err != nil {
		return p, err
	}
	if following && t.One != nil && t.One.StartAt.After(r.Now) {
		all, from = true, t.One.StartAt
	}
	if all && t.Event.Rule != nil {
		return r.moveAll("move.done", t, was, to, from)
	}
	return r.moveOne("move.done", t, to)
}

// moveOne moves a one-off, or one date of a series, and answers with the
// sentence of that key.
func (r *request) moveOne(said string, t *turn.Target, to planner.Span) (*turn.Reply, error) {
	if t.Event.Rule == nil {
		return r.moveAll(said, t, t.Occurrences[0].Span, to, r.Now)
	}
	if !t.One.StartAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	was := *t.One
	moved, err := planner.MoveOccurrence(was, to)
	if err != nil {
		return nil, err
	}
	*t.One = moved
	return r.writeMove(said, t, t.Event, otherDays([]planner.Occurrence{was}, []planner.Occurrence{moved}), words.Args{"from": when.Say(was.Shown(), r.Reader()), "when": r.span(moved)})
}

// moveAll moves a one-off, or all dates of a series from an instant on, by the
// same difference.
func (r *request) moveAll(said string, t *turn.Target, was, to planner.Span, from time.Time) (*turn.Reply, error) {
	before := t.Event
	e, occs, err := planner.Shift(t.Event, t.Occurrences, was, to, from)
	if err != nil {
		return nil, err
	}
	if _, _, _, err := to.Resolve(); err != nil {
		return nil, err
	}
	changed, days := changedDates(t.Occurrences, occs), otherDays(t.Occurrences, occs)
	t.Event, t.Occurrences = e, occs
	next := planner.Ahead(changed, r.Now)
	if len(next) == 0 {
		return nil, &planner.Refusal{Why: "plan.past", Words: when.SayStart(to, r.Reader())}
	}
	if len(next) > 1 {
		said += "_all"
	}
	return r.writeMove(said, t, before, days, words.Args{"from": when.Say(was, r.Reader()), "when": r.span(next[0]), "n": len(next)})
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
func (r *request) writeMove(said string, t *turn.Target, before planner.Event, moved []planner.Occurrence, args words.Args) (*turn.Reply, error) {
	found, err := r.movedInto(t)
	if err != nil {
		return nil, err
	}
	past, err := r.WriteChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	p := r.TellChanged(said, t, args)
	p.Add(r.notes(t.Event, t.Occurrences, past)...)
	p.Add(r.SayConflicts(t.Event, found)...)
	if err := r.TellClashes(p, t.Event, moved); err != nil {
		return nil, err
	}
	if t.One != nil {
		moved = []planner.Occurrence{*t.One}
	}
	if err := talks.SpeakersUntold(r.Turn, p, t, moved); err != nil {
		return nil, err
	}
	return r.WithUndo(p), nil
}

// askWhichDate asks, of a command on a series that names no date: the next
// date, those after it, or all that remain. Rest is what stands behind the
// dates: where to, or why not.
func (r *request) askWhichDate(command, rest string, t *turn.Target) (*turn.Reply, error) {
	var coming []planner.Occurrence
	for _, o := range planner.Ahead(t.Occurrences, r.Now) {
		if o.StartAt.After(r.Now) {
			coming = append(coming, o)
		}
	}
	if len(coming) == 0 {
		return nil, &planner.Refusal{Why: "event.past", Words: telling.EventID(t.Event)}
	}
	slices.SortFunc(coming, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	p := r.Tell("which.date", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title), "n": len(coming), "when": r.Start(coming[0])})
	p.Asker, p.Choices = true, true
	sentence := func(command, dates string) string {
		return fmt.Sprintf("%s %s %s%s %s", command, telling.EventID(t.Event), dates, rest, telling.Version(t.Event))
	}
	rest = strings.TrimSuffix(rest, " ")
	day := func(o planner.Occurrence) string { return when.SayDate(o.Span.Start.Date, r.Reader()) }
	p.Button(r.Words.Text(r.Lang, "which.one", words.Args{"date": day(coming[0])}), sentence(command, "of "+coming[0].Span.Start.Date.String()))
	if command == "skip" { // none that follow: that is to cancel
		command = "cancel"
	}
	if len(coming) > 1 {
		following := "of " + coming[1].Span.Start.Date.String() + " and following"
		p.Button(r.Words.Text(r.Lang, "which.following", words.Args{"date": day(coming[1]), "n": len(coming) - 1}), sentence(command, following))
	}
	return p.Button(r.Words.Text(r.Lang, "which.all", words.Args{"n": len(coming)}), sentence(command, "all remaining")), nil
}

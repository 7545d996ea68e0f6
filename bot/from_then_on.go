package bot

import (
	"errors"
	"reflect"
	"slices"
	"time"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// changeVerbs stand in sentences that say how a series is from a day on.
var changeVerbs = []string{
	"is", "are", "will be", "will", "be", "starts", "start", "begins", "moves", "move", "goes", "takes place", "take place", "is held", "held", "changes", "change", "set",
	"est", "sera", "passe", "passera", "passent", "commence", "commencera", "a lieu", "aura lieu", "se tient", "se tiendra", "change", "deplacer", "deplace", "deplacez", "on", "en",
}

// fromThenOn is "from 4 May the seminar is at 16:00", « à partir du 4 mai le
// séminaire passe au jeudi à 16 h »; nil when text says nothing of the kind.
func (r *request) fromThenOn(text string) (*reply, error) {
	found, err := when.FindChange(text, r.timeContext())
	left := grammar.BlankPieces(text, found.Pieces)
	for _, verb := range changeVerbs {
		_, left = grammar.TakeInside(left, []string{verb})
	}
	if errors.Is(err, when.ErrNone) || len(grammar.TellingWords(left)) > 0 && !r.namesEvent(left) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t, err := r.changeableSeries(left)
	if err != nil {
		return nil, err
	}
	c := r.timeContext()
	c.Zone = t.event.Span.Zone
	if found, err = when.FindChange(text, c); err != nil {
		return nil, err
	}
	if r.command = "move"; found.Often != "" {
		return r.otherRhythm(t, found)
	}
	return r.changeFrom(t, found)
}

// changeFrom changes what a series does from a day on, to its end or for a time.
func (r *request) changeFrom(t *target, c when.Change) (*reply, error) {
	if t.event.Rule == nil {
		return nil, &planner.Refusal{Why: "follow.one_off", Words: telling.EventID(t.event)}
	}
	if c.HasWeekday && len(t.event.Rule.Weekdays) > 1 {
		return nil, &planner.Refusal{Why: "follow.weekdays", Words: telling.EventID(t.event)}
	}
	from, until, err := r.boundsOf(t, c)
	if err != nil {
		return nil, err
	}
	first, ok := firstRegular(t, from, until)
	if !ok {
		return nil, r.notOn(t.event, c.From)
	}
	to, err := followed(first.Span, c)
	if err != nil {
		return nil, err
	}
	return r.followFrom(t, first, to, from, until)
}

// followFrom holds the regular dates of a series from an instant on as the first
// of them goes to to; until another instant where that is not zero.
func (r *request) followFrom(t *target, first planner.Occurrence, to planner.Span, from, until time.Time) (_ *reply, err error) {
	before, dates := t.event, t.occurrences
	if until.IsZero() {
		t.event, t.occurrences, err = planner.Follow(t.event, t.occurrences, first.Span, to, from)
	} else {
		t.occurrences, err = planner.Meanwhile(t.event, t.occurrences, first.Span, to, from, until)
	}
	if err != nil {
		return nil, err
	}
	return r.writeFollowed(t, before, dates, from)
}

// writeFollowed writes a series whose dates from an instant on are no longer held
// as they were.
func (r *request) writeFollowed(t *target, before planner.Event, dates []planner.Occurrence, from time.Time) (*reply, error) {
	changed := planner.Ahead(changedDates(dates, t.occurrences), r.now)
	if len(changed) == 0 {
		return nil, &planner.Refusal{Why: "follow.same", Words: telling.EventID(t.event)}
	}
	slices.SortFunc(changed, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	was := dates[slices.IndexFunc(dates, func(o planner.Occurrence) bool { return o.ID == changed[0].ID })]
	found, err := r.movedInto(t)
	if err != nil {
		return nil, err
	}
	past, err := r.writeChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	p := r.tellChanged("follow.done", t, words.Args{"n": len(changed), "when": r.span(changed[0]), "from": when.Say(was.Shown(), r.reader())})
	if !reflect.DeepEqual(t.event.Rule, before.Rule) || t.event.Span != before.Span {
		p.add(r.ownTimes(t, dates, from)...)
	}
	if err := r.talksFollow(p, t, changed); err != nil {
		return nil, err
	}
	if before.Endless() && !t.event.Endless() {
		p.add(r.say("follow.ends", words.Args{"date": when.SayDate(t.event.Rule.Until, r.reader())})...)
	}
	p.add(r.notes(t.event, changed, past)...)
	p.add(r.sayConflicts(t.event, found)...)
	if err := r.tellClashes(p, t.event, otherDays(dates, t.occurrences)); err != nil {
		return nil, err
	}
	return r.withUndo(p), nil
}

// boundsOf are the instants from which and until which a change holds; without
// an end until is zero. What has begun never changes.
func (r *request) boundsOf(t *target, c when.Change) (from, until time.Time, err error) {
	zone := t.event.Span.Zone
	if from, err = planner.DayStart(c.From, zone); err != nil {
		return from, until, err
	}
	if today, err := planner.DateOf(r.now, zone); err != nil || c.From.Before(today) {
		return from, until, errors.Join(err, &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": c.From}})
	}
	if from.Before(r.now) {
		from = r.now
	}
	if !c.Until.IsZero() {
		until, err = planner.DayStart(c.Until.AddDays(1), zone)
	}
	return from, until, err
}

// firstRegular is the first date within bounds that is held as the rule has it.
func firstRegular(t *target, from, until time.Time) (planner.Occurrence, bool) {
	var regular []planner.Occurrence
	for _, o := range t.occurrences {
		if !t.event.OwnTime(o) && !o.StartAt.Before(from) && (until.IsZero() || o.StartAt.Before(until)) {
			regular = append(regular, o)
		}
	}
	return planner.Next(regular, from.Add(-time.Second))
}

// followed is where a date goes that was held at was.
func followed(was planner.Span, c when.Change) (planner.Span, error) {
	start := was.Start
	if c.HasWeekday {
		start.Date = c.From
		for start.Date.Weekday() != c.Weekday {
			start.Date = start.Date.AddDays(1)
		}
	}
	if was.AllDay && (c.HasClock || c.Shift.Exact != 0) {
		return was, &planner.Refusal{Why: "move.all_day", Words: c.Start.String()}
	}
	if c.HasClock {
		start.Clock = c.Start
	}
	to := was.StartingAt(c.Shift.After(start))
	if c.HasClock && c.Length > 0 {
		to = planner.Timed(start, c.Length, was.Zone)
	}
	if c.Zone != "" {
		to.Zone = c.Zone
	}
	return to, to.Validate()
}

// ownTimes says which dates from an instant on stay as they were before, since
// they were moved by themselves.
func (r *request) ownTimes(t *target, before []planner.Occurrence, from time.Time) []chat.Block {
	var own []planner.Occurrence
	changed := changedDates(before, t.occurrences)
	for _, o := range planner.Ahead(t.occurrences, r.now) {
		same := func(c planner.Occurrence) bool { return c.ID == o.ID }
		if t.event.OwnTime(o) && !o.StartAt.Before(from) && !slices.ContainsFunc(changed, same) {
			own = append(own, o)
		}
	}
	if len(own) == 0 {
		return nil
	}
	slices.SortFunc(own, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	return r.say("follow.stay", words.Args{"dates": r.starts(own[:min(3, len(own))]), "n": len(own)})
}

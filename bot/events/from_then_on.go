package events

import (
	"errors"
	"reflect"
	"slices"
	"time"

	"entente/bot/chat"
	"entente/bot/grammar"
	"entente/bot/talks"
	"entente/bot/telling"
	"entente/bot/turn"
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
func (r *request) fromThenOn(text string) (*turn.Reply, error) {
	found, err := when.FindChange(text, r.TimeContext())
	left := grammar.BlankPieces(text, found.Pieces)
	for _, verb := range changeVerbs {
		_, left = grammar.TakeInside(left, []string{verb})
	}
	if errors.Is(err, when.ErrNone) || len(grammar.TellingWords(left)) > 0 && !r.NamesEvent(left) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t, err := r.ChangeableSeries(left)
	if err != nil {
		return nil, err
	}
	c := r.TimeContext()
	c.Zone = t.Event.Span.Zone
	if found, err = when.FindChange(text, c); err != nil {
		return nil, err
	}
	if r.Command = "move"; found.Often != "" {
		return r.otherRhythm(t, found)
	}
	return r.changeFrom(t, found)
}

// changeFrom changes what a series does from a day on, to its end or for a time.
func (r *request) changeFrom(t *turn.Target, c when.Change) (*turn.Reply, error) {
	if t.Event.Rule == nil {
		return nil, &planner.Refusal{Why: "follow.one_off", Words: telling.EventID(t.Event)}
	}
	if c.HasWeekday && len(t.Event.Rule.Weekdays) > 1 {
		return nil, &planner.Refusal{Why: "follow.weekdays", Words: telling.EventID(t.Event)}
	}
	from, until, err := r.boundsOf(t, c)
	if err != nil {
		return nil, err
	}
	first, ok := firstRegular(t, from, until)
	if !ok {
		return nil, r.NotOn(t.Event, c.From)
	}
	to, err := followed(first.Span, c)
	if err != nil {
		return nil, err
	}
	return r.followFrom(t, first, to, from, until)
}

// followFrom holds the regular dates of a series from an instant on as the first
// of them goes to to; until another instant where that is not zero.
func (r *request) followFrom(t *turn.Target, first planner.Occurrence, to planner.Span, from, until time.Time) (_ *turn.Reply, err error) {
	before, dates := t.Event, t.Occurrences
	if until.IsZero() {
		t.Event, t.Occurrences, err = planner.Follow(t.Event, t.Occurrences, first.Span, to, from)
	} else {
		t.Occurrences, err = planner.Meanwhile(t.Event, t.Occurrences, first.Span, to, from, until)
	}
	if err != nil {
		return nil, err
	}
	return r.writeFollowed(t, before, dates, from)
}

// writeFollowed writes a series whose dates from an instant on are no longer held
// as they were.
func (r *request) writeFollowed(t *turn.Target, before planner.Event, dates []planner.Occurrence, from time.Time) (*turn.Reply, error) {
	changed := planner.Ahead(changedDates(dates, t.Occurrences), r.Now)
	if len(changed) == 0 {
		return nil, &planner.Refusal{Why: "follow.same", Words: telling.EventID(t.Event)}
	}
	slices.SortFunc(changed, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	was := dates[slices.IndexFunc(dates, func(o planner.Occurrence) bool { return o.ID == changed[0].ID })]
	found, err := r.movedInto(t)
	if err != nil {
		return nil, err
	}
	past, err := r.WriteChanged(t, before, "moved")
	if err != nil {
		return nil, err
	}
	p := r.TellChanged("follow.done", t, words.Args{"n": len(changed), "when": r.span(changed[0]), "from": when.Say(was.Shown(), r.Reader())})
	if !reflect.DeepEqual(t.Event.Rule, before.Rule) || t.Event.Span != before.Span {
		p.Add(r.ownTimes(t, dates, from)...)
	}
	if err := talks.Follow(r.Turn, p, t, changed); err != nil {
		return nil, err
	}
	if before.Endless() && !t.Event.Endless() {
		p.Add(r.Say("follow.ends", words.Args{"date": when.SayDate(t.Event.Rule.Until, r.Reader())})...)
	}
	p.Add(r.notes(t.Event, changed, past)...)
	p.Add(r.SayConflicts(t.Event, found)...)
	if err := r.TellClashes(p, t.Event, otherDays(dates, t.Occurrences)); err != nil {
		return nil, err
	}
	return r.WithUndo(p), nil
}

// boundsOf are the instants from which and until which a change holds; without
// an end until is zero. What has begun never changes.
func (r *request) boundsOf(t *turn.Target, c when.Change) (from, until time.Time, err error) {
	zone := t.Event.Span.Zone
	if from, err = planner.DayStart(c.From, zone); err != nil {
		return from, until, err
	}
	if today, err := planner.DateOf(r.Now, zone); err != nil || c.From.Before(today) {
		return from, until, errors.Join(err, &planner.Refusal{Why: "occurrence.past", Args: words.Args{"date": c.From}})
	}
	if from.Before(r.Now) {
		from = r.Now
	}
	if !c.Until.IsZero() {
		until, err = planner.DayStart(c.Until.AddDays(1), zone)
	}
	return from, until, err
}

// firstRegular is the first date within bounds that is held as the rule has it.
func firstRegular(t *turn.Target, from, until time.Time) (planner.Occurrence, bool) {
	var regular []planner.Occurrence
	for _, o := range t.Occurrences {
		if !t.Event.OwnTime(o) && !o.StartAt.Before(from) && (until.IsZero() || o.StartAt.Before(until)) {
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
func (r *request) ownTimes(t *turn.Target, before []planner.Occurrence, from time.Time) []chat.Block {
	var own []planner.Occurrence
	changed := changedDates(before, t.Occurrences)
	for _, o := range planner.Ahead(t.Occurrences, r.Now) {
		same := func(c planner.Occurrence) bool { return c.ID == o.ID }
		if t.Event.OwnTime(o) && !o.StartAt.Before(from) && !slices.ContainsFunc(changed, same) {
			own = append(own, o)
		}
	}
	if len(own) == 0 {
		return nil
	}
	slices.SortFunc(own, func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	return r.Say("follow.stay", words.Args{"dates": r.starts(own[:min(3, len(own))]), "n": len(own)})
}

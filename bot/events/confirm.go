package events

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"entente/bot/grammar"
	"entente/bot/reminders"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// yearForm finds a year in words that say when.
var yearForm = regexp.MustCompile(`\b20\d\d\b`)

// confirm is `confirm E5 11-15 October 2027`: a tentative event is held on
// these days, or on those that were planned; a place may be said too.
func (r *request) confirm(rest string) (*turn.Reply, error) {
	r.Command = "confirm"
	t, reading, place, err := r.confirmed(rest)
	if err != nil {
		return nil, err
	}
	e := t.Event
	switch {
	case !e.Tentative():
		return nil, &planner.Refusal{Why: "confirm.certain", Words: telling.EventID(e)}
	case e.Certainty == planner.SomeTime && (reading == nil || reading.Period):
		return nil, &planner.Refusal{Why: "confirm.days", Words: telling.EventID(e), Args: words.Args{"sentence": r.sentenceToConfirm(e)}}
	case e.Rule != nil && reading != nil:
		return nil, &planner.Refusal{Why: "confirm.series", Words: telling.EventID(e)}
	}
	to := e.Span
	if reading != nil {
		if to, err = r.confirmedSpan(e, *reading, yearForm.MatchString(rest)); err != nil {
			return nil, err
		}
	}
	if place == "" {
		place = e.Place
	}
	return r.writeCertainty(t, planner.Certain, to, place)
}

// tentative is `tentative E5`: what was certain has to be confirmed again.
func (r *request) tentative(rest string) (*turn.Reply, error) {
	r.Command = "tentative"
	t, err := r.Changeable(rest)
	if err != nil {
		return nil, err
	}
	if t.Event.Tentative() {
		return nil, &planner.Refusal{Why: "tentative.already", Words: telling.EventID(t.Event)}
	}
	return r.writeCertainty(t, planner.Tentative, t.Event.Span, t.Event.Place)
}

// SaysCertainty does "E5 is confirmed for 11-15 October", « E5 est confirmé »;
// nil when text says nothing of the kind.
func SaysCertainty(said *turn.Turn, text string) (*turn.Reply, error) {
	r := &request{Turn: said}
	if sure, rest := grammar.TakeInside(text, []string{"is confirmed", "are confirmed", "est confirme", "est confirmee", "sont confirmees"}); sure && r.NamesEvent(rest) {
		return r.confirm(rest)
	}
	if unsure, rest := grammar.TakeInside(text, []string{"is tentative", "is tentative again", "is to be confirmed", "est a confirmer", "reste a confirmer"}); unsure && r.NamesEvent(rest) {
		return r.tentative(rest)
	}
	return nil, nil
}

// confirmed reads what is confirmed, its days where they are said (else nil),
// and its place.
func (r *request) confirmed(rest string) (t *turn.Target, reading *when.Reading, place string, err error) {
	bare := grammar.EventForm.ReplaceAllStringFunc(" "+rest, func(id string) string { return strings.Repeat(" ", len(id)) })
	found, err := when.Find(bare, r.TimeContext())
	switch {
	case err == nil:
		reading, bare = &found.Reading, grammar.BlankPieces(bare, found.Pieces)
	case !errors.Is(err, when.ErrNone):
		return nil, nil, "", err
	}
	head, place := (&draft{}).cutPlace(bare)
	id := grammar.EventForm.FindString(" " + rest)
	if t, err = r.Changeable(id + " " + grammar.StripConnectives(head)); err != nil {
		return nil, nil, "", err
	}
	if left := grammar.StripConnectives(head); id != "" && left != "" && grammar.KindIn(left) == "" {
		return nil, nil, "", &planner.Refusal{Why: "when.not_understood", Words: left}
	}
	if reading != nil && reading.Rule != nil {
		return nil, nil, "", &planner.Refusal{Why: "move.one_time", Words: grammar.PiecesOf(bare, found.Pieces)}
	}
	return t, reading, place, nil
}

// confirmedSpan is when a tentative event is held. Days without their year are
// those of the period for which it was planned.
func (r *request) confirmedSpan(e planner.Event, reading when.Reading, yearSaid bool) (planner.Span, error) {
	zone := e.Span.Zone
	if reading.Zone != "" {
		zone = reading.Zone
	}
	to := spanOf(&draft{kind: e.Kind, when: reading}, zone)
	if !e.Span.AllDay && !reading.HasClock {
		to = e.Span.StartingAt(planner.Wall{Date: reading.Start.Date, Clock: e.Span.Start.Clock})
	}
	if !yearSaid {
		for to.Start.Date.Before(e.Span.Start.Date) && to.Start.Date.AddMonths(12).Compare(e.Span.End.Date) <= 0 {
			to = to.StartingAt(planner.Wall{Date: to.Start.Date.AddMonths(12), Clock: to.Start.Clock})
		}
	}
	return to, to.Validate()
}

// writeCertainty makes an event certain or not, and held on other days, with the
// reminders that it then has.
func (r *request) writeCertainty(t *turn.Target, certainty planner.Certainty, to planner.Span, place string) (*turn.Reply, error) {
	before, was := t.Event, telling.Held(t.Event, planner.Occurrence{Span: t.Event.Span}, r.Reader())
	var err error
	if to != before.Span {
		if t.Event, t.Occurrences, err = planner.Shift(before, t.Occurrences, before.Span, to, time.Time{}); err != nil {
			return nil, err
		}
	}
	if len(planner.Ahead(t.Occurrences, r.Now)) == 0 {
		return nil, &planner.Refusal{Why: "plan.past", Words: when.SayStart(to, r.Reader())}
	}
	t.Event.Certainty, t.Event.Place = certainty, place
	found, err := r.movedInto(t)
	if err != nil {
		return nil, err
	}
	past, reminders, err := r.writeRefitted(t, before)
	if err != nil {
		return nil, err
	}
	said := "confirm.done"
	switch {
	case to == before.Span && before.Tentative():
		said = "confirm.as_planned"
	case certainty == planner.Certain:
	case before.Tentative():
		said = "tentative.moved"
	default:
		said = "tentative.done"
	}
	p := r.TellChanged(said, t, words.Args{"kind": r.Voice().Kind(t.Event), "from": was, "when": telling.Held(t.Event, t.Occurrences[0], r.Reader())})
	p.Add(Card(r.Turn, t.Event, t.Occurrences, reminders)...)
	p.Add(r.notes(t.Event, t.Occurrences, past)...)
	p.Add(r.SayConflicts(t.Event, found)...)
	if err := r.addClashes(p, t.Event, t.Occurrences); err != nil {
		return nil, err
	}
	OfferConfirm(r.Turn, p, t.Event)
	return r.WithUndo(p), nil
}

// writeRefitted writes an event whose certainty has changed, with the reminders
// that come by themselves now.
func (r *request) writeRefitted(t *turn.Target, before planner.Event) (past, kept []planner.Reminder, err error) {
	if _, err := r.WriteChanged(t, before, "moved"); err != nil {
		return nil, nil, err
	}
	rules, err := reminders.UsualRules(r.Turn, t.Event)
	if err != nil {
		return nil, nil, err
	}
	own, err := r.Tx.RuleSetOf(t.Event.ID)
	switch {
	case err == nil && !own.Withdrawn:
		rules = own.Rules
	case err != nil && !errors.Is(err, store.ErrNotFound):
		return nil, nil, fmt.Errorf("find reminders of its own: %w", err)
	}
	if past, err = reminders.ReplaceRules(r.Turn, t, rules); err != nil {
		return nil, nil, err
	}
	kept, err = r.Tx.RemindersOf(t.Event.ID)
	return past, kept, err
}

// moveTentative is `move E5 to November 2027` of a tentative event: it may go to
// a period too, and stays tentative.
func (r *request) moveTentative(t *turn.Target, rest string) (*turn.Reply, error) {
	c := r.TimeContext()
	c.Zone = t.Event.Span.Zone
	reading, err := when.Parse(rest, c)
	if err != nil {
		return nil, err
	}
	if reading.Period && reading.AllDay && reading.Rule == nil {
		return r.writeCertainty(t, planner.SomeTime, planner.AllDay(reading.Start.Date, reading.End.Date, c.Zone), t.Event.Place)
	}
	to := t.Event.Span
	if t.Event.Certainty == planner.SomeTime && reading.HasDate && reading.Rule == nil {
		to, err = r.confirmedSpan(t.Event, reading, yearForm.MatchString(rest))
	} else {
		to, err = r.NewSpan(rest, to)
	}
	if err != nil {
		return nil, err
	}
	return r.writeCertainty(t, planner.Tentative, to, t.Event.Place)
}

package events

import (
	"entente/bot/grammar"
	"entente/bot/reminders"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// whichZoneOfPlan asks which hour is meant where the person is elsewhere on that
// day, or the place is in another zone; a form says its zone itself.
func (r *request) whichZoneOfPlan(d *draft, rest string) *turn.Reply {
	there, known := when.ZoneOf(d.place)
	if turn.IsForm(r.In) || !known && len(r.Person.Stays) == 0 {
		return nil // as most often
	}
	found, err := when.Find(grammar.BlankQuoted(rest), r.TimeContext())
	if err != nil {
		return nil
	}
	found.Start = d.when.Start // of a record without a year the last one
	if p := reminders.WhichZone(r.Turn, found, rest); p != nil {
		return p
	}
	if _, err := r.Zone(); err != nil || !known || found.Zone != "" || !found.HasClock || !found.Instant.IsZero() {
		return nil // where the person is, is asked first
	}
	here := r.ZoneOn(found.Start.Date)
	if !turn.DiffersIn(planner.Event{Span: spanOf(d, here), Rule: d.when.Rule}, there) {
		return nil
	}
	return r.WhichZone(found, rest, r.Tell("plan.which_zone", words.Args{"place": d.place}), here, there)
}

// movedTo is where an event goes, or the question which hour is meant.
func (r *request) movedTo(by when.FoundShift, rest string, was planner.Span) (planner.Span, *turn.Reply, error) {
	to, err := r.MovedTo(by, rest, was)
	if err != nil || by.Later != "" || turn.IsForm(r.In) {
		return to, nil, err
	}
	return to, r.whichZoneOfMove(rest, to), nil
}

// whichZoneOfMove asks which hour is meant where a person moves an event to an
// hour from another zone than the event's.
func (r *request) whichZoneOfMove(rest string, to planner.Span) *turn.Reply {
	c := r.TimeContext()
	here := c.Zone
	c.Zone = to.Zone
	found, err := when.Find(rest, c)
	if _, unknown := r.Zone(); unknown != nil || err != nil || found.Zone != "" || !found.HasClock || !found.Instant.IsZero() {
		return nil
	}
	if !turn.DiffersIn(planner.Event{Span: to}, here) {
		return nil
	}
	found.Start = to.Start
	return r.WhichZone(found, rest, r.Tell("move.which_zone", nil), to.Zone, here)
}

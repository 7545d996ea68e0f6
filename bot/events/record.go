package events

import (
	"fmt"
	"strings"

	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// record is `record seminar "Oceans" on 3 March 2026 15:00`: it enters what was
// held already, of which nobody is reminded.
func (r *request) record(rest string) (*turn.Reply, error) {
	d, err := r.readRecord(rest)
	if err != nil {
		return nil, err
	}
	if p := r.whichZoneOfPlan(d, rest); p != nil {
		return p, nil
	}
	e, err := r.eventOf(d)
	if err != nil {
		return nil, err
	}
	occs, err := heldOnce(e)
	if err != nil {
		return nil, err
	}
	if occs[0].StartAt.After(r.Now) {
		return nil, &planner.Refusal{Why: "record.ahead", Words: when.SayStart(occs[0].Shown(), r.Reader())}
	}
	return r.writePlan(e, occs, d)
}

// readRecord reads a plan sentence of the past: a date without a year is the
// last one. One that was said by its distance from today stays where it is.
func (r *request) readRecord(rest string) (*draft, error) {
	d, err := r.readPlan(rest)
	if err != nil || !d.when.HasDate || d.when.Start.Compare(r.here()) <= 0 {
		return d, err
	}
	now := r.Now
	defer func() { r.Now = now }()
	r.Now = now.AddDate(0, 0, 1)
	if moved, err := r.readPlan(rest); err != nil || moved.when.Start != d.when.Start {
		return d, nil
	}
	r.Now = now.AddDate(-1, 0, 0)
	if last, err := r.readPlan(rest); err == nil && last.when.Start.Date.AddMonths(12) == d.when.Start.Date {
		return last, nil
	}
	return d, nil
}

// here is what the clocks show where the person is.
func (r *request) here() planner.Wall {
	wall, err := planner.WallAt(r.Now, r.TimeContext().Zone)
	if err != nil {
		return planner.Wall{}
	}
	return wall
}

// askRecord asks, of a plan whose first date is past, whether it is meant as a
// record of what was held.
func (r *request) askRecord(e planner.Event, first planner.Occurrence, rest string) *turn.Reply {
	p := r.Tell("record.ask", words.Args{"when": when.SayStart(first.Shown(), r.Reader())})
	p.Asker, p.Choices = true, true
	return p.Button(r.Label("button.record"), "record "+r.recorded(e, rest))
}

// recorded says e for the command record, with its dates in full where it has
// only one: rest may say "yesterday".
func (r *request) recorded(e planner.Event, rest string) string {
	if e.Rule != nil || strings.ContainsAny(e.Title+e.Place, `"“”«»`) {
		return rest
	}
	times := e.Span.Start.Date.String()
	switch {
	case !e.Span.AllDay:
		times = fmt.Sprintf("%s %s for %d minutes %s", times, e.Span.Start.Clock, int(e.Span.Length().Minutes()), e.Span.Zone)
	case e.Span.End.Date != e.Span.Start.Date:
		times += " to " + e.Span.End.Date.String()
	}
	said := fmt.Sprintf("%s \"%s\" %s", e.Kind, e.Title, times)
	if e.Place != "" {
		said += fmt.Sprintf(" at \"%s\"", e.Place)
	}
	if c := r.CodeOf(e); c != "" {
		said += " for " + c
	}
	return said
}

package events

import (
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// plan is `plan KIND "title" TIME at PLACE for CODE`; alone it is a form.
func (r *request) plan(rest string) (*turn.Reply, error) {
	if rest == "" {
		return r.Form("plan")
	}
	d, err := r.readPlan(rest)
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
	first := occs[0]
	switch past := !first.EndAt.After(r.Now); {
	case past && turn.IsForm(r.In): // said beside the field at fault
		return nil, &planner.Refusal{Why: "plan.past", Words: when.SayStart(first.Shown(), r.Reader())}
	case past:
		return r.askRecord(e, first, rest), nil
	}
	return r.writePlan(e, occs, d)
}

// eventOf makes the event that a draft describes, or says what is missing.
func (r *request) eventOf(d *draft) (planner.Event, error) {
	e := planner.Event{Kind: d.kind, Title: d.title, Place: d.place, Capacity: d.capacity, Owner: r.Person.ID, Room: r.In.Room, State: planner.Planned, Certainty: d.certaintyOf(), Lang: r.Lang, Created: r.Now, Updated: r.Now}
	switch {
	case d.left != "":
		return e, &planner.Refusal{Why: "left_over", Words: d.left}
	case !d.timed || !d.when.HasDate && d.when.Rule == nil && !d.when.HasClock:
		return e, &planner.Refusal{Why: "plan.no_time", Words: r.Kind(d.kind)}
	case d.when.Period && !d.tentative:
		return e, &planner.Refusal{Why: "plan.period", Words: d.time}
	}
	if d.collaboration != nil {
		if d.collaboration.Closed {
			return e, &planner.Refusal{Why: "collaboration.is_closed", Words: d.collaboration.Code}
		}
		if err := r.MayPlan(*d.collaboration); err != nil {
			return e, err
		}
		e.Collaboration = d.collaboration.ID
	}
	if e.Title == "" {
		e.Title = r.untitled(d)
	}
	zone, err := r.zoneFor(d)
	if err != nil {
		return e, err
	}
	e.Span, e.Rule = spanOf(d, zone), d.when.Rule
	if e.Rule != nil {
		if e.Span, err = e.Rule.Align(e.Span); err != nil {
			return e, err
		}
	}
	return e, e.Validate()
}

// heldOnce are the dates of a new event: one at least.
func heldOnce(e planner.Event) ([]planner.Occurrence, error) {
	occs, err := planner.Occurrences(e)
	if err == nil && len(occs) == 0 {
		err = &planner.Refusal{Why: "plan.no_dates"}
	}
	return occs, err
}

// untitled is what an event without a title is called: after its people, its
// collaboration, or its place.
func (r *request) untitled(d *draft) string {
	switch {
	case len(d.people) > 0:
		return telling.Names(d.people)
	case d.collaboration != nil:
		return d.collaboration.Code
	case d.place != "":
		return d.place
	}
	return r.Label("plan.untitled")
}

// zoneFor is the zone of a new event: the one named, for whole days that of a
// place that is known, else the writer's.
func (r *request) zoneFor(d *draft) (string, error) {
	if d.when.Zone != "" {
		return d.when.Zone, nil
	}
	if d.when.AllDay {
		if zone, ok := when.ZoneOf(d.place); ok {
			return zone, nil
		}
	}
	return r.Zone()
}

// spanOf is when the first date of a draft is held; without an end it lasts as
// long as its kind usually does.
func spanOf(d *draft, zone string) planner.Span {
	w := d.when
	switch {
	case w.AllDay && w.HasEnd:
		return planner.AllDay(w.Start.Date, w.End.Date, zone)
	case w.HasClock && w.HasEnd:
		return planner.Span{Start: w.Start, End: w.End, Zone: zone}
	case w.HasClock && w.Length > 0:
		return planner.Timed(w.Start, w.Length, zone)
	default:
		return planner.DefaultSpan(d.kind, w.Start, w.HasClock, zone)
	}
}

// writePlan writes the event that a draft describes.
func (r *request) writePlan(e planner.Event, occs []planner.Occurrence, d *draft) (*turn.Reply, error) {
	n := &newEvent{event: e, occurrences: occs, people: d.people, said: "record.done"}
	if _, ahead := planner.Next(occs, r.Now); ahead {
		n.said, n.reminds = "plan.done", true
	}
	p, err := r.writeNew(n)
	if err == nil && d.usualPlace {
		p.Add(r.Say("plan.usual_place", words.Args{"place": n.event.Place, "code": d.collaboration.Code})...)
	}
	return p, err
}

package reminders

import (
	"entente/bot/turn"
	"entente/planner"
	"entente/planner/when"
)

// WhichZone asks which hour is meant by one without a zone on a day on which
// the person is in another zone than now; nil when there is no doubt.
func WhichZone(said *turn.Turn, found when.Found, text string) *turn.Reply {
	r := &request{Turn: said}
	here, there := r.Person.ZoneAt(r.Now), r.zoneThen(found)
	if here == "" || here == there || found.Zone != "" || !found.HasClock || !found.Instant.IsZero() {
		return nil
	}
	key := "remind.which_zone"
	if found.Rule != nil {
		key += "_series"
	}
	return r.WhichZone(found, text, r.Tell(key, nil), here, there)
}

// zoneThen is the zone of the person on the day found; of a series that is set
// during a stay, on its first date after it.
func (r *request) zoneThen(found when.Found) string {
	here := r.Person.ZoneAt(r.Now)
	if found.Rule == nil {
		return r.ZoneOn(found.Start.Date)
	}
	if here == r.Person.Zone {
		return here // a stay during a series does not change its hour
	}
	span, err := found.Rule.Align(planner.Timed(found.Start, 0, here))
	if err != nil {
		return here
	}
	occs, err := planner.Occurrences(planner.Event{Span: span, Rule: found.Rule})
	if err != nil {
		return here // said where the series is made
	}
	for _, o := range occs {
		if zone := r.ZoneOn(o.Span.Start.Date); zone != here {
			return zone
		}
	}
	return here
}

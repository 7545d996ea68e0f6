package bot

import (
	"entente/planner"
	"entente/planner/when"
)

// whichZone asks which hour is meant by one without a zone on a day on which
// the person is in another zone than now; nil when there is no doubt.
func (r *request) whichZone(found when.Found, text string) *reply {
	here, there := r.person.ZoneAt(r.now), r.zoneOn(found.Start.Date)
	if here == "" || here == there || found.Zone != "" || !found.HasClock || !found.Instant.IsZero() {
		return nil
	}
	p := r.tell("remind.which_zone", nil)
	p.asker, p.choices = true, true
	for i, zone := range []string{here, there} {
		reader := r.reader().In([]string{there, here}[i]) // each with the hour in the other
		span := planner.Timed(found.Start, 0, zone)
		for _, piece := range found.Pieces {
			said := text[piece[0]:piece[1]]
			sentence := replaceUnquoted(r.text, said, said+" "+zone)
			if again, err := when.Find(blankQuoted(sentence), r.timeContext()); err == nil && again.Zone == zone && again.Start.Clock == found.Start.Clock {
				p.button(when.Say(span, reader), sentence)
				break
			}
		}
	}
	if len(p.buttons) < 2 { // said in a way that takes no zone: the answer names the zone taken
		return nil
	}
	return p
}

// whichZoneOfPlan is as whichZone, for what is planned or recorded; a form says
// its zone itself.
func (r *request) whichZoneOfPlan(d *draft, rest string) *reply {
	found, err := when.Find(blankQuoted(rest), r.timeContext())
	if err != nil || formOf(r.in) != nil {
		return nil
	}
	found.Start = d.when.Start // of a record without a year the last one
	return r.whichZone(found, rest)
}

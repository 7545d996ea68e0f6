package holidays

import (
	"time"

	"entente/planner"
)

// Longest is how many days an event may last for its dates to be compared with
// holidays: nobody meets on each day of a longer stay.
const Longest = 14

// Clash is a date of an event that falls on public holidays, or in a blackout.
type Clash struct {
	Occurrence planner.Occurrence
	Days       []Day
	Blackout   *planner.Blackout // nil: in none
}

// Clashes are the dates among occs that fall on a public holiday of one of the
// countries or in a blackout, in order. The day that counts is that of the
// country: at 20:00 in Montréal on 29 April it is 30 April in Hanoi.
func Clashes(occs []planner.Occurrence, in []Country, blackouts []planner.Blackout) []Clash {
	var list []Clash
	for _, o := range occs {
		if o.State != planner.Planned || o.Span.Days() > Longest {
			continue
		}
		c := Clash{Occurrence: o}
		for _, country := range in {
			first, last := datesIn(o, country.Zone)
			c.Days = append(c.Days, Of(country, first, last)...)
		}
		first := o.Span.Start.Date
		for i, b := range blackouts {
			if b.Touches(first, first.AddDays(o.Span.Days()-1)) {
				c.Blackout = &blackouts[i]
				break
			}
		}
		if len(c.Days) > 0 || c.Blackout != nil {
			list = append(list, c)
		}
	}
	return list
}

// datesIn are the first and the last date of o in a zone; of whole days those
// that are written.
func datesIn(o planner.Occurrence, zone string) (first, last planner.Date) {
	first = o.Span.Start.Date
	last = first.AddDays(o.Span.Days() - 1)
	if o.Span.AllDay {
		return first, last
	}
	there, err := planner.DateOf(o.StartAt, zone)
	if err != nil {
		return first, last
	}
	thereLast, err := planner.DateOf(o.EndAt.Add(-time.Second), zone)
	if err != nil {
		return first, last
	}
	return there, thereLast
}

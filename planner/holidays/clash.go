package holidays

import (
	"slices"
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

// Clashes are the planned dates among occs that fall on a public holiday of
// one of the countries or in a blackout, in order. The day that counts is that
// of the country: at 20:00 in Montréal on 29 April it is 30 April in Hanoi.
func Clashes(occs []planner.Occurrence, in []Country, blackouts []planner.Blackout) []Clash {
	known := daysAround(occs, in)
	var list []Clash
	for _, o := range occs {
		if o.State != planner.Planned || o.Span.Days() > Longest {
			continue
		}
		c := Clash{Occurrence: o}
		for i, country := range in {
			first, last := datesIn(o, country.Zone)
			for d := first; !last.Before(d); d = d.AddDays(1) {
				c.Days = append(c.Days, known[i][d]...)
			}
		}
		first := o.Span.Start.Date
		touches := func(b planner.Blackout) bool { return b.Touches(first, first.AddDays(o.Span.Days()-1)) }
		if i := slices.IndexFunc(blackouts, touches); i >= 0 {
			c.Blackout = &blackouts[i]
		}
		if len(c.Days) > 0 || c.Blackout != nil {
			list = append(list, c)
		}
	}
	return list
}

// daysAround are the holidays of each country, by date, from a little before
// the first of occs to a little after the last.
func daysAround(occs []planner.Occurrence, in []Country) []map[planner.Date][]Day {
	if len(occs) == 0 {
		return nil
	}
	from, to := occs[0].Span.Start.Date, occs[0].Span.Start.Date
	for _, o := range occs {
		if date := o.Span.Start.Date; date.Before(from) {
			from = date
		} else if to.Before(date) {
			to = date
		}
	}
	list := make([]map[planner.Date][]Day, len(in))
	for i, country := range in {
		list[i] = map[planner.Date][]Day{}
		for _, d := range Of(country, from.AddDays(-1), to.AddDays(Longest+1)) {
			list[i][d.Date] = append(list[i][d.Date], d)
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

// SameFeasts groups days of one date that several countries call the same.
func SameFeasts(days []Day) [][]Day {
	var groups [][]Day
	for _, d := range days {
		i := slices.IndexFunc(groups, func(g []Day) bool { return g[0].Date == d.Date && g[0].English == d.English })
		if i < 0 {
			groups = append(groups, nil)
			i = len(groups) - 1
		}
		groups[i] = append(groups[i], d)
	}
	slices.SortStableFunc(groups, func(a, b []Day) int { return a[0].Date.Compare(b[0].Date) })
	return groups
}

package telling

import (
	"slices"
	"strings"

	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// Difference is a difference that several zones have alike.
type Difference struct {
	planner.Difference
	zones []string
}

// DifferencesByDate joins the differences that zones have alike, in order of
// time.
func DifferencesByDate(found []planner.Difference) (list []Difference) {
	for _, d := range found {
		same := func(s Difference) bool {
			return s.From == d.From && s.To == d.To && s.Is == d.Is && s.Was == d.Was && s.Dates[0] == d.Dates[0]
		}
		if i := slices.IndexFunc(list, same); i >= 0 {
			list[i].zones = append(list[i].zones, d.Zone)
			continue
		}
		list = append(list, Difference{d, []string{d.Zone}})
	}
	slices.SortStableFunc(list, func(a, b Difference) int { return a.Dates[0].Compare(b.Dates[0]) })
	return list
}

// DifferenceArgs are where the hour is another, which one it is, and which it was.
func (v Voice) DifferenceArgs(d Difference) words.Args {
	var places []string
	for _, zone := range d.zones {
		places = append(places, when.SayIn(zone, v.Lang))
	}
	is, was := when.SayClock(d.Is.Clock, v.Lang), when.SayClock(d.Was.Clock, v.Lang)
	if d.Is.Date != d.Dates[0] || d.Was.Date != d.Dates[0] { // "00:00" alone would not tell of which day
		is, was = when.SayWeekdayClock(d.Is, v.Lang), when.SayWeekdayClock(d.Was, v.Lang)
	}
	return words.Args{"is": is, "was": was, "places": strings.Join(places, ", ")}
}

package when

import (
	"fmt"
	"slices"
	"time"

	"entente/planner"
)

// ZoneClock is what the clocks of a zone show at an instant, said.
type ZoneClock struct {
	Zone    string // IANA name
	Weekday string // where it is another day than in the first zone: "Wed"
	Said    string // "01:00 Sydney", « 1 h 00 à Sydney »
}

// SayClocks is an instant on the clocks of several zones: of the first, which is
// the event's own, and then of the others from west to east, each hour once. An
// unknown zone is left out.
func SayClocks(at time.Time, zones []string, r Reader) []ZoneClock {
	type clock struct {
		zone string
		wall planner.Wall
	}
	var clocks []clock
	for _, zone := range zones {
		wall, err := planner.WallAt(at, zone)
		same := func(c clock) bool { return c.wall == wall }
		if err == nil && !slices.ContainsFunc(clocks, same) {
			clocks = append(clocks, clock{zone, wall})
		}
	}
	if len(clocks) == 0 {
		return nil
	}
	slices.SortStableFunc(clocks[1:], func(a, b clock) int { return a.wall.Compare(b.wall) })
	said := make([]ZoneClock, len(clocks))
	for i, c := range clocks {
		said[i].Zone, said[i].Said = c.zone, SayClock(c.wall.Clock, r.Lang)+r.in(c.zone)
		if c.wall.Date != clocks[0].wall.Date {
			said[i].Weekday = tongueOf(r.Lang).weekdays[c.wall.Date.Weekday()]
		}
	}
	return said
}

// SayOffset is how far the clocks of a zone are from UTC at an instant: "UTC+2",
// "UTC−3:30", "UTC".
func SayOffset(at time.Time, zone string) string {
	theirs, err := planner.WallAt(at, zone)
	if err != nil {
		return "UTC"
	}
	utc, err := planner.WallAt(at, "UTC")
	if err != nil {
		return "UTC"
	}
	ahead := theirs.Sub(utc)
	sign := "+"
	switch {
	case ahead == 0:
		return "UTC"
	case ahead < 0:
		sign, ahead = "−", -ahead
	}
	if minutes := int(ahead.Minutes()) % 60; minutes != 0 {
		return fmt.Sprintf("UTC%s%d:%02d", sign, int(ahead.Hours()), minutes)
	}
	return fmt.Sprintf("UTC%s%d", sign, int(ahead.Hours()))
}

// SayAt is the zone that an hour belongs to: "Hanoi", « à Hanoï ».
func SayAt(zone string, lang planner.Lang) string { return Reader{Lang: lang}.in(zone)[1:] }

// SayIn is where the clocks of a zone are: "in Hanoi", « au Caire ».
func SayIn(zone string, lang planner.Lang) string {
	if lang != planner.French {
		return "in " + SayZone(zone, lang)
	}
	return SayAt(zone, lang)
}

// SayDays are days without their weekdays, to stand behind "from" or « du »: "14
// to 27 March 2027", « 31 octobre au 6 novembre 2027 ».
func SayDays(first, last planner.Date, lang planner.Lang) string {
	r := Reader{Lang: lang}
	from := r.dayMonth(first)
	switch {
	case first == last:
		return from + r.year(first)
	case first.Year != last.Year:
		from += r.year(first)
	case first.Month == last.Month:
		from = r.dayNumber(first.Day)
	}
	return from + tongueOf(lang).to + r.dayMonth(last) + r.year(last)
}

// SayWeekdayClock is an hour with its weekday: "Wed 01:00".
func SayWeekdayClock(w planner.Wall, lang planner.Lang) string {
	return tongueOf(lang).weekdays[w.Date.Weekday()] + " " + SayClock(w.Clock, lang)
}

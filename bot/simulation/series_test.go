package simulation_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// series is a seminar in a room of its own, and what is known of it without
// asking the bot: its dates are counted day by day.
type series struct {
	name  string // its title
	who   string
	clock clock
	id    string // as E12, once it is planned
	said  string // how it is planned
	dates []*date
}

// date is one date of a series: where it stood since when.
type date struct{ stands []stand }

// stand is when a date begins on the clock there, or that it is cancelled.
type stand struct {
	since time.Time
	shown time.Time
	held  bool
}

// pattern is a rule that people say, and whether a day, so many days after the
// first, is one of it.
type pattern struct {
	said string
	on   func(day time.Time, after int) bool
}

// somePattern is a rule whose first day may be any day from a given one on.
func somePattern(r *rand.Rand) pattern {
	weekday := time.Weekday(r.IntN(7))
	is := func(day time.Time) bool { return day.Weekday() == weekday }
	other := (weekday + 3) % 7
	number := 28 + r.IntN(4)
	ordinal := map[int]string{28: "28th", 29: "29th", 30: "30th", 31: "31st"}[number]
	return []pattern{
		{fmt.Sprintf("every %s", weekday), func(day time.Time, _ int) bool { return is(day) }},
		{fmt.Sprintf("every other %s", weekday), func(day time.Time, after int) bool { return is(day) && after%14 == 0 }},
		{fmt.Sprintf("every %s and %s", weekday, other), func(day time.Time, _ int) bool { return is(day) || day.Weekday() == other }},
		{"every 3 days", func(_ time.Time, after int) bool { return after%3 == 0 }},
		{"every weekday", func(day time.Time, _ int) bool { return day.Weekday()%6 != 0 }},
		{fmt.Sprintf("every first %s of the month", weekday), func(day time.Time, _ int) bool { return is(day) && day.Day() <= 7 }},
		{fmt.Sprintf("every last %s of the month", weekday), func(day time.Time, _ int) bool { return is(day) && day.AddDate(0, 0, 7).Month() != day.Month() }},
		{fmt.Sprintf("every month on the %s", ordinal), func(day time.Time, _ int) bool { return day.Day() == number }},
	}[r.IntN(8)]
}

// maxDates is how many dates a series with an end has at most: the bot refuses
// more than 400.
const maxDates = 80

// someSeries is planned at an instant, and held until some day, so many times,
// or for ever, which is until the end of the simulation. It begins a few days
// later.
func (p *plot) someSeries(n int, at time.Time) *series {
	r := p.rand
	who := n % len(zones)
	s := &series{name: fmt.Sprintf("Topic %04d", n), who: fmt.Sprintf("p%d", who), clock: clockIn(p.t, zones[who])}
	rule, hour := somePattern(r), p.someHour()
	first := day(at).AddDate(0, 0, 3+r.IntN(10))
	for !rule.on(first, 0) {
		first = first.AddDate(0, 0, 1)
	}
	s.said = fmt.Sprintf(`plan seminar "%s" %s %s-%s from %s`, s.name, rule.said,
		first.Add(hour).Format("15:04"), first.Add(hour+time.Hour).Format("15:04"), first.Format("2 January 2006"))
	var days []time.Time
	limit := 1 + r.IntN(maxDates)
	endless := r.IntN(5) == 0
	for d := first; len(days) == 0 || d.Before(p.until.AddDate(0, 0, 3)) && (endless || len(days) < limit); d = d.AddDate(0, 0, 1) {
		if rule.on(d, int(d.Sub(first)/(24*time.Hour))) {
			days = append(days, d)
		}
	}
	last := days[len(days)-1]
	switch {
	case endless:
	case r.IntN(2) == 0:
		s.said += " to " + last.Format("2 January 2006")
	default:
		s.said += fmt.Sprintf(", %d times", len(days))
	}
	left := -1
	if len(days) > 3 && r.IntN(3) == 0 {
		left = 1 + r.IntN(len(days)-2)
		s.said += " except " + days[left].Format("2 January 2006")
	}
	for i, d := range days {
		if i != left {
			s.dates = append(s.dates, &date{stands: []stand{{at, d.Add(hour), true}}})
		}
	}
	return s
}

// someHour is a clock time, often in the small hours, where clocks change, and
// never one whose reminder an hour before comes with those of the next day.
func (p *plot) someHour() time.Duration {
	if p.rand.IntN(2) == 0 {
		return time.Duration(p.rand.IntN(14)) * quarter
	}
	return 12*time.Hour + time.Duration(p.rand.IntN(40))*quarter
}

// holds says whether a day is one of the series.
func (s *series) holds(wanted time.Time) bool {
	return slices.ContainsFunc(s.dates, func(d *date) bool { return day(d.stands[0].shown).Equal(wanted) })
}

// dues are the instants at which a date is reminded of: the day before at nine,
// on the clock there, and an hour before. That it is cancelled is said once, in
// the place of the first of the two that is still to come.
func (s *series) dues(d *date) map[time.Time]bool {
	dues := map[time.Time]bool{}
	for i, stand := range d.stands {
		dayBefore := s.clock.first(day(stand.shown).Add(-15 * time.Hour))
		turns := []time.Time{dayBefore, s.clock.first(stand.shown).Add(-time.Hour)}
		turns = slices.DeleteFunc(turns, func(at time.Time) bool { return !at.After(stand.since) })
		if !stand.held && len(turns) > 0 {
			turns = turns[:1]
		}
		for _, at := range turns {
			if i+1 == len(d.stands) || at.Before(d.stands[i+1].since) {
				dues[at] = true
			}
		}
	}
	return dues
}

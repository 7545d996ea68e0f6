package when

import (
	"time"

	"entente/planner"
)

// everyDate reads "every 14 March", « tous les 14 mars ».
func (p *parser) everyDate(s *series) bool {
	return p.take(every) && p.numeral(0, 2) && p.dayOfYear(s)
}

// dayOfYear reads the day of a series that is held once a year: "on 14 March",
// "the first Monday of October".
func (p *parser) dayOfYear(s *series) bool {
	d, ok := p.day(true)
	if ok = ok && d.isYearly(); ok {
		s.unit, s.on = years, d
	}
	return ok
}

// isYearly says whether a day comes once a year.
func (d day) isYearly() bool {
	return d.month != 0 && d.year == 0 && (d.form == onDate && !d.named || d.form == onNth)
}

// lacks says whether a rule that is held on a day of the month leaves months
// out, since they are too short for it.
func lacks(rule planner.Rule, start planner.Date) bool {
	if rule.Freq != planner.Monthly || rule.Nth != 0 {
		return false
	}
	first := planner.Date{Year: start.Year, Month: start.Month, Day: 1}
	for n := 0; n <= 12 && (rule.Count == 0 || n < rule.Count); n++ {
		d := first.AddMonths(n * rule.Interval)
		if !rule.Until.IsZero() && rule.Until.Before(d) {
			return false
		}
		if d.Day = start.Day; !d.Valid() {
			return true
		}
	}
	return false
}

// joinDate gives a series without its day the one that stands elsewhere: « le
// mardi à 15 h toutes les deux semaines », "14 March, every year".
func (p *parser) joinDate() {
	s, d := &p.parts.rule, p.parts.dates
	switch {
	case d.ranged || len(d.list) > 0:
		return
	case s.unit == weeks && len(s.weekdays) == 0 && d.from.plainWeekday():
		s.weekdays = append(s.weekdays, d.from.weekday)
	case s.unit == years && s.on.form == 0 && d.from.isYearly():
		s.on = d.from
	default:
		return
	}
	p.parts.dates = stretch{}
}

// firstOfYear is the first date of a yearly series on or after from.
func (p *parser) firstOfYear(rule *planner.Rule, from planner.Date) (planner.Date, error) {
	on := p.parts.rule.on
	if on.form == onNth {
		rule.Nth = on.num
		rule.Weekdays = []time.Weekday{on.weekday}
	}
	days, err := p.place(on, from, from)
	return days.First, err
}

package when

import (
	"slices"
	"time"

	"entente/planner"
)

// leaveOutWeekdays takes the weekdays out of rule that are excepted for good
// ("every day except Sunday"), and gives the other exceptions.
func (p *parser) leaveOutWeekdays(rule *planner.Rule) (left []stretch) {
	held := slices.Clone(rule.Weekdays)
	if rule.Freq == planner.Daily && rule.Interval == 1 {
		held = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	}
	if rule.Freq == planner.Monthly || len(held) < 2 {
		return p.parts.except
	}
	for _, s := range p.parts.except {
		ends := []day{s.from}
		if s.pair {
			ends = append(ends, s.to)
		}
		isWeekday := func(d day) bool { return d.plainWeekday() && slices.Contains(held, d.weekday) }
		if s.ranged && !s.pair || slices.ContainsFunc(ends, func(d day) bool { return !isWeekday(d) }) || len(held) <= len(ends) {
			left = append(left, s)
			continue
		}
		held = slices.DeleteFunc(held, func(w time.Weekday) bool {
			return slices.ContainsFunc(ends, func(d day) bool { return d.weekday == w })
		})
		rule.Freq, rule.Weekdays = planner.Weekly, held
	}
	return left
}

// exceptedDates are the dates that "except" leaves out. Each has to be a date
// of the series; of a range at least one.
func (p *parser) exceptedDates(list []stretch, rule planner.Rule, start, today planner.Date) ([]planner.Date, error) {
	var dates []planner.Date
	for i := len(list) - 1; i >= 0; i-- {
		s := list[i]
		if s.from.bare && !s.ranged { // 9, 16 and 23 February
			if i+1 == len(list) {
				return nil, p.refuse("when.not_understood", s.span)
			}
			s.from.month, s.from.year = list[i+1].from.month, list[i+1].from.year
			if list[i+1].from.bare {
				s.from.month, s.from.year = list[i+1].to.month, list[i+1].to.year
			}
			s.from.bare = false
			list[i] = s
		}
	}
	for _, s := range list {
		parts := []stretch{s}
		if s.pair {
			first := s.from
			if first.bare {
				first.month, first.year, first.bare = s.to.month, s.to.year, false
			}
			parts = []stretch{{from: first}, {from: s.to}}
		}
		for _, one := range parts {
			days, err := p.placeStretch(one, today, start)
			if err != nil {
				return nil, err
			}
			held := heldBetween(rule, start, days)
			if len(held) == 0 {
				return nil, p.refuse("when.not_held", s.span)
			}
			dates = append(dates, held...)
		}
	}
	slices.SortFunc(dates, planner.Date.Compare)
	return slices.Compact(dates), nil
}

// heldBetween are the dates of a series in a range of days.
func heldBetween(rule planner.Rule, start planner.Date, days daysRange) (dates []planner.Date) {
	if days.first.Before(start) {
		days.first = start
	}
	if !rule.Until.IsZero() && rule.Until.Before(days.last) {
		days.last = rule.Until
	}
	for d := days.first; !days.last.Before(d) && len(dates) < planner.MaxOccurrences; d = d.AddDays(1) {
		if heldOn(rule, start, d) {
			dates = append(dates, d)
		}
	}
	return dates
}

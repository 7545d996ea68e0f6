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
	list, err := p.inFull(list)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if d := s.from; d.plainWeekday() && len(rule.Weekdays) > 0 && !slices.Contains(rule.Weekdays, d.weekday) {
			return nil, p.refuse("when.not_held", s.span)
		}
		days, err := p.placeStretch(s, today, start)
		if err != nil {
			return nil, err
		}
		held := heldBetween(rule, start, days)
		if len(held) == 0 {
			return nil, p.refuse("when.not_held", s.span)
		}
		dates = append(dates, held...)
	}
	slices.SortFunc(dates, planner.Date.Compare)
	return slices.Compact(dates), nil
}

// inFull gives each day of a list the month and year that stand behind a later
// one ("9, 16 and 23 February"), and takes pairs apart.
func (p *parser) inFull(list []stretch) ([]stretch, error) {
	if len(list) == 1 && !list[0].pair {
		_, ok := list[0].from.filledBy(day{})
		if ok || list[0].ranged {
			return list, nil
		}
	}
	full := make([]stretch, 0, 2*len(list))
	var behind day
	for i := len(list) - 1; i >= 0; i-- {
		s := &list[i]
		if s.ranged && !s.pair {
			full, behind = append(full, *s), s.from
			if s.from.bare {
				behind = s.to
			}
			continue
		}
		ends := []day{s.to, s.from}
		if !s.pair {
			ends = ends[1:]
		}
		for _, d := range ends {
			d, ok := d.filledBy(behind)
			if !ok {
				return nil, p.refuse("when.not_understood", s.span)
			}
			full, behind = append(full, stretch{span: s.span, from: d}), d
		}
	}
	slices.Reverse(full)
	return full, nil
}

// filledBy is d with the month and year of the day behind it, where it has none.
func (d day) filledBy(behind day) (day, bool) {
	switch {
	case d.form != onDate:
	case d.month == 0 && behind.month != 0:
		d.month, d.year, d.bare = behind.month, behind.year, false
	case d.year != 0 || behind.year == 0:
	case d.month > behind.month: // 20 December and 10 January 2028
		d.year = behind.year - 1
	default:
		d.year = behind.year
	}
	return d, !d.bare
}

// heldBetween are the dates of a series in a range of days.
func heldBetween(rule planner.Rule, start planner.Date, days Days) (dates []planner.Date) {
	if days.First.Before(start) {
		days.First = start
	}
	if !rule.Until.IsZero() && rule.Until.Before(days.Last) {
		days.Last = rule.Until
	}
	for d := days.First; !days.Last.Before(d) && len(dates) < planner.MaxOccurrences; d = d.AddDays(1) {
		if heldOn(rule, start, d) {
			dates = append(dates, d)
		}
	}
	return dates
}

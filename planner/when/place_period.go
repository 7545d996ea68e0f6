package when

import (
	"time"

	"entente/planner"
)

// monday is the first day of the week of d: weeks begin on Monday (ISO 8601).
func monday(d planner.Date) planner.Date { return d.AddDays(-sinceMonday(d.Weekday())) }

func sinceMonday(w time.Weekday) int { return int(w+6) % 7 }

func weekOfDate(d planner.Date) Days {
	first := monday(d)
	return Days{first, first.AddDays(6)}
}

// placeWeek is the week of that number (ISO 8601: the first one has 4 January in
// it) of its year, or else the first one that is not over on from.
func (p *parser) placeWeek(d day, from planner.Date) (Days, error) {
	week := func(year int) Days {
		return weekOfDate(planner.Date{Year: year, Month: time.January, Day: 4}.AddDays(7 * (d.num - 1)))
	}
	year := d.year
	for year == 0 || d.year == 0 && week(year).Last.Before(from) {
		year = max(year, from.Year-1) + 1
	}
	w := week(year)
	if d.num < 1 || w.First.AddDays(3).Year != year { // a year has 52 weeks, or 53
		return w, p.refuse("when.impossible", d.span)
	}
	return w, nil
}

// monthOf is the month that begins on first, or of which first is the only day
// that matters.
func monthOf(first planner.Date) Days {
	first.Day = 1
	return Days{first, first.AddMonths(1).AddDays(-1)}
}

// partOfMonth is the beginning (to the 10th), the middle (11th to 20th) or the
// end of a month; 0: all of it.
func partOfMonth(m Days, part int) Days {
	if part > 1 {
		m.First.Day = 10*part - 9
	}
	if part == 1 || part == 2 {
		m.Last.Day = 10 * part
	}
	return m
}

// partOfYear is the first month of a year, its last one, or all of it.
func partOfYear(year, part int) Days {
	d := Days{planner.Date{Year: year, Month: time.January, Day: 1}, planner.Date{Year: year, Month: time.December, Day: 31}}
	switch part {
	case 1:
		d.Last.Month = time.January
	case 3:
		d.First.Month = time.December
	}
	return d
}

// placeMonth is the named month of its year, or else the first one that is not
// over on from.
func (p *parser) placeMonth(d day, from planner.Date) Days {
	m := monthOf(planner.Date{Year: d.year, Month: d.month})
	if d.year == 0 {
		m = monthOf(planner.Date{Year: from.Year, Month: d.month})
		if partOfMonth(m, d.part).Last.Before(from) {
			m = monthOf(planner.Date{Year: from.Year + 1, Month: d.month})
		}
	}
	return m
}

// placeDayOf is a day of a month that is named, or counted from today. Of the
// month alone it may be a series.
func (p *parser) placeDayOf(d day, today, from planner.Date) (planner.Date, error) {
	month := p.placeMonth(d, from)
	if d.month == 0 {
		month = placeUnit(d, today)
	}
	if d.weeks < 0 {
		return month.Last, nil
	}
	date := month.First.AddDays(d.weeks - 1)
	switch {
	case d.weeks < 1 || month.Last.Before(date):
		return date, p.refuse("when.impossible", d.span)
	case d.habit && date.Before(today):
		d.num++
		return p.placeDayOf(d, today, from)
	case d.habit:
		monthly := planner.Rule{Freq: planner.Monthly, Interval: 1}
		return date, p.ask("when.once_or_series", d.span, SayFrequency(monthly, date, p.lang()), date.String())
	}
	return date, nil
}

// placeSeason takes whole months, as meteorologists do: spring is March to
// May. A winter with its year may be either of two.
func (p *parser) placeSeason(d day, from planner.Date) (Days, error) {
	season := func(year int) Days {
		first := planner.Date{Year: year, Month: d.month, Day: 1}
		return Days{first, first.AddMonths(3).AddDays(-1)}
	}
	switch {
	case d.year == 0:
		s := season(from.Year - 1)
		for s.Last.Before(from) {
			s = season(s.First.Year + 1)
		}
		return s, nil
	case d.month == time.December:
		before, after := season(d.year-1), season(d.year)
		return after, p.ask("when.which_period", d.span, p.isoRange(before), p.isoRange(after))
	}
	return season(d.year), nil
}

// placeUnit is this week, next month, last year, this weekend.
func placeUnit(d day, today planner.Date) Days {
	switch d.unit {
	case months:
		this := planner.Date{Year: today.Year, Month: today.Month, Day: 1}
		return partOfMonth(monthOf(this.AddMonths(d.num)), d.part)
	case years:
		return partOfYear(today.Year+d.num, d.part)
	}
	week := weekOfDate(today.AddDays(7 * d.num))
	if d.unit == days { // a weekend
		week.First = week.First.AddDays(5)
	}
	return week
}

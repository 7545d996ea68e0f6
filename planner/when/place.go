package when

import (
	"time"

	"entente/planner"
)

// Days are days in a row, the last one included.
type Days struct{ First, Last planner.Date }

func oneDay(d planner.Date) Days { return Days{d, d} }

// place puts d on the calendar. What has no year is the first such day on or
// after from; what is relative counts from today.
func (p *parser) place(d day, today, from planner.Date) (Days, error) {
	switch d.form {
	case onDate:
		date, err := p.placeDate(d, from)
		return oneDay(date), err
	case onSlashed:
		date, err := p.placeSlashed(d, from)
		return oneDay(date), err
	case onEaster:
		date, err := p.placeEaster(d, from)
		return oneDay(date), err
	case onRelative:
		return oneDay(today.AddDays(d.num).AddMonths(d.months)), nil
	case onWeekday:
		date, err := p.placeWeekday(d, today)
		return oneDay(date), err
	case onNth:
		date, err := p.placeNth(d, today, from)
		return oneDay(date), err
	case inWeekOf:
		date, err := p.placeDate(d, from)
		return weekOfDate(date), err
	case onWeekNumber:
		week, err := p.placeWeek(d, from)
		return oneDay(week.First.AddDays(sinceMonday(d.weekday))), err
	case onDayOf:
		date, err := p.placeDayOf(d, today, from)
		return oneDay(date), err
	case inWeekNumber:
		return p.placeWeek(d, from)
	case inMonth:
		return partOfMonth(p.placeMonth(d, from), d.part), nil
	case inYear:
		return partOfYear(d.year, d.part), nil
	case inSeason:
		return p.placeSeason(d, from)
	}
	return placeUnit(d, today), nil
}

// placeDate finds a date that may lack its year or month. The weekday, if
// said, has to be that of the date found.
func (p *parser) placeDate(d day, from planner.Date) (planner.Date, error) {
	date := planner.Date{Year: d.year, Month: d.month, Day: d.num}
	switch {
	case d.year != 0:
	case d.month != 0:
		date.Year = from.Year
		for tries := 0; tries < 9 && (!date.Valid() || date.Before(from)); tries++ { // nine: 29 February around 1900 or 2100
			date.Year++
		}
	default:
		date.Year, date.Month = from.Year, from.Month
		for tries := 0; tries < 3 && (!date.Valid() || date.Before(from)); tries++ { // three: the 31st after February
			date.Month++
			if date.Month > time.December {
				date.Year, date.Month = date.Year+1, time.January
			}
		}
	}
	if !date.Valid() {
		return date, p.refuse("when.impossible", d.span)
	}
	return date, p.checkWeekday(d, date)
}

// checkWeekday refuses a date whose weekday was said, and is another one.
func (p *parser) checkWeekday(d day, date planner.Date) error {
	if !d.named || date.Weekday() == d.weekday {
		return nil
	}
	return &planner.Refusal{Why: "when.weekday", Words: p.words(d.span),
		Args: map[string]any{"date": date, "weekday": date.Weekday()}}
}

// placeSlashed reads 12/05/2027 day first. In English it asks while the month
// may stand first as well.
func (p *parser) placeSlashed(d day, from planner.Date) (planner.Date, error) {
	dayFirst, errDay := p.placeDate(d, from)
	if p.french {
		return dayFirst, errDay
	}
	d.num, d.month = int(d.month), time.Month(d.num)
	monthFirst, errMonth := p.placeDate(d, from)
	switch {
	case errDay != nil && errMonth == nil:
		return monthFirst, nil
	case errDay == nil && errMonth == nil && dayFirst != monthFirst:
		return dayFirst, p.ask("when.which_date", d.span, dayFirst.String(), monthFirst.String())
	}
	return dayFirst, errDay
}

// placeWeekday finds the weekday to come. It asks where people do not agree:
// a weekday named on that very day, "next Friday" before this week's Friday,
// "this Monday" and "last Monday" after it.
func (p *parser) placeWeekday(d day, today planner.Date) (planner.Date, error) {
	ofThisWeek := monday(today).AddDays(sinceMonday(d.weekday))
	aWeekOn, aWeekAgo := ofThisWeek.AddDays(7), ofThisWeek.AddDays(-7)
	coming := ofThisWeek
	if coming.Before(today) {
		coming = aWeekOn
	}
	either := func(a, b planner.Date) (planner.Date, error) {
		return a, p.ask("when.which_date", d.span, a.String(), b.String())
	}
	ahead, passed := today.Before(ofThisWeek), ofThisWeek.Before(today)
	switch {
	case d.inWeek:
		return ofThisWeek.AddDays(7 * d.num), nil
	case d.weeks > 0:
		return coming.AddDays(7 * d.weeks), nil
	case d.which == nextOne && ahead:
		return either(ofThisWeek, aWeekOn)
	case d.which == nextOne:
		return aWeekOn, nil
	case d.which == lastOne && passed:
		return either(ofThisWeek, aWeekAgo)
	case d.which == lastOne:
		return aWeekAgo, nil
	case d.which == thisOne && passed:
		return either(aWeekOn, ofThisWeek)
	case d.habit:
		return coming, p.ask("when.once_or_series", d.span, SayFrequency(planner.Rule{
			Freq: planner.Weekly, Interval: 1, Weekdays: []time.Weekday{d.weekday},
		}, coming, p.lang()), coming.String())
	case coming == today:
		return either(today, aWeekOn)
	}
	return coming, nil
}

// placeNth finds "the first Monday of March", or of this or another month.
func (p *parser) placeNth(d day, today, from planner.Date) (planner.Date, error) {
	if d.unit == months {
		month := planner.Date{Year: today.Year, Month: today.Month, Day: 1}.AddMonths(d.weeks)
		date, ok := nthOf(month, d.weekday, d.num)
		switch {
		case !ok:
			return date, p.refuse("when.impossible", d.span)
		case d.habit && date.Before(today):
			d.weeks++
			return p.placeNth(d, today, from)
		case d.habit && d.num >= -1:
			return date, p.ask("when.once_or_series", d.span, SayFrequency(planner.Rule{
				Freq: planner.Monthly, Interval: 1, Weekdays: []time.Weekday{d.weekday}, Nth: d.num,
			}, date, p.lang()), date.String())
		}
		return date, nil
	}
	month := planner.Date{Year: d.year, Month: d.month, Day: 1}
	if d.year != 0 {
		from, month.Year = planner.Date{}, d.year
	} else {
		month.Year = from.Year
	}
	date, ok := nthOf(month, d.weekday, d.num)
	if d.year == 0 && (ok && date.Before(from) || !ok && month.AddMonths(1).Before(from)) {
		month.Year++
		date, ok = nthOf(month, d.weekday, d.num)
	}
	if !ok { // nobody means the next year that has a fifth Monday of April
		return planner.Date{}, p.refuse("when.impossible", d.span)
	}
	return date, nil
}

// nthOf is the n-th weekday of the month that begins on first; -1: the last, -2:
// the one before it.
func nthOf(first planner.Date, weekday time.Weekday, n int) (planner.Date, bool) {
	if n < 0 {
		last := first.AddMonths(1).AddDays(-1)
		return last.AddDays(-(int(last.Weekday()-weekday)+7)%7 + 7*(n+1)), true
	}
	date := first.AddDays((int(weekday-first.Weekday())+7)%7 + 7*(n-1))
	return date, date.Month == first.Month
}

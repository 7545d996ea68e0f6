package when

import "time"

// form is the way in which a day or period is written.
type form uint8

const (
	onDate       form = iota + 1 // 12 May 2027, Tue 12 May, the 12th
	onSlashed                    // 12/05/2027: num/month as written
	onRelative                   // tomorrow: num days from today
	onWeekday                    // Tuesday, next Tuesday
	onNth                        // first Monday of March
	onEaster                     // Easter Monday: num days after Easter Sunday
	onWeekNumber                 // 2027-W12-2: that weekday of week num of the year
	onDayOf                      // first day of March, the 12th of next month: day number weeks, or -1, the last
	inMonth                      // March 2027, end of May
	inYear                       // 2027
	inSeason                     // spring 2028
	inUnit                       // next week, this month: num units from the current one
	inWeekOf                     // week of 12 May
	inWeekNumber                 // week 12: num of the year
)

// choice says which of the weekdays to come, or to have come, is meant.
type choice uint8

const (
	plain choice = iota
	thisOne
	nextOne
	lastOne
)

// day is a day or a period as written, before it is placed on the calendar.
type day struct {
	form form
	span
	year    int        // 0: not said
	month   time.Month // 0: not said
	num     int        // day of the month; or see form
	part    int        // of a month: 1 beginning, 2 middle, 3 end
	unit    unit
	named   bool // a weekday was said
	weekday time.Weekday
	which   choice
	weeks   int  // weeks after that weekday; of onDayOf the day of the month, or -1: the last
	months  int  // months after a relative day
	inWeek  bool // the weekday is one of the week that is num weeks from this one
	habit   bool // « le mardi », "first Monday of the month": may be a series
	half    half // this morning, tonight: an hour has to follow
	bare    bool // a number only: the month stands at the other end of a range
	weak    bool // in a sentence it needs a neighbour to be a date
}

// day reads a day or period. With led, a word before it has made clear that a
// time follows, so that a bare month or year is one.
func (p *parser) day(led bool) (d day, ok bool) {
	start := p.i
	onIt := p.take(on)
	led = onIt || p.take(within) || led
	led = p.try(func() bool { return p.take(at) && p.is(feast|article) && (p.is(feast) || p.peek(1).is&feast != 0) }) || led
	the := p.take(article)
	ok = p.try(func() bool { return p.isoDate(&d) }) ||
		p.try(func() bool { return p.isoWeek(&d, led) }) ||
		p.try(func() bool { return p.slashedDate(&d) }) ||
		p.try(func() bool { return p.feastDay(&d, led || the) }) ||
		p.try(func() bool { return p.relative(&d) }) ||
		p.try(func() bool { return p.weeksAfter(&d) }) ||
		p.try(func() bool { return p.nthWeekday(&d) }) ||
		p.try(func() bool { return p.dayOf(&d) }) ||
		p.try(func() bool { return p.monthDay(&d, the) }) ||
		p.try(func() bool { return p.oneWeekday(&d, the) }) ||
		p.try(func() bool { return p.period(&d, led) })
	if !ok {
		p.i = start
	} else if d.form <= onSlashed || d.form == onEaster {
		p.weekdayBehind(&d)
	}
	d.span = span{start, p.i}
	d.weak = d.weak && !(onIt && d.form == onWeekday)
	return d, ok
}

// isoDate reads 2027-05-12, and 20270512.
func (p *parser) isoDate(d *day) bool {
	if basic, ok := p.basicDate(); ok {
		*d = basic
		p.i++
		return true
	}
	if !p.joined("-", 4, 2, 2) || len(p.tokens[p.i].text) != 4 {
		return false
	}
	*d = day{form: onDate, year: p.num(0), month: time.Month(p.num(2)), num: p.num(4)}
	p.i += 5
	return true
}

// basicDate is the date that eight digits say (ISO 8601, basic format); a
// number that is no date of these centuries may be anything else.
func (p *parser) basicDate() (d day, ok bool) {
	if p.done() || p.tokens[p.i].kind != aNumber || len(p.tokens[p.i].text) != 8 {
		return d, false
	}
	text := p.tokens[p.i].text
	d = day{form: onDate, year: number(text[:4]), month: time.Month(number(text[4:6])), num: number(text[6:])}
	return d, 1900 <= d.year && d.year <= 2199 && 1 <= d.month && d.month <= 12 && 1 <= d.num && d.num <= 31
}

// slashedDate reads 12/05/2027, 12-05-2027, 12.5.2027, 12/05 and 2027/05/12.
func (p *parser) slashedDate(d *day) bool {
	if p.joined("-", 2, 2, 4) && len(p.tokens[p.i+4].text) == 4 { // 16-03-2027
		*d = day{form: onSlashed, num: p.num(0), month: time.Month(p.num(2)), year: p.num(4)}
		p.i += 5
		return true
	}
	for _, sep := range []string{"/", "."} {
		switch {
		case p.joined(sep, 4, 2, 2) && len(p.tokens[p.i].text) == 4:
			*d = day{form: onDate, year: p.num(0), month: time.Month(p.num(2)), num: p.num(4)}
			p.i += 5
			return true
		case p.joined(sep, 2, 2, 4):
			*d = day{form: onSlashed, num: p.num(0), month: time.Month(p.num(2)), year: p.num(4)}
			if len(p.tokens[p.i+4].text) < 4 {
				d.year = 2000 + d.year%100
			}
			width := len(p.tokens[p.i+4].text)
			p.i += 5
			return width == 2 || width == 4
		}
	}
	if !p.joined("/", 2, 2) || p.sign(3, "/") {
		return false
	}
	*d = day{form: onSlashed, num: p.num(0), month: time.Month(p.num(2)), weak: true}
	p.i += 3
	return true
}

// relative reads today, après-demain, tonight.
func (p *parser) relative(d *day) bool {
	m, ok := p.took(relativeDay)
	if !ok {
		return false
	}
	*d = day{form: onRelative, num: m.num}
	if on, ok := p.took(weeksOn); ok { // « demain en huit »
		d.num += 7 * max(on.num, 1)
	}
	if m.is&dayPart != 0 {
		d.half = m.half()
	}
	return true
}

// weeksAfter reads "a week on Friday", "two weeks from today", "a fortnight
// tomorrow"; "a month from today".
func (p *parser) weeksAfter(d *day) bool {
	if p.french || p.peek(1).unit < days || !p.is(numberWord) && !p.numeral(0, 2) {
		return false
	}
	a, ok := p.amount()
	if !ok {
		return false
	}
	counted := p.is(from)
	p.take(on | from)
	if (counted || a.unit == weeks) && p.relative(d) {
		inMonths, inDays := a.onCalendar()
		d.num, d.months = d.num+inDays, inMonths
		return d.half == anyHalf && a.n > 0
	}
	if a.unit != weeks || !p.oneWeekday(d, false) || !d.plainWeekday() || p.numeral(0, 2) || p.is(article|monthName|comma) {
		return false
	}
	d.weeks = a.n
	return a.n > 0
}

// monthDay reads a date with its month in words, or without one where a
// weekday or an article shows that the number is a date.
func (p *parser) monthDay(d *day, the bool) bool {
	*d = day{form: onDate}
	if p.is(this) && p.peek(1).is&weekdayName != 0 && p.numeral(2, 2) { // this Friday 12
		p.take(this)
	}
	if m, ok := p.took(weekdayName); ok && m.is&weekdayNames == 0 {
		d.named, d.weekday = true, m.weekday
		p.dot()
		p.take(comma)
		the = p.take(article) || the
		if slashed := *d; p.try(func() bool { return p.slashedDate(&slashed) }) { // mardi 16/03
			slashed.named, slashed.weekday, slashed.weak = true, m.weekday, false
			*d = slashed
			return true
		}
		if p.joined(".", 2, 2) && p.num(2) <= 12 { // Tue 16.3.
			d.num, d.month = p.num(0), time.Month(p.num(2))
			p.i += 3
			p.dot()
			return true
		}
	}
	if p.is(ordinalWord | numberWord) {
		return p.wordedDay(d)
	}
	if !p.french && p.try(func() bool { return p.month(d) && p.try(func() bool { return p.theDayNumber(d) }) }) {
		p.year(d)
		return true
	}
	if !p.numeral(0, 2) {
		return false
	}
	d.num = p.num(0)
	if p.try(func() bool { return p.joinedMonth(d) }) {
		return true
	}
	if p.try(func() bool { p.i++; p.ordinalEnd(); p.take(of); return p.month(d) }) {
		p.year(d)
		return true
	}
	if !p.dayNumber(d) || p.sign(0, "-") && p.numeral(1, 4) || p.is(monthName|unitName) {
		return false
	}
	ordinal := p.match[p.i-1].is&ordinalEnd != 0
	d.weak = !d.named
	return d.named || the && (p.french && d.num == 1 || p.french != ordinal)
}

// month reads the name of a month.
func (p *parser) month(d *day) bool {
	m, ok := p.took(monthName)
	if ok {
		d.month = m.month
		p.dot()
	}
	return ok
}

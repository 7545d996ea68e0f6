package when

import "time"

// period reads a stretch of the calendar that has a name: March 2027, end of
// May, 2027, spring 2028, next week, week of 12 May.
func (p *parser) period(d *day, led bool) bool {
	*d = day{}
	if p.try(func() bool { return p.unitPeriod(d) }) {
		return p.weekdayOf(d)
	}
	if p.try(func() bool { return (led || !p.loose) && p.weekNumber(d) }) {
		return true
	}
	if !p.is(unitName|abbreviation) && p.take(weekOf) {
		inner, ok := p.day(true)
		*d = inner
		d.form = inWeekOf
		return ok && inner.form == onDate
	}
	if m, ok := p.took(partOf); ok {
		d.part = m.num
		p.take(of)
		p.take(article)
		if p.unitPeriodOr(d) {
			return d.unit == months || d.unit == years && d.part != 2
		}
		led = true
	}
	switch {
	case p.month(d):
		d.form = inMonth
		p.take(of)
		if !p.yearNumber(d) && p.i > 0 && p.match[p.i-1].is&of != 0 {
			p.i--
		}
		return !p.loose || led || d.year != 0
	case p.is(seasonName):
		m, _ := p.took(seasonName)
		d.form, d.month = inSeason, m.month
		p.yearNumber(d)
		return d.part == 0 && (!p.loose || d.year != 0)
	}
	d.form = inYear
	return d.part != 2 && (!p.loose || led) && p.yearNumber(d)
}

// weekNumber reads "week 12", « semaine 12 de 2027 ».
func (p *parser) weekNumber(d *day) bool {
	if !p.is(unitName|abbreviation) || !p.take(weekOf) {
		return false
	}
	p.dot()
	if !p.numeral(0, 2) || p.peek(1).is&(monthName|hourSign|amPm|ordinalEnd) != 0 || p.sign(1, "/") || p.sign(1, ":") || p.sign(1, "-") || p.sign(1, ".") && !p.tokens[p.i+1].spaced && p.numeral(2, 4) {
		return false
	}
	*d = day{form: inWeekNumber, num: p.num(0)}
	p.i++
	p.try(func() bool { p.take(comma); p.take(of); return p.yearNumber(d) })
	return true
}

// isoWeek reads 2027-W12, 2027W12 and, of a weekday, 2027-W12-2 (ISO 8601);
// W12 alone may be a room.
func (p *parser) isoWeek(d *day, led bool) bool {
	*d = day{form: inWeekNumber}
	if p.numeral(0, 4) && len(p.tokens[p.i].text) == 4 {
		d.year = p.num(0)
		p.i++
		p.glueDash()
		led = p.glued(0)
	}
	if p.done() || !led && p.loose || d.year == 0 && p.glued(0) {
		return false
	}
	t := p.tokens[p.i]
	p.i++
	if t.text == "w" && p.numeral(0, 2) && p.glued(0) { // directly behind the year
		t.text += p.tokens[p.i].text
		p.i++
	}
	if len(t.text) < 2 || len(t.text) > 3 || t.text[0] != 'w' || !isDigit(rune(t.text[1])) {
		return false
	}
	if d.num = number(t.text[1:]); d.year == 0 {
		return true
	}
	p.try(func() bool {
		if !p.glueDash() || !p.numeral(0, 1) || !p.glued(0) || p.num(0) < 1 || p.num(0) > 7 {
			return false
		}
		d.form, d.weekday = onWeekNumber, time.Weekday(p.num(0)%7)
		p.i++
		return true
	})
	return true
}

// glueDash moves over a dash that stands directly behind what is before it.
func (p *parser) glueDash() bool {
	if !p.sign(0, "-") || !p.glued(0) {
		return false
	}
	p.i++
	return true
}

// unitPeriod reads "next week", « le mois prochain », "this year", "this
// weekend".
func (p *parser) unitPeriod(d *day) bool {
	if p.is(this) && p.here().num != 0 { // "the coming week" is no more this one than the next
		return false
	}
	which := p.which()
	m, ok := p.took(unitName | weekend)
	if !ok || m.is&hourSign != 0 || m.num != 0 {
		return false
	}
	if which == plain && p.is(next|last) {
		which = p.which()
	}
	d.form, d.unit = inUnit, m.unit
	if m.is&weekend != 0 {
		d.unit = days
	}
	switch which {
	case nextOne:
		d.num = 1
	case lastOne:
		d.num = -1
	}
	return which != plain && (m.is&weekend != 0 || m.unit == weeks || m.unit == months || m.unit == years)
}

// unitPeriodOr reads, after "end of", also "the month" for this month.
func (p *parser) unitPeriodOr(d *day) bool {
	return p.try(func() bool { return p.unitPeriod(d) }) || p.try(func() bool {
		m, ok := p.took(unitName)
		d.form, d.unit = inUnit, m.unit
		return ok && (m.unit == months || m.unit == years) && m.is&numberWord == 0
	})
}

// weekdayOf reads the weekday behind "next week", if there is one.
func (p *parser) weekdayOf(d *day) bool {
	if d.unit != weeks {
		return true
	}
	p.try(func() bool {
		apart := p.take(comma)
		p.take(on)
		p.take(article)
		m, ok := p.took(weekdayName)
		if !ok || m.is&(weekdayNames|abbreviation) != 0 || apart && (p.is(monthName|article) || p.numeral(0, 2)) {
			return false
		}
		*d = day{form: onWeekday, named: true, weekday: m.weekday, inWeek: true, num: d.num}
		return true
	})
	return true
}

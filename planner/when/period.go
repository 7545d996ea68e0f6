package when

// period reads a stretch of the calendar that has a name: March 2027, end of
// May, 2027, spring 2028, next week, week of 12 May.
func (p *parser) period(d *day, led bool) bool {
	*d = day{}
	if p.try(func() bool { return p.unitPeriod(d) }) {
		return p.weekdayOf(d)
	}
	if p.take(weekOf) {
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

// unitPeriod reads "next week", « le mois prochain », "this year", "this
// weekend".
func (p *parser) unitPeriod(d *day) bool {
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
		p.take(on)
		m, ok := p.took(weekdayName)
		if !ok || m.is&(weekdayNames|abbreviation) != 0 {
			return false
		}
		*d = day{form: onWeekday, named: true, weekday: m.weekday, inWeek: true, num: d.num}
		return true
	})
	return true
}

package when

// oneWeekday reads Tuesday, next Tuesday, mardi en huit, Tuesday next week.
func (p *parser) oneWeekday(d *day, the bool) bool {
	*d = day{form: onWeekday, named: true, which: p.which()}
	m, ok := p.took(weekdayName)
	if !ok || m.is&weekdayNames != 0 {
		return false
	}
	d.weekday = m.weekday
	d.weak = m.is&abbreviation != 0 && d.which == plain
	p.dot()
	switch {
	case d.which != plain:
	case p.try(func() bool { return p.ofWeek(d) }):
	case p.is(next | last):
		d.which = p.which()
	case p.is(weeksOn):
		d.weeks = max(p.here().num, 1) // Friday week
		p.take(weeksOn)
	case the && !p.french: // "the sun"
		return false
	default:
		d.habit = the
	}
	return true
}

// weekdayBehind reads the weekday behind a date: "16 March (Tuesday)", "16/3,
// Tue".
func (p *parser) weekdayBehind(d *day) {
	p.try(func() bool {
		inside := p.sign(0, "(")
		if inside {
			p.i++
		} else {
			p.take(comma)
		}
		m, ok := p.took(weekdayName)
		if !ok || d.named || d.form == onDate && d.month == 0 || m.is&weekdayNames != 0 {
			return false
		}
		p.dot()
		if inside && !p.sign(0, ")") || p.startsDay() {
			return false
		}
		if inside {
			p.i++
		}
		d.named, d.weekday, d.weak = true, m.weekday, false
		return true
	})
}

// startsDay says whether a date follows a weekday, and not an hour.
func (p *parser) startsDay() bool {
	hour := p.peek(1).is&(hourSign|amPm) != 0 || p.sign(1, ":")
	return p.is(monthName|article|next|weeksOn|of|dash|to) || p.numeral(0, 2) && !hour
}

// ofWeek reads "next week" behind a weekday, « de la semaine prochaine ».
func (p *parser) ofWeek(d *day) bool {
	var week day
	p.take(of)
	p.take(article)
	if !p.unitPeriod(&week) || week.unit != weeks {
		return false
	}
	d.inWeek, d.num = true, week.num
	return true
}

// which reads next, this or last.
func (p *parser) which() choice {
	switch {
	case p.take(next):
		return nextOne
	case p.is(this):
		coming := p.here().num != 0
		if p.take(this); coming { // the coming Monday is the next one to come
			return plain
		}
		return thisOne
	case p.take(last):
		return lastOne
	}
	return plain
}

// nthWeekday reads "first Monday of March", « dernier vendredi du mois ».
func (p *parser) nthWeekday(d *day) bool {
	*d = day{form: onNth, named: true}
	n, ok := p.ordinal()
	if !ok {
		return false
	}
	m, ok := p.took(weekdayName)
	if !ok {
		return false
	}
	d.num, d.weekday = n, m.weekday
	if !p.take(of | within) {
		return false
	}
	p.take(article)
	if p.month(d) {
		p.year(d)
		return true
	}
	var month day
	if p.try(func() bool { return p.unitPeriod(&month) && month.unit == months }) {
		d.unit, d.weeks = months, month.num
		return true
	}
	m, ok = p.took(unitName)
	d.unit, d.habit = months, true
	return ok && m.unit == months
}

// ordinal reads first, last, 3rd.
func (p *parser) ordinal() (int, bool) {
	if m, ok := p.took(ordinalWord); ok {
		return m.num, true
	}
	if !p.numeral(0, 1) || p.num(0) < 1 || p.num(0) > 5 {
		return 0, false
	}
	n := p.num(0)
	p.i++
	return n, p.ordinalEnd()
}

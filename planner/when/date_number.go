package when

// wordedDay reads "first of May", "third May", « premier mai », « le trois mai ».
func (p *parser) wordedDay(d *day) bool {
	d.num = p.here().num
	if d.num < 1 || d.num == 1 && p.is(numberWord) || p.is(numberWord) && !p.french { // "a May"
		return false
	}
	p.take(ordinalWord | numberWord)
	p.take(of)
	if !p.month(d) {
		return false
	}
	p.year(d)
	return true
}

// joinedMonth reads the rest of 12-May-2027, 12/May/2027.
func (p *parser) joinedMonth(d *day) bool {
	sep := p.i + 1
	if sep >= len(p.tokens) || !p.glued(1) || !p.glued(2) || !p.sign(1, "-") && !p.sign(1, "/") {
		return false
	}
	p.i += 2
	if !p.month(d) || !p.sign(0, p.tokens[sep].text) || !p.glued(0) || !p.glued(1) {
		return false
	}
	p.i++
	return p.yearNumber(d)
}

// dayOf reads "first day of June", « dernier jour du mois prochain », and "the
// 12th of next month", « le 15 du mois ».
func (p *parser) dayOf(d *day) bool {
	*d = day{}
	n := 0
	edge := p.try(func() (ok bool) {
		n, ok = p.ordinal()
		return ok && (n == 1 || n == -1) && p.here().unit == days && p.take(unitName)
	})
	switch {
	case edge:
	case p.is(ordinalWord) && p.here().num == 1 && p.take(ordinalWord):
		n = 1
	case p.dayNumber(d):
		n = d.num
	default:
		return false
	}
	if !p.take(of | within) {
		return false
	}
	p.take(article)
	*d = day{}
	switch {
	case edge && p.month(d):
		p.year(d)
	case p.try(func() bool { return p.unitPeriod(d) }):
	default:
		d.habit = !edge && p.unitPeriodOr(d)
		if edge && !p.unitPeriodOr(d) {
			return false
		}
	}
	d.form, d.weeks = onDayOf, n
	return (d.month != 0 || d.unit == months) && !(d.habit && !p.parts.rule.empty()) // "every Tuesday except the first of the month"
}

// theDayNumber reads the number of a day behind its month: 12, 12th, the 12th.
func (p *parser) theDayNumber(d *day) bool {
	the := p.take(article)
	return p.dayNumber(d) && (!the || p.match[p.i-1].is&ordinalEnd != 0)
}

// dayNumber reads the number of a day that is not the start of an hour or of
// an amount: 12, 12th.
func (p *parser) dayNumber(d *day) bool {
	if !p.numeral(0, 2) {
		return false
	}
	d.num = p.num(0)
	p.i++
	if p.ordinalEnd() {
		return true
	}
	joined := (p.sign(0, ":") || p.sign(0, ".") || p.sign(0, "/")) && p.glued(0) && p.numeral(1, 4) && p.glued(1)
	return !joined && !p.is(hourSign|amPm|unitName|oclock|times)
}

func (p *parser) ordinalEnd() bool { return p.glued(0) && p.take(ordinalEnd) }

// year reads a year behind a date, if there is one.
func (p *parser) year(d *day) {
	p.try(func() bool {
		p.take(comma)
		return p.shortYear(d) || p.yearNumber(d)
	})
}

// shortYear reads the '27 of "12 May '27".
func (p *parser) shortYear(d *day) bool {
	if !p.sign(0, "'") || !p.glued(1) || !p.numeral(1, 2) || len(p.tokens[p.i+1].text) != 2 {
		return false
	}
	d.year = 2000 + p.num(1)
	p.i += 2
	return true
}

func (p *parser) yearNumber(d *day) bool {
	if !p.numeral(0, 4) || p.num(0) < 1900 || p.num(0) > 2199 {
		return false
	}
	if (p.sign(1, "-") || p.sign(1, "/")) && p.glued(1) && p.numeral(2, 4) {
		return false // the start of another date
	}
	d.year = p.num(0)
	p.i++
	return true
}

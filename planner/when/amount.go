package when

import "time"

// amount is a number of units as written: 3 days, 1h30, half an hour.
type amount struct {
	span
	n       int
	unit    unit
	minutes int // beside hours
}

// exact is the amount as a length of time; zero when it counts days or more.
func (a amount) exact() time.Duration {
	switch a.unit {
	case minutes:
		return time.Duration(a.n) * time.Minute
	case hours:
		return time.Duration(a.n)*time.Hour + time.Duration(a.minutes)*time.Minute
	}
	return 0
}

// onCalendar is the amount in whole months and days; zero when it counts hours
// or minutes.
func (a amount) onCalendar() (inMonths, inDays int) {
	switch a.unit {
	case days:
		return 0, a.n
	case weeks:
		return 0, 7 * a.n
	case months:
		return a.n, 0
	case years:
		return 12 * a.n, 0
	}
	return 0, 0
}

// amount reads a number and its unit.
func (p *parser) amount() (a amount, ok bool) {
	start := p.i
	if part, ok := p.took(halfWord); ok { // half an hour, une demi-heure, trois quarts d'heure
		p.take(dash)
		m, ok := p.took(unitName)
		a = amount{span: span{start, p.i}, n: 30, unit: minutes}
		if part.is&pastEnd == 0 && part.num > 0 {
			a.n = part.num
		}
		return a, ok && m.unit == hours
	}
	if a.n, ok = p.count(); !ok {
		return a, false
	}
	half := p.take(halfWord) || p.pointFive() // two and a half hours
	if p.sign(0, "-") && p.glued(0) && p.glued(1) {
		p.i++ // a 90-minute talk
	}
	m, ok := p.took(unitName)
	if !ok {
		return a, false
	}
	p.unitEnd(&a, m, half)
	a.span = span{start, p.i}
	return a, !half || a.unit == hours
}

// pointFive reads the rest of 1.5, 1,5.
func (p *parser) pointFive() bool {
	if !p.sign(0, ".") && !p.sign(0, ",") || !p.glued(0) || !p.glued(1) || !p.numeral(1, 1) || p.num(1) != 5 {
		return false
	}
	p.i += 2
	return true
}

func (p *parser) unitEnd(a *amount, m *meaning, half bool) {
	a.unit = m.unit
	a.n *= max(m.num, 1) // a fortnight is two weeks
	if a.unit != hours {
		return
	}
	switch {
	case half || p.take(halfWord):
		a.minutes = 30
	case p.is(pastEnd) && p.here().num > 0: // une heure et quart
		a.minutes = p.here().num
		p.take(pastEnd)
	case p.numeral(0, 2) && (p.glued(0) || p.peek(1).unit == minutes):
		a.minutes = p.num(0)
		p.i++
		p.minuteSign()
	case p.is(and) && p.peek(2).unit == minutes && p.peek(1).n == 1:
		p.try(func() bool {
			p.take(and)
			if !p.numeral(0, 2) {
				return false
			}
			a.minutes = p.num(0)
			p.i++
			return p.minuteSign()
		})
	}
}

func (p *parser) minuteSign() bool { return p.here().unit == minutes && p.take(unitName) }

// count reads a number in digits or words.
func (p *parser) count() (int, bool) {
	if p.numeral(0, 4) {
		n := p.num(0)
		p.i++
		return n, true
	}
	m, ok := p.took(numberWord)
	return m.num, ok
}

// fromHere reads "in 90 minutes", "3 weeks from now", « dans une heure ».
func (p *parser) fromHere() (a amount, ok bool) {
	if p.take(ahead) {
		a, ok = p.amount()
		p.try(func() bool { p.i++; return p.sign(-1, "'") && p.take(zoneAfter) }) // in three weeks' time
		return a, ok
	}
	a, ok = p.amount()
	return a, ok && p.take(fromNow)
}

// lasting reads "for 90 minutes", « pendant 1h30 », and "90 minutes" alone
// where that cannot be an hour of the day.
func (p *parser) lasting() (a amount, ok bool) {
	if p.take(during) {
		return p.amount()
	}
	start, apart := p.i, p.loose && !p.adjacent()
	if apart && !p.is(numberWord) && !p.numeral(0, 2) {
		return a, false
	}
	if p.try(func() bool { return p.weeksAfter(new(day)) }) {
		p.i = start
		return a, false
	}
	if apart {
		a, ok = p.amount()
		return a, ok && a.unit >= days && p.startFollows()
	}
	a, ok = p.amount()
	return a, ok && p.plainLength(a)
}

// startFollows says whether the start of days is said behind their number:
// « 3 jours à partir du 12 mai ».
func (p *parser) startFollows() bool {
	start := p.i
	s, ok := p.dates()
	p.i = start
	return ok && s.open
}

func (p *parser) plainLength(a amount) bool {
	for i := a.from; i < a.to; i++ {
		if p.match[i].is&hourSign != 0 {
			return false
		}
	}
	return !p.is(before)
}

// repeats reads "10 times", "10 sessions", « 6 fois ».
func (p *parser) repeats() (a amount, ok bool) {
	a.n, ok = p.count()
	return a, ok && p.take(times)
}

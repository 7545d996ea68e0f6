package when

import "time"

// series is how often something is held, as written.
type series struct {
	span
	unit     unit // days, weeks or months
	interval int
	weekdays []time.Weekday
	nth      int // weekday of the month; -1: the last
	monthDay int
	unsure   span     // words that may mean several things,
	choices  []string // these; empty: two readings of nth
}

// series reads how often: every Tuesday, every 2 weeks on Thursday, un jeudi
// sur deux, the first Monday of every month, Mondays and Thursdays, weekly.
func (p *parser) series() (s series, ok bool) {
	if !p.is(on|article|every|weekdayNames|numberWord|ordinalWord|adverb|unsure) && !p.numeral(0, 2) {
		return s, false
	}
	p.take(on)
	start := p.i
	again := func() *series {
		p.i, s = start, series{interval: 1}
		return &s
	}
	ok = p.everyNth(again()) || p.everyUnit(again()) || p.everyWeekday(again()) ||
		p.oneOutOf(again()) || p.nthOfEvery(again()) || p.adverb(again())
	return s, ok
}

// everyNth reads "every first Monday of the month", « chaque premier lundi du
// mois ». Without the month, "every second Tuesday" may be every other one.
func (p *parser) everyNth(s *series) bool {
	start := p.i
	if !p.take(every) {
		return false
	}
	onDay := *s
	if p.try(func() bool { return p.dayOfMonth(&onDay) && p.take(of) && p.theMonth() }) {
		*s = onDay
		return true
	}
	if !p.nthWeekdayOf(s) {
		return false
	}
	if !p.try(func() bool { p.take(of); return p.theMonth() }) && s.nth > 1 {
		s.unsure = span{start, p.i}
	}
	return true
}

// nthWeekdayOf reads "first Monday".
func (p *parser) nthWeekdayOf(s *series) bool {
	n, ok := p.ordinal()
	if !ok || !p.is(weekdayName) {
		return false
	}
	s.unit, s.nth = months, n
	s.weekdays = []time.Weekday{p.here().weekday}
	return p.take(weekdayName)
}

// theMonth reads "the month", « chaque mois ».
func (p *parser) theMonth() bool {
	if !p.take(every) {
		p.take(article)
	}
	return p.here().unit == months && p.take(unitName)
}

// everyUnit reads "every week", "every 2 weeks on Tuesday", « tous les mois le
// 12 ».
func (p *parser) everyUnit(s *series) bool {
	start := p.i
	if !p.take(every) {
		return false
	}
	if p.take(workday) {
		s.unit = weeks
		s.weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
		return true
	}
	if p.take(everyOther) {
		s.interval = 2
	} else if n, ok := p.count(); ok {
		s.interval = n
	}
	eight := s.interval == 8 && p.tokens[p.i-1].kind == aWord // « tous les huit jours », not "8"
	m, ok := p.took(unitName)
	if !ok || s.interval < 1 {
		return false
	}
	s.unit = m.unit
	s.interval *= max(m.num, 1)
	if p.french && s.unit == days && (s.interval == 15 || eight) { // commonly one week and two
		s.unsure = span{start, p.i}
		s.choices = []string{map[int]string{8: "toutes les semaines", 15: "toutes les 2 semaines"}[s.interval]}
	}
	return p.eachOn(s)
}

// eachOn reads the day of the week or month behind a unit, if there is one.
func (p *parser) eachOn(s *series) bool {
	switch s.unit {
	case days:
		return true
	case weeks:
		p.try(func() bool { p.take(comma); p.take(on); p.take(article); return p.weekdays(s) })
		return true
	case months:
		p.try(func() bool { p.take(comma); p.take(on); p.take(article); return p.monthly(s) })
		return true
	}
	return false
}

// monthly reads "first Monday", or the day number of a month.
func (p *parser) monthly(s *series) bool {
	return p.try(func() bool { return p.nthWeekdayOf(s) }) || p.dayOfMonth(s)
}

func (p *parser) dayOfMonth(s *series) bool {
	var d day
	if !p.dayNumber(&d) || p.is(monthName|dash|to) || d.num < 1 || d.num > 31 {
		return false
	}
	s.unit, s.monthDay = months, d.num
	return true
}

// everyWeekday reads "every Tuesday", "every other Thursday", "Mondays and
// Thursdays", « les mardis et jeudis ».
func (p *parser) everyWeekday(s *series) bool {
	s.unit = weeks
	if !p.take(every) {
		p.take(article)
		return p.is(weekdayNames) && p.weekdays(s)
	}
	if p.take(everyOther) {
		s.interval = 2
	}
	return p.weekdays(s)
}

// weekdays reads "Mondays and Thursdays".
func (p *parser) weekdays(s *series) bool {
	for ok := true; ok; ok = p.try(p.anotherWeekday) {
		m, isWeekday := p.took(weekdayName)
		if !isWeekday {
			return false
		}
		p.dot()
		s.weekdays = append(s.weekdays, m.weekday)
	}
	return true
}

// anotherWeekday reads what stands before one more weekday that is not the
// beginning of a date.
func (p *parser) anotherWeekday() bool {
	if !p.take(comma) && !p.take(and) {
		return false
	}
	p.take(and)
	p.take(on)
	p.take(article)
	return p.is(weekdayName) && (!p.numeral(1, 2) || p.peek(2).is&hourSign != 0 || p.sign(2, ":"))
}

// oneOutOf reads « un jeudi sur deux », « une semaine sur deux, le jeudi ».
func (p *parser) oneOutOf(s *series) bool {
	one, ok := p.took(numberWord)
	if !ok || one.num != 1 {
		return false
	}
	switch {
	case p.is(weekdayName):
		s.unit, s.weekdays = weeks, []time.Weekday{p.here().weekday}
		p.take(weekdayName)
	case p.is(unitName):
		s.unit = p.here().unit
		p.take(unitName)
	}
	if s.unit == 0 || !p.take(outOf) {
		return false
	}
	s.interval, ok = p.count()
	if !ok || s.interval < 1 {
		return false
	}
	return len(s.weekdays) > 0 || p.eachOn(s)
}

// nthOfEvery reads "the first Monday of every month", « le 12 de chaque mois ».
func (p *parser) nthOfEvery(s *series) bool {
	p.take(article)
	return p.monthly(s) && p.take(of|within) && p.is(every) && p.theMonth()
}

// adverb reads weekly, mensuel; and biweekly, which may mean two things.
func (p *parser) adverb(s *series) bool {
	start := p.i
	if m, ok := p.took(adverb); ok {
		s.unit, s.interval = m.unit, m.num
		return p.eachOn(s)
	}
	m, ok := p.took(unsure)
	if !ok {
		return false
	}
	s.unit, s.unsure, s.choices = weeks, span{start, p.i}, m.choices
	if p.eachOn(s); len(s.weekdays) > 0 {
		s.choices = s.choices[:1] // every 2 months on Thursday says nothing
	}
	return true
}

// exceptions reads the dates that a series leaves out: except 9 February and
// 16 March, sauf du 1er au 8 mai.
func (p *parser) exceptions() bool {
	start, loose := p.i, p.loose
	if !p.take(except) {
		return false
	}
	p.take(during)
	p.loose = false // the word has made clear that dates follow
	defer func() { p.loose = loose }()
	if !p.exceptionList() {
		p.i = start
		return false
	}
	return true
}

// exceptionList reads "9 February and 16 March".
func (p *parser) exceptionList() bool {
	for ok := true; ok; ok = p.try(func() bool { return (p.take(comma) || p.take(and)) && p.mayExcept() }) {
		p.take(and)
		p.take(on)
		if !p.exception() {
			return false
		}
	}
	return true
}

// mayExcept looks whether one more exception follows.
func (p *parser) mayExcept() bool {
	p.take(and)
	start, before := p.i, p.parts.except
	ok := p.exception()
	p.i, p.parts.except = start, before
	return ok
}

func (p *parser) exception() bool {
	start := p.i
	p.take(article)
	if p.take(holidays) {
		p.parts.holidays = span{start, p.i}
		return true
	}
	p.i = start
	if p.is(weekdayNames) { // except Sundays
		m, _ := p.took(weekdayNames)
		p.parts.except = append(p.parts.except, stretch{span: span{start, p.i}, from: day{form: onWeekday, named: true, weekday: m.weekday}})
		return true
	}
	s, ok := p.dates()
	if !ok {
		p.i = start
		if s.from, ok = p.rangeDay(true); !ok || !p.is(comma|and) { // 9, 16 and 23 February
			return false
		}
	}
	s.span = span{start, p.i}
	p.parts.except = append(p.parts.except, s)
	return true
}

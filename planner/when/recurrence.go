package when

import (
	"slices"
	"time"
)

// series is how often something is held, as written.
type series struct {
	span
	unit     unit // days, weeks, months or years
	interval int
	weekdays []time.Weekday
	nth      int   // weekday of the month; -1: the last
	alsoNth  []int // these too
	monthDay int
	half     half     // of each day: "every morning"
	lacking  bool     // it was said that some months lack that day
	on       day      // of a year: its date, or the weekday of one of its months
	count    int      // "the next five Tuesdays"
	unsure   span     // words that may mean several things,
	choices  []string // these; empty: two readings of nth
}

// series reads how often: every Tuesday, every 2 weeks on Thursday, un jeudi
// sur deux, the first Monday of every month, Mondays and Thursdays, weekly.
func (p *parser) series() (s series, ok bool) {
	counted := p.numeral(0, 2) && p.peek(1).is&(weekdayName|unitName|ordinalEnd|next|of|within) != 0 // « 5 mardis », "3rd Monday of", « 12 du mois »
	if !counted && !p.is(on|article|every|weekdayNames|numberWord|ordinalWord|adverb|unsure|next|of) {
		return s, false
	}
	if !p.take(on) && p.is(of) && !(p.take(of) && p.is(every)) { // « le 14 mars de chaque année »
		return s, false
	}
	start := p.i
	again := func() *series {
		p.i, s = start, series{interval: 1}
		return &s
	}
	ok = p.everyDate(again()) || p.everyNth(again()) || p.everyUnit(again()) || p.everyWeekday(again()) ||
		p.someWeekdays(again()) || p.oneOutOf(again()) || p.nthOfEvery(again()) || p.adverb(again())
	s.lacking = ok && s.monthDay != 0 && p.try(func() bool {
		p.take(comma)
		return p.here().num != 0 && p.take(inclusive)
	})
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
	p.take(article)
	if !p.nthWeekdayOf(s) {
		return false
	}
	switch {
	case p.try(func() bool { p.take(of | within); return p.theMonth() }):
	case p.try(func() bool { return p.take(of|within) && p.month(&s.on) }): // every first Monday of October
		s.unit = years
		s.on = day{form: onNth, num: s.nth, named: true, weekday: s.weekdays[0], month: s.on.month, span: span{start, p.i}}
		return len(s.alsoNth) == 0
	case s.nth > 1 && len(s.alsoNth) == 0:
		s.unsure = span{start, p.i}
	}
	return true
}

// nthWeekdayOf reads "first Monday", "first and third Tuesday".
func (p *parser) nthWeekdayOf(s *series) bool {
	n, ok := p.ordinal()
	if !ok {
		return false
	}
	nth := series{unit: months, interval: s.interval, nth: n}
	for p.try(func() bool { return p.anotherNth(&nth) }) {
	}
	m, ok := p.took(weekdayName)
	if ok {
		nth.weekdays = []time.Weekday{m.weekday}
		*s = nth
	}
	return ok
}

func (p *parser) anotherNth(s *series) bool {
	if !p.separatesDays() {
		return false
	}
	p.take(article)
	n, ok := p.ordinal()
	if ok && n != s.nth && !slices.Contains(s.alsoNth, n) {
		s.alsoNth = append(s.alsoNth, n)
	}
	return ok
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
	if each := p.take(every); !each && (!p.is(workday) || !p.is(weekdayNames)) {
		return false
	}
	if p.take(workday) {
		s.unit = weeks
		s.weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
		return true
	}
	if m := p.here(); m.is == dayPart && m.unit != days { // every morning
		s.unit, s.half = days, m.half()
		return p.take(dayPart)
	}
	if p.take(everyOther) {
		s.interval = 2
	} else if n, ok := p.count(); ok {
		s.interval = n
	} else if n, ok := p.ordinal(); ok { // every second week
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
	case years:
		p.try(func() bool { p.take(comma); return p.dayOfYear(s) })
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
	if !p.dayNumber(&d) || p.is(monthName|dash|to) && !p.is(at) || d.num < 1 || d.num > 31 {
		return false
	}
	s.unit, s.monthDay = months, d.num
	return true
}

// oneOutOf reads « un jeudi sur deux », « une semaine sur deux, le jeudi ».
func (p *parser) oneOutOf(s *series) bool {
	if n, ok := p.count(); !ok || n != 1 {
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
	var ok bool
	if s.interval, ok = p.count(); !ok || s.interval < 1 {
		return false
	}
	return len(s.weekdays) > 0 || p.eachOn(s)
}

// nthOfEvery reads "the first Monday of every month", « le 12 de chaque mois »,
// and what only a series can mean: "the first and third Tuesday of the month".
func (p *parser) nthOfEvery(s *series) bool {
	p.take(article)
	if !p.monthly(s) {
		return false
	}
	several := len(s.alsoNth) > 0 || s.nth != 0 && p.match[p.i-1].is&weekdayNames != 0
	return p.take(of|within) && (several || p.is(every)) && p.theMonth()
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
	unsure := span{start, p.i}
	monthly := series{interval: 2, unit: months}
	if p.eachOn(&monthly); monthly.nth != 0 || monthly.monthDay != 0 { // on the first Monday: every 2 months, if anything
		*s = monthly
		s.unsure, s.choices = unsure, m.choices[len(m.choices)-1:]
		return true
	}
	s.unit, s.unsure, s.choices = weeks, unsure, m.choices
	if p.eachOn(s); len(s.weekdays) > 0 {
		s.choices = s.choices[:1] // every 2 months on Thursday says nothing
	}
	return true
}

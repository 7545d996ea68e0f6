package when

import "time"

// everyWeekday reads "every Tuesday", "every other Thursday", "Mondays and
// Thursdays", « les mardis et jeudis ».
func (p *parser) everyWeekday(s *series) bool {
	s.unit = weeks
	if !p.take(every) {
		p.take(article)
		return p.is(weekdayNames) && p.weekdays(s) && !p.datesFollow()
	}
	if p.match[p.i-1].is&everyOther != 0 || p.take(everyOther) {
		s.interval = 2
	}
	return p.weekdays(s)
}

// datesFollow says whether days follow a weekday: « les mardis 6 et 13 avril ».
func (p *parser) datesFollow() bool {
	return p.numeral(0, 2) && p.peek(1).is&(comma|and|monthName) != 0
}

// someWeekdays reads "the next five Tuesdays", « 5 mardis ».
func (p *parser) someWeekdays(s *series) (ok bool) {
	p.take(article)
	p.take(next)
	if s.count, ok = p.count(); !ok || s.count < 1 {
		return false
	}
	p.take(next)
	s.unit = weeks
	ok = p.is(weekdayNames) && p.weekdays(s)
	p.take(next)
	return ok && len(s.weekdays) == 1
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
	if len(s.weekdays) == 1 { // Mondays to Thursdays
		p.try(func() bool {
			if !p.take(to | dash) {
				return false
			}
			p.take(article)
			m, ok := p.took(weekdayName)
			p.dot()
			if ok {
				s.weekdays = weekdaysBetween(s.weekdays[0], m.weekday)
			}
			return ok
		})
	}
	return true
}

// weekdaysBetween are the days of the week from one to another.
func weekdaysBetween(first, last time.Weekday) []time.Weekday {
	between := []time.Weekday{first}
	for day := first; day != last; {
		day = (day + 1) % 7
		between = append(between, day)
	}
	return between
}

// anotherWeekday reads what stands before one more weekday that is not the
// beginning of a date.
func (p *parser) anotherWeekday() bool {
	if !p.separatesDays() {
		return false
	}
	p.take(every)
	p.take(on)
	p.take(article)
	return p.is(weekdayName) && (!p.numeral(1, 2) || p.peek(2).is&hourSign != 0 || p.sign(2, ":") || p.sign(2, "-") && p.numeral(3, 2))
}

// separatesDays reads what stands between two days of a list.
func (p *parser) separatesDays() bool {
	switch {
	case p.take(comma | and):
	case p.sign(0, "/") && !p.isoInterval(), p.sign(0, "+"):
		p.i++
	default:
		return false
	}
	p.take(and)
	return true
}

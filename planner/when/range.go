package when

// stretch is a day, a period, or what lies between two of them, as written.
type stretch struct {
	span
	from, to  day
	list      []day // separate dates; from is the first
	ranged    bool
	pair      bool // "12 and 13 May"
	open      bool // "from 12 May", with no end
	timed     bool // both ends have their own hour
	fromClock hour
	toClock   hour
}

// dates reads a day, a period or a range of them: 12 May, 12-16 May, from 12
// January to 29 June, du 12 mai à 14 h au 16 mai à 12 h.
func (p *parser) dates() (s stretch, ok bool) {
	led := p.take(during) || !p.loose && p.i == 0 && p.take(to)
	ofIt := false
	if p.take(between) {
		s.from, ok = p.rangeDay(true)
		ok = ok && p.take(and) && p.rangeEnd(&s, false)
		return s, ok
	}
	switch {
	case p.here().is == starting|relativeDay: // from now on
		s.open = true
	case p.take(starting):
		s.open = true
	case p.sinceThen(): // « dès avril », folded « des »
		s.open = true
		p.take(of)
	case p.is(from):
		s.open = !p.is(of) // « du 12 mai » may be "of" as well
		p.take(from)
		led = true
		ofIt = !s.open
	default:
		ofIt = p.take(of)
	}
	if !s.open && !ofIt && p.try(func() bool { return p.dayList(&s, led) }) {
		s.from = s.list[0]
		return s, true
	}
	s.list = nil
	if s.from, ok = p.rangeDay(led || ofIt || s.open); !ok {
		return s, false
	}
	first := s
	if p.try(func() bool { return p.separator(&s) && p.rangeEnd(&s, !led) }) || p.is(comma) && p.try(func() bool { return p.monthsInRow(&s) }) ||
		p.try(func() bool { return p.timedRange(&s, !led) }) {
		p.take(inclusive)
		s.open = false
		return s, true
	}
	if first.open {
		p.onward()
	}
	return first, !s.from.bare && !(p.loose && (s.from.weak && !p.supports(s.from) || ofIt && p.mayBeName(s.from)))
}

// sinceThen says whether « des » is « dès »: what follows is one, and no more.
func (p *parser) sinceThen() bool {
	behind := p.peek(1).is
	return !p.done() && p.tokens[p.i].text == "des" && behind&(monthName|weekdayName|relativeDay|article) != 0 && behind&weekdayNames == 0
}

// onward reads the "on" of "from 4 May on".
func (p *parser) onward() {
	if !p.take(onward) && !p.french && p.is(on) && p.peek(1).is&weekdayName == 0 && !p.numeral(1, 4) {
		p.take(on)
	}
}

// mayBeName says whether a month may be part of a name: "visit of May Chen".
func (p *parser) mayBeName(d day) bool {
	return d.form == inMonth && d.year == 0 && p.unknownWord()
}

// supports says whether what follows a date that is not quite one by itself
// ("12/05", "Tue", « le 12 ») makes it one.
func (p *parser) supports(d day) bool {
	if p.done() || p.is(comma) {
		return d.form != onWeekday
	}
	return p.clockFollows()
}

func (p *parser) clockFollows() bool {
	start := p.i
	r, ok := p.clock()
	p.i = start
	return ok && (r.ranged || !r.from.bare)
}

// rangeDay reads a day, or the 12 of "12-16 May", which has its month from
// there.
func (p *parser) rangeDay(led bool) (day, bool) {
	if d, ok := p.day(led); ok {
		return d, true
	}
	start := p.i
	p.take(on)
	p.take(article)
	d := day{form: onDate, bare: true}
	if p.numeral(0, 2) {
		d.num = p.num(0)
		p.i++
		p.ordinalEnd()
	} else if m, ok := p.took(numberWord | ordinalWord); ok && p.french && led && m.num > 0 { // du trois au douze mai
		d.num = m.num
	} else {
		return day{}, false
	}
	d.span = span{start, p.i}
	return d, true
}

// separator reads what stands between two days.
func (p *parser) separator(s *stretch) bool {
	s.pair = p.is(and)
	if p.isoInterval() {
		p.i++
		return true
	}
	return p.take(to | dash | and | until)
}

// monthsInRow reads the rest of "March, April and May".
func (p *parser) monthsInRow(s *stretch) bool {
	last := s.from
	for last.form == inMonth && last.year == 0 && s.from.part == 0 && (p.is(comma) || last.month != s.from.month) && p.take(comma|and) {
		p.take(and)
		p.take(within)
		next, ok := p.day(true)
		if !ok || next.form != inMonth || next.month != last.month%12+1 {
			return false
		}
		last = next
	}
	s.ranged, s.to = true, last
	return last.month != s.from.month && p.match[last.from-1].is&(and|within) != 0
}

// isoInterval says whether the sign between the ends of an interval of ISO 8601
// is here: 2027-05-10/2027-05-14.
func (p *parser) isoInterval() bool {
	return p.sign(0, "/") && p.glued(0) && p.glued(1) && p.numeral(1, 4) && p.num(1) > 999 && p.sign(2, "-")
}

// rangeEnd reads the last day of a range. A suspect range has no "from" or
// "du" before it.
func (p *parser) rangeEnd(s *stretch, suspect bool) (ok bool) {
	s.ranged = true
	start := p.i
	s.to, ok = p.day(true)
	if !ok { // May 12-16, 2027
		p.take(article)
		s.to = day{form: onDate, bare: true}
		hour := p.match[start-1].is&at != 0 // « le 12 mai à 15 »
		if hour || s.from.bare || s.from.form != onDate || s.from.month == 0 || !p.dayNumber(&s.to) {
			return false
		}
		p.year(&s.to)
		s.to.span = span{start, p.i}
	}
	if s.pair && s.to.habit && s.to.form == onNth { // « le 1er et le 3e mardi du mois » are no two days
		return false
	}
	if s.from.bare && (s.to.bare || s.to.month == 0 || s.to.form > onSlashed) {
		return false
	}
	return !(p.loose && (s.from.weakIn(suspect) || s.to.weakIn(suspect)))
}

// weakIn says whether a date that is not quite one spoils a range: "sun to
// mars" always, "12/05-16/05" unless "from" stands before it.
func (d day) weakIn(suspect bool) bool { return d.weak && (suspect || d.form == onWeekday) }

// timedRange reads the rest of "12 May 14:00 to 16 May 12:00".
func (p *parser) timedRange(s *stretch, suspect bool) (ok bool) {
	s.timed = true
	p.take(comma)
	if s.fromClock, ok = p.hour(); !ok || p.is(and) || !p.separator(s) || !p.rangeEnd(s, suspect) {
		return false
	}
	p.take(comma)
	s.toClock, ok = p.hour()
	return ok
}

// until reads the last day of a series: until 30 June, jusqu'à fin juin.
func (p *parser) until() (s stretch, ok bool) {
	if !p.take(until) {
		return s, false
	}
	s.from, ok = p.day(true)
	p.take(inclusive)
	return s, ok
}

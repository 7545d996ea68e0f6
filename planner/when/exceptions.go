package when

import "time"

// exceptions reads the dates that a series leaves out: except 9 February and
// 16 March, sauf du 1er au 8 mai.
func (p *parser) exceptions() bool {
	start, loose := p.i, p.loose
	if p.is(vague) && p.parts.rule.empty() || !p.take(except) { // "not on Friday" alone
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
	for ok := true; ok; ok = p.try(func() bool { return p.is(comma|and) && p.mayExcept() }) {
		p.take(and)
		p.take(on)
		if !p.exception() {
			return false
		}
	}
	return true
}

// mayExcept looks whether one more exception follows.
// Behind a comma alone, a range after single days is none: it bounds the series
// in "every day except Wednesday, 22 to 26 March".
func (p *parser) mayExcept() bool {
	p.take(comma)
	joined := p.take(and)
	start, before := p.i, p.parts.except
	ok := p.exception()
	if list := p.parts.except; ok && !joined && len(list) > len(before) && len(before) > 0 {
		ok = !list[len(before)].isLong() || before[len(before)-1].isLong()
	}
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
		p.parts.except = append(p.parts.except, stretch{span: span{start, p.i}, from: day{span: span{start, p.i}, form: onWeekday, named: true, weekday: m.weekday}})
		return true
	}
	if p.take(article); p.take(weekend) { // except weekends
		for _, w := range []time.Weekday{time.Saturday, time.Sunday} {
			d := day{span: span{start, p.i}, form: onWeekday, named: true, weekday: w}
			p.parts.except = append(p.parts.except, stretch{span: d.span, from: d})
		}
		return true
	}
	p.i = start
	s, ok := p.dates()
	if !ok {
		p.i = start
		if s.from, ok = p.rangeDay(true); !ok || !p.is(comma|and) { // 9, 16 and 23 February
			return false
		}
	}
	for _, d := range s.list {
		p.parts.except = append(p.parts.except, stretch{span: d.span, from: d})
	}
	if len(s.list) == 0 {
		s.span = span{start, p.i}
		p.parts.except = append(p.parts.except, s)
	}
	return true
}

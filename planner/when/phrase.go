package when

// phrase holds the parts of a time phrase, as written, in any order.
type phrase struct {
	dates    stretch
	clock    hourRange
	dayPart  partOfDay
	zone     zoneName
	length   amount  // "for 90 minutes"
	delay    amount  // "in 90 minutes"
	rule     series  // "every Tuesday"
	since    stretch // "starting 5 February"
	till     stretch // "until 30 June"
	count    amount  // "10 times": only n
	except   []stretch
	holidays span // « sauf vacances scolaires »

	used  []span // tokens of every part, in order
	again span   // a second part of a kind: two dates, two hours
}

// read finds the parts of the phrase. It gives the tokens that belong to none.
func (p *parser) read() (left []span) {
	p.parts.used = make([]span, 0, 8)
	for !p.done() {
		start := p.i
		if p.part() {
			p.lastEnd = p.i
			p.parts.used = append(p.parts.used, span{start, p.i})
			continue
		}
		p.i = start + p.match[start].n
		switch {
		case !p.filler(start):
			left = append(left, span{start, p.i})
		case p.lastEnd == start: // what follows a comma is a neighbour still
			p.lastEnd = p.i
		}
	}
	return left
}

// filler says whether a token may stand between the parts of a phrase without
// a meaning of its own.
func (p *parser) filler(i int) bool {
	switch p.tokens[i].text {
	case ",", "(", ")":
		return true
	case ".":
		return i == len(p.tokens)-1
	}
	return false
}

// part reads one part of the phrase. The order matters where one begins like
// another: "the first Monday of every month" before "the first Monday of May".
func (p *parser) part() bool {
	ph := &p.parts
	if p.unknownWord() { // most words of a sentence
		return put(p, &ph.zone, &ph.zone.span, (*parser).zone)
	}
	return put(p, &ph.rule, &ph.rule.span, (*parser).series) ||
		p.exceptions() ||
		put(p, &ph.count, &ph.count.span, (*parser).repeats) ||
		put(p, &ph.till, &ph.till.span, (*parser).until) ||
		put(p, &ph.delay, &ph.delay.span, (*parser).fromHere) ||
		put(p, &ph.length, &ph.length.span, (*parser).lasting) ||
		p.datesOrStart() ||
		put(p, &ph.clock, &ph.clock.span, (*parser).clock) ||
		put(p, &ph.dayPart, &ph.dayPart.span, (*parser).partOfDay) ||
		put(p, &ph.zone, &ph.zone.span, (*parser).zone)
}

// put runs rule and keeps what it reads in slot, whose span is at.
func put[T any](p *parser, slot *T, at *span, rule func(*parser) (T, bool)) bool {
	start := p.i
	value, ok := rule(p)
	if !ok {
		p.i = start
		return false
	}
	keep(p, start, value, slot, at)
	return true
}

// keep keeps a part. A second one of the same kind is only noted: the phrase
// then contradicts itself.
func keep[T any](p *parser, start int, value T, slot *T, at *span) {
	if !at.empty() {
		p.parts.again = span{start, p.i}
		return
	}
	*slot = value
	*at = span{start, p.i}
}

// datesOrStart reads dates, or the start alone of a series ("from 4 May").
func (p *parser) datesOrStart() bool {
	start := p.i
	s, ok := p.dates()
	if !ok {
		p.i = start
		return false
	}
	slot := &p.parts.dates
	if s.open {
		slot = &p.parts.since
	}
	keep(p, start, s, slot, &slot.span)
	return true
}

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
	case "-": // 12 May 2027 -- 14:30
		return !p.loose && p.lastEnd == i && i+1 < len(p.tokens) && (p.tokens[i].spaced && p.tokens[i+1].spaced || p.tokens[i+1].text == "-" || p.tokens[i-1].text == "-")
	case ":": // Tokyo time: Friday 10:00
		return !p.loose && p.lastEnd == i && p.parts.zone.span.to == i && i+1 < len(p.tokens)
	}
	return false
}

// part reads one part of the phrase. The order matters where one begins like
// another: "the first Monday of every month" before "the first Monday of May".
// The rules are called one by one, not through a list of them, so that the
// parser stays on the stack: that halves the time of a phrase.
func (p *parser) part() bool {
	ph, start := &p.parts, p.i
	if p.unknownWord() { // most words of a sentence
		return p.zonePart(start)
	}
	if s, ok := p.series(); ok {
		return keep(p, start, s, &ph.rule, &ph.rule.span)
	}
	if p.i = start; p.exceptions() {
		return true
	}
	if a, ok := p.repeats(); ok {
		return keep(p, start, a, &ph.count, &ph.count.span)
	}
	p.i = start
	if s, ok := p.until(); ok {
		return keep(p, start, s, &ph.till, &ph.till.span)
	}
	p.i = start
	if a, ok := p.fromHere(); ok {
		return keep(p, start, a, &ph.delay, &ph.delay.span)
	}
	p.i = start
	if a, ok := p.lasting(); ok {
		return keep(p, start, a, &ph.length, &ph.length.span)
	}
	if p.i = start; p.datesOrStart() {
		return true
	}
	if c, ok := p.clock(); ok {
		return keep(p, start, c, &ph.clock, &ph.clock.span)
	}
	p.i = start
	if d, ok := p.partOfDay(); ok {
		return keep(p, start, d, &ph.dayPart, &ph.dayPart.span)
	}
	return p.zonePart(start)
}

func (p *parser) zonePart(start int) bool {
	p.i = start
	z, ok := p.zone()
	return ok && keep(p, start, z, &p.parts.zone, &p.parts.zone.span)
}

// keep keeps a part. A second one of the same kind is only noted: the phrase
// then contradicts itself.
func keep[T any](p *parser, start int, value T, slot *T, at *span) bool {
	if at.empty() {
		*slot = value
		*at = span{start, p.i}
	} else {
		p.parts.again = span{start, p.i}
	}
	return true
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
	return keep(p, start, s, slot, &slot.span)
}

package when

// half is the half of the day that an hour was said to be in.
type half uint8

const (
	anyHalf half = iota
	amHalf
	pmHalf
	night    // from six in the evening
	wholeDay // no hour at all
)

// hour is an hour of the day as written.
type hour struct {
	span
	hour, minute int
	half         half
	bare         bool // no minutes, am or pm: from 1 to 6 it may be either half
	number       bool // nothing but a number: only in company an hour
	midnight     bool
	noon         bool
}

// hourRange is an hour, or two with a dash between.
type hourRange struct {
	span
	from, to hour
	ranged   bool
}

// partOfDay is "in the morning", « du soir ».
type partOfDay struct {
	span
	half half
}

// clock reads an hour or a range of hours: at 3pm, 15 h 30, 10:00-11:30, from
// 2 to 4pm, de 14 à 16 h.
func (p *parser) clock() (r hourRange, ok bool) {
	neighbour := p.adjacent()
	if neighbour && p.glued(0) && p.take(isoT) { // 2027-05-12T14:00-03:00
		if r.from, ok = p.basicHour(); !ok {
			r.from, ok = p.oneHour(false)
		}
		return r, ok
	}
	pair := p.is(between)
	bounded := pair || p.is(from|starting)
	led := p.is(starting) || p.is(from) && !p.is(of) // « de midi » may be "of" as well
	if !p.take(between | from | starting) {
		led = p.since()
	}
	marked := p.take(at) || !p.loose && p.i == 0 && p.take(to)
	if r.from, ok = p.oneHour(led || marked); !ok {
		return r, false
	}
	first := r.from
	if p.try(func() bool { return p.is(and) == pair && p.hourEnd(&r, bounded, neighbour) }) {
		return r, true
	}
	if first.number { // "at 9", but not "at 9 rue de la Paix", "at 9-11" or "from 9"
		return hourRange{from: first}, marked && p.spacedOut() && !(p.loose && p.unknownWord() && !p.beforeZone())
	}
	doubtful := first.bare || first.noon || first.midnight // "2 h" may be a length, « le Midi » a region
	return hourRange{from: first}, !pair && (!doubtful || led || marked || neighbour || !p.loose || p.noonAlone(first))
}

// noonAlone says whether noon stands where no name goes on: between signs, at
// the end, before a zone.
func (p *parser) noonAlone(h hour) bool {
	before := h.from - 1
	if !h.noon && !h.midnight || before >= 0 && p.tokens[before].kind != aSign {
		return false
	}
	return p.done() || p.is(comma|on) || p.beforeZone()
}

// since moves over the « dès » of « dès 15 h », folded « des ».
func (p *parser) since() bool {
	hour := p.match[min(p.i+2, len(p.match)-1)].is&hourSign != 0 || p.sign(2, ":")
	if p.done() || p.tokens[p.i].text != "des" || !p.numeral(1, 2) || !hour {
		return false
	}
	p.i++
	return true
}

// beforeZone says whether a zone follows: "at 10 Hanoi time".
func (p *parser) beforeZone() bool {
	start, lastEnd := p.i, p.lastEnd
	p.lastEnd = start
	_, ok := p.zone()
	p.i, p.lastEnd = start, lastEnd
	return ok
}

func (p *parser) unknownWord() bool {
	return !p.done() && p.tokens[p.i].kind == aWord && p.here().is == 0
}

// hourEnd reads the end of a range of hours.
func (p *parser) hourEnd(r *hourRange, bounded, neighbour bool) (ok bool) {
	r.ranged = true
	closing, french := p.is(until), p.french && !p.is(at)
	dashed := neighbour && !bounded && p.is(dash) && (p.match[p.lastEnd-1].is&weekdayName == 0 || !p.parts.rule.empty()) // 12 May 9-11; "Fri 10-12" may be days
	if !p.take(to | dash | and | until) {
		return false
	}
	p.take(at)
	if r.to, ok = p.oneHour(true); !ok || !r.to.number {
		return ok
	}
	if closing || !p.spacedOut() || p.is(monthName) || p.loose && p.unknownWord() {
		return false
	}
	// Two numbers are hours only between "from" and "to", beside a date: « du
	// 10 au 12 » are days.
	beside := neighbour || !p.loose || p.is(on|relativeDay|weekdayName|next|this)
	return !r.from.number || bounded && beside && !french || dashed
}

// hour reads an hour that stands between other parts.
func (p *parser) hour() (hour, bool) {
	led := p.take(at)
	h, ok := p.oneHour(led)
	return h, ok && (!h.number || led && p.spacedOut())
}

// oneHour reads one hour. With led, a word before it has made clear that an
// hour follows, so that "15.30" is one.
func (p *parser) oneHour(led bool) (h hour, ok bool) {
	start := p.i
	switch {
	case p.take(noonWord):
		h, ok = hour{hour: 12, noon: true}, true
		if m, past := p.took(pastEnd); past {
			h.add(m.num)
		}
	case p.take(midnightWord):
		h, ok = hour{midnight: true}, true
	case p.is(pastWord), p.is(numberWord) && p.pastNumber(), p.numeral(0, 2) && p.pastNumber():
		h, ok = p.pastHour()
	case p.is(numberWord):
		h.hour = p.here().num
		p.take(numberWord)
		if ok = p.is(hourSign | oclock); ok {
			p.minutes(&h)
		}
	case p.numeral(0, 2) && p.num(0) == 12 && p.peek(1).is&noonWord != 0: // 12 noon
		p.i += 2
		h, ok = hour{hour: 12, noon: true}, true
	case p.numeral(0, 2):
		h.hour = p.num(0)
		zero := p.tokens[p.i].text[0] == '0'
		p.i++
		ok = p.minutes(&h) || p.try(func() bool {
			return p.dotted(&h) && (led || p.is(amPm) || !p.loose && (h.minute > 12 || h.minute == 0))
		})
		if !ok {
			h.minute, h.bare, h.number, ok = 0, true, true, !(p.glued(0) && p.is(ordinalEnd))
		}
		h.bare = h.bare && !zero
		p.halfOfDay(&h)
	}
	if ok && !h.number {
		p.sharp()
	}
	h.bare = h.bare && h.half == anyHalf && h.hour <= 6 && (h.hour > 0 || h.minute > 0)
	h.span = span{start, p.i}
	return h, ok
}

// basicHour reads the 1400 or 140000 of 20270512T1400 (ISO 8601, basic format).
func (p *parser) basicHour() (h hour, ok bool) {
	if p.done() || p.tokens[p.i].kind != aNumber || !p.glued(0) {
		return h, false
	}
	start, text := p.i, p.tokens[p.i].text
	if len(text) != 4 && len(text) != 6 {
		return h, false
	}
	h.hour, h.minute = number(text[:2]), number(text[2:4])
	if number(text[4:]) != 0 { // as in minutes
		h.minute = impossible
	}
	p.i++
	h.span = span{start, p.i}
	return h, true
}

// sharp moves over the "sharp" of "15:00 sharp", unless it may begin a title:
// "15:00 Sharp bounds".
func (p *parser) sharp() {
	p.try(func() bool { return p.take(oclock) && !(p.loose && p.unknownWord()) })
}

// spacedOut says whether the number before p.i ends there, and is not part of
// a date, a decimal or a range of numbers.
func (p *parser) spacedOut() bool {
	return !p.glued(0) || p.tokens[p.i].kind != aSign || !p.glued(1) || !p.numeral(1, 4)
}

// pastHour reads "half past nine", "ten past nine". It is said on a twelve-hour
// clock, so that from 1 to 6 either half may be meant.
func (p *parser) pastHour() (h hour, ok bool) {
	away := 1
	if !p.is(pastWord) {
		if away, ok = p.count(); !ok || away > 30 {
			return h, false
		}
	}
	m, counted := p.took(pastWord)
	if away *= m.num; counted && m.unit == minutes && !ok { // "past nine"
		return h, false
	}
	switch {
	case p.is(numberWord):
		h.hour = p.here().num
		p.take(numberWord)
	case p.numeral(0, 2):
		h.hour = p.num(0)
		p.i++
	default:
		return h, false
	}
	h.bare = true
	p.halfOfDay(&h)
	if h.hour < 1 || h.hour > 12 { // nobody says "half past fifteen"
		return h, false
	}
	h.add(away)
	return h, true
}

// pastNumber says whether the number here is one of minutes before or after an
// hour.
func (p *parser) pastNumber() bool {
	m := p.peek(p.peek(0).n)
	return m.is&pastWord != 0 && m.unit == minutes
}

// add moves h by some minutes, as in "quarter to ten".
func (h *hour) add(minutes int) {
	h.minute += minutes
	if h.minute < 0 {
		h.hour, h.minute = (h.hour+23)%24, h.minute+60
	}
}

// halfOfDay reads am or pm.
func (p *parser) halfOfDay(h *hour) {
	m, ok := p.took(amPm)
	if !ok {
		return
	}
	h.half, h.number = m.half(), false
	p.dot()
	if h.hour < 1 || h.hour > 12 {
		h.hour = impossible
	}
}

// partOfDay reads "in the afternoon", which goes with an hour.
func (p *parser) partOfDay() (d partOfDay, ok bool) {
	if p.loose && !p.adjacent() {
		return d, false
	}
	m, ok := p.took(dayPart)
	d.half = m.half()
	return d, ok
}

// half is the half of the day of a dayPart or of "am".
func (m *meaning) half() half {
	switch {
	case m.unit == hours && m.num == 1:
		return night
	case m.unit == hours:
		return pmHalf
	case m.unit == days:
		return wholeDay
	}
	return amHalf
}

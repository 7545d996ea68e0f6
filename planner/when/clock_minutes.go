package when

// minutes reads what makes the number before it an hour: ":30", "h 30",
// « heures et demie », "o'clock".
func (p *parser) minutes(h *hour) bool {
	switch {
	case p.sign(0, ":") && p.glued(0) && p.glued(1) && p.numeral(1, 2) && len(p.tokens[p.i+1].text) == 2:
		h.minute = p.num(1)
		p.i += 2
		if p.sign(0, ":") && p.numeral(1, 2) { // seconds are read only to be told that they do not matter
			if p.num(1) != 0 {
				h.minute = impossible
			}
			p.i += 2
		}
		if p.here().unit == hours && !p.is(zoneBefore) { // 15:00h
			p.take(unitName)
		}
		return true
	case p.take(hourSign):
		p.dot()
		h.bare = !p.minutesAfterSign(h)
		return true
	case p.take(oclock):
		h.bare = true
		return true
	case p.is(amPm):
		return true
	}
	return false
}

// impossible is a number of minutes or hours that no clock shows.
const impossible = 99

func (p *parser) minutesAfterSign(h *hour) bool {
	if m, ok := p.took(pastEnd); ok {
		h.add(m.num)
		return false
	}
	if m := p.here(); p.french && m.is&numberWord != 0 && m.num >= 10 && p.peek(1).is&(times|unitName) == 0 { // quinze heures trente
		h.minute = m.num
		return p.take(numberWord)
	}
	if !p.numeral(0, 2) || len(p.tokens[p.i].text) != 2 {
		return false
	}
	if p.tokens[p.i].spaced && p.beginsDate() {
		return false // « mardi 15 h 12 mai » is not 15:12
	}
	h.minute = p.num(0)
	p.i++
	if p.here().unit == minutes {
		p.take(unitName)
	}
	return true
}

// beginsDate says whether the number here may be the day of a date, or another
// hour; « 16 h 30 du 12 janvier au 30 mars » has its minutes.
func (p *parser) beginsDate() bool {
	next := p.peek(1).is
	return next&(monthName|hourSign|amPm|ordinalEnd) != 0 || next&of != 0 && !p.numeral(2, 2) || p.sign(1, "/") || p.sign(1, ":")
}

// dotted reads the minutes of 15.30, which is an hour only behind "at", before
// "pm", or where no date can be meant.
func (p *parser) dotted(h *hour) bool {
	if !p.sign(0, ".") || !p.glued(0) || !p.glued(1) || !p.numeral(1, 2) || len(p.tokens[p.i+1].text) != 2 || p.sign(2, ".") && p.numeral(3, 4) {
		return false
	}
	h.minute = p.num(1)
	p.i += 2
	return true
}

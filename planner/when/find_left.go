package when

import (
	"slices"
	"strings"
)

// isTime says whether words that belong to no part can be nothing but a time,
// so that leaving them out would misread the sentence.
func (p *parser) isTime(s span) bool {
	m := p.match[s.from]
	switch {
	case m.is&(weekdayName|relativeDay) != 0 && m.is&abbreviation == 0,
		m.is&midnightWord != 0 && p.parts.clock.empty(),
		m.is&zoneBefore != 0 && s.from == p.parts.clock.span.to,
		hasOtherDigits(p.words(s)), p.tail(s), p.head(s), p.behindDate(s), p.behindDay(s):
		return true
	case s.to >= len(p.tokens):
		return false
	case p.tokens[s.from].kind == aNumber:
		return p.leftNumber(s.from)
	}
	n, behind := p.tokens[s.to].kind == aNumber, p.match[s.to]
	number := n || behind.is&numberWord != 0 && behind.n == 1
	switch {
	case m.is&every != 0: // every 30th
		return n || behind.is != 0
	case m.is&weekend != 0: // the weekend of 12 June
		return behind.is&of != 0
	case m.is&next != 0: // for the next two months
		return number && s.to+1 < len(p.match) && p.match[s.to+1].is&unitName != 0
	case m.is&halfWord != 0: // half nine
		return number
	case m.is&weekdayName != 0 && behind.is&weekdayName != 0: // Mon Wed 10:00
		return true
	case m.is&weekdayName != 0: // Mon-Fri
		return behind.is&dash != 0 && s.to+1 < len(p.match) && p.match[s.to+1].is&weekdayName != 0
	}
	return m.is&numberWord != 0 && m.n == 1 && behind.is&(hourSign|oclock) != 0 // « quatorze heures »
}

// noonLeft says whether a noon that belongs to no part may be the hour as well as
// the one that was said: "noon lunch at 14:00". « Le Midi » is a region.
func (p *parser) noonLeft(s span) bool {
	return !p.french && p.match[s.from].is&noonWord != 0 && !p.parts.clock.empty()
}

// leftNumber says whether the number at i begins an hour or a date.
func (p *parser) leftNumber(i int) bool {
	after := p.tokens[i+1]
	if p.match[i+1].is&monthName != 0 {
		return true
	}
	minutes := i+2 < len(p.tokens) && p.tokens[i+2].kind == aNumber
	switch after.text {
	case ":":
		return minutes && !after.spaced
	case ".": // 12.5. is a date; of a day, 15.30 is an hour
		if minutes && i+3 < len(p.tokens) && p.tokens[i+3].text == "." && !p.tokens[i+3].spaced {
			return true
		}
		return minutes && !after.spaced && !p.tokens[i+2].spaced && p.parts.clock.empty() && !p.parts.dates.empty()
	case "h", "ish":
		return !after.spaced
	}
	return false
}

// tail says whether words hang directly on a number of the phrase: the T1500 of
// 20270512T1500.
func (p *parser) tail(s span) bool {
	return s.from > 0 && !p.tokens[s.from].spaced && p.tokens[s.from].kind == aWord && p.tokens[s.from-1].kind == aNumber &&
		slices.ContainsFunc(p.parts.used, func(part span) bool { return part.to == s.from })
}

// head says whether a number hangs directly before one of the phrase: the
// 12 of "12/13 May".
func (p *parser) head(s span) bool {
	sign := s.from + 1
	return p.tokens[s.from].kind == aNumber && sign+1 < len(p.tokens) && p.tokens[sign].kind == aSign && !p.tokens[sign].spaced &&
		strings.Contains("/-.", p.tokens[sign].text) && !p.tokens[sign+1].spaced && p.tokens[sign+1].kind == aNumber &&
		slices.ContainsFunc(p.parts.used, func(part span) bool { return part.from == sign+1 })
}

// behindDate says whether a number stands right behind a date without a year:
// the 27 of "12 May 27", the 15 of "12 May 15 00".
func (p *parser) behindDate(s span) bool {
	last := p.parts.dates.from
	if p.parts.dates.ranged {
		last = p.parts.dates.to
	}
	return p.tokens[s.from].kind == aNumber && s.from == p.parts.dates.span.to && s.from > 0 && p.match[s.from-1].is&monthName != 0 &&
		last.form == onDate && last.year == 0 && (s.to == len(p.tokens) || !isStreet(p.tokens[s.to].text))
}

// behindDay says whether a number that may be an hour stands alone behind a day:
// "tomorrow 6".
func (p *parser) behindDay(s span) bool {
	d := &p.parts.dates
	return p.parts.clock.empty() && p.tokens[s.from].kind == aNumber && p.tokens[s.from].num <= 24 && s.from == d.span.to && !d.span.empty() &&
		(d.from.form == onRelative || d.from.form == onWeekday) && (s.to == len(p.tokens) || p.filler(s.to))
}

// alters says whether words that belong to no part change the meaning of one:
// "before Friday", "about 15:00", an exception that was not understood.
func (p *parser) alters(s span) bool {
	m := p.match[s.from]
	switch {
	case m.is&(except|until|holidays) != 0 && !p.parts.rule.empty(), m.is&monthName != 0 && p.anotherMonth(s.from):
		return true
	case m.is&fromNow != 0:
		return slices.ContainsFunc(p.parts.used, func(part span) bool { return part.to == s.from })
	case m.is&at != 0:
		return p.hourLeft(s)
	case m.is&(vague|feast) == 0,
		m.is&vague != 0 && m.num == vagueChoice && !p.behindTime(s),
		m.is&vague != 0 && m.num == vagueHour && !p.parts.clock.empty():
		return false
	}
	beside := m.is&vague != 0 && (m.num == vagueBeside || m.num == vagueHour)
	last := s.to == len(p.tokens) || p.filler(s.to)
	if !last && m.is&vague != 0 && (p.match[s.to].is&(feast|noonWord|midnightWord) != 0 || p.match[s.to].is&(monthName|seasonName) != 0 && !p.parts.rule.empty()) { // before Easter
		return true
	}
	for _, part := range p.parts.used {
		if beside && part.to <= s.from && p.onlyCommas(part.to, s.from) {
			return true
		}
		if part.from == s.to || part.to == s.from && (last || m.is&feast != 0) {
			return true
		}
	}
	return false
}

// anotherMonth says whether the month at i goes on with those of a series: "every
// Tuesday in March, May and June".
func (p *parser) anotherMonth(i int) bool {
	from := p.parts.dates.span.to
	if p.parts.rule.empty() || p.parts.dates.from.form != inMonth || i <= from {
		return false
	}
	return !slices.ContainsFunc(p.match[from:i], func(m match) bool { return m.is&(comma|and) == 0 })
}

// behindTime says whether words follow what may be a time: the "or" of "12 or
// 13 May", and not « où demain ».
func (p *parser) behindTime(s span) bool {
	i := s.from - 1
	if i > 0 && p.match[i].is&comma != 0 {
		i--
	}
	return i >= 0 && (p.tokens[i].kind == aNumber || p.match[i].is&(weekdayName|monthName|relativeDay|hourSign|amPm|noonWord|ordinalEnd) != 0)
}

// zoneUnknown says whether words behind an hour can be nothing but the name of
// a zone that does not exist: Mars/Olympus.
func (p *parser) zoneUnknown(s span) (span, bool) {
	p.i = s.from
	name := span{s.from, s.from + 3}
	return name, s.from == p.parts.clock.span.to && s.from > 0 && p.sign(1, "/") && p.glued(1) && p.glued(2) &&
		p.tokens[s.from].kind == aWord && p.tokens[s.from+2].kind == aWord
}

// hourLeft says whether "at" and a number behind it, that belong to no part,
// may be the hour of a day that was said: « demain à 10 mercredis ».
func (p *parser) hourLeft(s span) bool {
	if !p.parts.clock.empty() || s.to+1 >= len(p.tokens) || p.tokens[s.from].kind != aWord {
		return false
	}
	n, m := p.tokens[s.to], p.match[s.to]
	worded := m.is&numberWord != 0 && m.num > 1
	if !worded && (n.kind != aNumber || n.num < 0 || n.num > 24) || !worded && p.match[s.to+1].is != 0 || isStreet(p.tokens[s.to+1].text) {
		return false
	}
	for _, part := range p.parts.used {
		if part.from == s.to+1 || part.to == s.from {
			return true
		}
	}
	return false
}

// isStreet says whether the word behind a number makes it one of a street, a
// floor or a building.
func isStreet(text string) bool {
	switch text {
	case "rue", "avenue", "av", "boulevard", "bd", "place", "quai", "chemin", "impasse", "allee", "cours", "route", "square", "bis", "ter":
		return true
	}
	return false
}

package when

import (
	"strings"
	"unicode"
)

// Find reads the time phrase in a sentence; its parts may stand in several
// places ("every Tuesday at CIRM from 12 January to 29 June"). Words that only
// may be a time ("May", "sun", a lone number) are left alone, while a day or
// an hour that fits nowhere is refused. The caller blanks quoted titles,
// keeping their length. The error is [ErrNone], a *planner.Refusal or a
// *planner.Question.
func Find(text string, c Context) (Found, error) {
	tokens := lex(blankLinks(text))
	var best *parser
	var left []span
	for _, v := range c.vocabularies() {
		p := newParser(text, tokens, v, c, true)
		unused := p.read()
		if best == nil || p.taken() > best.taken() {
			best, left = p, unused
		}
	}
	if len(best.parts.used) == 0 {
		return Found{}, ErrNone
	}
	for _, s := range left {
		if name, ok := best.zoneUnknown(s); ok {
			return Found{}, best.refuse("zone.unknown", name)
		}
		if best.isTime(s) || best.alters(s) {
			return Found{}, best.refuse("when.not_understood", s)
		}
	}
	r, err := best.reading()
	return Found{Reading: r, Pieces: best.pieces()}, err
}

// taken is how many tokens belong to the phrase.
func (p *parser) taken() (n int) {
	for _, s := range p.parts.used {
		n += s.to - s.from
	}
	return n
}

// pieces are the bytes that belong to the phrase. Parts with only space or a
// comma between them make one piece.
func (p *parser) pieces() (pieces [][2]int) {
	for i, s := range p.parts.used {
		from, to := p.tokens[s.from].start, p.tokens[s.to-1].end
		if i > 0 && p.onlyCommas(p.parts.used[i-1].to, s.from) {
			pieces[len(pieces)-1][1] = to
			continue
		}
		pieces = append(pieces, [2]int{from, to})
	}
	return pieces
}

func (p *parser) onlyCommas(from, to int) bool {
	for _, t := range p.tokens[from:to] {
		if t.text != "," {
			return false
		}
	}
	return true
}

// isTime says whether words that belong to no part can be nothing but a time,
// so that leaving them out would misread the sentence.
func (p *parser) isTime(s span) bool {
	m := p.match[s.from]
	if m.is&(weekdayName|relativeDay) != 0 && m.is&abbreviation == 0 {
		return true
	}
	if s.from+1 >= len(p.tokens) {
		return false
	}
	if p.tokens[s.from].kind != aNumber { // « quatorze heures »
		return m.is&numberWord != 0 && m.n == 1 && p.match[s.from+1].is&(hourSign|oclock) != 0
	}
	after := p.tokens[s.from+1]
	month := p.match[s.from+1].is&monthName != 0
	clock := after.text == ":" && s.from+2 < len(p.tokens) && p.tokens[s.from+2].kind == aNumber && !after.spaced
	return month || clock || after.text == "h" && !after.spaced
}

// alters says whether words that belong to no part change the meaning of one:
// "before Friday", "about 15:00", an exception that was not understood.
func (p *parser) alters(s span) bool {
	m := p.match[s.from]
	switch {
	case m.is&(except|until|holidays) != 0 && !p.parts.rule.empty():
		return true
	case m.is&at != 0:
		return p.hourLeft(s)
	case m.is&(vague|feast) == 0:
		return false
	}
	last := s.to == len(p.tokens) || p.filler(s.to)
	for _, part := range p.parts.used {
		if part.from == s.to || part.to == s.from && (last || m.is&feast != 0) {
			return true
		}
	}
	return false
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
	n := p.tokens[s.to]
	if n.kind != aNumber || n.num < 0 || n.num > 24 || p.match[s.to+1].is != 0 || isStreet(p.tokens[s.to+1].text) {
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

// blankLinks puts spaces in the place of web addresses, which may hold dates.
func blankLinks(text string) string {
	if !strings.Contains(text, "://") {
		return text
	}
	blanked := []byte(text)
	for at := 0; at < len(text); {
		from := at + len(text[at:]) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace))
		to := len(text)
		if n := strings.IndexFunc(text[from:], unicode.IsSpace); n >= 0 {
			to = from + n
		}
		if strings.Contains(text[from:to], "://") {
			copy(blanked[from:to], strings.Repeat(" ", to-from))
		}
		at = to
	}
	return string(blanked)
}

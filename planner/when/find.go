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
		if best.taken() == len(tokens) {
			break // the other language can take no more
		}
	}
	if len(best.parts.used) == 0 {
		return Found{}, ErrNone
	}
	if r, err, ok := best.twoClocks(); ok {
		return Found{Reading: r, Pieces: best.pieces()}, err
	}
	if err := best.leftChoice(left); err != nil {
		return Found{}, err
	}
	for _, s := range left {
		if name, ok := best.zoneUnknown(s); ok {
			return Found{}, best.refuse("zone.unknown", name)
		}
		if best.noonLeft(s) {
			return Found{}, best.refuse("when.twice", s)
		}
		if best.isTime(s) || best.alters(s) {
			return Found{}, notUnderstood(best.words(s))
		}
	}
	if err := best.mistyped(left); err != nil {
		return Found{}, err
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

package when

import (
	"strings"
	"unicode"

	"entente/planner"
)

// zoneName is a zone as written: one of zone, abbr and offset.
type zoneName struct {
	span
	zone   string // IANA name
	abbr   *abbreviated
	offset *int // minutes east of UTC
}

// zone reads Europe/Paris, Paris time, heure de Hanoï, UTC, UTC+2, CET; and,
// behind an hour, a city alone.
func (p *parser) zone() (z zoneName, ok bool) {
	neighbour := p.adjacent()
	led := p.take(zoneBefore)
	switch {
	case led: // heure de Paris, heure française
		p.take(of)
		p.take(article)
	case !p.loose: // « 15 h au Caire »
		p.take(at | within | to)
	}
	first := p.i
	again := func() *zoneName {
		p.i, z = first, zoneName{}
		return &z
	}
	if p.done() || !p.ianaZone(again()) && !p.utcZone(again()) && !p.zoneAbbreviation(again()) && !p.widePlace(again(), led) && !p.cityZone(again()) {
		return z, false
	}
	whole := strings.Contains(p.words(span{first, p.i}), "/")
	led = p.take(zoneAfter) || led
	return z, led || whole || !p.loose || neighbour && !p.inAddress(first, z)
}

// inAddress says whether a city may be a place rather than a zone: it stands
// behind a comma, or more of a name follows it.
func (p *parser) inAddress(first int, z zoneName) bool {
	if z.zone == "" || z.zone == "UTC" || z.zone == "Etc/GMT+12" {
		return false
	}
	behind := p.match[first-1].is&comma != 0
	return behind || p.unknownWord() || p.is(comma) && p.i+1 < len(p.tokens) && p.peek(1).is == 0
}

// ianaZone reads the full name of a zone, in any case.
func (p *parser) ianaZone(z *zoneName) bool {
	if p.done() || p.tokens[p.i].kind != aWord || !p.sign(1, "/") || !p.glued(1) {
		return false
	}
	start := p.i
	p.i++
	for p.glued(0) && (p.tokens[p.i].kind != aSign || p.glued(1) && strings.Contains("/_-+", p.tokens[p.i].text)) {
		p.i++
	}
	z.zone = places().iana[strings.ToLower(p.words(span{start, p.i}))]
	return z.zone != ""
}

// utcZone reads UTC, the Z of an ISO time, and offsets.
func (p *parser) utcZone(z *zoneName) bool {
	named := !p.done() && (p.tokens[p.i].text == "utc" || p.tokens[p.i].text == "gmt" && (p.sign(1, "+") || p.sign(1, "-")) && p.glued(1))
	switch {
	case named:
		p.i++
	case p.adjacent() && p.glued(0) && p.tokens[p.i].text == "z": // "14:00Z" is "14:00 UTC" (ISO 8601)
		p.i++
		z.zone = "UTC"
		return true
	case p.mailOffset(z):
		return true
	case !p.adjacent() || !p.glued(0):
		return false
	}
	if p.glued(0) && p.glued(1) && p.numeral(1, 2) && (p.sign(0, "+") || p.sign(0, "-")) {
		return p.offset(z)
	}
	z.zone = "UTC"
	return named
}

// mailOffset reads the +0200 of the date of a mail (RFC 5322, section 3.3), and
// a +02:00 that is set off.
func (p *parser) mailOffset(z *zoneName) bool {
	plus := p.sign(0, "+")
	if !p.adjacent() || p.parts.clock.empty() || !p.glued(1) || !plus && !p.sign(0, "-") {
		return false
	}
	if plus && p.numeral(1, 2) && p.sign(2, ":") {
		return p.offset(z)
	}
	if !p.numeral(1, 4) || len(p.tokens[p.i+1].text) != 4 {
		return false
	}
	offset := 60*(p.num(1)/100) + p.num(1)%100
	p.i += 2
	if !plus {
		offset = -offset
	}
	z.offset = &offset
	return p.num(-1)%100 < 60 && -12*60 <= offset && offset <= 14*60
}

// offset reads +02:00, -3.
func (p *parser) offset(z *zoneName) bool {
	west := p.sign(0, "-")
	offset := 60 * p.num(1)
	p.i += 2
	if p.sign(0, ":") && p.glued(0) && p.glued(1) && p.numeral(1, 2) && len(p.tokens[p.i+1].text) == 2 {
		offset += p.num(1)
		p.i += 2
	}
	if west {
		offset = -offset
	}
	z.offset = &offset
	return p.spacedOut()
}

// zoneAbbreviation reads CET, IST. In a sentence it has to be in capitals:
// « à 15h est » is not Eastern time.
func (p *parser) zoneAbbreviation(z *zoneName) bool {
	if p.done() || p.tokens[p.i].kind != aWord {
		return false
	}
	t := p.tokens[p.i]
	if p.french && t.text == "et" { // « et »
		return false
	}
	z.abbr = abbreviations[t.text]
	p.i++
	return z.abbr != nil && (!p.loose || !strings.ContainsFunc(p.text[t.start:t.end], unicode.IsLower))
}

// cityZone reads the name of a city, or of a country with one zone.
func (p *parser) cityZone(z *zoneName) bool {
	zone, n := places().find(p.tokens[p.i:])
	z.zone = zone
	p.i += n
	return n > 0
}

// ParseZone reads the name of a time zone: an IANA name, a city or a country
// with one zone, UTC. The error is a *planner.Refusal, or a *planner.Question
// for an abbreviation that several zones use, or some only in winter.
func ParseZone(text string, c Context) (string, error) {
	tokens := lex(text)
	for _, v := range c.vocabularies() {
		p := newParser(text, tokens, v, c, false)
		z, ok := p.zone()
		switch {
		case !ok || !p.done() && !p.sign(0, "."):
		case z.zone != "":
			return z.zone, nil
		case z.abbr == nil: // an offset has no summer time: a place has to be said
			return "", &planner.Refusal{Why: "zone.not_a_place", Words: text}
		default:
			z.span = span{0, p.i}
			return p.settle(z, Reading{Rule: &planner.Rule{}})
		}
	}
	return "", &planner.Refusal{Why: "zone.unknown", Words: text}
}

// ZoneOf is the zone of a place: of a city as people name it, or of the last
// part of an address that is one ("CIRM, Marseille").
func ZoneOf(place string) (zone string, ok bool) {
	parts := strings.Split(place, ",")
	for i := len(parts) - 1; i >= 0; i-- {
		tokens := lex(parts[i])
		if zone, n := places().find(tokens); n > 0 && n == len(tokens) {
			_, wide := widePlaces[tokens[0].text]
			return zone, !wide || n > 1
		}
	}
	return "", false
}

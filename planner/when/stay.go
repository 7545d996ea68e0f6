package when

import "entente/planner"

// Stay is for how long somebody is elsewhere.
type Stay struct {
	Days
	// Pieces are the byte ranges of the text that were used, in order: what is
	// left names the place.
	Pieces [][2]int
}

// FindStay reads for how long somebody is elsewhere: "I am in Tokyo until 12
// May", « je suis à Kyoto du 3 au 12 mai », "next week", "for 3 weeks". Without
// a beginning it is today. The error is [ErrNone] when no end is said; else a
// *planner.Refusal or a *planner.Question.
func FindStay(text string, c Context) (Stay, error) {
	tokens := lex(blankLinks(text))
	for _, v := range c.vocabularies() {
		p := newParser(text, tokens, v, c, true)
		left := p.read()
		ph := &p.parts
		if ph.till.empty() && ph.dates.empty() && ph.length.unit < days {
			continue
		}
		for _, s := range left {
			if p.isTime(s) || p.alters(s) {
				return Stay{}, p.refuse("when.not_understood", s)
			}
		}
		days, err := p.stay()
		return Stay{days, p.pieces()}, err
	}
	return Stay{}, ErrNone
}

// stay is the meaning of the parts of such a sentence.
func (p *parser) stay() (Days, error) {
	ph := &p.parts
	for _, other := range []span{ph.again, ph.clock.span, ph.rule.span, ph.count.span, ph.delay.span} {
		if !other.empty() {
			return Days{}, p.refuse("when.twice", other)
		}
	}
	today, err := planner.DateOf(p.Now, p.Zone)
	if err != nil {
		return Days{}, err
	}
	if ph.dates.empty() || ph.dates.ranged || ph.dates.isPeriod() {
		b, err := p.bounds(today)
		if err != nil {
			return Days{}, err
		}
		return p.stayUntil(b)
	}
	if len(ph.dates.list) > 0 {
		return Days{}, p.refuse("when.twice", ph.dates.span)
	}
	days, err := p.placeStretch(ph.dates, today, today)
	return Days(days), err
}

// stayUntil is a stay within bounds, or for a length from its beginning.
func (p *parser) stayUntil(b bounds) (Days, error) {
	length := p.parts.length
	switch {
	case b.until.IsZero() && length.n > 0:
		b.until = length.after(b.from).AddDays(-1)
	case !length.empty():
		return Days{}, p.refuse("when.twice", length.span)
	}
	if b.until.Before(b.from) {
		return Days{}, p.refuse("when.order", p.parts.boundsSpan())
	}
	return Days{b.from, b.until}, p.checkDate(b.until, length.span)
}

package when

import (
	"strings"

	"entente/planner"
)

// Skip is what "no seminar on 9 February: Tết" says.
type Skip struct {
	Days   []Days // in order of the text; at least one
	Reason string // as typed; may be empty
	// Pieces are the byte ranges of the text that were used, in order: what is
	// left names the event.
	Pieces [][2]int
}

// FindSkip reads the days on which a series is not held, and why: "9 February:
// Tết", « du 1er au 8 mai, vacances », "9, 16 and 23 February (exams)". The
// reason may hold dates. The error is [ErrNone], a *planner.Refusal or a
// *planner.Question.
func FindSkip(text string, c Context) (Skip, error) {
	tokens := lex(blankLinks(text))
	for _, v := range c.vocabularies() {
		for i := range tokens {
			p := newParser(text, tokens, v, c, true)
			p.i = i
			if !p.startsDate() || !p.exceptionList() {
				continue
			}
			if p.endsList() {
				p.parts.used = []span{{i, p.i}}
				return p.skip()
			}
		}
	}
	return Skip{}, ErrNone
}

// startsDate says whether a date may start here: not behind a word that
// belongs to it, nor inside a number.
func (p *parser) startsDate() bool {
	return p.i == 0 || !p.glued(0) || p.tokens[p.i-1].kind == aSign
}

// endsList says whether the days found are all there, and not the 9 of "9 and
// some more". Holidays behind them are a reason: "1 to 8 May, holidays".
func (p *parser) endsList() bool {
	list := p.parts.except
	if len(list) == 0 {
		return true // holidays alone, to be refused
	}
	last := list[len(list)-1]
	if h := p.parts.holidays; !h.empty() && h.from > last.span.to {
		p.i, p.parts.holidays = h.from-1, span{}
	}
	return last.ranged || !last.from.bare
}

// skip is the meaning of the days found, with the reason behind them.
func (p *parser) skip() (Skip, error) {
	var s Skip
	days := p.parts.used[0]
	for i := range days.from {
		if at := (span{i, i + p.match[i].n}); p.isTime(at) || p.match[i].is&(vague|until) != 0 && at.to == days.from {
			return s, p.refuse("when.not_understood", at)
		}
	}
	if !p.parts.holidays.empty() {
		return s, p.refuse("when.holidays", p.parts.holidays)
	}
	s.Pieces = p.pieces()
	s.Reason = p.reason()
	if s.Reason != "" {
		s.Pieces[0][1] = len(p.text)
	} else if !p.done() && p.isTime(span{p.i, p.i + 1}) {
		return s, p.refuse("when.not_understood", span{p.i, p.i + p.match[p.i].n})
	}
	today, err := planner.DateOf(p.Now, p.Zone)
	if err != nil {
		return s, err
	}
	list, err := p.inFull(p.parts.except)
	if err != nil {
		return s, err
	}
	for _, one := range list {
		if p.match[one.span.from].is&weekdayNames != 0 { // skip Mondays: for how long?
			return s, p.refuse("when.not_understood", one.span)
		}
		placed, err := p.placeStretch(one, today, today)
		if err != nil {
			return s, err
		}
		s.Days = append(s.Days, Days{placed.First, placed.Last})
	}
	return s, nil
}

// reason is what stands behind the days: ": Tết", "because of the strike",
// « (vacances) ».
func (p *parser) reason() string {
	marked := p.take(comma | dash)
	for !p.done() && (p.sign(0, ":") || p.sign(0, "(") || p.is(because)) {
		p.i += p.match[p.i].n
		marked = true
	}
	if !marked || p.done() {
		return ""
	}
	reason := strings.TrimRight(strings.TrimSpace(p.text[p.tokens[p.i].start:]), ".; ")
	if closed, ok := strings.CutSuffix(reason, ")"); ok && !strings.Contains(reason, "(") {
		reason = strings.TrimSpace(closed)
	}
	return reason
}

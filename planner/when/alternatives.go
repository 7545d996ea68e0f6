package when

import (
	"errors"

	"entente/planner"
)

// mostParts is how many parts a phrase has at most that is read again with some
// of them left out: the time that takes grows with their number.
const mostParts = 8

// alternatives asks which of two times is meant that have "or" between them:
// "Thursday or Friday at 14:00", « le 12 ou le 13 mai », "at 10 or 11". It is
// nil where that cannot be told apart from the rest of the phrase.
func (p *parser) alternatives() error {
	sep := p.separatesChoices()
	if sep < 1 || len(p.parts.dates.list) > 0 || len(p.parts.used) > mostParts {
		return nil
	}
	before, after := p.partsBefore(sep), p.partsAfter(sep)
	if q := p.shared(sep, before, after); q != nil {
		return q
	}
	for _, b := range before {
		for _, a := range after {
			one, other := p.words(span{b.from, b.to}), p.words(span{a.from, a.to})
			if q := p.either(span{b.from, a.to}, one, other); q != nil {
				return q
			}
		}
	}
	return nil
}

// leftChoice is the question which of two times is meant, where an "or" among
// the words that belong to no part stands behind one of them.
func (p *parser) leftChoice(left []span) error {
	for _, s := range left {
		if m := p.match[s.from]; m.is&vague != 0 && m.num == vagueChoice && p.behindTime(s) {
			return p.alternatives()
		}
	}
	return nil
}

// separatesChoices is where the one "or" between two times stands; -1: nowhere.
// « soit » and "either" may stand before the first of them too.
func (p *parser) separatesChoices() int {
	sep := -1
	for i, m := range p.match {
		if m.is&vague == 0 || m.num != vagueChoice {
			continue
		}
		if sep >= 0 && sep != p.leading() {
			return -1
		}
		sep = i
	}
	return sep
}

// leading is where "either" stands before the first time; -1: nowhere.
func (p *parser) leading() int {
	if len(p.parts.used) == 0 {
		return -1
	}
	i := p.parts.used[0].from - 1
	if i < 0 || p.match[i].is&vague == 0 || p.match[i].num != vagueChoice {
		return -1
	}
	return i
}

// partsBefore are what may stand on the left of the separator, the shortest
// first: the parts of the phrase without a gap.
func (p *parser) partsBefore(sep int) (spans []span) {
	from, to := sep, sep
	for i := len(p.parts.used) - 1; i >= 0; i-- {
		part := p.parts.used[i]
		if part.from >= sep {
			continue
		}
		if !p.onlyCommas(part.to, from) {
			break
		}
		if len(spans) == 0 {
			to = part.to
		}
		from = part.from
		spans = append(spans, span{from, to})
	}
	return spans
}

// partsAfter are what may stand on its right, the shortest first.
func (p *parser) partsAfter(sep int) (spans []span) {
	from := sep + p.match[sep].n
	to := from
	for _, part := range p.parts.used {
		if part.from < from {
			continue
		}
		if !p.onlyCommas(to, part.from) {
			break
		}
		to = part.to
		spans = append(spans, span{from, to})
	}
	return spans
}

// shared asks where only one of two numbers has what belongs to both: « le 12
// ou le 13 mai », "May 12 or 13", "3 or 4pm".
func (p *parser) shared(sep int, before, after []span) error {
	left, right := sep-1, sep+p.match[sep].n
	if p.ordinalBefore(left) {
		left--
	}
	for right < len(p.tokens) && p.match[right].is&(article|at|on) != 0 {
		right++
	}
	if right >= len(p.tokens) || p.tokens[left].kind != aNumber || p.tokens[right].kind != aNumber {
		return nil
	}
	if len(after) > 0 { // the end of the second is that of the first too
		from := left
		for from > 0 && p.match[from-1].is&(article|at|on) != 0 {
			from--
		}
		if len(before) > 0 && before[0].from < from { // it has its own
			return nil
		}
		to := after[0].to
		end := p.text[p.tokens[right].end:p.tokens[to-1].end]
		return p.either(span{from, to}, p.text[p.tokens[from].start:p.tokens[left].end]+end, p.words(span{sep + p.match[sep].n, to}))
	}
	if len(before) == 0 {
		return nil
	}
	from := before[0].from
	head := p.text[p.tokens[from].start:p.tokens[left].start]
	return p.either(span{from, right + 1}, p.words(span{from, left + 1}), head+p.tokens[right].text)
}

func (p *parser) ordinalBefore(i int) bool {
	return i > 0 && p.match[i].is&ordinalEnd != 0 && !p.tokens[i].spaced
}

// either asks which of two texts is meant in the place of the words at s, if
// both are understood there.
func (p *parser) either(s span, one, other string) error {
	if i := p.leading(); i >= 0 && i < s.from {
		s.from = i
	}
	rest := func(choice string) string {
		return p.text[:p.tokens[s.from].start] + choice + p.text[p.tokens[s.to-1].end:]
	}
	if !p.alike(rest(one), rest(other)) {
		return nil
	}
	why := "when.which_date"
	if s.holds(p.parts.clock.span) && !s.holds(p.parts.dates.span) {
		why = "when.which_hour"
	}
	return p.ask(why, s, append(p.choicesOf(one), p.choicesOf(other)...)...)
}

// choicesOf is text as it is read without a question, in figures where it is a
// day or an hour; or what it is asked to be.
func (p *parser) choicesOf(text string) []string {
	r, err := Parse(text, p.Context)
	var question *planner.Question
	switch {
	case errors.As(err, &question) && question.Words == text:
		return question.Choices
	case err != nil || !p.parts.zone.empty() || r.Rule != nil || r.Zone != "" || !r.Instant.IsZero() || r.Period:
	case r.AllDay && r.HasEnd:
		return []string{p.isoRange(Days{r.Start.Date, r.End.Date})}
	case r.HasEnd || r.Length > 0:
	case r.AllDay:
		return []string{r.Start.Date.String()}
	case r.HasDate:
		return []string{r.Start.Date.String() + " " + r.Start.Clock.String()}
	case r.HasClock:
		return []string{r.Start.Clock.String()}
	}
	return []string{text}
}

// holds says whether part lies in s.
func (s span) holds(part span) bool {
	return !part.empty() && s.from <= part.from && part.to <= s.to
}

// alike says whether both texts are understood, or asked about, and say as much:
// a day, an hour, a series. "12 May at 10:00 or 11:00" is not 12 May, or today.
func (p *parser) alike(one, other string) bool {
	read := func(text string) (r Reading, asked, ok bool) {
		r, err := p.readAlone(text)
		var question *planner.Question
		asked = errors.As(err, &question)
		return r, asked, asked || err == nil
	}
	a, askedA, okA := read(one)
	b, askedB, okB := read(other)
	return okA && okB && (askedA || askedB || a.HasDate == b.HasDate && a.HasClock == b.HasClock && (a.Rule == nil) == (b.Rule == nil))
}

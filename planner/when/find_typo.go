package when

import "strings"

// mistyped asks whether a word that belongs to no part was meant as a day, where
// none was said: "tomorow at 9am" would else be today.
func (p *parser) mistyped(left []span) error {
	for _, s := range left {
		if s.to != s.from+1 || p.match[s.from].is != 0 || p.tokens[s.from].kind != aWord || len(p.words(s)) < 4 {
			continue
		}
		if meant := p.nearTime(s.from); meant != "" {
			return p.ask("when.mistyped", s, meant)
		}
	}
	return nil
}

// nearTime is the day that the word at i is a slip of the keys away from; of
// "evry", where a day follows, "every". In a sentence, a word with a capital has
// to end as days do, or stand beside a number: many a name is near a day.
func (p *parser) nearTime(i int) string {
	days, each, ending := "tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February September October November December", "every", "day"
	if p.french {
		days, each, ending = "demain mercredi vendredi samedi dimanche février juillet septembre octobre novembre décembre", "chaque", "di"
	}
	word := p.tokens[i].text
	if capital := p.text[p.tokens[i].start]; p.loose && 'A' <= capital && capital <= 'Z' && !strings.HasSuffix(word, ending) && !p.besideNumber(i) {
		return ""
	}
	if (p.parts.dates.empty() || p.parts.dates.from.form == inYear) && p.parts.rule.empty() { // 12 Febuary 2028
		for day := range strings.FieldsSeq(days) {
			if near(word, Fold(day)) {
				return day
			}
		}
	}
	i++
	if i < len(p.match) && p.match[i].is&(weekdayName|unitName) != 0 && near(word, each) {
		return each
	}
	return ""
}

// besideNumber says whether a number stands directly before or behind a word.
func (p *parser) besideNumber(i int) bool {
	return i > 0 && p.tokens[i-1].kind == aNumber || i+1 < len(p.tokens) && p.tokens[i+1].kind == aNumber
}

// near says whether one letter was left out, added, replaced or swapped with its
// neighbour, when doubled letters count once.
func near(a, b string) bool {
	a, b = single(a), single(b)
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// single is text with doubled letters once.
func single(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if i == 0 || text[i] != text[i-1] {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

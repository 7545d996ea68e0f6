package when

import (
	"strings"

	"entente/planner"
)

// mistyped finds, among the words that belong to no part, one that was very
// likely meant as a day, where none was said: "tomorow at 9am" would else be
// today. Words with a capital are left alone, since many a name is near a day.
func (p *parser) mistyped(left []span) error {
	for _, s := range left {
		word := p.words(s)
		if s.to != s.from+1 || len(word) < 4 || p.tokens[s.from].kind != aWord || word[0] >= 'A' && word[0] <= 'Z' {
			continue
		}
		if meant := p.nearTime(p.tokens[s.from].text, s.to); meant != "" {
			return &planner.Refusal{Why: "when.mistyped", Words: word, Args: map[string]any{"word": meant}}
		}
	}
	return nil
}

// nearTime is the day that a word, folded, is a slip of the keys away from; of
// "evry", where a day follows at i, "every".
func (p *parser) nearTime(word string, i int) string {
	days, each := "tomorrow monday tuesday wednesday thursday friday saturday sunday january february september october november december", "every"
	if p.french {
		days, each = "demain mercredi vendredi samedi dimanche fevrier juillet septembre octobre novembre decembre", "chaque"
	}
	if p.parts.dates.empty() && p.parts.rule.empty() {
		for day := range strings.FieldsSeq(days) {
			if near(word, day) {
				return day
			}
		}
	}
	if i < len(p.match) && p.match[i].is&(weekdayName|unitName) != 0 && near(word, each) {
		return each
	}
	return ""
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

package knowledge

import (
	"maps"
	"strings"
	"unicode"
)

// outsideQuotes is text without the titles and names in quotation marks, which
// may be in another language than the sentence around them.
func outsideQuotes(text string) string {
	for _, quotes := range [][2]string{{`"`, `"`}, {"“", "”"}, {"«", "»"}} {
		for {
			before, rest, _ := strings.Cut(text, quotes[0])
			_, after, closed := strings.Cut(rest, quotes[1])
			if !closed {
				break
			}
			text = before + " " + after
		}
	}
	return text
}

// Weights of what tells a language.
const (
	mark   = 2 // a word of its grammar or its commands
	hint   = 1 // a word of the vocabulary, or an accent
	enough = 1 // by which one language must lead
)

// detector tells English from French.
type detector struct {
	weights map[string]int // of a folded word: above zero English, below French
	accents string         // letters of French only
}

func newDetector(languages map[string]grammar, en, fr *tongue) detector {
	d := detector{weights: map[string]int{}, accents: languages["fr"].Accents}
	for w := range en.vocabulary {
		d.weights[w] += hint
	}
	for w := range fr.vocabulary {
		d.weights[w] -= hint
	}
	fill := func(words, others map[string]bool, weight int) {
		for w := range words {
			if d.weights[w] == 0 && !others[w] {
				d.weights[w] = weight
			}
		}
	}
	englishFillers, frenchFillers := languages["en"].Fillers.all(), languages["fr"].Fillers.all()
	fill(englishFillers, frenchFillers, hint)
	fill(frenchFillers, englishFillers, -hint)
	english, french := grammarWords(languages["en"]), grammarWords(languages["fr"])
	for w := range english {
		d.weights[w] = mark
	}
	for w := range french {
		d.weights[w] = -mark
		if english[w] {
			d.weights[w] = 0
		}
	}
	return d
}

// grammarWords are the words that mark a language.
func grammarWords(g grammar) map[string]bool {
	words := g.Skip.all()
	maps.Copy(words, g.Stop.all())
	maps.Copy(words, g.Marks.all())
	for short := range g.Rewrites {
		if short != strings.ToUpper(short) {
			words[fold(short)] = true
		}
	}
	return words
}

// detect returns the language of a text and whether the text tells it. What
// stands in quotation marks counts only when the rest does not tell.
func (d detector) detect(text string) (lang string, sure bool) {
	if len(text) > maxQuestion {
		text = strings.ToValidUTF8(text[:maxQuestion], "")
	}
	if lang, sure := d.weigh(outsideQuotes(text)); sure {
		return lang, true
	}
	return d.weigh(text)
}

func (d detector) weigh(text string) (lang string, sure bool) {
	lead := 0
	for _, w := range split(text) {
		weight, ok := d.weights[w.text]
		if !ok {
			weight = d.weights[strings.TrimSuffix(w.text, "s")]
		}
		if !unicode.IsUpper([]rune(w.typed)[0]) && strings.ContainsAny(strings.ToLower(w.typed), d.accents) {
			weight = min(weight, 0) - hint // an English word has none
		}
		lead += weight
	}
	switch {
	case lead <= -enough:
		return "fr", true
	case lead >= enough:
		return "en", true
	}
	return "en", false
}

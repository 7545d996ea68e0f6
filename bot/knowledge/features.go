package knowledge

import (
	"slices"
	"strconv"
	"strings"
)

// Tokens that stand for any word of a kind.
const (
	edge        = "|"      // before the first word and after the last
	oldName     = "#old"   // an instrument as it was called before
	ownLab      = "#lab"   // a laboratory by its own name
	somePlace   = "#place" // a country or city
	someNumber  = "#"
	someName    = "#name" // a name that no list has
	prefixed    = 6       // letters beyond which the beginning of a word counts too
	prefix      = 5       // letters of that beginning
	mostUnknown = 4       // unknown words that are told apart
)

// asking are the concepts of question words, which count together with what
// they ask for: "who" and "lead" is not "how long" and "lead". So do the words
// that make it a question on one thing of the past, of ours or to come, which
// facts rarely know.
var asking = []string{"who", "when", "where", "why", "how", "many", "which", "can", "must", "ours", "past", "future", "now"}

// features are what the model reads of a question: its words alone and in
// pairs, what they speak of, and what the rules found in it. Instruments,
// places, numbers and names count as such, whichever they are.
func (m *model) features(q question, t *tongue) []string {
	var list []string
	tokens, unknown := m.tokens(q, t)
	before := edge
	for _, w := range append(tokens, edge) {
		list = append(list, "2 "+before+" "+w)
		if before = w; w != edge {
			list = append(list, "1 "+w)
		}
		if len(w) > prefixed {
			list = append(list, "p "+w[:prefix])
		}
	}
	list = append(list, "new "+strconv.Itoa(min(unknown, mostUnknown)))
	list = slices.Concat(list, m.spoken(tokens, q, t), m.inOrder(tokens, t), t.found(q))
	slices.Sort(list)
	return slices.Compact(list)
}

// tokens are the words as the model reads them; unknown is how many of them
// stand in no question that it learnt to answer.
func (m *model) tokens(q question, t *tongue) (tokens []string, unknown int) {
	for i, w := range q.words {
		place := slices.ContainsFunc(q.places, func(m match) bool { return slices.Contains(m.at, i) })
		switch {
		case w.code != "" && place:
			tokens = append(tokens, ownLab)
		case w.former && w.isProper():
			tokens = append(tokens, someName) // Lia is a person, LIA is not
		case w.former:
			tokens = append(tokens, oldName)
		case w.code != "":
			tokens = append(tokens, anInstrument)
		case place:
			tokens = append(tokens, somePlace)
		case w.isNumber():
			tokens = append(tokens, someNumber)
		case w.isProper() && !t.stop[w.text] && !t.vocabulary[w.text] && len(m.concepts(t.lang, w.stem)) == 0:
			tokens = append(tokens, someName)
		default:
			tokens = append(tokens, w.stem)
			if !t.stop[w.text] && !m.learnt[w.stem] {
				unknown++
			}
		}
	}
	return tokens, unknown
}

// spoken are the concepts that the words stand for, alone, with each question
// word and with the instrument named.
func (m *model) spoken(tokens []string, q question, t *tongue) []string {
	var about, asked, list []string
	for _, w := range tokens {
		concepts := m.concepts(t.lang, w)
		for _, c := range concepts {
			if slices.Contains(asking, c) {
				asked = appendNew(asked, c)
			} else {
				about = appendNew(about, c)
			}
		}
		if len(concepts) == 0 && !strings.HasPrefix(w, someNumber) && w != anInstrument && !t.stems[w] && !t.fillers[w] && !t.beside[w] && !t.stop[w] {
			list = append(list, "strange word")
		}
	}
	for _, c := range append(about, asked...) {
		list = append(list, "c "+c)
		if q.names() && len(q.codes) == 1 {
			list = append(list, "ci "+q.codes[0]+" "+c)
		}
	}
	for _, c := range about {
		for _, a := range asked {
			list = append(list, "c "+a+"+"+c)
		}
	}
	return list
}

// inOrder are the concepts that follow each other, whatever stands between: "our
// file" is not any file, and "number of postdocs" no number of countries.
func (m *model) inOrder(tokens []string, t *tongue) (list []string) {
	var before []string
	for _, w := range tokens {
		concepts := m.concepts(t.lang, w)
		if strings.HasPrefix(w, someNumber) {
			concepts = []string{w}
		}
		for _, first := range before {
			for _, c := range concepts {
				list = append(list, "2c "+first+" "+c)
			}
		}
		if len(concepts) > 0 {
			before = concepts
		}
	}
	return list
}

// found is what the rules see in a question.
func (t *tongue) found(q question) []string {
	list := []string{"unknown " + strconv.Itoa(min(len(q.unknown), mostUnknown))}
	for _, m := range t.families.all(q.words) {
		list = append(list, "f "+m.means)
	}
	for _, id := range q.aspects {
		list = append(list, "r "+id)
	}
	for _, m := range slices.Concat(t.signals.find(q.plain), t.gathered(q.plain, t.described, sentence)) {
		list = append(list, "s "+m.means)
	}
	if len(q.heart) > 0 {
		list = append(list, "r heart")
	}
	if t.isStrange(q) {
		list = append(list, "r strange")
	}
	if q.elsewhere != "" {
		list = append(list, "r elsewhere")
	}
	if len(q.places) > 0 {
		list = append(list, "place")
	}
	if q.hinted {
		return append(list, "hinted")
	}
	for _, code := range q.codes {
		list = append(list, "i "+code)
		if len(q.places) > 0 {
			list = append(list, "place "+code)
		}
	}
	return append(list, "named "+strconv.Itoa(min(len(q.codes), 2)))
}

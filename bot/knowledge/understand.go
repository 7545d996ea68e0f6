package knowledge

import (
	"slices"
)

// maxQuestion is how many bytes are read as one question.
const maxQuestion = 2000

// A question is what was understood of a text.
type question struct {
	plain     []word   // as words, where a hint at an instrument is still a word
	words     []word   // without what is skipped; an instrument is one word
	codes     []string // instruments named, in their order
	former    []string // those of them named as they were called before
	hinted    bool     // no instrument is named, codes are what a word hints at
	aspects   []string // in their order
	places    []match  // countries, cities and laboratories named
	somewhere []word   // names written as those of places or people, which no list has
	own       bool     // a laboratory is called by its own name
	content   []string // stems of the subject matter, aspects included
	unknown   []word   // subject matter that neither the lexicon nor a fact knows
	around    int      // words beside an instrument that tell nothing of it here
	heart     []int    // clauses that name an instrument and ask something about it
	solid     int      // what is asked in words that carry subject matter
	strong    bool     // two words or more tell what is asked
	known     int      // subject matter that a fact may know, aspects not counted
	more      bool     // a word such as "who" asks for more than a definition
	followed  bool     // a part is taken over from the question before
	borrowed  bool     // the instruments are
	before    []string // instruments of the question before, of which it may be asked
	elsewhere string   // instrument whose letters stand for something else here
	spelled   bool     // the question itself spells those letters out as something else
	meant     string   // instrument that one unknown word may be a slip for
}

// read understands a text of at most maxQuestion bytes.
func (t *tongue) read(text string) question {
	var q question
	words := t.spell(text)
	elsewhere := t.elsewhere.find(words)
	q.words = q.name(words, t.names)
	q.locate(t)
	for _, m := range elsewhere {
		if slices.Contains(q.codes, m.means) {
			q.elsewhere = m.means
		}
	}
	for i, w := range q.words {
		if w.code != "" && spelledOut(q.words, i, t) {
			q.elsewhere, q.spelled = w.code, true
		}
	}
	q.plain = slices.Clone(q.words)
	compared := len(q.codes) == 1 && t.compares(q.words) // with what is perhaps only hinted at
	if len(q.codes) == 0 || compared {
		q.words = q.name(q.words, t.hints)
		q.hinted = len(q.codes) > 0 && !compared
		q.places = t.placed(q.words)
	}
	q.words = q.ungarble(q.words, t)
	told := make([]bool, len(q.words))
	asked := t.askedIn(q.words)
	for _, m := range slices.Concat(asked, q.places) {
		for _, i := range m.at {
			told[i] = true
		}
	}
	for _, m := range asked {
		n := q.weight(t, m)
		q.strong = q.strong || n > 1
		q.solid += min(n, 1)
	}
	plainly := slices.ContainsFunc(asked, func(m match) bool { return t.alone[m.means] && len(m.at) > 1 && !isForm(m.means) })
	for i, w := range q.words {
		q.weigh(t, w, told[i], plainly)
	}
	asked = q.clear(asked)
	for _, m := range asked {
		q.aspects = appendNew(q.aspects, m.means)
	}
	return q
}

// compares says whether words set things beside each other.
func (t *tongue) compares(words []word) bool {
	return slices.ContainsFunc(t.aspects.find(words), func(m match) bool { return m.means == difference })
}

// weight is how many words of a match carry subject matter.
func (q *question) weight(t *tongue, m match) (n int) {
	for _, i := range m.at {
		if w := q.words[i]; w.code == "" && !t.stop[w.text] {
			n++
		}
	}
	return n
}

// clear leaves out what stands around a question: where one clause names an
// instrument, asks about it and is understood, the clauses that are not
// understood and name none tell nothing of it. What is left is asked.
func (q *question) clear(asked []match) []match {
	named, strange, asking := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, w := range q.words {
		named[w.clause] = named[w.clause] || w.code != ""
	}
	for _, w := range q.unknown {
		strange[w.clause] = true
	}
	for _, m := range asked {
		asking[q.words[m.at[0]].clause] = true
	}
	for clause := range named {
		if named[clause] && asking[clause] {
			q.heart = append(q.heart, clause)
		}
	}
	plain := func(of map[int]bool) bool {
		for clause, holds := range of {
			if holds && !strange[clause] {
				return true
			}
		}
		return false
	}
	if !plain(named) || !plain(asking) {
		return asked
	}
	aside := func(clause int) bool { return strange[clause] && !named[clause] }
	q.unknown = slices.DeleteFunc(q.unknown, func(w word) bool { return aside(w.clause) && !w.isLikeCode() })
	return slices.DeleteFunc(asked, func(m match) bool { return aside(q.words[m.at[0]].clause) })
}

// weigh counts what a word says of the subject matter.
// plainly: the subject is clear without it.
func (q *question) weigh(t *tongue, w word, told, plainly bool) {
	known := t.stems[w.stem] && (len(w.stem) > 3 || t.vocabulary[w.text]) // "mars" is no "marié"
	q.more = q.more || !told && t.asking[w.text]
	switch {
	case w.code != "" || w.isNumber():
	case !told && w.isLikeCode() && !t.stop[w.text] && !t.vocabulary[w.text]:
		q.unknown = append(q.unknown, w)
	case told:
		if !t.stop[w.text] {
			q.content = append(q.content, w.stem)
		}
	case t.stop[w.text], t.fillers[w.stem] && !known:
	case t.foreign[w.text]:
	case w.isProper() && !known:
		q.somewhere = append(q.somewhere, w)
	case w.isAcronym() && len(q.codes) > 0 && !q.hinted && q.strong: // another body, as ANR
	case (len(q.codes) > 0 && !q.hinted || plainly) && t.beside[w.stem] && !known:
		q.around++
	case known:
		q.content = append(q.content, w.stem)
		if t.index.holders[w.stem] > 0 {
			q.known++
		} else {
			q.around++
		}
	default:
		q.content = append(q.content, w.stem)
		q.unknown = append(q.unknown, w)
	}
}

// plainly says whether some clause names an instrument and nothing unknown.
func (q question) plainly() bool {
	for _, w := range q.words {
		strange := slices.ContainsFunc(q.unknown, func(u word) bool { return u.clause == w.clause })
		if w.code != "" && !strange {
			return true
		}
	}
	return false
}

// asks says whether an aspect is asked about.
func (q question) asks(aspect string) bool { return slices.Contains(q.aspects, aspect) }

// names says whether an instrument is named.
func (q question) names() bool { return len(q.codes) > 0 && !q.hinted }

// appendNew appends what is not in the list yet.
func appendNew(list []string, items ...string) []string {
	for _, item := range items {
		if !slices.Contains(list, item) {
			list = append(list, item)
		}
	}
	return list
}

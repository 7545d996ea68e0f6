package knowledge

import "slices"

// asked is what a question that names instruments asks about them.
func (b *Base) asked(q question) []string {
	var others []string // beside what is a matter of form
	for _, id := range q.aspects {
		if a := b.aspect(id); a.Instead != "" && !q.own && !b.anyTold(q.codes, []string{id}) {
			id = a.Instead
		}
		if !isForm(id) {
			others = appendNew(others, id)
		}
	}
	beside := q.asks(difference) || q.asks(choice) // instruments are set beside each other
	several := len(q.codes) > 1
	switch {
	case several && beside && !b.anyTold(q.codes, others):
		return append(others, difference)
	case beside && len(others) > 0 && !b.anyTold(q.codes, others):
		return append(others, definition) // set beside what is no instrument
	case beside && len(others) > 0:
		return others
	case q.asks(difference) && len(q.former) > 0:
		return []string{former}
	case q.asks(difference):
		return []string{difference}
	case q.asks(definition) && len(q.codes) > 2 && len(others) == 0:
		return []string{difference}
	case q.asks(definition):
		return append([]string{definition}, others...)
	case len(others) > 0:
		return others
	case len(q.places) > 0 && !several && b.instrument(q.codes[0]).At != "":
		return []string{b.instrument(q.codes[0]).At}
	case q.known > 0:
		return others
	case several:
		return []string{difference}
	}
	return []string{definition}
}

// anyTold says whether some fact tells one of the aspects of an instrument.
func (b *Base) anyTold(codes, aspects []string) bool {
	return slices.ContainsFunc(aspects, func(id string) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return len(b.about(id, code)) > 0 })
	})
}

// trusted says whether so much of the question is understood that an answer
// is to the point. What an instrument is, is told only where the words around
// its name are understood: "the IRN's printer" does not ask for it.
func trusted(q question, asked []string) bool {
	switch {
	case !q.asks(difference) && slices.ContainsFunc(q.unknown, word.isLikeCode):
		return false
	case len(q.former) > 0 && len(asked) == 1 && (asked[0] == definition || asked[0] == former): // what became of it
		return len(q.unknown) <= 2
	case slices.Equal(asked, []string{definition}):
		return q.plainly() && (q.asks(definition) || len(q.unknown)+q.around == 0 && !q.more)
	case q.asks(difference):
		return len(q.unknown) <= 1
	}
	most := max(0, q.solid+q.known-1)
	if q.strong {
		most = max(most, 1)
	}
	return len(q.unknown) <= most && !q.qualified()
}

// qualified says whether an unknown word follows an instrument and so may tell
// of another thing with the same letters, as in "IRC client".
func (q question) qualified() bool {
	for i := 1; i < len(q.words); i++ {
		w := q.words[i]
		unknown := slices.ContainsFunc(q.unknown, func(u word) bool { return u.text == w.text })
		if q.words[i-1].code != "" && unknown && w.clause == q.words[i-1].clause {
			return true
		}
	}
	return false
}

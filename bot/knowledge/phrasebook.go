package knowledge

import (
	"cmp"
	"slices"
)

// Parts of a phrase that stand for something else.
const (
	anInstrument = "@"   // a word that names an instrument
	anything     = "..." // up to maxGap words
	many         = "#"   // a number above two
)

const maxGap = 4

// A phrase is a sequence of stems and what it means.
type phrase struct {
	parts []string
	means string
}

// A phrasebook finds phrases in a question. It is keyed by their first part.
type phrasebook map[string][]phrase

// add adds a phrase; one without parts never matches and is left out.
func (b phrasebook) add(parts []string, means string) {
	if len(parts) == 0 {
		return
	}
	b[parts[0]] = append(b[parts[0]], phrase{parts, means})
}

// A match is a phrase found at words[at[0]], words[at[1]], ….
type match struct {
	phrase
	at []int
}

// all returns every phrase found in words, those that overlap too.
func (b phrasebook) all(words []word) []match {
	var all []match
	for i := range words {
		starting := b[key(words[i])]
		if words[i].many {
			starting = slices.Concat(starting, b[many])
		}
		for _, p := range starting {
			if at := p.matchAt(words, i); at != nil {
				all = append(all, match{p, at})
			}
		}
	}
	return all
}

// find returns the phrases in words that do not overlap, gaps included, in
// the order of the words. The longest win; of equal length the one that starts
// first, and of those the one added first.
func (b phrasebook) find(words []word) []match {
	all := b.all(words)
	slices.SortStableFunc(all, func(x, y match) int { return cmp.Compare(len(y.at), len(x.at)) })
	taken := make([]bool, len(words))
	var kept []match
	for _, m := range all {
		span := taken[m.at[0] : m.at[len(m.at)-1]+1]
		if slices.Contains(span, true) {
			continue
		}
		for i := range span {
			span[i] = true
		}
		kept = append(kept, m)
	}
	slices.SortFunc(kept, func(x, y match) int { return cmp.Compare(x.at[0], y.at[0]) })
	return kept
}

// matchAt returns where the parts stand when the phrase begins at words[start];
// nil when it does not. A phrase stays inside one clause.
func (p phrase) matchAt(words []word, start int) []int {
	at := make([]int, 0, len(p.parts))
	i, gap := start, 0
	for _, part := range p.parts {
		if part == anything {
			gap = maxGap
			continue
		}
		for ; gap > 0 && i < len(words) && !words[i].is(part); gap-- {
			i++
		}
		if i >= len(words) || !words[i].is(part) || words[i].clause != words[start].clause {
			return nil
		}
		at = append(at, i)
		i, gap = i+1, 0
	}
	return at
}

// key is what a part of a phrase is compared with.
func key(w word) string {
	if w.code != "" {
		return anInstrument
	}
	return w.stem
}

// is says whether a word is what a part of a phrase asks for.
func (w word) is(part string) bool { return key(w) == part || w.many && part == many }

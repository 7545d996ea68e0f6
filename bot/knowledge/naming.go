package knowledge

import (
	"slices"
	"strconv"
	"strings"
)

// spell cuts text into words and mends short spellings and slips of the hand.
func (t *tongue) spell(text string) []word {
	var words []word
	left := corrections
	for _, w := range t.rewrite(split(text)) {
		known := t.stop[w.text] || t.skip[w.text] || t.vocabulary[w.text] || t.kin[w.text] || t.strangers[w.text]
		if w.stem = t.stem(w.text); !known {
			known = t.stems[w.stem] || t.fillers[w.stem] || t.beside[w.stem]
		}
		if !known && !w.isNumber() && left > 0 {
			left--
			if mended, ok := t.spelling.mend(w.text, t.stem); ok && (!w.isProper() || t.naming[mended]) {
				w.text, w.stem = mended, t.stem(mended)
			}
		}
		if !t.skip[w.text] {
			n, err := strconv.Atoi(w.text)
			w.many = t.numbers[w.text] || err == nil && n > 2 && n < 100
			words = append(words, w)
		}
	}
	return words
}

// rewrite replaces short spellings by what they stand for. "c" stands for
// "c'est", but not where "est" follows anyway.
func (t *tongue) rewrite(words []word) []word {
	var long []word
	for i, w := range words {
		full, ok := t.rewrites[w.typed]
		if !ok {
			full, ok = t.rewrites[w.text]
		}
		if !ok {
			long = append(long, w)
			continue
		}
		for k, s := range full {
			follows := k > 0 && k == len(full)-1 && i+1 < len(words) && words[i+1].text == fold(s)
			if !follows {
				long = append(long, word{typed: s, text: fold(s), clause: w.clause, opens: w.opens})
			}
		}
	}
	return long
}

// name replaces the words that name an instrument by one.
func (q *question) name(words []word, book phrasebook) []word {
	gone := make([]bool, len(words))
	for _, m := range book.find(words) {
		code, before := strings.CutPrefix(m.means, formerly)
		words[m.at[0]].code, words[m.at[0]].former = code, before
		for _, i := range m.at[1:] {
			gone[i] = true
		}
		q.codes = appendNew(q.codes, code)
		if before {
			q.former = appendNew(q.former, code)
		}
	}
	var kept []word
	for i, w := range words {
		if !gone[i] {
			kept = append(kept, w)
		}
	}
	return kept
}

// locate finds the places, and the laboratories that are called by their own name: each is an
// IRL.
func (q *question) locate(t *tongue) {
	q.places = t.placed(q.words)
	for _, m := range q.places {
		if t.laboratories[m.means] {
			q.words[m.at[0]].code = codeIRL
			q.codes = appendNew(q.codes, codeIRL)
			q.own = true
		}
	}
}

// placed returns the places that words name: as they are written, since an
// ending that stemming takes off makes another place or none.
func (t *tongue) placed(words []word) []match {
	return slices.DeleteFunc(t.places.find(words), func(m match) bool {
		return slices.ContainsFunc(m.at, func(i int) bool {
			text := words[i].text
			return !t.placing[text] && !t.placing[strings.TrimRight(text, "es")]
		})
	})
}

// ungarble takes a mistyped acronym for an instrument when another one is
// named in full; alone it is only kept, to be asked back.
func (q *question) ungarble(words []word, t *tongue) []word {
	for i, w := range words {
		if w.code != "" || t.vocabulary[w.text] || t.stop[w.text] {
			continue
		}
		code := t.garbled(w.text)
		switch {
		case code == "" || slices.Contains(q.codes, code):
		case len(q.codes) > 0 && !q.hinted:
			words[i].code = code
			q.codes = append(q.codes, code)
		default:
			q.meant = code
		}
	}
	return words
}

// garbled returns the one instrument whose code has become text by swapped
// neighbours or one letter too many. A wrong letter makes another acronym: ERC
// is no slip for IRC.
func (t *tongue) garbled(text string) string {
	found := ""
	for _, code := range t.codes {
		lower := strings.ToLower(code)
		longer := len(text) == len(lower)+1
		if !swapped(lower, text) && !(longer && slip(lower, text)) {
			continue
		}
		if found != "" {
			return ""
		}
		found = code
	}
	return found
}

// spelledOut says whether the words beside an acronym spell it out as something
// else than an instrument, as "Union mathématique internationale (UMI)" does or
// "IRL: indice de référence des loyers". The name of the instrument itself has
// become one word with a code.
func spelledOut(words []word, at int, t *tongue) bool {
	letters := words[at].text
	return spells(words[at+1:], letters, t, 1) || spells(words[:at], letters, t, -1)
}

// spells says whether the next words, or the last ones when step is -1, begin
// with the letters; those that carry no meaning may stand between.
func spells(words []word, letters string, t *tongue, step int) bool {
	if step < 0 {
		words = slices.Clone(words)
		slices.Reverse(words)
		letters = reversed(letters)
	}
	for _, w := range words {
		switch {
		case w.code != "" || letters == "":
			return letters == ""
		case strings.HasPrefix(w.text, letters[:1]) && len(w.text) > 3:
			letters = letters[1:]
		case !t.stop[w.text]:
			return false
		}
	}
	return letters == ""
}

func reversed(s string) string {
	runes := []rune(s)
	slices.Reverse(runes)
	return string(runes)
}

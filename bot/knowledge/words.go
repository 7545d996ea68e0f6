package knowledge

import (
	"regexp"
	"strings"
	"unicode"
)

// A word is one word of a question, or several that name one instrument.
type word struct {
	typed  string // as the person wrote it
	text   string // folded
	stem   string // of text, in the language that the question is read in
	clause int    // number of the part of the sentence that it stands in
	opens  bool   // first of its clause: a capital letter tells nothing there
	code   string // the instrument that it names, or empty
	many   bool   // a number above two
	former bool   // the instrument is named as it was called before
}

// pointed is an acronym written with points, as I.R.N.
var pointed = regexp.MustCompile(`\b(?:\pL\.){2,}\pL?\b`)

// split cuts text into words. Everything that is neither letter nor digit
// parts two words; what ends a clause also parts two clauses. Direction marks
// and characters without width are dropped, so that they are never said back.
func split(text string) []word {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	if strings.Contains(text, ".") {
		text = pointed.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, ".", "") })
	}
	words := make([]word, 0, 1+strings.Count(text, " ")) // mostly as many: a start splits thousands of texts
	clause, opens, start := 0, true, -1
	end := func(at int) {
		if start < 0 {
			return
		}
		typed := text[start:at]
		words = append(words, word{typed: typed, text: fold(typed), clause: clause, opens: opens})
		start, opens = -1, false
	}
	for at, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r):
			if start < 0 {
				start = at
			}
		default:
			end(at)
			if strings.ContainsRune(".,;:!?()[]\n«»“”\"", r) && !opens {
				clause, opens = clause+1, true
			}
		}
	}
	end(len(text))
	return words
}

// isNumber says whether a digit stands in the word, as in 2027, 3pm or M2.
func (w word) isNumber() bool { return strings.ContainsAny(w.text, "0123456789") }

// isProper says whether the word is written as a proper name, which the facts
// cannot know: a place, a person, a project.
func (w word) isProper() bool {
	typed := []rune(w.typed)
	return !w.opens && !w.isNumber() && len(typed) > 1 && unicode.IsUpper(typed[0]) && !unicode.IsUpper(typed[1])
}

// isLikeCode says whether the word looks like the code of an instrument that we
// do not know, as IRX.
func (w word) isLikeCode() bool {
	return len(w.text) == 3 && (strings.HasPrefix(w.text, "ir") || w.isAcronym() && w.text[0] == 'i')
}

// isAcronym says whether the word is written in capitals, as ANR.
func (w word) isAcronym() bool {
	n := 0
	for _, r := range w.typed {
		if unicode.IsLower(r) || unicode.IsDigit(r) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 6
}

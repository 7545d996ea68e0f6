package grammar

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/bot/words"
)

// connectives carry no meaning of their own between the parts of a sentence.
var connectives = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "for": true, "and": true, "from": true, "to": true, "on": true, "in": true, "at": true, "as": true, "is": true,
	"le": true, "la": true, "les": true, "l": true, "un": true, "une": true, "du": true, "de": true, "des": true, "au": true, "aux": true, "a l": true, "et": true, "pour": true, "d": true, "en": true, "dans": true, "instrument": true, "titre": true, "title": true,
}

// Connective says whether a word, folded, only holds the parts of a sentence
// together.
func Connective(fold string) bool { return connectives[fold] }

// TakeInside takes the first of some phrases, given folded, out of text.
func TakeInside(text string, phrases []string) (bool, string) {
	for _, begin := range Openings(text) {
		for _, phrase := range phrases {
			if rest, ok := begin.Cut(phrase); ok {
				return true, strings.TrimSpace(text[:begin.From()] + strings.TrimSpace(rest))
			}
		}
	}
	return false, text
}

// Holds says whether one of some parts of words, given folded, stands in text.
func Holds(text string, parts []string) bool {
	folded := words.Fold(text)
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(folded, part) })
}

// StripTail removes connectives at the end.
func StripTail(text string) string {
	_, tail := Stripped(text)
	return text[:tail]
}

// StripConnectives removes connectives around a stretch of text.
func StripConnectives(text string) string {
	head, tail := Stripped(text)
	return Squeeze(text[head:tail])
}

// Stripped is where text begins and ends without its loose words.
func Stripped(text string) (head, tail int) {
	have := Tokens(text)
	tail = len(text)
	for len(have) > 0 && looseWord(have[len(have)-1].Fold) {
		tail, have = have[len(have)-1].From, have[:len(have)-1]
	}
	if len(have) == 0 {
		return 0, 0
	}
	for looseWord(have[0].Fold) {
		head, have = have[0].To, have[1:]
	}
	return head, tail
}

// looseWord says whether a word means nothing by itself at an end.
func looseWord(fold string) bool {
	switch fold {
	case "with", "avec", "called", "entitled", "titled", "intitule", "intitulee", "appele", "about", "sur", "by", "par", "starting":
		return true
	}
	return Connective(fold) || Connective(strings.TrimRight(words.Fold(fold), "'"))
}

// CutOut blanks a phrase, given folded, wherever it stands in text outside
// quotes.
func CutOut(text, phrase string) (rest string, ok bool) {
	wanted := strings.Fields(phrase)
	have := Tokens(BlankQuoted(text))
	for i := range have {
		n := 0
		for n < len(wanted) && i+n < len(have) && have[i+n].Fold == wanted[n] {
			n++
		}
		if n == len(wanted) {
			return Blank(text, have[i].From, have[i+n-1].To), true
		}
	}
	return text, false
}

// BlankPieces overwrites stretches of text, each from and to a byte, with spaces.
func BlankPieces(text string, pieces [][2]int) string {
	for _, piece := range pieces {
		text = Blank(text, piece[0], piece[1])
	}
	return text
}

// PiecesOf joins stretches of text.
func PiecesOf(text string, pieces [][2]int) string {
	words := make([]string, len(pieces))
	for i, piece := range pieces {
		words[i] = strings.TrimSpace(text[piece[0]:piece[1]])
	}
	return strings.Join(words, " ")
}

// Squeeze is text with single spaces and without loose punctuation around it.
func Squeeze(text string) string {
	return strings.Trim(strings.Join(strings.Fields(text), " "), " ,;:.-–")
}

// Capital says whether the first word of text begins with a capital letter.
func Capital(text string) bool {
	first := FirstTokens(text, 1)
	if len(first) == 0 {
		return false
	}
	c, _ := utf8.DecodeRuneInString(text[first[0].From:])
	return unicode.IsUpper(c)
}

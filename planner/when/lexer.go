package when

import (
	"unicode"
	"unicode/utf8"
)

// kind is what a token is made of.
type kind uint8

const (
	aWord kind = iota
	aNumber
	aSign
)

// token is a word, a number or one sign of a text.
type token struct {
	kind       kind
	spaced     bool   // there is space before it
	text       string // folded: no accents, no capitals, plain signs
	num        int    // of a number; -1 when too long to be anything of ours
	start, end int    // bytes in the text
}

// lex cuts text into tokens. A word may hold digits ("E12") unless it stands
// directly behind a number, so that "15h30" and "12T14" fall apart. Invisible
// characters are passed over; digits of other scripts are signs, which no rule
// knows.
func lex(text string) []token {
	tokens := make([]token, 0, 4+len(text)/4)
	spaced := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) || invisible(r) {
			spaced = spaced || unicode.IsSpace(r)
			i += size
			continue
		}
		t := token{kind: aSign, start: i, end: i + size, spaced: spaced}
		switch {
		case isDigit(r):
			t.kind, t.end = aNumber, runEnd(text, i, isDigit)
			t.text = text[i:t.end]
			t.num = number(t.text)
		case r >= 0x80 && unicode.IsDigit(r):
			t.end = runEnd(text, i, unicode.IsDigit)
			t.text = text[i:t.end]
		case unicode.IsLetter(r):
			part := isWordPart
			if n := len(tokens); n > 0 && tokens[n-1].kind == aNumber && !spaced {
				part = isLetter
			}
			t.kind, t.end = aWord, runEnd(text, i, part)
			t.text = Fold(text[i:t.end])
		default:
			t.text = plainSign(r, text[i:t.end])
		}
		tokens = append(tokens, t)
		i, spaced = t.end, false
	}
	return tokens
}

func runEnd(text string, from int, in func(rune) bool) int {
	for i, r := range text[from:] {
		if !in(r) {
			return from + i
		}
	}
	return len(text)
}

func isDigit(r rune) bool    { return '0' <= r && r <= '9' }
func isWordPart(r rune) bool { return isLetter(r) || isDigit(r) }

func isLetter(r rune) bool {
	if r < 0x80 { // most of them
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || r == '\u00ad'
}

// invisible are marks that people paste without seeing them: soft hyphen,
// zero-width space and joiners, direction marks, byte-order mark.
func invisible(r rune) bool {
	return r == '\u00ad' || '\u200b' <= r && r <= '\u200f' || '\u202a' <= r && r <= '\u202e' ||
		'\u2066' <= r && r <= '\u2069' || r == '\ufeff'
}

func number(text string) int {
	if len(text) > 4 {
		return -1
	}
	n := 0
	for _, r := range text {
		n = 10*n + int(r-'0')
	}
	return n
}

// plainSign is the sign on a keyboard for a typographic one.
func plainSign(r rune, text string) string {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212':
		return "-"
	case '\u2018', '\u2019', '\u02bc', '\u2032', '`', '´':
		return "'"
	}
	return text
}

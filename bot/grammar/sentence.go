// Package grammar reads what sentences are made of, whatever they ask for: their
// words, what stands in quotes, politeness, the kinds of events and the words that
// tell one event from another; and what is left once parts were taken out.
package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/bot/words"
)

// Legible is text without control or direction marks, with plain spaces.
func Legible(text string) string {
	text = strings.Map(func(c rune) rune {
		switch {
		case c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\n' || c == '\t' || c == '\r':
			return ' '
		case unicode.IsControl(c) || unicode.Is(unicode.Cf, c):
			return -1
		}
		return c
	}, text)
	return strings.TrimSpace(text)
}

// Clean prepares what somebody typed: legible, and without the bot's name in
// front.
func Clean(text string) string {
	text = Legible(text)
	if rest, ok := CutPhrase(text, "entente"); ok {
		text = strings.TrimLeft(rest, " :,;")
	} else if rest, ok := CutPhrase(text, "@entente"); ok {
		text = strings.TrimLeft(rest, " :,;")
	}
	return strings.TrimSpace(text)
}

// Token is a word of a sentence: its folded form, and where it stands.
type Token struct {
	Fold     string // see words.Fold
	From, To int    // bytes
}

// Tokens splits a sentence at spaces and punctuation, keeping "#", "@",
// apostrophes and hyphens inside words.
func Tokens(text string) []Token { return FirstTokens(text, len(text)) }

// FirstTokens is as tokens, and stops after n of them.
func FirstTokens(text string, n int) []Token {
	out := make([]Token, 0, min(n, LongestPhrase))
	from := -1
	flush := func(to int) {
		if from >= 0 {
			out = append(out, Token{words.Fold(text[from:to]), from, to})
			from = -1
		}
	}
	for i, c := range text {
		if len(out) == n {
			return out
		}
		switch inside := inWord(c); {
		case inside && from < 0:
			from = i
		case !inside:
			flush(i)
		}
	}
	if len(out) < n {
		flush(len(text))
	}
	return out
}

// inWord says whether c may stand in a word.
func inWord(c rune) bool {
	if c < utf8.RuneSelf { // most of them
		return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("#@-_'/+", byte(c)) >= 0
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || strings.ContainsRune("\u2010\u2011’", c)
}

// CutPhrase cuts phrase, given folded, from the beginning of text; it must end
// at a word's end, or as an elided word does ("merci d'").
func CutPhrase(text, phrase string) (rest string, ok bool) {
	return Opening{text, FirstTokens(text, strings.Count(phrase, " ")+1)}.Cut(phrase)
}

// Opening is the beginning of a sentence, read once to be compared with many
// phrases.
type Opening struct {
	text   string
	tokens []Token
}

// LongestPhrase is how many words a phrase has at most.
const LongestPhrase = 8

// OpeningOf reads the beginning of a sentence.
func OpeningOf(text string) Opening { return Opening{text, FirstTokens(text, LongestPhrase)} }

// Openings are those of what begins at each word of a sentence, which is read once.
func Openings(text string) []Opening {
	tokens := Tokens(text)
	list := make([]Opening, len(tokens))
	for i := range tokens {
		list[i] = Opening{text, tokens[i:]}
	}
	return list
}

// From is the byte of the sentence at which the first word stands.
func (o Opening) From() int { return o.tokens[0].From }

// Letters are the first two bytes of the first word, folded. What is an elided
// word of a phrase ("qu'") has no fewer.
func (o Opening) Letters() string {
	if len(o.tokens) == 0 {
		return ""
	}
	first := o.tokens[0].Fold
	return first[:min(2, len(first))]
}

// Cut is CutPhrase of the sentence.
func (o Opening) Cut(phrase string) (rest string, ok bool) {
	at, i := 0, 0
	text, have := o.text, o.tokens
	if len(have) > 0 && !strings.HasPrefix(have[0].Fold, phrase[:min(1, len(phrase))]) {
		return text, false // as most often
	}
	for want := range strings.FieldsSeq(phrase) {
		switch {
		case i >= len(have), i > 0 && strings.ContainsAny(text[at:have[i].From], "\"“„«‹‘"):
			return text, false // a title begins: seminar "Series of Dirichlet"
		case have[i].Fold == want:
			at = have[i].To
		case strings.HasSuffix(want, "'") && strings.HasPrefix(have[i].Fold, want):
			elided := text[have[i].From:have[i].To]
			apostrophe := strings.IndexAny(elided, "'’ʼ")
			_, size := utf8.DecodeRuneInString(elided[apostrophe:])
			at = have[i].From + apostrophe + size
		default:
			return text, false
		}
		i++
	}
	return text[at:], true
}

// TrimStop removes what may end a sentence without meaning anything.
func TrimStop(text string) string { return strings.TrimRight(text, " .;!,") }

// TrimLeft removes leading spaces and commas.
func TrimLeft(text string) string { return strings.TrimLeft(text, " ,") }

// FirstWord is what stands before the first space.
func FirstWord(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

// CutAt cuts text at the first of some phrases, given folded.
func CutAt(text string, phrases []string) (before, after string, ok bool) {
	begins := Openings(text)
	for _, phrase := range phrases {
		for _, begin := range begins {
			if rest, fits := begin.Cut(phrase); fits {
				return strings.TrimSpace(text[:begin.From()]), strings.TrimSpace(rest), true
			}
		}
	}
	return text, "", false
}

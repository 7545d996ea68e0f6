package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/bot/words"
)

// legible is text without control or direction marks, with plain spaces.
func legible(text string) string {
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

// clean prepares what somebody typed: legible, and without the bot's name in
// front.
func clean(text string) string {
	text = legible(text)
	if rest, ok := cutWords(text, "entente"); ok {
		text = strings.TrimLeft(rest, " :,;")
	} else if rest, ok := cutWords(text, "@entente"); ok {
		text = strings.TrimLeft(rest, " :,;")
	}
	return strings.TrimSpace(text)
}

// token is a word of a sentence: its folded form, and where it stands.
type token struct {
	fold     string
	from, to int
}

// tokens splits a sentence at spaces and punctuation, keeping "#", "@",
// apostrophes and hyphens inside words.
func tokens(text string) []token { return firstTokens(text, len(text)) }

// firstTokens is as tokens, and stops after n of them.
func firstTokens(text string, n int) []token {
	var out []token
	from := -1
	flush := func(to int) {
		if from >= 0 {
			out = append(out, token{words.Fold(text[from:to]), from, to})
			from = -1
		}
	}
	for i, c := range text {
		if len(out) == n {
			return out
		}
		inside := unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || strings.ContainsRune("#@-\u2010\u2011_'’/+", c)
		switch {
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

// cutWords cuts phrase, given folded, from the beginning of text; it must end
// at a word's end, or as an elided word does ("merci d'").
func cutWords(text, phrase string) (rest string, ok bool) {
	return opening{text, firstTokens(text, strings.Count(phrase, " ")+1)}.cut(phrase)
}

// opening is the beginning of a sentence, read once to be compared with many
// phrases.
type opening struct {
	text   string
	tokens []token
}

// longestPhrase is how many words a phrase has at most.
const longestPhrase = 8

func openingOf(text string) opening { return opening{text, firstTokens(text, longestPhrase)} }

// letters are the first two bytes of the first word, folded. What is an elided
// word of a phrase ("qu'") has no fewer.
func (o opening) letters() string {
	if len(o.tokens) == 0 {
		return ""
	}
	first := o.tokens[0].fold
	return first[:min(2, len(first))]
}

// cut is cutWords of the sentence.
func (o opening) cut(phrase string) (rest string, ok bool) {
	at, i := 0, 0
	text, have := o.text, o.tokens
	for want := range strings.FieldsSeq(phrase) {
		switch {
		case i >= len(have), i > 0 && strings.ContainsAny(text[at:have[i].from], "\"“„«‹‘"):
			return text, false // a title begins: seminar "Series of Dirichlet"
		case have[i].fold == want:
			at = have[i].to
		case strings.HasSuffix(want, "'") && strings.HasPrefix(have[i].fold, want):
			elided := text[have[i].from:have[i].to]
			apostrophe := strings.IndexAny(elided, "'’ʼ")
			_, size := utf8.DecodeRuneInString(elided[apostrophe:])
			at = have[i].from + apostrophe + size
		default:
			return text, false
		}
		i++
	}
	return text[at:], true
}

// politeness may stand before any command, and after it.
var politeness = []string{
	"please", "could you please", "could you", "can you", "would you", "kindly",
	"s'il vous plait", "s'il te plait", "svp", "stp", "merci de", "merci d'", "veuillez",
	"pouvez-vous", "peux-tu", "pourriez-vous", "bonjour", "hello", "hi",
}

// polite removes politeness around a command.
func polite(text string) string {
	for again := true; again; {
		again = false
		begin := openingOf(text)
		for _, phrase := range politeness {
			if rest, ok := begin.cut(phrase); ok && strings.TrimSpace(rest) != "" {
				text, again = strings.TrimLeft(rest, " ,:;"), true
				begin = openingOf(text)
			}
		}
	}
	folded := words.Fold(text)
	for _, phrase := range []string{"please", "s'il vous plait", "svp", "thank you", "thanks", "merci"} {
		if strings.HasSuffix(folded, " "+phrase) {
			// Folding keeps the count of words: cut as many from the original.
			kept := tokens(text)
			n := len(kept) - len(strings.Fields(phrase))
			if n > 0 && n <= len(kept) {
				return strings.TrimRight(text[:kept[n-1].to], " ,")
			}
		}
	}
	return text
}

// trimStop removes what may end a sentence without meaning anything.
func trimStop(text string) string { return strings.TrimRight(text, " .;!,") }

// asksSomething says whether the sentence is a question: nothing is changed
// for it. A question mark inside quotes is part of a title.
func asksSomething(text string) bool {
	return strings.Contains(blankQuoted(text), "?")
}

// quotes are the pairs that a title may stand in.
var quotes = []struct{ open, close string }{
	{"“", "”"}, {"„", "”"}, {"„", "“"}, {"«", "»"}, {"\"", "\""}, {"‹", "›"},
}

// singleQuoted is text in single quotes, which are also apostrophes: one opens
// after a space and closes before one.
var singleQuoted = regexp.MustCompile(`(?:^|\s)((?:'|‘)(\S.*?)(?:'|’))(?:[\s,.;:?]|$)`)

// singleWithin is how far single quotes are looked for: a title stands near
// the beginning.
const singleWithin = 1000

// quoted finds the first quoted text: its content and where it stands, quotes
// included.
func quoted(text string) (content string, from, to int, ok bool) {
	best := -1
	for _, q := range quotes {
		i := strings.Index(text, q.open)
		if i < 0 || (best >= 0 && i >= best) {
			continue
		}
		rest := text[i+len(q.open):]
		if j := strings.Index(rest, q.close); j >= 0 {
			best, from, to = i, i, i+len(q.open)+j+len(q.close)
			content = strings.TrimSpace(rest[:j])
		}
	}
	if m := singleQuoted.FindStringSubmatchIndex(text[:min(len(text), singleWithin)]); m != nil && (best < 0 || m[2] < best) {
		best, from, to = m[2], m[2], m[3]
		content = strings.TrimSpace(text[m[4]:m[5]])
	}
	return content, from, to, best >= 0
}

// blank overwrites a stretch of text with spaces of the same length.
func blank(text string, from, to int) string {
	return text[:from] + strings.Repeat(" ", to-from) + text[to:]
}

// replaceUnquoted replaces the first old in text that stands in no quotes: a
// title may hold the same words.
func replaceUnquoted(text, old, new string) string {
	i := strings.Index(blankQuoted(text), old)
	if i < 0 {
		return strings.Replace(text, old, new, 1)
	}
	return text[:i] + new + text[i+len(old):]
}

// blankQuoted overwrites everything quoted.
func blankQuoted(text string) string {
	var b strings.Builder
	for {
		_, from, to, ok := quoted(text)
		if !ok {
			return b.String() + text
		}
		b.WriteString(blank(text[:to], from, to))
		text = text[to:]
	}
}

// trimLeft removes leading spaces and commas.
func trimLeft(text string) string { return strings.TrimLeft(text, " ,") }

package grammar

import (
	"regexp"
	"strings"
)

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

// Quoted finds the first quoted text: its content and where it stands, quotes
// included.
func Quoted(text string) (content string, from, to int, ok bool) {
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
	opening := text[:min(len(text), singleWithin)]
	if best >= 0 {
		opening = opening[:min(len(opening), best)]
	}
	if !strings.ContainsAny(opening, "'‘") {
		return content, from, to, best >= 0 // as most often: no need to look further
	}
	if m := singleQuoted.FindStringSubmatchIndex(text[:min(len(text), singleWithin)]); m != nil && (best < 0 || m[2] < best) {
		best, from, to = m[2], m[2], m[3]
		content = strings.TrimSpace(text[m[4]:m[5]])
	}
	return content, from, to, best >= 0
}

// Blank overwrites a stretch of text with spaces of the same length.
func Blank(text string, from, to int) string {
	return text[:from] + strings.Repeat(" ", to-from) + text[to:]
}

// ReplaceUnquoted replaces the first old in text that stands in no quotes: a
// title may hold the same words.
func ReplaceUnquoted(text, old, new string) string {
	i := strings.Index(BlankQuoted(text), old)
	if i < 0 {
		return strings.Replace(text, old, new, 1)
	}
	return text[:i] + new + text[i+len(old):]
}

// BlankQuoted overwrites everything quoted.
func BlankQuoted(text string) string {
	var b strings.Builder
	for {
		_, from, to, ok := Quoted(text)
		if !ok {
			return b.String() + text
		}
		b.WriteString(Blank(text[:to], from, to))
		text = text[to:]
	}
}

// Asks says whether the sentence is a question: nothing is changed
// for it. A question mark inside quotes is part of a title.
func Asks(text string) bool {
	return strings.Contains(BlankQuoted(text), "?")
}

// Unquote removes quotes around the whole of text.
func Unquote(text string) string {
	if content, from, to, ok := Quoted(text); ok && from == 0 && to == len(text) {
		return content
	}
	return text
}

package slack

import (
	"strings"
	"unicode"
)

// withoutControls leaves out control characters other than line ends and tabs:
// no one types them, and a database need not take them.
func withoutControls(text string) string {
	return strings.Map(typed, strings.ToValidUTF8(text, "\uFFFD"))
}

// typed is c, or -1 where nobody types it.
func typed(c rune) rune {
	if unicode.IsControl(c) && c != '\n' && c != '\t' {
		return -1
	}
	return c
}

// shown is text fit to be shown among others' words: without controls and
// without the marks that turn the direction of what follows them (UAX #9,
// section 2). The two plain direction marks are harmless and stay.
func shown(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '\u202A' && c <= '\u202E', c >= '\u2066' && c <= '\u2069':
			return -1
		case c == '\u2028', c == '\u2029': // line and paragraph separator
			return '\n'
		}
		return typed(c)
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// oneLine is shown on one line: a name.
func oneLine(text string) string {
	return strings.Join(strings.Fields(shown(text)), " ")
}

package ical

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"
)

// maxLine is how many octets a line may have, its line break left out
// (RFC 5545 section 3.1).
const maxLine = 75

// A writer writes content lines. The first error stays and ends all writing.
type writer struct {
	out *bufio.Writer
}

func newWriter(w io.Writer) *writer { return &writer{bufio.NewWriter(w)} }

// line writes name, which carries its parameters, and value as it stands.
func (w *writer) line(name, value string) {
	text := name + ":" + value
	for limit := maxLine; len(text) > limit; limit = maxLine - 1 {
		cut := limit
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		w.out.WriteString(text[:cut] + "\r\n ")
		text = text[cut:]
	}
	w.out.WriteString(text + "\r\n")
}

// text writes a property of people's words; none when there are none.
func (w *writer) text(name string, words ...string) {
	var parts []string
	for _, word := range words {
		if word != "" {
			parts = append(parts, escape(word))
		}
	}
	if len(parts) > 0 {
		w.line(name, strings.Join(parts, ","))
	}
}

// escape writes words as a TEXT value (RFC 5545 section 3.3.11). Line breaks
// of any sort become "\n"; other control characters and broken UTF-8 are left
// out or replaced, since no reader agrees about them.
func escape(words string) string {
	words = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(words, "\uFFFD"))
	var b strings.Builder
	for _, r := range words {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' && r != '\t' || r == 0x7F:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// param is ";name=value", quoted where it has to be. What no quoting can carry
// (quotes and control characters: RFC 5545 section 3.2) is replaced.
func param(name, value string) string {
	value = strings.Map(func(r rune) rune {
		switch {
		case r == '"':
			return '\''
		case r < ' ' || r == 0x7F:
			return -1
		}
		return r
	}, strings.ToValidUTF8(value, "\uFFFD"))
	if strings.ContainsAny(value, ":;,") {
		value = `"` + value + `"`
	}
	return ";" + name + "=" + value
}

package console

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// longest is how many characters of a message a transcript shows.
const longest = 2000

// WriteTranscript writes the whole conversation as people see it: who said
// what, where and when, in order. What the bot says to several places at one
// instant has no order, and is written by place.
func (r Result) WriteTranscript(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", r.Script)
	when, where := "", ""
	for _, u := range ordered(r.said) {
		if at := clockIn(u.at, r.zone); at != when {
			when, where = at, ""
			fmt.Fprintf(&b, "\n== %s\n", at)
		}
		if at := u.place.String(); at != where {
			where = at
			fmt.Fprintf(&b, "\n[%s]\n", at)
		}
		speaker := u.speaker
		if speaker == "" {
			speaker = "Entente"
		}
		text := strings.ReplaceAll(shorten(u.text), "\n", "\n    ")
		fmt.Fprintf(&b, "%s: %s%s\n", speaker, u.mark(), text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ordered sorts by place what the bot says at one instant without anybody
// speaking in between; in each place it keeps its order.
func ordered(said []utterance) []utterance {
	said = slices.Clone(said)
	for start := 0; start < len(said); start++ {
		end := start
		for end < len(said) && said[end].speaker == "" && said[end].at.Equal(said[start].at) {
			end++
		}
		slices.SortStableFunc(said[start:end], func(a, b utterance) int {
			return strings.Compare(a.place.String(), b.place.String())
		})
		start = max(start, end-1)
	}
	return said
}

// mark is the note of an utterance in brackets.
func (u utterance) mark() string {
	if u.note == "" {
		return ""
	}
	return "[" + u.note + "] "
}

// shorten cuts a text that nobody would read to the end.
func shorten(text string) string {
	n := utf8.RuneCountInString(text)
	if n <= longest {
		return text
	}
	return fmt.Sprintf("%s… (%d characters)", string([]rune(text)[:longest]), n)
}

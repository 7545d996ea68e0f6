package when

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/planner"
)

func TestFindSkip(t *testing.T) {
	for _, line := range readCorpus(t, "testdata/skip.tsv") {
		checkSentence(t, line, func(text string, c Context) (string, [][2]int, error) {
			s, err := FindSkip(text, c)
			var days []string
			for _, d := range s.Days {
				days = append(days, describeDays(d))
			}
			said := strings.Join(days, ", ")
			if s.Reason != "" {
				said += ": " + s.Reason
			}
			return said, s.Pieces, err
		})
	}
}

func TestFindStay(t *testing.T) {
	for _, line := range readCorpus(t, "testdata/stay.tsv") {
		checkSentence(t, line, func(text string, c Context) (string, [][2]int, error) {
			s, err := FindStay(text, c)
			return describeDays(s.Days), s.Pieces, err
		})
	}
}

func describeDays(d Days) string {
	return strings.TrimSuffix(d.First.String()+" to "+d.Last.String(), " to "+d.First.String())
}

func TestFindChange(t *testing.T) {
	for _, line := range readCorpus(t, "testdata/change.tsv") {
		checkSentence(t, line, func(text string, c Context) (string, [][2]int, error) {
			change, err := FindChange(text, c)
			return describeChange(change), change.Pieces, err
		})
	}
}

// checkSentence compares one line of a corpus of sentences: language,
// sentence, what it says, and what is left of it.
func checkSentence(t *testing.T, line corpusLine, find func(string, Context) (string, [][2]int, error)) {
	t.Helper()
	fields := strings.Split(line.phrase+"\t"+line.want, "\t")
	lang, text, want, wantLeft := planner.Lang(fields[0]), fields[1], fields[2], fields[3]
	got, pieces, err := find(text, march10(lang))
	left := ""
	if errors.Is(err, ErrNone) {
		got = "none"
	} else if err != nil {
		got = describe(Reading{}, err)
	} else {
		at := 0
		for _, piece := range pieces {
			left += text[at:piece[0]]
			at = piece[1]
		}
		left = strings.Trim(left+text[at:], " ,.")
	}
	if got != want || left != wantLeft {
		t.Errorf("%s\n got %s, leaving %q\nwant %s, leaving %q", text, got, left, want, wantLeft)
	}
}

func describeChange(c Change) string {
	said := "from " + c.From.String()
	if !c.Until.IsZero() {
		said += " to " + c.Until.String()
	}
	if c.HasWeekday {
		said += " on " + c.Weekday.String()
	}
	if c.HasClock {
		said += " at " + c.Start.String()
	}
	if c.Often != "" {
		said += " often " + c.Often
	}
	if c.Length > 0 {
		said += " for " + c.Length.String()
	}
	if c.Zone != "" {
		said += " zone " + c.Zone
	}
	if c.Shift != (Shift{}) {
		said += fmt.Sprintf(" %s later", c.Shift.Exact)
	}
	return said
}

package knowledge

import (
	"slices"
	"strings"
	"testing"
)

// TestGuide answers the questions of the guided choice, and changes a mind.
func TestGuide(t *testing.T) {
	b := loaded(t)
	if first := b.Guide(nil, "en", today); first.Number != 1 || first.Answer != nil || len(first.Choices) < 3 || !strings.HasSuffix(first.Ask, "?") {
		t.Errorf("the first step is %+v", first)
	}
	for _, test := range []struct {
		name    string
		replies []int
		want    string
	}{
		{"two people and a new idea", []int{0, 0, 0}, "IEA"},
		{"two countries, for years, students", []int{1, 2, 1}, "IRP"},
		{"several countries and schools", []int{2, 1, 2}, "IRN"},
		{"a place abroad", []int{1, 1, 3, 1}, "IRL"},
		{"institutions", []int{3, 1, 4, Open, 1}, "IRC"},
		{"provisional from the second on", []int{2, 0}, "IRN"},
		{"all open", []int{4, 1, Open, 3, 0}, ""},
		{"no such choice", []int{2, 77}, "IRN"},
	} {
		for _, lang := range []string{"en", "fr"} {
			got := ""
			if s := b.Guide(test.replies, lang, today); s.Answer != nil {
				got = strings.Join(s.Answer.Instruments, " ")
				if len(s.Answer.Facts) == 0 || len(s.Answer.Sources) == 0 || strings.Contains(s.Answer.Text, "{") {
					t.Errorf("%s: %+v", test.name, s.Answer)
				}
			}
			if got != test.want {
				t.Errorf("%s: %s, want %s", test.name, got, test.want)
			}
		}
	}
}

// TestGuideEveryWay takes every way through the questions: none fails, and each
// instrument is the end of some.
func TestGuideEveryWay(t *testing.T) {
	b := loaded(t)
	reached := map[string]bool{}
	var walk func(replies []int)
	walk = func(replies []int) {
		s := b.Guide(replies, "fr", today)
		if s.Ask == "" {
			if s.Answer != nil {
				reached[s.Answer.Instruments[0]] = true
			}
			return
		}
		for n := range s.Choices {
			walk(append(slices.Clone(replies), n))
		}
	}
	walk(nil)
	if len(reached) != 5 {
		t.Errorf("the ways end at %v", reached)
	}
}

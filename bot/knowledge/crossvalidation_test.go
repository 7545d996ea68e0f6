package knowledge

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// crossValidate prints how many questions are answered rightly by models that
// were trained without them, and by the rules alone. Of those to be declined it
// should decline all; of the others only those that an instrument has no fact
// for.
func (b *Base) crossValidate(t *testing.T, examples []example, untrained *model) {
	const parts = 8
	type count struct{ asked, rules, both, declined int }
	counts := map[string]*count{}
	for part := range parts {
		var others []example
		for i, e := range examples {
			if i%parts != part {
				others = append(others, e)
			}
		}
		b.model = trained(b.inLetters(t, b.inPairs(others)), untrained)
		for i := part; i < len(examples); i += parts {
			e := examples[i]
			key := map[bool]string{true: "corpus", false: "training"}[e.written]
			if e.labels[0] == outside || b.untold[e.labels[0]] {
				key += ", to be declined"
			}
			if counts[key] == nil {
				counts[key] = &count{}
			}
			c := counts[key]
			c.asked++
			if b.isRight(e, b.choose(e.question, e.tongue)) {
				c.rules++
			}
			d := b.decide(e.question, e.tongue)
			if d.declined != "" {
				c.declined++
			}
			if b.isRight(e, d) {
				c.both++
			} else if !e.written && os.Getenv("SHOW") != "" {
				o := b.opinion(e.question, e.tongue)
				t.Logf("MISS %v %s: %q %v %v, opinion %.2f %v", e.labels, e.text, d.declined, d.codes, d.aspects, o.outside, o.guesses)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		c := counts[key]
		t.Logf("%s: of %d, %d right by the rules, %d with the model, which declines %d", key, c.asked, c.rules, c.both, c.declined)
	}
}

// isRight says whether a draft tells what one label of an example stands for.
func (b *Base) isRight(e example, d draft) bool {
	switch {
	case e.labels[0] == outside:
		return d.declined != ""
	case e.labels[0] == which:
		return d.declined == which
	}
	return slices.ContainsFunc(e.labels, func(label string) bool {
		if code, ok := strings.CutPrefix(label, advising); ok {
			return d.declined == "" && len(d.codes) > 0 && d.codes[0] == code
		}
		switch label {
		case list:
			return d.declined == "" && len(d.codes) == 5
		case rows:
			return d.hasRows() || len(d.nowhere) > 0
		case difference:
			return d.declined == "" && len(d.codes) > 1
		}
		told := slices.ContainsFunc(d.facts, func(f *fact) bool { return slices.Contains(f.Aspects, label) })
		instead := b.aspect(label).Instead
		nothing := !b.anyTold(e.question.codes, []string{label, instead}) && len(b.common(label)) == 0
		return told || nothing && (d.declined != "" || len(d.missing) > 0) || instead != "" && slices.Contains(d.aspects, instead)
	})
}

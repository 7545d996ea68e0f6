package knowledge

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
)

// A signal is one thing that a description of a plan may tell, and what it
// says of the instruments.
type signal struct {
	ID      string         `yaml:"id"`
	Favours map[string]int `yaml:"favours"` // by instrument: 1 a little, 2 clearly, 3 by itself
	Facts   []string       `yaml:"facts"`   // ids of those that say why
	Places  int            `yaml:"places"`  // so many places named tell it too; 0: no number does
	Words   lists          `yaml:"words"`
	// Together are families that tell it where a word of each stands in one
	// sentence.
	Together [][]string `yaml:"together"`
}

// scenarios are the signals, and words that tell of another subject or of a
// particular case.
type scenarios struct {
	Signals    []*signal  `yaml:"signals"`
	Strange    lists      `yaml:"strange"`
	Particular lists      `yaml:"particular"`
	Together   [][]string `yaml:"together"` // families that tell of a particular case
}

// Weights from which a description tells enough.
const (
	tells       = 3 // of one that asks which instrument, or says what is wanted
	tellsItself = 4 // of one that asks nothing
)

// A suit is how well an instrument suits a description, and why.
type suit struct {
	code   string
	weight int
	facts  []*fact
}

// suits ranks the instruments by what the signals say for each, the best
// first; those that no signal speaks for are left out.
func (b *Base) suits(signals []*signal) []suit {
	weights := map[string]int{}
	for _, s := range signals {
		for code, w := range s.Favours {
			weights[code] += w
		}
	}
	var ranked []suit
	for _, code := range slices.Sorted(maps.Keys(weights)) {
		ranked = append(ranked, suit{code: code, weight: weights[code], facts: b.reasons(signals, code)})
	}
	slices.SortStableFunc(ranked, func(x, y suit) int { return cmp.Compare(y.weight, x.weight) })
	return ranked
}

// reasons are the facts by which signals speak for an instrument.
func (b *Base) reasons(signals []*signal, code string) []*fact {
	var facts []*fact
	for _, s := range signals {
		for _, id := range s.Facts {
			if f := b.fact(id); slices.Contains(f.Instruments, code) && !slices.Contains(facts, f) {
				facts = append(facts, f)
			}
		}
	}
	return facts
}

// described are the signals in a question, each once.
func (b *Base) described(q question, t *tongue) []*signal {
	var found []*signal
	for _, m := range slices.Concat(t.signals.find(q.plain), t.gathered(q.plain, t.described, sentence)) {
		i := slices.IndexFunc(b.signals, func(s *signal) bool { return s.ID == m.means })
		if s := b.signals[i]; !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	for _, s := range b.signals {
		if s.Places > 0 && len(q.places) >= s.Places && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	return found
}

// advise answers which instrument is for what the question describes: the one
// that most speaks for, and another that comes close. ok is false where the
// description does not tell enough.
func (b *Base) advise(q question, t *tongue) (d draft, ok bool) {
	signals := b.described(q, t)
	ranked := b.suits(signals)
	other := q.asks(difference) && len(q.unknown)+len(q.codes) > 0 // it sets two other things beside each other
	if other || len(t.strange.find(q.words)) > 0 {
		return d, false
	}
	least := tellsItself
	// Of one thing wanted among strange words, or from another body, nothing is sure.
	clear := len(signals) > 1 || len(q.unknown) < 2 && !slices.ContainsFunc(q.unknown, word.isAcronym)
	if q.asks(choice) || q.asks(list) || q.asks(wish) && clear {
		least = tells
	}
	if len(ranked) == 0 || ranked[0].weight < least {
		return d, false
	}
	d.suits = true
	for _, s := range ranked {
		if s.weight == ranked[0].weight {
			d.codes = append(d.codes, s.code)
			d.add(s.facts...)
		}
	}
	return d, true
}

// isStrange says whether a question tells of another subject or of a particular
// case, which no fact can know. What is only told around a question that names
// an instrument is left aside.
func (t *tongue) isStrange(q question) bool {
	told := slices.Concat(t.strange.find(q.words), t.particular.find(q.words), t.gathered(q.words, t.particulars, 0))
	return slices.ContainsFunc(told, func(m match) bool {
		return len(q.heart) == 0 || slices.Contains(q.heart, q.words[m.at[0]].clause)
	})
}

// readScenarios reads lexicon/scenarios.yaml.
func readScenarios(fsys fs.FS) (scenarios, sheet, error) {
	var read scenarios
	s, err := open(fsys, "lexicon/scenarios.yaml", &read)
	return read, s, err
}

// checkSignals looks for names that stand for nothing.
func (b *Base) checkSignals(s sheet) (faults []error) {
	for i, signal := range b.signals {
		at := "signals[" + strconv.Itoa(i) + "]"
		for code, weight := range signal.Favours {
			if b.instrument(code) == nil || weight < 1 || weight > 3 {
				faults = append(faults, s.fault(at+".favours", "%s: %d is no weight from 1 to 3 of an instrument", code, weight))
			}
		}
		for k, id := range signal.Facts {
			if b.fact(id) == nil {
				faults = append(faults, s.fault(fmt.Sprintf("%s.facts[%d]", at, k), "no fact has the id %q", id))
			}
		}
		if len(signal.Words.EN) == 0 || len(signal.Words.FR) == 0 {
			faults = append(faults, s.fault(at+".words", "both languages are needed"))
		}
	}
	return faults
}

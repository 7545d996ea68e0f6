package knowledge

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
)

// What the model may say besides the aspects.
const (
	outside  = "outside"    // nothing that the facts cover
	advising = "advise:"    // before the instrument that a description points to
	rows     = "laboratory" // the laboratories at a place, or all
)

// A model tells what a question is about by weights of its features, which a
// logistic regression has learnt from the labelled questions of training/ and
// testdata/ (model_test.go). The rules read what they were written for; the
// model generalises from it, and judges whether the rules are to be believed.
type model struct {
	labels   []string
	concepts map[string]map[string][]string // by language and stem
	learnt   map[string]bool                // stems that stand in questions that are answered
	weights  map[string][]weight            // by feature
}

// A weight is how much a feature speaks for a label.
type weight struct {
	label int32
	by    float32
}

// scale is what a weight is multiplied by in the table.
const scale = 100

// An opinion is what the model says of one question, by probability.
type opinion struct {
	outside float64
	guesses []guess // what it is about if it is not outside, the likeliest first
}

type guess struct {
	label string
	share float64 // of what is not outside
}

// guessed is how many guesses an opinion holds.
const guessed = 3

// weigh returns the probability of each label.
func (m *model) weigh(features []string) []float64 {
	p := make([]float64, len(m.labels))
	for _, f := range features {
		for _, w := range m.weights[f] {
			p[w.label] += float64(w.by)
		}
	}
	return softened(p)
}

// softened turns sums into probabilities.
func softened(p []float64) []float64 {
	top, sum := slices.Max(p), 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// opinion is what the model says of a question.
func (m *model) opinion(q question, t *tongue) opinion {
	p := m.weigh(m.features(q, t))
	var o opinion
	if i := slices.Index(m.labels, outside); i >= 0 {
		o.outside, p[i] = p[i], 0
	}
	for range guessed {
		best := 0
		for i := range p {
			if p[i] > p[best] {
				best = i
			}
		}
		o.guesses = append(o.guesses, guess{m.labels[best], p[best] / (1 - o.outside + math.SmallestNonzeroFloat64)})
		p[best] = 0
	}
	return o
}

// readModel reads lexicon/model.tsv. Its lines begin with what they hold:
// labels; c: a language, a stem and its concepts; learnt: stems; w: a feature
// and its weights by number of label.
func readModel(fsys fs.FS) (*model, error) {
	data, err := fs.ReadFile(fsys, "lexicon/model.tsv")
	if err != nil {
		return nil, err
	}
	m := &model{concepts: map[string]map[string][]string{"en": {}, "fr": {}}, learnt: map[string]bool{}, weights: map[string][]weight{}}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if err := m.take(kind, rest); err != nil {
			return nil, fmt.Errorf("lexicon/model.tsv:%d: %w", number, err)
		}
	}
	return m, nil
}

// take reads one line of the table.
func (m *model) take(kind, rest string) error {
	name, values, _ := strings.Cut(rest, "\t")
	switch kind {
	case "labels":
		m.labels = strings.Fields(rest)
	case "learnt":
		for stem := range strings.FieldsSeq(rest) {
			m.learnt[stem] = true
		}
	case "c":
		stem, concepts, _ := strings.Cut(values, "\t")
		m.concepts[name][stem] = strings.Fields(concepts)
	case "w":
		list := make([]weight, 0, 1+strings.Count(values, " "))
		for value := range strings.FieldsSeq(values) {
			label, by, _ := strings.Cut(value, ":")
			l, err := strconv.Atoi(label)
			if err != nil || l < 0 || l >= len(m.labels) {
				return fmt.Errorf("%q is no number of a label", label)
			}
			b, err := strconv.Atoi(by)
			if err != nil {
				return err
			}
			list = append(list, weight{int32(l), float32(b) / scale})
		}
		m.weights[name] = list
	}
	return nil
}

package knowledge

import (
	"cmp"
	_ "embed"
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

// modelText is what was learnt: lexicon/model.tsv, which model_test.go writes
// and checks. Its lines begin with what they hold: labels; learnt: stems; c: a
// language, a stem and its concepts; w: a feature and its weights by number of
// label.
//
//go:embed lexicon/model.tsv
var modelText string

// A model tells what a question is about by weights of its features, which a
// logistic regression has learnt from the labelled questions of training/ and
// testdata/ (model_test.go). The rules read what they were written for; the
// model generalises from it, and judges whether the rules are to be believed.
type model struct {
	labels []string
	learnt map[string]bool // stems that stand in questions that are answered
	table  table           // concepts and weights
}

// A table is sorted lines. They are looked up where they stand in the program:
// a question needs some fifty of thousands, which as maps took 2 MB and a tenth
// of the start.
type table string

// find returns what follows key and a tab in a line; empty when no line begins
// so.
func (t table) find(key string) string {
	key += "\t"
	low, high := 0, len(t) // the first line that is not before key begins from low to high
	for low < high {
		begin := strings.LastIndexByte(string(t[:(low+high)/2]), '\n') + 1
		if line := t.line(begin); line < key {
			low = begin + len(line) + 1
		} else {
			high = begin
		}
	}
	if values, ok := strings.CutPrefix(t.line(low), key); ok {
		return values
	}
	return ""
}

// line is the line that begins at a place.
func (t table) line(begin int) string {
	line, _, _ := strings.Cut(string(t[begin:]), "\n")
	return line
}

// scale is what a weight is multiplied by in the table.
const scale = 10

// An opinion is what the model says of one question, by probability.
type opinion struct {
	outside float64            // that no fact covers it
	untold  string             // the aspect that it then asks for; empty: none of ours
	guesses []guess            // what it is about if it is not outside, the likeliest first
	shares  map[string]float64 // of every label, of what is not outside
}

type guess struct {
	label string
	share float64 // of what is not outside
}

// guessed is how many guesses an opinion holds.
const guessed = 3

// weigh returns the probability of each label. What the features say is divided
// by how many they are, so that a long letter makes no surer than a question.
func (m *model) weigh(features []string) []float64 {
	p, squares := make([]float64, len(m.labels)), 0.0
	for _, f := range features {
		v := worth(f)
		squares += v * v
		for value := range strings.FieldsSeq(m.table.find("w\t" + f)) {
			label, by := readWeight(value)
			p[label] += v * by
		}
	}
	for i := range p {
		p[i] /= math.Sqrt(squares)
	}
	return softened(p)
}

// worth is how much a feature counts: what is of two parts counts half.
func worth(feature string) float64 {
	if strings.HasPrefix(feature, "2") || strings.HasPrefix(feature, "ci ") {
		return 0.5
	}
	return 1
}

// readWeight reads a label's number and how much a feature speaks for it. That
// they are such is seen to by the test that writes them.
func readWeight(value string) (label int, by float64) {
	number, weight, _ := strings.Cut(value, ":")
	label, _ = strconv.Atoi(number)
	tenths, _ := strconv.Atoi(weight)
	return label, float64(tenths) / scale
}

// concepts are those that a stem stands for.
func (m *model) concepts(lang, stem string) []string {
	return strings.Fields(m.table.find("c\t" + lang + "\t" + stem))
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
func (b *Base) opinion(q question, t *tongue) opinion {
	return b.opinionOf(b.model.weigh(b.model.features(q, t)), q.names())
}

// opinionOf reads an opinion off the probabilities of the labels. An aspect that
// no fact tells is as much outside as another subject is. What is only asked
// where no instrument is named cannot be asked of one that is.
func (b *Base) opinionOf(p []float64, named bool) opinion {
	o := opinion{shares: map[string]float64{}}
	left, most := 0.0, 0.0
	for i, label := range b.model.labels {
		switch {
		case label == outside || b.untold[label]:
			o.outside += p[i]
			if p[i] > most {
				o.untold, most = strings.TrimPrefix(label, outside), p[i]
			}
		case named && (label == which || strings.HasPrefix(label, advising)):
		default:
			o.guesses = append(o.guesses, guess{label, p[i]})
			left += p[i]
		}
	}
	slices.SortStableFunc(o.guesses, func(x, y guess) int { return cmp.Compare(y.share, x.share) })
	for i := range o.guesses {
		o.guesses[i].share /= left + math.SmallestNonzeroFloat64
		o.shares[o.guesses[i].label] = o.guesses[i].share
	}
	o.guesses = o.guesses[:guessed]
	return o
}

// readModel reads the table of a model.
func readModel(text string) *model {
	m := &model{learnt: map[string]bool{}}
	head := strings.Index(text, "\nc\t") + 1
	m.table = table(text[head:])
	for line := range strings.Lines(text[:head]) {
		switch kind, values, _ := strings.Cut(line, "\t"); kind {
		case "labels":
			m.labels = strings.Fields(values)
		case "learnt":
			for stem := range strings.FieldsSeq(values) {
				m.learnt[stem] = true
			}
		}
	}
	return m
}

package knowledge

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// How the model is trained: stochastic gradient descent on the logistic loss
// with a step of its own for each weight (Duchi, Hazan and Singer, "Adaptive
// Subgradient Methods", 2011), in a fixed order, so that the same questions
// always give the same table.
const (
	epochs = 12
	rate   = 1.0
	decay  = 1e-5 // pull of each weight to zero
	rare   = 3    // questions that hold a feature at least
	least  = 8    // weight in the table, else it hardly counts
	stride = 7919 // a prime by which the order of the questions jumps
)

// An example is a question to learn from.
type example struct {
	question question
	tongue   *tongue
	text     string
	labels   []string
	facts    []string // of the corpus: those that the answer must tell
	written  bool     // of the corpus, by which the rules were written: what they find in it teaches nothing
}

// A lesson is an example as numbers.
type lesson struct {
	features []string
	labels   []int
}

// trained is a model of examples, with the concepts of untrained.
func trained(examples []example, untrained *model) *model {
	m := &model{table: untrained.table, learnt: map[string]bool{}}
	lessons := m.lessons(examples)
	slopes := map[string]*slope{} // by feature
	for epoch := range epochs {
		for i := range lessons {
			l := lessons[(i*stride+epoch)%len(lessons)]
			steps := make([]*slope, len(l.features))
			for k, f := range l.features {
				if slopes[f] == nil {
					slopes[f] = &slope{make([]float64, len(m.labels)), make([]float64, len(m.labels)), worth(f)}
				}
				steps[k] = slopes[f]
			}
			descend(steps, l.labels)
		}
	}
	weights := map[string][]string{}
	for f, s := range slopes {
		if list := rounded(s.weights); len(list) > 0 {
			weights["w\t"+f] = list
		}
	}
	m.table += tabled(weights)
	return m
}

// A slope is the weights of one feature by label, the sums of their squared
// gradients so far, and how much the feature counts.
type slope struct {
	weights, sums []float64
	worth         float64
}

// descend moves the weights of a question's features down its gradient.
func descend(steps []*slope, labels []int) {
	const slight = 1e-4
	p, squares := make([]float64, len(steps[0].weights)), 0.0
	for _, s := range steps {
		squares += s.worth * s.worth
	}
	length := math.Sqrt(squares)
	for _, s := range steps {
		for k, w := range s.weights {
			p[k] += w * s.worth / length
		}
	}
	gradient := softened(p)
	for _, label := range labels {
		gradient[label] -= 1 / float64(len(labels))
	}
	for k, g := range gradient {
		if math.Abs(g) < slight {
			continue
		}
		for _, s := range steps {
			by := g*s.worth/length + decay*s.weights[k]
			s.sums[k] += by * by
			s.weights[k] -= rate * by / math.Sqrt(s.sums[k]+0.01)
		}
	}
}

// rounded leaves out the weights that hardly count.
func rounded(values []float64) (list []string) {
	for k, v := range values {
		if by := math.Round(v * scale); math.Abs(by) >= least {
			list = append(list, fmt.Sprintf("%d:%.0f", k, by))
		}
	}
	return list
}

// lessons numbers the labels and lists the features of the examples. Whether a
// word is known counts without the example itself, as it will when asked.
func (m *model) lessons(examples []example) []lesson {
	held := map[string]int{} // by stem
	for _, e := range examples {
		m.labels = appendNew(m.labels, e.labels...)
		if e.labels[0] != outside {
			for _, stem := range e.stems() {
				held[stem]++
			}
		}
	}
	slices.Sort(m.labels)
	counts, lessons := map[string]int{}, make([]lesson, len(examples))
	for i, e := range examples {
		own := 1
		if e.labels[0] == outside {
			own = 0
		}
		for _, stem := range e.stems() {
			m.learnt[stem] = held[stem] > own
		}
		lessons[i].features = m.features(e.question, e.tongue)
		if e.written {
			lessons[i].features = slices.DeleteFunc(lessons[i].features, isOfRules)
		}
		for _, f := range lessons[i].features {
			counts[f]++
		}
		for _, label := range e.labels {
			lessons[i].labels = append(lessons[i].labels, slices.Index(m.labels, label))
		}
	}
	for i := range lessons {
		lessons[i].features = slices.DeleteFunc(lessons[i].features, func(f string) bool { return counts[f] < rare })
	}
	clear(m.learnt)
	for stem := range held {
		m.learnt[stem] = true
	}
	return lessons
}

// isOfRules says whether a feature is what the rules found.
func isOfRules(f string) bool {
	return strings.HasPrefix(f, "r ") || strings.HasPrefix(f, "s ") || strings.HasPrefix(f, "unknown ")
}

// stems are those of the words of an example, each once.
func (e example) stems() []string {
	var stems []string
	for _, w := range e.question.words {
		if w.code == "" {
			stems = appendNew(stems, w.stem)
		}
	}
	return stems
}

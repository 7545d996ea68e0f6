package knowledge

import (
	"bufio"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

var update = flag.Bool("update", false, "train the model anew")

// materials are what the model is made of.
var materials = []string{"training/thesaurus.yaml", "training/examples.txt", "training/letters.yaml", "testdata/questions.tsv"}

// TestModel fails when the table is older than what it is made of. With
// -update it trains the model and writes the table; with -v too, it prints how
// well a model that was trained without a question answers it.
func TestModel(t *testing.T) {
	sum := sha256.New()
	for _, name := range materials {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum.Write(data)
	}
	made := fmt.Sprintf("made\t%x\n", sum.Sum(nil))
	if *update {
		b := loaded(t)
		examples := append(b.corpusExamples(t), b.examples(t)...)
		untrained := &model{table: b.thesaurus(t)}
		if testing.Verbose() {
			b.crossValidate(t, examples, untrained)
		}
		m := trained(b.inLetters(t, b.inPairs(examples)), untrained)
		if err := os.WriteFile("lexicon/model.tsv", []byte(made+m.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	table, err := os.ReadFile("lexicon/model.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(table), made) {
		t.Errorf("lexicon/model.tsv is older than %s: go test ./bot/knowledge -run TestModel -update", strings.Join(materials, ", "))
	}
}

// TestTable looks up every line of the table, and what is not there.
func TestTable(t *testing.T) {
	m := readModel(modelText)
	for line := range strings.Lines(string(m.table)) {
		end := strings.LastIndex(line, "\t")
		key, values := line[:end], strings.TrimSpace(line[end:])
		if got := m.table.find(key); got != values {
			t.Fatalf("%q: found %q, not %q", key, got, values)
		}
		if !strings.HasPrefix(key, "w") {
			continue
		}
		for value := range strings.FieldsSeq(values) {
			if label, by := readWeight(value); label < 0 || label >= len(m.labels) || by == 0 {
				t.Fatalf("%q: %q is no weight", key, value)
			}
		}
	}
	for _, key := range []string{"", "c\ten\tabbrev", "w\t1 abbrevi-", "x"} {
		if got := m.table.find(key); got != "" {
			t.Errorf("%q: found %q", key, got)
		}
	}
}

// String is the table.
func (m *model) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "labels\t%s\n", strings.Join(m.labels, " "))
	for chunk := range slices.Chunk(slices.Sorted(maps.Keys(m.learnt)), 20) {
		fmt.Fprintf(&s, "learnt\t%s\n", strings.Join(chunk, " "))
	}
	s.WriteString(string(m.table))
	return s.String()
}

// tabled are lines of keys and their values.
func tabled(lines map[string][]string) table {
	var s strings.Builder
	for _, key := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&s, "%s\t%s\n", key, strings.Join(lines[key], " "))
	}
	return table(s.String())
}

// thesaurus are the concepts of training/thesaurus.yaml, as lines of the table.
func (b *Base) thesaurus(t *testing.T) table {
	data, err := os.ReadFile("training/thesaurus.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Concepts []struct {
			ID string   `yaml:"id"`
			EN wordlist `yaml:"en"`
			FR wordlist `yaml:"fr"`
		} `yaml:"concepts"`
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	concepts := map[string][]string{}
	for _, c := range file.Concepts {
		for lang, words := range map[string]wordlist{"en": c.EN, "fr": c.FR} {
			for w := range words.all() {
				key := "c\t" + lang + "\t" + b.tongues[lang].stem(w)
				concepts[key] = appendNew(concepts[key], c.ID)
			}
		}
	}
	return tabled(concepts)
}

// examples are those of training/examples.txt.
func (b *Base) examples(t *testing.T) (all []example) {
	file, err := os.Open("training/examples.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var labels []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		if under, ok := strings.CutPrefix(line, "= "); ok {
			labels = strings.Split(strings.Fields(under)[0], ",")
		} else if !strings.HasPrefix(line, "#") {
			q, tongue := b.reading(line)
			all = append(all, example{text: line, question: q, tongue: tongue, labels: labels})
		}
	}
	return all
}

// inLetters are the examples, every fifth once more as it would stand in a
// letter (training/letters.yaml).
func (b *Base) inLetters(t *testing.T, examples []example) []example {
	data, err := os.ReadFile("training/letters.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var letters struct{ Before, After lists }
	if err := yaml.Unmarshal(data, &letters); err != nil {
		t.Fatal(err)
	}
	all := slices.Clone(examples)
	for i := 0; i < len(examples); i += 5 {
		e := examples[i]
		before, after := letters.Before.in(e.tongue.lang), letters.After.in(e.tongue.lang)
		e.text = before[i%len(before)] + " " + e.text + " " + after[i%len(after)]
		e.question, e.tongue = b.reading(e.text)
		all = append(all, e)
	}
	return all
}

// inPairs are the examples and pairs of them: every fourth that asks something
// of one instrument together with the next that asks something else of it, so
// that the model learns that both may be asked at once.
func (b *Base) inPairs(examples []example) []example {
	all, last := slices.Clone(examples), map[string]example{}
	for i := range examples {
		e := examples[i*stride%len(examples)]
		if len(e.question.codes) != 1 || !e.question.names() || b.aspect(e.labels[0]) == nil || b.untold[e.labels[0]] || isForm(e.labels[0]) {
			continue
		}
		key := e.tongue.lang + e.question.codes[0]
		if before, ok := last[key]; ok && i%pairing == 0 && !slices.Contains(e.labels, before.labels[0]) {
			both := example{text: before.text + " ? " + e.text, labels: appendNew(slices.Clone(before.labels), e.labels...)}
			both.question, both.tongue = b.reading(both.text)
			all = append(all, both)
		}
		last[key] = e
	}
	return all
}

// pairing is one in how many examples is learnt in a pair too.
const pairing = 8

// reading is a question as it is understood in the language that it seems to be in.
func (b *Base) reading(text string) (question, *tongue) {
	lang, _ := b.detector.detect(text)
	return b.tongues[lang].read(text), b.tongues[lang]
}

// corpusExamples are the questions of the corpus that stand alone, labelled by
// what the rules tell where that is right, else by the first fact.
func (b *Base) corpusExamples(t *testing.T) (all []example) {
	for _, e := range corpus(t) {
		if strings.Contains(e.question, " >> ") {
			continue
		}
		q, tongue := b.reading(e.question)
		x := example{text: e.question, question: q, tongue: tongue, facts: e.facts, written: true}
		if x.labels = b.labelled(e, b.choose(q, tongue)); len(x.labels) > 0 {
			all = append(all, x)
		}
	}
	return all
}

func (b *Base) labelled(e expected, d draft) (labels []string) {
	switch {
	case e.declined && d.declined == missing:
		return d.aspects
	case e.declined && d.declined == which:
		return []string{which}
	case e.declined:
		return []string{outside}
	case len(e.instruments) == 5:
		return []string{list}
	case strings.HasPrefix(e.facts[0], "lab.") || slices.ContainsFunc(e.facts, func(id string) bool { return strings.HasPrefix(id, "lab.") }):
		return []string{rows}
	case d.suits:
		for _, code := range e.instruments {
			labels = append(labels, advising+code)
		}
		return labels
	case len(d.aspects) > 0 && d.declined == "":
		return d.aspects
	}
	return b.fact(e.facts[0]).Aspects[:1]
}

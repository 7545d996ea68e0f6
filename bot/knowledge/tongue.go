package knowledge

import (
	"strings"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
)

// A tongue reads questions of one language.
type tongue struct {
	lang         string
	codes        []string // of the instruments
	skip, stop   map[string]bool
	asking       map[string]bool
	learnt       map[string]string // stems of the words, while it is made of them
	naming       map[string]bool   // words in the names of the instruments
	placing      map[string]bool   // words in the names of the places
	numbers      map[string]bool   // words for three and more
	foreign      map[string]bool   // words of the grammar of the other language
	rewrites     map[string][]string
	vocabulary   map[string]bool // folded words that questions are made of
	stems        map[string]bool // of the vocabulary
	fillers      map[string]bool // stems of what carries no subject matter either
	beside       map[string]bool // the same where an instrument is named
	laboratories map[string]bool // places that are laboratories
	setting      map[string]bool // aspects that one word only mentions
	alone        map[string]bool // aspects that are asked without an instrument
	kin          map[string]bool // words of the families
	strangers    map[string]bool // words that tell of something else, and are no slip for ours
	spelling     speller
	index        *index

	names, hints, elsewhere, aspects, signals, strange, particular, places, continues, families phrasebook

	together    []gathering // that mean an aspect
	described   []gathering // that mean a signal
	particulars []gathering // that tell of a particular case
}

func newTongue(lang string, g grammar, instruments []instrument, aspects []aspect, families []family, plans scenarios, places []place, facts []*fact) *tongue {
	t := &tongue{
		lang: lang, skip: g.Skip.all(), stop: g.Stop.all(), asking: g.Asking.all(), numbers: g.Numbers.all(), rewrites: map[string][]string{},
		names: phrasebook{}, hints: phrasebook{}, elsewhere: phrasebook{}, aspects: phrasebook{}, signals: phrasebook{}, strange: phrasebook{}, particular: phrasebook{}, places: phrasebook{}, continues: phrasebook{}, families: phrasebook{},
		vocabulary: map[string]bool{}, learnt: map[string]string{}, fillers: map[string]bool{}, naming: map[string]bool{}, strangers: map[string]bool{}, kin: map[string]bool{}, setting: map[string]bool{}, alone: map[string]bool{}, placing: map[string]bool{}, beside: map[string]bool{}, stems: map[string]bool{}, index: newIndex(), laboratories: map[string]bool{},
	}
	for w := range g.Fillers.all() {
		t.fillers[t.stem(w)] = true
	}
	for w := range g.Beside.all() {
		t.beside[t.stem(w)] = true
	}
	for short, long := range g.Rewrites {
		if short != strings.ToUpper(short) { // US is no slip for us
			short = fold(short)
		}
		t.rewrites[short] = strings.Fields(long)
	}
	for _, x := range instruments {
		t.learnInstrument(x)
	}
	for _, a := range aspects {
		t.learn(t.aspects, a.Words.in(lang), a.ID)
		t.together = append(t.together, gather(a.ID, a.Together)...)
		t.setting[a.ID], t.alone[a.ID] = a.Setting, a.Alone
	}
	for _, f := range families {
		t.list(t.families, f.Words.in(lang), f.ID, t.kin)
	}
	t.list(t.continues, g.Continues, "", nil)
	for _, p := range places {
		t.laboratories[p.ID] = p.Laboratory
		t.list(t.places, p.Names.in(lang), p.ID, t.placing)
	}
	t.learnScenarios(plans)
	for _, f := range facts {
		t.index.add(f, t.content(f.Text.in(lang)+" "+f.Asks.in(lang)))
	}
	for w := range t.vocabulary {
		t.stems[t.stem(w)] = true
	}
	t.learnt = nil // of the words of a question few come twice
	t.spelling = newSpeller(t.vocabulary, t.kin, t.stop)
	return t
}

func (t *tongue) learnInstrument(x instrument) {
	t.codes = append(t.codes, x.Code)
	t.learn(t.names, x.Names.in(t.lang), x.Code)
	for _, w := range split(strings.Join(x.Names.in(t.lang), " ")) {
		t.naming[w.text] = true
	}
	t.learn(t.names, x.Former.in(t.lang), formerly+x.Code)
	t.learn(t.hints, x.Hints.in(t.lang), x.Code)
	t.list(t.elsewhere, x.Elsewhere.in(t.lang), x.Code, t.strangers)
}

func (t *tongue) learnScenarios(plans scenarios) {
	t.list(t.strange, plans.Strange.in(t.lang), "", nil)
	t.list(t.particular, plans.Particular.in(t.lang), "", nil)
	t.particulars = gather("", plans.Together)
	for _, s := range plans.Signals {
		t.learn(t.signals, s.Words.in(t.lang), s.ID)
		t.described = append(t.described, gather(s.ID, s.Together)...)
	}
}

// list adds phrases to a book, and their words to a set where there is one.
func (t *tongue) list(book phrasebook, phrases []string, means string, words map[string]bool) {
	for _, p := range phrases {
		book.add(t.parts(p), means)
		if words == nil {
			continue
		}
		for _, w := range split(p) {
			words[w.text] = true
		}
	}
}

// learn adds phrases to a book and their words to the vocabulary.
func (t *tongue) learn(book phrasebook, phrases []string, means string) {
	t.list(book, phrases, means, t.vocabulary)
}

// parts are the stems of a phrase, without what is skipped in questions too.
func (t *tongue) parts(phrase string) []string {
	fields := strings.Fields(phrase)
	parts := make([]string, 0, len(fields)) // mostly as many
	for _, field := range fields {
		if field == anInstrument || field == anything || field == many {
			parts = append(parts, field)
			continue
		}
		for _, w := range split(field) {
			if long := t.rewrites[w.text]; len(long) == 1 {
				w.text = fold(long[0])
			}
			if !t.skip[w.text] {
				parts = append(parts, t.stem(w.text))
			}
		}
	}
	return parts
}

// content returns the stems of a fact that carry its subject matter, and adds
// its words to the vocabulary.
func (t *tongue) content(text string) []string {
	var stems []string
	for _, w := range split(text) {
		if t.skip[w.text] || t.stop[w.text] || w.isNumber() {
			continue
		}
		t.vocabulary[w.text] = true
		stems = append(stems, t.stem(w.text))
	}
	return stems
}

// unaccented is the masculine of a participle that has lost the accent by which
// the stemmer would know its ending.
func unaccented(word string) string {
	bare := strings.TrimSuffix(word, "s")
	if strings.HasSuffix(bare, "ee") {
		return bare[:len(bare)-1]
	}
	return word
}

// stem is a folded word without its ending.
func (t *tongue) stem(word string) string {
	if t.learnt == nil {
		return t.stemmed(word)
	}
	s, ok := t.learnt[word]
	if !ok {
		s = t.stemmed(word)
		t.learnt[word] = s
	}
	return s
}

func (t *tongue) stemmed(word string) string {
	if t.lang == "fr" {
		return french.Stem(unaccented(word), true)
	}
	return english.Stem(word, true)
}

// other is the other language.
func (t *tongue) other() string {
	if t.lang == "fr" {
		return "en"
	}
	return "fr"
}

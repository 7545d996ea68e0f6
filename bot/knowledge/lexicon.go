package knowledge

import (
	"io/fs"
	"strings"
)

// instrument is how people call one of the five.
type instrument struct {
	Code      string `yaml:"code"`
	A         both   `yaml:"a"`
	Of        both   `yaml:"of"`
	For       both   `yaml:"for"`
	At        string `yaml:"at"` // the aspect that a place beside it asks about
	Beside    string `yaml:"beside"`
	Names     lists  `yaml:"names"`
	Hints     lists  `yaml:"hints"`
	Former    lists  `yaml:"former"`
	Elsewhere lists  `yaml:"elsewhere"`
}

// aspect is something that people ask about an instrument.
type aspect struct {
	ID      string   `yaml:"id"`
	Label   both     `yaml:"label"`
	With    []string `yaml:"with"`
	Alone   bool     `yaml:"alone"`
	Setting bool     `yaml:"setting"`
	Instead string   `yaml:"instead"`
	Near    string   `yaml:"near"`
	Call    bool     `yaml:"call"`
	Each    bool     `yaml:"each"`
	Words   lists    `yaml:"words"`
	// Together are families (lexicon/families.yaml) that mean it where a word
	// of each stands in one sentence.
	Together [][]string `yaml:"together"`
}

// Aspects that the program itself treats in a way of their own.
const (
	definition  = "definition"
	purpose     = "purpose"
	former      = "former"
	difference  = "difference"
	choice      = "choice"
	list        = "list"
	dates       = "dates"
	application = "application"
	wish        = "wish"   // what people would like to do, which describes an instrument
	glance      = "glance" // of facts only: the row of an instrument in a comparison
)

// lists are words or phrases of the two languages.
type lists struct {
	EN []string `yaml:"en"`
	FR []string `yaml:"fr"`
}

func (l lists) in(lang string) []string {
	if lang == "fr" {
		return l.FR
	}
	return l.EN
}

// grammar is what tells a language and carries no subject matter.
type grammar struct {
	Skip      wordlist          `yaml:"skip"`
	Stop      wordlist          `yaml:"stop"`
	Fillers   wordlist          `yaml:"fillers"`
	Beside    wordlist          `yaml:"beside"`
	Marks     wordlist          `yaml:"marks"`
	Asking    wordlist          `yaml:"asking"`
	Numbers   wordlist          `yaml:"numbers"`
	Continues []string          `yaml:"continues"`
	Rewrites  map[string]string `yaml:"rewrites"`
	Accents   string            `yaml:"accents"`
}

// wordlist is a list of single words, written with blanks between them: the
// longest lists are read ten times as fast as if they were YAML lists.
type wordlist string

// all are the folded words.
func (w wordlist) all() map[string]bool { return set(strings.Fields(string(w))) }

// formerly marks in the book of names what an instrument was called before.
const formerly = "formerly "

// readLexicon reads the three files of lexicon/.
func readLexicon(fsys fs.FS) (instruments []instrument, aspects []aspect, languages map[string]grammar, faults []error) {
	var i struct {
		Instruments []instrument `yaml:"instruments"`
	}
	var a struct {
		Aspects []aspect `yaml:"aspects"`
	}
	for _, file := range []struct {
		name string
		into any
	}{{"lexicon/instruments.yaml", &i}, {"lexicon/aspects.yaml", &a}, {"lexicon/languages.yaml", &languages}} {
		if _, err := open(fsys, file.name, file.into); err != nil {
			faults = append(faults, err)
		}
	}
	return i.Instruments, a.Aspects, languages, faults
}

// set is the folded words of a list.
func set(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[fold(w)] = true
	}
	return s
}

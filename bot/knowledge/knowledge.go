// Package knowledge answers questions on the five cooperation instruments of
// the CNRS (IRL, IRN, IRP, IRC, IEA) in English and French, at once and
// offline. What it knows is data: facts/ holds the sentences that an answer
// may contain, each with its sources and how sure it is; lexicon/ the words
// that people ask with; phrases/ the frames that sentences are put into. The
// code finds the facts that a question asks for, puts them in order, and says
// plainly what no fact tells.
package knowledge

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:embed facts/*.yaml lexicon/*.yaml phrases/*.yaml
var files embed.FS

// A Base is the facts and what it takes to answer from them. It never changes
// after Load, so any number of goroutines may use it.
type Base struct {
	instruments []instrument
	aspects     []aspect
	signals     []*signal
	guide       []guideQuestion
	places      []place
	facts       []*fact
	contacts    []contact
	sources     map[string]origin
	say         map[string]phrases // by language
	tongues     map[string]*tongue // by language
	detector    detector
	model       *model
	untold      map[string]bool // aspects that no fact tells
}

// Answer is what the base says to one question.
type Answer struct {
	Question    string   `json:"question"`
	Lang        string   `json:"lang"`              // of the answer: "en" or "fr"
	Text        string   `json:"answer"`            // paragraphs and rows, parted by \n
	Instruments []string `json:"instruments"`       // codes, most relevant first
	Declined    bool     `json:"declined"`          // the facts do not cover the question
	Missing     []string `json:"missing,omitempty"` // what was asked and not found, in Lang
	Sources     []Source `json:"sources"`           // in the order of the text
	Facts       []string `json:"facts"`             // ids of the facts told, in their order
	Topic       Topic    `json:"-"`                 // for a question that follows
	Which       bool     `json:"-"`                 // declined only because it names no instrument
}

// Source is a page that an answer cites.
type Source struct {
	Title string `json:"title"`
	URL   string `json:"url"`
	Date  string `json:"date"` // "undated", a year, "about 2021" or a day as 2026-01-23
	When  string `json:"-"`    // Date as it is said in the language of the answer
	Line  string `json:"-"`    // all of it in one line, in that language
}

// Load reads the embedded data, and besides it the facts of the folder dir,
// where that is not empty: its *.yaml files look as those of facts/. A fact,
// source or contact there takes the place of the embedded one with its id. An
// error lists every fault, each with its file and line.
func Load(dir string) (*Base, error) {
	if dir == "" {
		return load(files, nil)
	}
	own, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("load knowledge: %w", err)
	}
	defer own.Close()
	base, err := load(files, own.FS())
	var faults *FaultsError
	if errors.As(err, &faults) {
		faults.Dir = dir
	}
	return base, err
}

// FaultsError is everything that is wrong with the data.
type FaultsError struct {
	Dir    string  // that was read besides the embedded data; may be empty
	Faults []error // each begins with file and line
}

// Error has one line a fault.
func (e *FaultsError) Error() string {
	lines, folder := make([]string, len(e.Faults)), ""
	if e.Dir != "" {
		folder = filepath.Clean(e.Dir) + string(filepath.Separator)
	}
	for i, f := range e.Faults {
		lines[i] = folder + f.Error()
	}
	return strings.Join(lines, "\n")
}

func load(fsys, own fs.FS) (*Base, error) {
	instruments, aspects, languages, faults := readLexicon(fsys)
	plans, planSheet, planning := readScenarios(fsys)
	families, gathering := readFamilies(fsys)
	guide, guideSheet, guiding := readGuide(fsys)
	places, placing := readPlaces(fsys)
	for _, err := range []error{planning, gathering, guiding, placing} {
		if err != nil {
			faults = append(faults, err)
		}
	}
	faults = append(faults, checkFamilies(aspects, plans, families)...)
	collections, more := readFacts(fsys, "facts/*.yaml")
	faults = append(faults, more...)
	if own != nil {
		added, more := readFacts(own, "*.yaml")
		faults = append(faults, more...)
		collections = overlaid(collections, added)
	}
	b := &Base{
		instruments: instruments, aspects: aspects, signals: plans.Signals, guide: guide, places: places, model: readModel(modelText),
		sources: map[string]origin{}, say: map[string]phrases{}, tongues: map[string]*tongue{}, untold: map[string]bool{},
	}
	for _, c := range collections {
		b.facts = append(b.facts, c.Facts...)
		b.contacts = append(b.contacts, c.Contacts...)
		maps.Copy(b.sources, c.Sources)
	}
	if len(faults) == 0 { // else names of what could not be read would seem to be missing
		faults = slices.Concat(b.check(collections), b.checkSignals(planSheet), b.checkGuide(guideSheet))
	}
	for _, lang := range []string{"en", "fr"} {
		say, err := readPhrases(fsys, lang)
		if err != nil {
			faults = append(faults, err)
		}
		b.say[lang] = say
		b.tongues[lang] = newTongue(lang, languages[lang], instruments, aspects, families, plans, places, b.facts)
	}
	b.tongues["en"].foreign, b.tongues["fr"].foreign = grammarWords(languages["fr"]), grammarWords(languages["en"])
	if len(faults) > 0 {
		return nil, &FaultsError{Faults: faults}
	}
	b.region()
	for i := range b.aspects {
		a := &b.aspects[i]
		b.untold[a.ID] = !isForm(a.ID) && !b.tells(a)
	}
	b.detector = newDetector(languages, b.tongues["en"], b.tongues["fr"])
	return b, nil
}

// Question is what somebody asks.
type Question struct {
	Text string
	// Lang is the language to answer in, "en" or "fr"; empty: that of the
	// question, or English where it does not tell.
	Lang string
	// Now is when it is asked: deadlines before it are said to be past.
	Now time.Time
	// Before is what the same person asked about just before: what a question
	// as "how long?" or "and an IRC?" leaves out is taken from it. Zero: nothing.
	Before Topic
}

// Answer answers one question by itself.
func (b *Base) Answer(q Question) Answer {
	text, lang := q.Text, q.Lang
	d, detected := b.understand(text, q.Before)
	if lang != "en" && lang != "fr" {
		lang = detected
	}
	a := Answer{Question: text, Lang: lang, Instruments: []string{}, Declined: d.declined != "", Which: d.declined == which, Facts: []string{}}
	if d.declined != elsewhere && d.declined != near { // there the codes name what is not meant, or perhaps not
		a.Instruments = append(a.Instruments, d.codes...)
	}
	a.Text, a.Sources = b.compose(d, lang, q.Now)
	for _, missed := range slices.Concat(d.missing, d.silent) {
		a.Missing = append(a.Missing, missed.Label.in(lang))
	}
	for _, w := range d.unknown {
		a.Missing = append(a.Missing, w.typed)
	}
	a.Topic = Topic{Instruments: a.Instruments, Aspects: d.aspects}
	for _, f := range d.facts {
		a.Facts = append(a.Facts, f.ID)
	}
	return a
}

// understand reads a question in the language that it seems to be in. Where
// that finds no subject of ours it tries the other one, since people mix them.
func (b *Base) understand(text string, before Topic) (d draft, lang string) {
	lang, sure := b.detector.detect(text)
	if len(text) > maxQuestion {
		return draft{}.decline(tooLong), lang
	}
	t := b.tongues[lang]
	q := t.read(text).follow(before, t)
	d = b.decide(q, t)
	if t.isStrange(q) || sure && len(q.codes) > 0 && len(q.unknown) == 0 || d.declined != offTopic && d.declined != uncovered || len(d.nowhere) > 0 {
		return d, lang
	}
	other := b.tongues[t.other()]
	q = other.read(text).follow(before, other)
	if again := b.decide(q, other); again.declined == "" && len(q.unknown) == 0 {
		return again, lang
	}
	return d, lang
}

// Language returns the language of a question, a command or any sentence, and
// whether its words tell it: "agenda" and "E12" do not, and are taken for
// English.
func (b *Base) Language(text string) (lang string, sure bool) { return b.detector.detect(text) }

// Knows says whether a text is a question for this base: it names one of the
// instruments, or the facts answer it.
func (b *Base) Knows(text string) bool {
	if len(text) > maxQuestion {
		return false
	}
	d, _ := b.understand(text, Topic{})
	return d.declined == "" || len(d.codes) > 0 && d.declined != elsewhere && d.declined != near
}

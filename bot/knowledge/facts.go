package knowledge

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// How sure an answer may sound, by where its facts come from.
const (
	base    = "base"    // the Insmi page
	several = "several" // two sources or more that agree
	single  = "single"  // one source
	other   = "other"   // another institute, for itself
	silent  = "silent"  // the pages read do not say; with what is near
)

// firmness orders facts by how sure they are.
var firmness = []string{base, several, single, other, silent}

// both is a text in the two languages.
type both struct {
	EN string `yaml:"en"`
	FR string `yaml:"fr"`
}

// in is the text in "en" or "fr".
func (b both) in(lang string) string {
	if lang == "fr" {
		return b.FR
	}
	return b.EN
}

// A fact is one sentence that an answer may contain.
type fact struct {
	ID          string   `yaml:"id"`
	Instruments []string `yaml:"instruments"` // empty: common to all
	Aspects     []string `yaml:"aspects"`
	Name        string   `yaml:"name"`    // of a laboratory, whose row it is
	Places      []string `yaml:"places"`  // of a laboratory or example: ids of lexicon/places.yaml
	Against     string   `yaml:"against"` // id of a fact that it does not agree with
	Of          both     `yaml:"of"`      // with other: "At INS2I"
	Text        both     `yaml:",inline"`
	// ValidUntil is the last day on which Text holds, as 2026-05-15; empty: it
	// holds on. After it Past is said.
	ValidUntil string   `yaml:"valid_until"`
	Past       both     `yaml:"past"`
	Asks       both     `yaml:"asks"` // other words for it, for the search only
	Sources    []string `yaml:"sources"`
	Confidence string   `yaml:"confidence"`
}

// tells says whether the fact is about an aspect of an instrument.
func (f *fact) tells(aspect, code string) bool {
	return slices.Contains(f.Aspects, aspect) && slices.Contains(f.Instruments, code)
}

// on is what the fact says in a language on a day. It never speaks of what is
// past as if it were to come.
func (f *fact) on(day time.Time, lang string) string {
	if f.ValidUntil != "" && day.Format(time.DateOnly) > f.ValidUntil {
		return f.Past.in(lang)
	}
	return f.Text.in(lang)
}

// isOfCall says whether the fact tells a sum or a deadline, which the text of the
// current call decides.
func (f *fact) isOfCall() bool {
	return f.ValidUntil != "" || strings.Contains(f.Text.EN, " EUR") || strings.Contains(f.Text.EN, " CAD")
}

// isRow says whether the fact is a row: of an instrument in a comparison, or of
// a laboratory.
func (f *fact) isRow() bool { return f.Name != "" || slices.Contains(f.Aspects, glance) }

// row is what a row begins with.
func (f *fact) row() string { return cmp.Or(f.Name, f.Instruments[0]) }

// isFound says whether a search may find the fact: rows and what no page says
// are told only where they are asked for.
func (f *fact) isFound() bool { return !f.isRow() && f.Confidence != silent }

// goesWith says whether two facts can share one "The Insmi page says".
func (f *fact) goesWith(other *fact) bool {
	if f.isRow() || other.isRow() {
		return f.isRow() && other.isRow() && (f.Name == "") == (other.Name == "")
	}
	return f.Confidence == other.Confidence && f.Of == other.Of && slices.Equal(f.Sources, other.Sources)
}

// A contact is whom to ask about what the facts do not cover.
type contact struct {
	ID          string   `yaml:"id"`
	Instruments []string `yaml:"instruments"` // empty: all
	Aspects     []string `yaml:"aspects"`     // empty: all
	Text        both     `yaml:",inline"`
	Sources     []string `yaml:"sources"`
}

// origin is a source as the files give it.
type origin struct {
	Name  both   `yaml:"name"`
	Title string `yaml:"title"`
	URL   string `yaml:"url"`
	Date  string `yaml:"date"`
	Lang  string `yaml:"lang"`
}

// A collection is the content of one file of facts/.
type collection struct {
	Sources  map[string]origin `yaml:"sources"`
	Facts    []*fact           `yaml:"facts"`
	Contacts []contact         `yaml:"contacts"`
	sheet    sheet
}

// readFacts reads every file that pattern names, in the order of their names.
// It returns all faults, each with its file and line.
func readFacts(fsys fs.FS, pattern string) ([]collection, []error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil || len(names) == 0 {
		return nil, []error{fmt.Errorf("facts: no file %s found (%v)", pattern, err)}
	}
	var all []collection
	var faults []error
	for _, name := range names {
		var c collection
		s, err := open(fsys, name, &c)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		c.sheet = s
		all = append(all, c)
	}
	return all, faults
}

// overlaid is the embedded collections and then own ones, without what own ones
// say anew: a fact or contact of the same id, a source of the same name.
func overlaid(embedded, own []collection) []collection {
	replaced := map[string]bool{}
	for _, c := range own {
		for _, f := range c.Facts {
			replaced[f.ID] = true
		}
		for _, k := range c.Contacts {
			replaced[k.ID] = true
		}
	}
	for i := range embedded {
		c := &embedded[i]
		c.Facts = slices.DeleteFunc(c.Facts, func(f *fact) bool { return replaced[f.ID] })
		c.Contacts = slices.DeleteFunc(c.Contacts, func(k contact) bool { return replaced[k.ID] })
	}
	return append(embedded, own...)
}

// capitalised is a sentence with a capital letter.
func capitalised(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

package knowledge

import (
	"io/fs"
	"slices"
	"strings"
)

// place is a country, a city or a laboratory that people name.
type place struct {
	ID         string   `yaml:"id"`
	Laboratory bool     `yaml:"laboratory"` // it is an IRL, called by its own name
	Holds      []string `yaml:"holds"`      // of a region: the countries in it
	Names      lists    `yaml:",inline"`
}

// laboratory is the aspect of the rows of laboratories.
const laboratory = "laboratory"

// codeIRL is the instrument that has places.
const codeIRL = "IRL"

// aboutPlaces are the aspects that the rows of the laboratories at a place
// answer.
var aboutPlaces = []string{definition, list, "examples", "location", "partners", "history", "status", former, laboratory}

// wantsLaboratories says whether a question asks for the IRLs that there are:
// at a place, or all.
func (q question) wantsLaboratories(asked []string) bool {
	if !slices.Equal(q.codes, []string{codeIRL}) || len(q.former) > 0 {
		return false
	}
	if len(q.somewhere) == 1 && !slices.ContainsFunc(asked, func(id string) bool { return !slices.Contains(aboutPlaces, id) }) {
		return len(q.unknown) <= 1 && (!q.asks(definition) && (slices.Contains(asked, "examples") || slices.Equal(asked, []string{definition})))
	}
	other := slices.ContainsFunc(asked, func(id string) bool { return !slices.Contains(aboutPlaces, id) })
	switch {
	case q.own:
		return !other && len(q.unknown) == 0 && (!q.more || len(q.aspects) > 0)
	case len(q.places) > 0:
		return !other && len(q.unknown) <= 1
	case slices.Contains(asked, "examples"), slices.Contains(asked, laboratory):
		return !other && len(q.unknown) == 0
	}
	return false
}

// at leaves out the facts that are of other places than those named, and those
// of one IRL where none is named.
func (q question) at(facts []*fact) []*fact {
	if len(q.places) == 0 {
		return slices.DeleteFunc(facts, func(f *fact) bool { return len(f.Places) > 0 && !f.isRow() && slices.Contains(f.Instruments, codeIRL) })
	}
	return slices.DeleteFunc(facts, func(f *fact) bool {
		return len(f.Places) > 0 && !slices.ContainsFunc(q.places, func(m match) bool { return slices.Contains(f.Places, m.means) })
	})
}

// joined is the words of a match as one, as they were typed.
func (q question) joined(m match) word {
	var typed []string
	for _, i := range m.at {
		typed = append(typed, q.words[i].typed)
	}
	return word{typed: strings.Join(typed, " ")}
}

// isOfOne says whether a question is about one laboratory, or those of one
// place.
func (q question) isOfOne() bool {
	return q.own || len(q.places) > 0 && slices.Contains(q.codes, codeIRL)
}

// laboratories tells the rows of the laboratories at the places named, of all
// where none is; a place that has none is said to have none.
func (b *Base) laboratories(d draft, q question) draft {
	if len(q.places) == 0 && len(q.somewhere) == 1 {
		d.nowhere = q.somewhere
		return d.decline(uncovered)
	}
	if len(q.places) == 0 {
		d.add(b.about("examples", codeIRL)...)
	}
	for _, at := range q.places {
		found := false
		for _, f := range b.about(laboratory, codeIRL) {
			if slices.Contains(f.Places, at.means) {
				d.add(f)
				found = true
			}
		}
		if !found {
			d.nowhere = append(d.nowhere, q.joined(at))
		}
	}
	if len(q.places) == 0 {
		d.add(b.about(laboratory, codeIRL)...)
	}
	if len(d.facts) == 0 { // that none was found is an answer, though the list may lack some
		d.add(b.about("examples", codeIRL)[:1]...)
	}
	return d
}

// region adds to every fact the regions that its places lie in.
func (b *Base) region() {
	for _, f := range b.facts {
		for _, p := range b.places {
			if slices.ContainsFunc(f.Places, func(id string) bool { return slices.Contains(p.Holds, id) }) {
				f.Places = appendNew(f.Places, p.ID)
			}
		}
	}
}

func readPlaces(fsys fs.FS) ([]place, error) {
	var file struct {
		Places []place `yaml:"places"`
	}
	_, err := open(fsys, "lexicon/places.yaml", &file)
	return file.Places, err
}

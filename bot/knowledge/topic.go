package knowledge

import (
	"slices"
	"strings"
)

// Topic is what a question was about.
type Topic struct {
	Instruments []string `json:",omitempty"` // codes
	Aspects     []string `json:",omitempty"` // ids of lexicon/aspects.yaml
}

// Asks says whether an aspect was asked about.
func (t Topic) Asks(aspect string) bool { return slices.Contains(t.Aspects, aspect) }

// String is the topic as one reads it in statistics, "IRN duration"; empty when
// nothing was understood.
func (t Topic) String() string {
	return strings.Join(slices.Concat(t.Instruments, t.Aspects), " ")
}

// Codes are the codes of the instruments, in the order of the Insmi page.
func (b *Base) Codes() []string {
	var codes []string
	for _, x := range b.instruments {
		codes = append(codes, x.Code)
	}
	return codes
}

// Beside is the instrument that one is most often compared with.
func (b *Base) Beside(code string) string { return b.instrument(code).Beside }

// Tells says whether the facts tell an aspect of an instrument, more than that
// no page says it.
func (b *Base) Tells(code, aspect string) bool {
	return slices.ContainsFunc(b.about(aspect, code), (*fact).isFound)
}

// PlaceNames are the names, in both languages, of the places that a text names.
func (b *Base) PlaceNames(text string) []string {
	var names []string
	for _, lang := range []string{"en", "fr"} {
		t := b.tongues[lang]
		for _, m := range t.placed(t.read(text).words) {
			i := slices.IndexFunc(b.places, func(p place) bool { return p.ID == m.means })
			names = appendNew(names, slices.Concat(b.places[i].Names.EN, b.places[i].Names.FR)...)
		}
	}
	return names
}

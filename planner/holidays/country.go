package holidays

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"entente/planner"
	"entente/planner/when"
)

// Country is a country, whether its holidays are known or not.
type Country struct {
	Code    string // ISO 3166-1 alpha-2
	English string
	French  string
	Zone    string // IANA: where its days begin and end; that of the place where one was named
}

// Name is what the country is called in lang.
func (c Country) Name(lang planner.Lang) string {
	if lang == planner.French {
		return c.French
	}
	return c.English
}

// countryLines lists, a country a line: code, English and French name, other
// names, and its zones.
//
//go:embed data/countries.tsv
var countryLines string

// atlas finds countries by folded name, by zone and by code.
type atlas struct{ byName, byZone, byCode map[string]Country }

var countries = sync.OnceValue(func() atlas {
	a := atlas{map[string]Country{}, map[string]Country{}, map[string]Country{}}
	for line := range strings.Lines(countryLines) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 5 {
			continue
		}
		zones := strings.Fields(f[4])
		c := Country{Code: f[0], English: f[1], French: f[2], Zone: zones[0]}
		a.byCode[c.Code] = c
		for _, name := range append(strings.Split(f[3], ", "), f[1], f[2]) {
			if name != "" {
				a.byName[foldName(name)] = c
			}
		}
		for _, zone := range zones {
			c.Zone = zone
			a.byZone[zone] = c
		}
	}
	return a
})

// foldName is a name as it is compared.
func foldName(name string) string {
	return strings.Join(strings.FieldsFunc(when.Fold(name), func(r rune) bool { return strings.ContainsRune(" -'’\u00a0\u202f.", r) }), " ")
}

// Named is the country that text names: by its name in English or French, by
// its code in capitals, or by a place whose zone is known ("Hanoi").
func Named(text string) (Country, bool) {
	text = strings.TrimSpace(text)
	if c, ok := countries().byName[foldName(text)]; ok {
		return c, true
	}
	if c, ok := countries().byCode[text]; ok {
		return c, true
	}
	zone, _ := when.ZoneOf(text)
	c, ok := countries().byZone[zone]
	return c, ok
}

// namedLast is the country that the last words of text name: "University of
// Bonn", « Université de Lyon ».
func namedLast(text string) (Country, bool) {
	c, ok := Named(text)
	for more := true; !ok && more; {
		if _, text, more = strings.Cut(text, " "); more {
			c, ok = Named(text)
		}
	}
	return c, ok
}

// OfCollaboration are the countries of a collaboration: those that its
// countries and institutions name.
func OfCollaboration(c planner.Collaboration) []Country {
	return Countries(slices.Concat(c.Countries, c.Institutions)...)
}

// Countries are those that names stand for, each once, in order of their first
// name: of countries, places, and institutions that end in a place. A name that
// is none's is left out.
func Countries(names ...string) []Country {
	var list []Country
	for _, name := range names {
		c, ok := namedLast(name)
		if ok && !slices.ContainsFunc(list, func(known Country) bool { return known.Code == c.Code }) {
			list = append(list, c)
		}
	}
	return list
}

package when

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"entente/planner"
)

// cityNames lists, a zone a line, its name in English and in French and the
// other places that keep its time: cities that the IANA names lack, countries
// with a single zone. The first line of a zone names it when it is said.
//
//go:embed cities.tsv
var cityNames string

// gazetteer knows places and the zones they are in.
type gazetteer struct {
	byName map[string][]placeName // by first token
	iana   map[string]string      // full name in small letters to full name
	en, fr map[string]string      // name of a zone, by full name
}

type placeName struct {
	rest []string // tokens that follow the first
	zone string
}

// places is read once and never changes.
var places = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{
		byName: map[string][]placeName{}, iana: map[string]string{},
		en: map[string]string{}, fr: map[string]string{},
	}
	for line := range strings.Lines(cityNames) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) < 3 {
			continue
		}
		zone := fields[0]
		g.en[zone], g.fr[zone] = fields[1], fields[2]
		g.add(fields[1], zone)
		g.add(fields[2], zone)
		for _, others := range fields[3:] {
			for name := range strings.SplitSeq(others, ", ") {
				g.add(name, zone)
			}
		}
	}
	g.addZones()
	return g
})

// addZones adds the cities that the IANA names contain, as far as they are not
// known already.
func (g *gazetteer) addZones() {
	for _, zone := range planner.ZoneNames() {
		g.iana[strings.ToLower(zone)] = zone
		area, _, _ := strings.Cut(zone, "/")
		city := strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
		if !slices.Contains(areas, area) || strings.ToUpper(city) == city {
			continue
		}
		tokens := lex(city)
		if isTimeWord(tokens[0].text) {
			continue
		}
		known, n := g.find(tokens)
		if n < len(tokens) {
			g.add(city, zone)
			g.en[zone], g.fr[zone] = city, city
		} else if _, ok := g.en[zone]; !ok { // an older name, as Asia/Calcutta
			g.en[zone], g.fr[zone] = g.en[known], g.fr[known]
		}
	}
}

// isTimeWord says whether a word means something in a time phrase already, as
// "Jan" of Jan Mayen does.
func isTimeWord(text string) bool {
	return english.phrases[text] != nil || french.phrases[text] != nil || abbreviations[text] != nil
}

// areas are the first parts of the names whose last part is a city.
var areas = []string{"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}

func (g *gazetteer) add(name, zone string) {
	tokens := lex(name)
	if len(tokens) == 0 {
		return
	}
	var rest []string
	for _, t := range tokens[1:] {
		rest = append(rest, t.text)
	}
	first := tokens[0].text
	for _, p := range g.byName[first] {
		if slices.Equal(p.rest, rest) {
			return
		}
	}
	g.byName[first] = append(g.byName[first], placeName{rest, zone})
}

// find is the zone of the longest place name at the start of tokens, and how
// many tokens it takes; none: 0.
func (g *gazetteer) find(tokens []token) (zone string, n int) {
	if len(tokens) == 0 {
		return "", 0
	}
	for _, p := range g.byName[tokens[0].text] {
		if len(p.rest) >= n && startsWith(tokens[1:], p.rest) {
			zone, n = p.zone, 1+len(p.rest)
		}
	}
	return zone, n
}

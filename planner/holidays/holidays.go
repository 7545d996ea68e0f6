// Package holidays knows the public holidays of some countries, each day with
// its name in English and French and the source that says so: the rules of
// rickar/cal for some countries (library.go), files of dates for others and
// for what those rules lack (data). Where no source could be named, a day is
// left out; a country or year that it does not know has none, and
// [Country.Known] says so.
//
// Days of single regions and school holidays are not in it.
package holidays

import (
	"slices"

	"entente/planner"
)

// The years whose days were compared with the published lists; others are not
// known.
const (
	FirstYear = 2026
	LastYear  = 2030
)

// Day is a public holiday.
type Day struct {
	Date    planner.Date
	Country Country
	English string
	French  string
	// Expected: computed or usual, and confirmed only shortly before, by the
	// sighting of the moon or by a decree of the year.
	Expected bool
	Sources  []Source
}

// Name is what the day is called in lang.
func (d Day) Name(lang planner.Lang) string {
	if lang == planner.French {
		return d.French
	}
	return d.English
}

// Source is where a day stands.
type Source struct {
	Title   string
	Address string // URL
	Date    string // "2027", "2027-03" or "2027-03-01": when it was published or read; or "undated"
}

// Of gives the public holidays of a country from one date to another, both
// included, by date; none where the country or the year is not known.
func Of(c Country, from, to planner.Date) []Day {
	var days []Day
	for year := max(from.Year, FirstYear); year <= min(to.Year, LastYear); year++ {
		for _, d := range append(computed(c, year), tables()[c.Code].daysOf(c, year)...) {
			if d.Date.Year == year && !d.Date.Before(from) && !to.Before(d.Date) {
				days = append(days, d)
			}
		}
	}
	slices.SortStableFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return days
}

// Known says whether there are days of the country in that year.
func (c Country) Known(year int) bool {
	return FirstYear <= year && year <= LastYear && (tables()[c.Code].listed() || calendar(c.Code) != nil)
}

// Note says what the days of the country leave out or depend on; it may be
// empty.
func (c Country) Note(lang planner.Lang) string {
	t := tables()[c.Code]
	switch {
	case t == nil:
		return ""
	case lang == planner.French:
		return t.noteFrench
	}
	return t.noteEnglish
}

package holidays

import (
	_ "embed"
	"strings"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"

	"entente/planner"
)

// calendar is what the library knows of a country; nil where it knows nothing,
// or where its rules differ from the published days of 2026 to 2030.
func calendar(code string) []*cal.Holiday {
	switch code {
	case "CA": // federal days; the civic day is none
		return without(ca.Holidays, ca.CivicDay)
	case "CH": // the days of all cantons
		return []*cal.Holiday{ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag, ch.Weihnachtstag}
	}
	return map[string][]*cal.Holiday{
		"AT": at.Holidays, "BE": be.Holidays, "BR": br.Holidays, "CZ": cz.Holidays, "DE": de.Holidays,
		"DK": dk.Holidays, "ES": es.Holidays, "FR": fr.Holidays, "GB": gb.Holidays, "GR": gr.Holidays,
		"IE": ie.Holidays, "IT": it.Holidays, "JP": jp.Holidays, "NL": nl.Holidays, "NO": no.Holidays,
		"NZ": nz.Holidays, "PL": pl.Holidays, "RO": ro.Holidays, "SE": se.Holidays, "US": us.Holidays,
		"ZA": za.Holidays,
	}[code]
}

func without(list []*cal.Holiday, left *cal.Holiday) []*cal.Holiday {
	var kept []*cal.Holiday
	for _, h := range list {
		if h != left {
			kept = append(kept, h)
		}
	}
	return kept
}

// librarySources are those of what it computes: the law, where the country's
// file names it as "library", and itself.
func librarySources(code string) []Source {
	itself := Source{Title: "rickar/cal v2.1.13", Address: "https://github.com/rickar/cal", Date: "2023-04"}
	if t := tables()[code]; t != nil && t.law != (Source{}) {
		return []Source{t.law, itself}
	}
	return []Source{itself}
}

// libraryNames lists, for each name that the library uses, the English and the
// French one.
//
//go:embed data/library.tsv
var libraryNames string

var named = sync.OnceValue(func() map[string][2]string {
	names := map[string][2]string{}
	for line := range strings.Lines(libraryNames) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 3 {
			names[f[0]] = [2]string{f[1], f[2]}
		}
	}
	return names
})

// computed are the days that the library gives for a year. One that is
// observed on another day too is given twice.
func computed(c Country, year int) []Day {
	var days []Day
	sources := librarySources(c.Code)
	for _, h := range calendar(c.Code) {
		for y := year - 1; y <= year+1; y++ { // a day may be observed in the year before
			actual, observed := h.Calc(y)
			if actual.IsZero() {
				continue
			}
			name := named()[h.Name]
			days = append(days, Day{Date: dateOf(actual), Country: c, English: name[0], French: name[1], Sources: sources})
			if !observed.Equal(actual) {
				days = append(days, Day{
					Date: dateOf(observed), Country: c, Sources: sources,
					English: name[0] + " (observed)", French: name[1] + " (jour chômé)",
				})
			}
		}
	}
	return days
}

// dateOf is the date of what the library gives: midnight in whatever location.
func dateOf(t time.Time) planner.Date {
	year, month, day := t.Date()
	return planner.Date{Year: year, Month: month, Day: day}
}

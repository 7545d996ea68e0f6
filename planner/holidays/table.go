package holidays

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"entente/planner"
)

// files holds a file a country: AR.tsv, …. Its lines, whose fields are
// separated by tabs, are
//
//	source  NAME  TITLE  ADDRESS  DATE
//	note    ENGLISH  FRENCH
//	day     ENGLISH  FRENCH  NAMES OF SOURCES  DATES
//
// The source "library" is that of the days that the library computes. A date is
// "2027-02-06", or "09-02" for that day of every year; one that ends in "?" is
// expected.
//
//go:embed data/*.tsv
var files embed.FS

// table is what the file of a country says.
type table struct {
	noteEnglish, noteFrench string
	law                     Source // of the days that the library computes; may be empty
	feasts                  []feast
}

// feast is one day of every year, or some days.
type feast struct {
	english, french string
	sources         []Source
	dates           []entry
}

type entry struct {
	date     planner.Date // without a year: that of every year
	expected bool
}

// tables are read once and never change.
var tables = sync.OnceValue(func() map[string]*table {
	all := map[string]*table{}
	names, err := fs.Glob(files, "data/??.tsv")
	for _, name := range names {
		if err == nil {
			all[strings.TrimSuffix(path.Base(name), ".tsv")], err = readTable(name)
		}
	}
	if err != nil {
		panic(err) // a file of ours that no test has seen
	}
	return all
})

func readTable(name string) (*table, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read holidays: %w", err)
	}
	t, sources := &table{}, map[string]Source{}
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "#"):
		case fields[0] == "source" && len(fields) == 5:
			sources[fields[1]] = Source{Title: fields[2], Address: fields[3], Date: fields[4]}
		case fields[0] == "note" && len(fields) == 3:
			t.noteEnglish, t.noteFrench = fields[1], fields[2]
		case fields[0] == "day" && len(fields) == 5:
			f := feast{english: fields[1], french: fields[2]}
			for word := range strings.FieldsSeq(fields[3]) {
				f.sources = append(f.sources, sources[word])
			}
			if f.dates, err = readDates(fields[4]); err != nil {
				return nil, fmt.Errorf("holidays %s, %s: %w", name, f.english, err)
			}
			t.feasts = append(t.feasts, f)
		default:
			return nil, fmt.Errorf("holidays %s: %q is no line of it", name, line)
		}
	}
	t.law = sources["library"]
	return t, nil
}

func readDates(text string) ([]entry, error) {
	var dates []entry
	for word := range strings.FieldsSeq(text) {
		day, expected := strings.CutSuffix(word, "?")
		if len(day) == len("09-02") {
			t, err := time.Parse("01-02", day)
			if err != nil {
				return nil, fmt.Errorf("read date: %w", err)
			}
			dates = append(dates, entry{planner.Date{Month: t.Month(), Day: t.Day()}, expected})
			continue
		}
		date, err := planner.ParseDate(day)
		if err != nil {
			return nil, err
		}
		dates = append(dates, entry{date, expected})
	}
	return dates, nil
}

// listed says whether the table holds days, and not only a note.
func (t *table) listed() bool { return t != nil && len(t.feasts) > 0 }

// daysOf are the days of one year.
func (t *table) daysOf(c Country, year int) []Day {
	if t == nil {
		return nil
	}
	var days []Day
	for _, f := range t.feasts {
		for _, e := range f.dates {
			if e.date.Year == 0 {
				e.date.Year = year
			}
			if e.date.Year == year {
				days = append(days, Day{e.date, c, f.english, f.french, e.expected, f.sources})
			}
		}
	}
	return days
}

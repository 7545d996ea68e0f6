package knowledge

import (
	"io/fs"
	"strconv"
	"strings"
	"time"
)

// phrases are the frames that facts are put into, in one language. What stands
// in braces is filled in.
type phrases struct {
	Base    string `yaml:"base"`
	Several string `yaml:"several"`
	Single  string `yaml:"single"`
	Other   string `yaml:"other"`
	Silent  string `yaml:"silent"`
	Rows    string `yaml:"rows"`
	Row     string `yaml:"row"`
	// Laboratories stands above rows of laboratories, Nowhere is said of places
	// that have none.
	Laboratories string `yaml:"laboratories"`
	Nowhere      string `yaml:"nowhere"`
	// Why not another instrument, one of which Alternative says, and what would
	// make it one.
	NotOthers   string `yaml:"not_others"`
	Alternative string `yaml:"alternative"`
	Otherwise   string `yaml:"otherwise"`
	Followed    string `yaml:"followed"`
	Suits       string `yaml:"suits"`
	Readings    string `yaml:"readings"`
	Beyond      string `yaml:"beyond"`
	Call        string `yaml:"call"`

	Missing  string            `yaml:"missing"`
	Unknown  string            `yaml:"unknown"`
	Known    string            `yaml:"known"`
	Ask      string            `yaml:"ask"`
	Declined map[string]string `yaml:"declined"` // by the reason

	And     string   `yaml:"and"`
	Comma   string   `yaml:"comma"`
	Quote   string   `yaml:"quote"`
	Cite    string   `yaml:"cite"`
	Cites   string   `yaml:"cites"`
	Source  string   `yaml:"source"`
	Foreign string   `yaml:"foreign"`
	Undated string   `yaml:"undated"`
	About   string   `yaml:"about"`
	Before  string   `yaml:"before"`
	Day     string   `yaml:"day"`
	First   string   `yaml:"first"` // the first day of a month
	Months  []string `yaml:"months"`
}

func readPhrases(fsys fs.FS, lang string) (phrases, error) {
	var p phrases
	_, err := open(fsys, "phrases/"+lang+".yaml", &p)
	return p, err
}

// Forms of a source's date in the files, beside the year and the day.
const (
	undated = "undated"
	about   = "about "
	before  = "before "
)

// date is the date of a source as it is said.
func (p phrases) date(date string) string {
	if date == undated {
		return p.Undated
	}
	if year, ok := strings.CutPrefix(date, about); ok {
		return fill(p.About, "year", year)
	}
	if year, ok := strings.CutPrefix(date, before); ok {
		return fill(p.Before, "year", year)
	}
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		day := strconv.Itoa(t.Day())
		if t.Day() == 1 {
			day = p.First
		}
		return fill(p.Day, "day", day, "month", p.Months[t.Month()-1], "year", strconv.Itoa(t.Year()))
	}
	return date
}

// list joins items as people list them.
func (p phrases) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], p.Comma) + p.And + items[last]
}

// fill puts values into a frame, given as name and value in turn. Values are
// not looked into again.
func fill(frame string, values ...string) string {
	pairs := make([]string, 0, len(values))
	for i := 0; i+1 < len(values); i += 2 {
		pairs = append(pairs, "{"+values[i]+"}", values[i+1])
	}
	return strings.NewReplacer(pairs...).Replace(frame)
}

// noBreak sets the spaces that French does not break at.
var noBreak = strings.NewReplacer(" :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?", " !", "\u00a0!", "« ", "«\u00a0", " »", "\u00a0»")

// typeset gives a text the typography of its language.
func typeset(lang, text string) string {
	if lang == "fr" {
		return noBreak.Replace(text)
	}
	return text
}

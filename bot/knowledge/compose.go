package knowledge

import (
	"slices"
	"strings"
	"time"
)

// A composer puts one draft into words.
type composer struct {
	b     *Base
	lang  string
	day   time.Time // on which it is said
	say   phrases
	lines []string
	cited []string // keys of sources, in order of use
}

// compose returns the text of an answer and the sources that it cites.
func (b *Base) compose(d draft, lang string, day time.Time) (string, []Source) {
	c := composer{b: b, lang: lang, day: day, say: b.say[lang]}
	if d.followed {
		c.write(fill(c.say.Followed, "codes", c.say.list(c.each(d.codes))))
	}
	if d.suits {
		c.write(fill(c.say.Suits, "codes", c.say.list(c.each(d.codes))))
	}
	if len(d.nowhere) > 0 && !d.hasRows() {
		c.write(fill(c.say.Nowhere, "places", c.quote(d.nowhere)))
	}
	c.facts(d)
	c.advice(d)
	if len(d.nowhere) > 0 && d.hasRows() {
		c.write(fill(c.say.Nowhere, "places", c.quote(d.nowhere)))
	}
	if d.declined != "" && len(d.nowhere) == 0 {
		c.decline(d)
	}
	if len(d.missing) > 0 {
		c.write(fill(c.say.Missing, "what", c.say.list(c.labels(d.missing)), "of", c.of(d.codes)))
	}
	if len(d.unknown) > 0 {
		c.write(fill(c.say.Unknown, "words", c.quote(d.unknown)))
	}
	if (d.declined == missing || d.declined == uncovered) && len(d.nowhere) == 0 {
		c.known(d)
	}
	if len(d.missing)+len(d.silent)+len(d.nowhere) > 0 || d.declined == uncovered {
		c.contact(d)
	}
	if d.call || slices.ContainsFunc(d.facts, (*fact).isOfCall) {
		c.write(c.say.Call)
	}
	return typeset(lang, strings.Join(c.lines, "\n")), c.sources()
}

func (c *composer) write(line string) { c.lines = append(c.lines, line) }

// facts writes one paragraph for all that has the same sources, and one line
// for each row.
func (c *composer) facts(d draft) {
	unsaid := -1             // the last line that goes beyond the Insmi page
	line := map[string]int{} // of each fact
	for i, f := range d.facts {
		c.cited = appendNew(c.cited, f.Sources...)
		goesOn := i > 0 && f.goesWith(d.facts[i-1])
		switch {
		case f.isRow():
			if !goesOn {
				c.write(c.rows(f))
			}
			c.write(fill(c.say.Row, "code", f.row(), "text", f.on(c.day, c.lang)))
		case goesOn:
			c.lines[len(c.lines)-1] += " " + capitalised(f.on(c.day, c.lang))
		default:
			c.write(fill(c.frame(f.Confidence), "of", f.Of.in(c.lang), "sources", c.cite(f.Sources), "dates", c.dates(f.Sources), "text", f.on(c.day, c.lang)))
		}
		line[f.ID] = len(c.lines) - 1
		if f.isFound() && beyond(f, d.facts) {
			unsaid = len(c.lines) - 1
		}
	}
	if unsaid >= 0 {
		c.lines[unsaid] += " " + c.say.Beyond
	}
	for _, f := range d.facts {
		if at, told := line[f.Against]; told {
			c.lines[at] = c.say.Readings + " " + c.lines[at]
		}
	}
}

// rows is the line above rows like f.
func (c *composer) rows(f *fact) string {
	if f.Name != "" {
		return c.say.Laboratories
	}
	return c.say.Rows
}

// beyond says whether a fact tells what no fact of the Insmi page tells here.
func beyond(f *fact, told []*fact) bool {
	return f.Confidence != base && !slices.ContainsFunc(told, func(other *fact) bool {
		return other.Confidence == base && slices.ContainsFunc(f.Aspects, func(a string) bool { return slices.Contains(other.Aspects, a) })
	})
}

func (c *composer) frame(confidence string) string {
	switch confidence {
	case several:
		return c.say.Several
	case single:
		return c.say.Single
	case other:
		return c.say.Other
	case silent:
		return c.say.Silent
	}
	return c.say.Base
}

// advice writes why it is not another instrument, and what would make it one.
func (c *composer) advice(d draft) {
	var others []string
	for _, code := range d.others {
		others = append(others, fill(c.say.Alternative, "code", code, "for", c.b.instrument(code).For.in(c.lang)))
	}
	if len(others) > 0 {
		c.cited = appendNew(c.cited, "insmi")
		c.write(fill(c.say.NotOthers, "others", strings.Join(others, c.say.Cites)))
	}
	if d.change != nil {
		c.write(fill(c.say.Otherwise, "choice", d.change.choice.in(c.lang), "code", c.b.instrument(d.change.code).A.in(c.lang)))
	}
}

// decline writes why nothing is answered.
func (c *composer) decline(d draft) {
	frame, ok := c.say.Declined[d.declined]
	if !ok {
		return // the missing aspects say it
	}
	c.write(fill(frame, "code", strings.Join(d.codes, c.say.Comma), "words", c.quote(d.words)))
}

// maxKnown is how many aspects are named of what the facts do tell.
const maxKnown = 6

// known writes what the facts do tell of the one instrument asked about.
func (c *composer) known(d draft) {
	if len(d.codes) != 1 {
		return
	}
	var told []*aspect
	for i := range c.b.aspects {
		a := &c.b.aspects[i]
		if len(told) < maxKnown && slices.ContainsFunc(c.b.about(a.ID, d.codes[0]), (*fact).isFound) {
			told = append(told, a)
		}
	}
	c.write(fill(c.say.Known, "what", c.say.list(c.labels(told)), "of", strings.TrimSpace(c.of(d.codes))))
}

// contact writes whom to ask; of all instruments, those who are there for all.
func (c *composer) contact(d draft) {
	all := len(d.codes) == len(c.b.instruments)
	for _, k := range c.b.contacts {
		fits := len(k.Instruments) == 0 || !all && slices.ContainsFunc(d.codes, func(code string) bool { return slices.Contains(k.Instruments, code) })
		about := len(k.Aspects) == 0 || slices.ContainsFunc(slices.Concat(d.missing, d.silent), func(a *aspect) bool { return slices.Contains(k.Aspects, a.ID) })
		if fits && about {
			c.cited = appendNew(c.cited, k.Sources...)
			c.write(fill(c.say.Ask, "who", k.Text.in(c.lang), "sources", c.cite(k.Sources)))
			return
		}
	}
}

func (c *composer) labels(aspects []*aspect) []string {
	var labels []string
	for _, a := range aspects {
		labels = append(labels, a.Label.in(c.lang))
	}
	return labels
}

// of is " of an IRN and of an IRP", empty for no instrument.
func (c *composer) of(codes []string) string {
	var of []string
	for _, code := range codes {
		of = append(of, c.b.instrument(code).Of.in(c.lang))
	}
	if len(of) == 0 {
		return ""
	}
	return " " + c.say.list(of)
}

// each is "an IRN" of each code.
func (c *composer) each(codes []string) []string {
	var each []string
	for _, code := range codes {
		each = append(each, c.b.instrument(code).A.in(c.lang))
	}
	return each
}

// cite names sources with their dates.
func (c *composer) cite(keys []string) string {
	var cites []string
	for _, key := range keys {
		o := c.b.sources[key]
		cites = append(cites, fill(c.say.Cite, "name", o.Name.in(c.lang), "date", c.say.date(o.Date)))
	}
	return strings.Join(cites, c.say.Cites)
}

// dates are the dates of sources, where their name is said already.
func (c *composer) dates(keys []string) string {
	var dates []string
	for _, key := range keys {
		dates = appendNew(dates, c.say.date(c.b.sources[key].Date))
	}
	return strings.Join(dates, c.say.Cites)
}

// longestQuoted is how many characters of a person's word are said back.
const longestQuoted = 30

// quote repeats words of the question. They hold letters and digits only, so
// nothing in them takes effect.
func (c *composer) quote(words []word) string {
	var quotes []string
	for _, w := range words {
		typed := []rune(w.typed)
		quotes = appendNew(quotes, fill(c.say.Quote, "text", string(typed[:min(len(typed), longestQuoted)])))
	}
	return c.say.list(quotes)
}

// sources are those that the text cites.
func (c *composer) sources() []Source {
	sources := []Source{}
	for _, key := range c.cited {
		o := c.b.sources[key]
		frame := c.say.Source
		if o.Lang != c.lang {
			frame = c.say.Foreign
		}
		when := c.say.date(o.Date)
		line := fill(frame, "title", o.Title, "name", o.Name.in(c.lang), "date", when, "url", o.URL)
		sources = append(sources, Source{Title: o.Title, URL: o.URL, Date: o.Date, When: when, Line: typeset(c.lang, line)})
	}
	return sources
}

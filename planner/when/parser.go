package when

import (
	"slices"
	"strings"

	"entente/planner"
)

// parser reads one text with one vocabulary. Rules are methods that read at
// p.i and move it; one that does not fit leaves it to [parser.try] to go back.
type parser struct {
	Context
	text    string
	tokens  []token
	match   []match // of every token
	french  bool
	loose   bool // in a sentence: take nothing for a time that only may be one
	i       int  // next token
	lastEnd int  // where the last part ended; -1 before the first
	parts   phrase
	left    []span // what belongs to no part
}

// span is a range of tokens.
type span struct{ from, to int }

func (s span) empty() bool { return s.from == s.to }

func newParser(text string, tokens []token, v *vocabulary, c Context, loose bool) *parser {
	return &parser{
		Context: c,
		text:    text,
		tokens:  tokens,
		match:   v.matches(tokens),
		french:  v.lang == planner.French,
		loose:   loose,
		lastEnd: -1,
	}
}

// try runs rule and goes back when it does not fit.
func (p *parser) try(rule func() bool) bool {
	start := p.i
	if rule() {
		return true
	}
	p.i = start
	return false
}

func (p *parser) done() bool { return p.i >= len(p.tokens) }

// here is the meaning at p.i; that of an unknown word at the end.
func (p *parser) here() *meaning { return p.peek(0).meaning }

func (p *parser) peek(n int) match {
	if p.i+n >= len(p.match) {
		return match{&unknown, 1}
	}
	return p.match[p.i+n]
}

func (p *parser) is(c class) bool { return p.here().is&c != 0 }

// take moves over a word of class c.
func (p *parser) take(c class) bool {
	if !p.is(c) {
		return false
	}
	p.i += p.match[p.i].n
	return true
}

// took is as take and gives the meaning.
func (p *parser) took(c class) (*meaning, bool) {
	m := p.here()
	return m, p.take(c)
}

// dot moves over the full stop of an abbreviation ("févr.", "p.m.").
func (p *parser) dot() {
	if p.sign(0, ".") && !p.tokens[p.i].spaced {
		p.i++
	}
}

// sign says whether the n-th token from here is that sign.
func (p *parser) sign(n int, text string) bool {
	return p.i+n < len(p.tokens) && p.tokens[p.i+n].kind == aSign && p.tokens[p.i+n].text == text
}

// numeral says whether the n-th token from here is a number of at most width
// digits.
func (p *parser) numeral(n, width int) bool {
	if p.i+n >= len(p.tokens) {
		return false
	}
	t := p.tokens[p.i+n]
	return t.kind == aNumber && len(t.text) <= width
}

// glued says whether the n-th token from here stands directly behind the one
// before it.
func (p *parser) glued(n int) bool {
	return p.i+n < len(p.tokens) && p.i+n > 0 && !p.tokens[p.i+n].spaced
}

func (p *parser) num(n int) int { return p.tokens[p.i+n].num }

// joined says whether the tokens from here are numbers of at most the given
// widths with sep between them, without spaces.
func (p *parser) joined(sep string, widths ...int) bool {
	for i, width := range widths {
		if !p.numeral(2*i, width) || i > 0 && (!p.sign(2*i-1, sep) || !p.glued(2*i) || !p.glued(2*i-1)) {
			return false
		}
	}
	return true
}

// words is what was written at s.
func (p *parser) words(s span) string {
	if s.empty() {
		return ""
	}
	return p.text[p.tokens[s.from].start:p.tokens[s.to-1].end]
}

// adjacent says whether the part before ends here.
func (p *parser) adjacent() bool { return p.i == p.lastEnd }

// refuse is a refusal of the words at s.
func (p *parser) refuse(why string, s span) error {
	return &planner.Refusal{Why: why, Words: p.words(s)}
}

// ask is a question about the words at s. Whoever answers puts a choice in the
// place of the first such words of the text: where the same words stand before
// ("on 3 March at 3"), what leads to s is added until they are the first.
func (p *parser) ask(why string, s span, choices ...string) error {
	words, choices := p.words(s), slices.Clone(choices)
	for s.from > 0 && strings.Index(p.text, words) != p.tokens[s.from].start {
		before := p.text[p.tokens[s.from-1].start:p.tokens[s.from].start]
		for i := range choices {
			choices[i] = before + choices[i]
		}
		s.from--
		words = before + words
	}
	return &planner.Question{Why: why, Words: words, Choices: choices}
}

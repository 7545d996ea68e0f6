// Package when reads the times that people write, in English and French, and
// says times in those languages.
//
// A phrase is accepted only when it is wholly understood. What can be read in
// several ways is a [*planner.Question] whose choices stand in for the words
// at fault; what is impossible or not understood is a [*planner.Refusal] that
// names them. Nothing is ever skipped silently.
//
// Reading goes in three steps: the lexer cuts the text into words, numbers and
// signs (lexer.go); a vocabulary says what a word means in one language
// (words_en.go, words_fr.go); the same small rules then find the parts of the
// phrase in either language (date.go, clock.go, …) and reading.go puts them
// together. The language of the writer is tried first, then the other.
package when

import (
	"errors"
	"strings"
	"time"
	"unicode"

	"entente/planner"
)

// Context is who writes, and when.
type Context struct {
	Now  time.Time
	Zone string       // IANA name of the writer's zone
	Lang planner.Lang // tried first; anything but French: English
}

// Reading is what a time phrase means. Walls are in the zone that the phrase
// names, else in the one that the caller goes by: the writer's for something
// new, the event's for something that exists.
type Reading struct {
	// Start is when it begins. Of an hour without a date ("at 15:00") it has
	// the next date on which the writer's clock shows that hour; HasDate is
	// then false, and the caller may know a better date.
	Start planner.Wall
	// End is set with HasEnd. Without hours it is the last day, inclusive.
	End      planner.Wall
	HasDate  bool
	HasClock bool
	HasEnd   bool
	// AllDay: there is a date, and no hour.
	AllDay bool
	// Period: next week, March, end of May, 2027. Good for an agenda and for
	// the bounds of a series, not for the date of an event.
	Period bool
	// Zone is the IANA name of the zone named in the phrase; else empty.
	Zone string
	// Rule is set for a series; Start is then its first date.
	Rule *planner.Rule
	// Length is how long it lasts, once hours or a length were given; zero
	// when not known. Days are not a length: they make an End.
	Length time.Duration
	// Instant is set where the phrase fixes one by itself: "in 90 minutes",
	// "14:00+02:00". Start is then its wall time in the writer's zone.
	Instant time.Time
}

// Span is the reading as the span of an event of kind k: in the zone that it
// names, else in zone, and as long as was said or as is usual. A reading
// without a date, or of a period, has no span worth planning.
func (r Reading) Span(k planner.Kind, zone string) planner.Span {
	if r.Zone != "" {
		zone = r.Zone
	}
	switch {
	case r.HasEnd:
		return planner.Span{Start: r.Start, End: r.End, AllDay: r.AllDay, Zone: zone}
	case r.HasClock && r.Length > 0:
		return planner.Timed(r.Start, r.Length, zone)
	}
	return planner.DefaultSpan(k, r.Start, r.HasClock, zone)
}

// Found is what [Find] finds. Of "for 90 minutes" or « heure de Hanoï » alone
// the reading has no date and no hour, only what was said.
type Found struct {
	Reading
	// Pieces are the byte ranges of the text that were used, in order.
	Pieces [][2]int
}

// ErrNone is returned by [Find] and [FindLead] when the text holds no time.
var ErrNone = errors.New("no time phrase")

// Parse reads text, all of which must be a time phrase. The error is a
// *planner.Refusal or a *planner.Question.
func Parse(text string, c Context) (Reading, error) {
	tokens := lex(text)
	var failed error
	taken := -1
	for _, v := range c.vocabularies() {
		p := newParser(text, tokens, v, c, false)
		r, err := p.whole()
		if !isNotUnderstood(err) { // a question or a contradiction stands: what is written is in this language
			return r, err
		}
		if p.taken() > taken {
			failed, taken = err, p.taken()
			if typo := p.mistyped(p.left); typo != nil {
				failed = typo
			}
		}
	}
	return Reading{}, failed
}

// whole reads the text, all of it.
func (p *parser) whole() (Reading, error) {
	left := p.read()
	p.left = left
	if r, err, ok := p.twoClocks(); ok {
		return r, err
	}
	if len(left) > 0 && p.parts.holidays.empty() || len(p.parts.used) == 0 {
		if err := p.leftChoice(left); err != nil {
			return Reading{}, err
		}
		return Reading{}, p.leftover(left)
	}
	r, err := p.reading()
	if err == nil && !r.HasDate && !r.HasClock && r.Length == 0 {
		return Reading{}, notUnderstood(p.text)
	}
	return r, err
}

// leftover is the refusal of the first words that were not understood.
func (p *parser) leftover(left []span) error {
	if len(left) == 0 {
		return notUnderstood(p.text)
	}
	words := left[0]
	for _, s := range left[1:] {
		if s.from == words.to {
			words.to = s.to
		}
	}
	return notUnderstood(p.words(words))
}

func notUnderstood(words string) error {
	why := "when.not_understood"
	if hasOtherDigits(words) {
		why = "when.digits"
	}
	return &planner.Refusal{Why: why, Words: words}
}

// hasOtherDigits says whether there are digits of another script in text: they
// are not read, since some scripts write the parts of a date the other way round.
func hasOtherDigits(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 && unicode.IsDigit(r) })
}

func isNotUnderstood(err error) bool {
	var refusal *planner.Refusal
	return errors.As(err, &refusal) && (refusal.Why == "when.not_understood" || refusal.Why == "when.digits")
}

// vocabularies are those of both languages, the writer's first.
func (c Context) vocabularies() [2]*vocabulary {
	if c.Lang == planner.French {
		return [2]*vocabulary{french, english}
	}
	return [2]*vocabulary{english, french}
}

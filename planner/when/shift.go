package when

import (
	"time"

	"entente/planner"
)

// Shift is how far an event that exists is moved. All fields have the same
// sign: below zero it is earlier.
type Shift struct {
	Months, Days int
	Exact        time.Duration
}

// After is the wall time that far from w. Days and months keep the hour.
func (s Shift) After(w planner.Wall) planner.Wall {
	w.Date = w.Date.AddMonths(s.Months).AddDays(s.Days)
	return w.Add(s.Exact)
}

// Reversed is s in the other direction.
func (s Shift) Reversed() Shift { return Shift{-s.Months, -s.Days, -s.Exact} }

// FoundShift is what [FindShift] finds.
type FoundShift struct {
	Shift
	// Way: it was said whether it is later or earlier. Without it the Shift is
	// the later one, and the verb may say so: « avancer d'une heure ».
	Way bool
	// Later and Earlier say both ways in the words used: « une heure plus tard ».
	Later, Earlier string
	// Piece is all that was used, in bytes of the text.
	Piece [2]int
}

// FindShift reads how far an event is moved: "one hour later", « deux jours
// plus tôt », and at the end of text also "by a week", « d'une semaine ». The
// error is [ErrNone] or a *planner.Refusal.
func FindShift(text string, lang planner.Lang) (FoundShift, error) {
	tokens := lex(text)
	for _, v := range (Context{Lang: lang}).vocabularies() {
		p := newParser(text, tokens, v, Context{}, true)
		for i := range tokens {
			p.i = i
			found, a, ok := p.shift()
			if !ok {
				continue
			}
			if a.n < 1 && a.minutes == 0 || a.n > 3660 {
				return found, p.refuse("when.impossible", a.span)
			}
			found.Piece = [2]int{tokens[i].start, tokens[p.i-1].end}
			ways := [2]string{" later", " earlier"}
			if p.french {
				ways = [2]string{" plus tard", " plus tôt"}
			}
			found.Later, found.Earlier = p.words(a.span)+ways[0], p.words(a.span)+ways[1]
			return found, nil
		}
	}
	return FoundShift{}, ErrNone
}

// shift reads "by one hour", "one hour later".
func (p *parser) shift() (found FoundShift, a amount, ok bool) {
	led := p.is(by) || p.french && p.is(of)
	p.take(by | of)
	number := p.numeral(0, 4)
	if a, ok = p.amount(); !ok {
		return found, a, false
	}
	found.Months, found.Days = a.onCalendar()
	found.Exact = a.exact()
	switch {
	case p.is(laterWord):
		found.Way = true
		if m, _ := p.took(laterWord); m.num < 0 {
			found.Shift = found.Reversed()
		}
	case !led || !p.done() && !p.sign(0, "@"):
		return found, a, false
	case number && a.unit == hours && a.n > 6: // « la séance de 15 h » is held at that hour
		return found, a, false
	}
	return found, a, true
}

package when

import (
	"time"

	"entente/planner"
)

// ParseLead reads how long before something a reminder comes: "3 days before",
// "un mois avant à 9 h". Without an hour, days and months are at
// [planner.Morning]. The error is a *planner.Refusal or a *planner.Question.
func ParseLead(text string, lang planner.Lang) (planner.Lead, error) {
	tokens := lex(text)
	var failed error
	for _, v := range (Context{Lang: lang}).vocabularies() {
		p := newParser(text, tokens, v, Context{}, false)
		found, left := p.leads()
		if !found.before.empty() && len(left) == 0 {
			return p.lead(found)
		}
		if failed == nil || !found.before.empty() {
			failed = p.leftover(left)
		}
	}
	return planner.Lead{}, failed
}

// FindLead is as [ParseLead], inside a sentence: "remind me 3 days before E5
// at 18:00". It gives the byte ranges used; the error may also be [ErrNone].
func FindLead(text string, lang planner.Lang) (planner.Lead, [][2]int, error) {
	tokens := lex(text)
	for _, v := range (Context{Lang: lang}).vocabularies() {
		p := newParser(text, tokens, v, Context{}, true)
		found, left := p.leads()
		if found.before.empty() {
			continue
		}
		for _, s := range left {
			if p.isTime(s) {
				return planner.Lead{}, nil, p.refuse("when.not_understood", s)
			}
		}
		l, err := p.lead(found)
		return l, p.pieces(), err
	}
	return planner.Lead{}, nil, ErrNone
}

// leadParts are the parts of a lead as written.
type leadParts struct {
	before amount
	clock  hourRange
	again  span
}

// leads finds the amount, and the hour with it. It gives the tokens that
// belong to neither.
func (p *parser) leads() (found leadParts, left []span) {
	for !p.done() {
		start := p.i
		a, isLead := p.leadAmount()
		if !isLead {
			p.i = start
		}
		var clock hourRange
		isClock := !isLead && p.is(at) && p.try(func() (ok bool) { clock, ok = p.clock(); return ok })
		here := span{start, p.i}
		switch {
		case isLead && found.before.empty():
			found.before = a
		case isClock && found.clock.empty():
			clock.span = here
			found.clock = clock
		case isLead || isClock:
			found.again = here
		case !found.before.empty() && p.is(of|from|on) && p.try(func() bool { _, ok := p.dates(); return ok }):
			continue // the date of the event: "before the seminar of 26 January 2027"
		default:
			p.i = start + p.match[start].n
			if !p.filler(start) {
				left = append(left, span{start, p.i})
			}
			continue
		}
		p.parts.used = append(p.parts.used, here)
	}
	return found, left
}

// leadAmount reads "3 days before", "the day before", « la veille ».
func (p *parser) leadAmount() (a amount, ok bool) {
	start := p.i
	if p.take(eve) {
		return amount{span: span{start, p.i}, n: 1, unit: days}, true
	}
	a, ok = p.amount()
	ok = ok && p.take(before)
	a.span = span{start, p.i}
	return a, ok
}

// lead is what the parts mean.
func (p *parser) lead(found leadParts) (planner.Lead, error) {
	a := found.before
	switch {
	case !found.again.empty():
		return planner.Lead{}, p.refuse("when.twice", found.again)
	case p.french && a.unit == days && (a.n == 8 || a.n == 15): // commonly one week and two
		return planner.Lead{}, p.ask("when.which_lead", a.span, map[int]string{8: "1 semaine avant", 15: "2 semaines avant"}[a.n],
			counted(a.n, inEnglish.day)+inEnglish.before)
	}
	inMonths, inDays := a.onCalendar()
	l := planner.Lead{Months: inMonths, Days: inDays, At: planner.Morning()}
	if !l.Calendar() {
		l = planner.Lead{Exact: a.exact()}
	}
	if tooFar := l.Months > 120 || l.Days > 3660 || l.Exact > 3660*24*time.Hour; tooFar || l == (planner.Lead{}) {
		return planner.Lead{}, p.refuse("when.impossible", a.span)
	}
	if found.clock.empty() {
		return l, nil
	}
	if !l.Calendar() || found.clock.ranged { // an hour before, at an hour
		return planner.Lead{}, p.refuse("when.twice", found.clock.span)
	}
	p.parts.clock = found.clock
	t, err := p.clockTimes()
	if err == nil && (t.midnight || t.nextDay) {
		err = p.refuse("when.impossible", found.clock.span)
	}
	l.At = t.start
	return l, err
}

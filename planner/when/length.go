package when

import "entente/planner"

// ParseLength reads text, all of which says how long something lasts: "90
// minutes", « 1 h 30 », "two days". It is given as a [Shift] from start to end.
// The error is a *planner.Refusal.
func ParseLength(text string, lang planner.Lang) (Shift, error) {
	tokens := lex(text)
	for _, v := range (Context{Lang: lang}).vocabularies() {
		p := newParser(text, tokens, v, Context{}, false)
		p.take(during)
		a, ok := p.amount()
		if ok && a.unit == hours && a.minutes == 0 && p.numeral(0, 2) { // « 1 h 30 »
			a.minutes = p.num(0)
			p.i++
			p.minuteSign()
		}
		switch {
		case !ok || !p.done():
			continue
		case a.n < 1 && a.minutes == 0 || a.n > 3660 || a.minutes > 59:
			return Shift{}, p.refuse("when.impossible", span{0, p.i})
		}
		s := Shift{Exact: a.exact()}
		s.Months, s.Days = a.onCalendar()
		return s, nil
	}
	return Shift{}, notUnderstood(text)
}

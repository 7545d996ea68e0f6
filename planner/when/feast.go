package when

import (
	"time"

	"entente/planner"
)

// feastDay reads a day that has a name: Christmas, « lundi de Pâques ». In a
// sentence Noel, Christmas or Easter alone may be a name: a word has to lead to
// it.
func (p *parser) feastDay(d *day, led bool) bool {
	m, ok := p.took(feast)
	if !ok || p.loose && !led && m.is&abbreviation != 0 {
		return false
	}
	*d = day{form: onEaster, num: m.num, month: m.month}
	if m.month != 0 {
		d.form = onDate
	}
	p.year(d)
	return true
}

// placeEaster finds a day that is some days after Easter Sunday.
func (p *parser) placeEaster(d day, from planner.Date) (planner.Date, error) {
	date := easter(from.Year).AddDays(d.num)
	switch {
	case d.year != 0:
		date = easter(d.year).AddDays(d.num)
	case date.Before(from):
		date = easter(from.Year + 1).AddDays(d.num)
	}
	return date, p.checkWeekday(d, date)
}

// easter is Easter Sunday of a year, in the Gregorian calendar: the algorithm
// of J. Meeus, Astronomical Algorithms (1991), chapter 8.
func easter(year int) planner.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return planner.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}

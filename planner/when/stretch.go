package when

import (
	"entente/planner"
)

// isPeriod says whether the stretch is next week or March rather than days.
func (s stretch) isPeriod() bool {
	return s.from.form >= inMonth && (!s.ranged || s.to.form >= inMonth)
}

// absolute says whether the day is one of the calendar, with or without a
// year, and not counted from today.
func (d day) absolute() bool {
	return d.form == onDate || d.form == onSlashed || d.form == onEaster || d.form == inMonth || d.form == onNth && d.unit != months
}

// placeStretch puts a day, a period or a range on the calendar. Of a range the
// month and year may be said once, at its end: 12-16 May, 30 Nov–4 Dec 2027.
func (p *parser) placeStretch(s stretch, today, from planner.Date) (Days, error) {
	first, err := Days{}, error(nil)
	if !s.ranged {
		return p.place(s.from, today, from)
	}
	a, b := s.from, s.to
	if a.form == onDate && a.month == 0 {
		if b.form == onDate && b.num < a.num { // 30 to 2 April
			return first, p.refuse("when.order", s.span)
		}
		a.month, a.year = b.month, b.year
	}
	if b.bare {
		b.month = a.month
		if b.year == 0 {
			b.year = a.year
		}
	}
	endsFirst := a.absolute() && a.year == 0
	if endsFirst && b.year != 0 {
		a.year = b.year
		if first, err = p.place(a, today, from); err != nil {
			return first, err
		}
		if last, err := p.place(b, today, from); err == nil && last.Last.Before(first.First) && a.month > b.month {
			a.year-- // from 20 December to 5 January 2028
		}
		endsFirst = false
	}
	if first, err = p.place(a, today, from); err != nil {
		return first, err
	}
	last, err := p.placeEnd(b, today, first.First)
	if err != nil {
		return last, err
	}
	if endsFirst && b.absolute() {
		if err := p.askIfUnderWay(s, b, Days{first.First, last.Last}, today, from); err != nil {
			return first, err
		}
	}
	switch {
	case last.Last.Before(first.First):
		return first, p.refuse("when.order", s.span)
	case s.pair && first.Last.AddDays(1) != last.First:
		return first, p.refuse("when.twice", s.to.span)
	}
	return Days{first.First, last.Last}, nil
}

// placeEnd puts the end of a range on the calendar: a weekday is the next one
// after the start.
func (p *parser) placeEnd(d day, today, start planner.Date) (Days, error) {
	if d.form == onWeekday && d.which == plain && !d.inWeek && d.weeks == 0 {
		days := (int(d.weekday-start.Weekday()) + 7) % 7
		return oneDay(start.AddDays(days)), nil
	}
	return p.place(d, today, start)
}

// askIfUnderWay asks for the year of a range that, without one, may have begun
// already: "12-16 May", said on the 14th.
func (p *parser) askIfUnderWay(s stretch, end day, ahead Days, today, from planner.Date) error {
	soon, err := p.place(end, today, from)
	if err != nil || !soon.First.Before(ahead.First) {
		return nil
	}
	now := Days{ahead.First, soon.Last}
	now.First.Year--
	return p.ask("when.which_date", s.span, p.isoRange(now), p.isoRange(ahead))
}

// isoRange is a range in the language of the phrase that is read without a
// question.
func (p *parser) isoRange(r Days) string {
	if p.french {
		return "du " + r.First.String() + " au " + r.Last.String()
	}
	return "from " + r.First.String() + " to " + r.Last.String()
}

// askEachDay asks what several days with one hour mean: the hour of each, or
// of the first and the last.
func (p *parser) askEachDay(days Days, t clockTimes) error {
	dates, clock := p.parts.dates.span, p.parts.clock.span
	whole := span{min(dates.from, clock.from), max(dates.to, clock.to)}
	if !p.holdsOnly(whole, dates, clock) {
		return p.refuse("when.each_day", clock)
	}
	every := "every day "
	if p.french {
		every = "tous les jours "
	}
	each, other := every+p.isoRange(days)+", "+t.start.String(), p.isoRange(days)
	if t.ranged {
		each += "-" + t.end.String()
		other = days.First.String() + " " + t.start.String() + " - " + days.Last.String() + " " + t.end.String()
	}
	return p.ask("when.each_day", whole, each, other)
}

// holdsOnly says whether nothing but two parts, and commas, lies in whole.
func (p *parser) holdsOnly(whole, a, b span) bool {
	for i := whole.from; i < whole.to; i++ {
		in := a.from <= i && i < a.to || b.from <= i && i < b.to
		if !in && !p.filler(i) {
			return false
		}
	}
	return true
}

// lang is the language of the phrase.
func (p *parser) lang() planner.Lang {
	if p.french {
		return planner.French
	}
	return planner.English
}

package when

import (
	"slices"
	"time"

	"entente/planner"
)

// Change is what "from 4 May the seminar is at 16:00" says: what becomes
// different about a series from a day on. What was not said stays as it is.
type Change struct {
	From  planner.Date // the first day concerned
	Until planner.Date // the last one; zero: to the end of the series

	HasClock bool
	Start    planner.Clock
	Length   time.Duration // with HasClock; zero: as long as before
	// HasWeekday: the series goes over to another day of the week.
	HasWeekday bool
	Weekday    time.Weekday
	// Often is how often it is held from then on, as written: "every other
	// Tuesday". With it no weekday is given.
	Often string
	Zone  string // IANA name
	Shift Shift  // "an hour later", instead of an hour

	// Pieces are the byte ranges of the text that were used, in order: what is
	// left names the event.
	Pieces [][2]int
}

// FindChange reads a sentence that changes a series from a day on: "from 4 May
// on the seminar is at 16:00-17:30", « à partir du 4 mai le séminaire passe au
// jeudi à 16 h, heure de Hanoï ». Walls are in the zone of the context, which
// should be that of the event, or in the one that is named. The error is
// [ErrNone] when text does not say from when, or not what; else a
// *planner.Refusal or a *planner.Question.
func FindChange(text string, c Context) (Change, error) {
	tokens := lex(blankLinks(text))
	for _, v := range c.vocabularies() {
		p := newParser(text, tokens, v, c, true)
		left := p.read()
		ph := &p.parts
		if ph.since.empty() && ph.till.empty() && !ph.dates.isLong() {
			continue
		}
		shift, left := p.shiftAmong(left)
		if ph.clock.empty() && ph.rule.empty() && ph.zone.empty() && shift == (Shift{}) && !ph.dates.from.plainWeekday() {
			continue
		}
		for _, s := range left {
			if p.isTime(s) || p.alters(s) {
				return Change{}, p.refuse("when.not_understood", s)
			}
		}
		change, err := p.change()
		change.Shift, change.Pieces = shift, p.pieces()
		return change, err
	}
	return Change{}, ErrNone
}

// isLong says whether a stretch is more than a date: from one to another, or a
// period.
func (s stretch) isLong() bool { return !s.empty() && (s.ranged && !s.pair || s.isPeriod()) }

// shiftAmong finds "an hour later" among the words that belong to no part.
func (p *parser) shiftAmong(left []span) (Shift, []span) {
	for i, s := range left {
		p.i = s.from
		found, _, ok := p.shift()
		if ok && found.Way {
			used := span{s.from, p.i}
			for i < len(left) && left[i].from < p.i {
				left = append(left[:i:i], left[i+1:]...)
			}
			p.parts.used = append(p.parts.used, used)
			slices.SortFunc(p.parts.used, func(a, b span) int { return a.from - b.from })
			return found.Shift, left
		}
	}
	return Shift{}, left
}

// change is the meaning of the parts of such a sentence.
func (p *parser) change() (c Change, err error) {
	ph := &p.parts
	today, err := planner.DateOf(p.Now, p.Zone)
	if err != nil {
		return c, err
	}
	switch {
	case !ph.again.empty():
		return c, p.refuse("when.twice", ph.again)
	case !ph.count.empty(), !ph.delay.empty(), len(ph.except) > 0:
		return c, p.refuse("when.not_understood", p.others())
	case !ph.rule.unsure.empty():
		return c, p.askHowOften(today)
	case !ph.rule.empty():
		if c.Weekday, c.HasWeekday = ph.rule.onlyWeekday(); !c.HasWeekday {
			c.Often = p.words(ph.rule.span)
		}
	}
	if d := ph.dates.from; d.plainWeekday() && !ph.dates.ranged {
		if c.HasWeekday {
			return c, p.refuse("when.twice", ph.dates.span)
		}
		c.Weekday, c.HasWeekday = d.weekday, true
		ph.dates = stretch{}
	}
	b, err := p.bounds(today)
	if err != nil {
		return c, err
	}
	c.From, c.Until = b.from, b.until
	if !c.Until.IsZero() && c.Until.Before(c.From) {
		return c, p.refuse("when.order", ph.boundsSpan())
	}
	return c, p.changeHours(&c)
}

// changeHours reads the new hours and zone.
func (p *parser) changeHours(c *Change) error {
	t, err := p.clockTimes()
	switch {
	case err != nil:
		return err
	case t.midnight || t.nextDay:
		return p.ask("when.midnight", p.parts.clock.span, "00:00", "23:59")
	case !t.said && !p.parts.length.empty():
		return p.refuse("when.not_understood", p.parts.length.span)
	}
	// The reading settles zone and length as it would for a series.
	r := Reading{HasDate: true, AllDay: true, Rule: &planner.Rule{}, Start: planner.Wall{Date: c.From}}
	if t.said {
		r.setTimes(c.From, t)
		if err := p.addLength(&r); err != nil {
			return err
		}
	}
	r, err = p.inZone(r)
	c.HasClock, c.Start, c.Length, c.Zone = t.said, t.start, r.Length, r.Zone
	return err
}

// onlyWeekday is the day of a series held every week on one.
func (s series) onlyWeekday() (time.Weekday, bool) {
	if s.unit != weeks || s.interval != 1 || len(s.weekdays) != 1 || !s.unsure.empty() {
		return 0, false
	}
	return s.weekdays[0], true
}

// others are the words of a part that says nothing about a change.
func (p *parser) others() span {
	ph := &p.parts
	switch {
	case !ph.count.empty():
		return ph.count.span
	case !ph.delay.empty():
		return ph.delay.span
	}
	return ph.except[0].span
}

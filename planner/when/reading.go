package when

import (
	"slices"
	"time"

	"entente/planner"
)

// reading puts the parts of the phrase together.
func (p *parser) reading() (Reading, error) {
	ph := &p.parts
	switch {
	case !ph.holidays.empty():
		return Reading{}, p.refuse("when.holidays", ph.holidays)
	case !ph.again.empty():
		return Reading{}, p.refuse("when.twice", ph.again)
	}
	here, err := planner.DateOf(p.Now, p.Zone)
	if err != nil {
		return Reading{}, err
	}
	there := here
	if zone := p.zoneToday(); zone != "" {
		if there, err = planner.DateOf(p.Now, zone); err != nil {
			return Reading{}, err
		}
	}
	r, err := p.readingOn(there)
	if err != nil {
		return Reading{}, err
	}
	if there != here && !ph.dates.empty() { // "tomorrow 9:00 Tokyo time", where it is tomorrow already
		if other, err := p.readingOn(here); err == nil && other.Start.Date != r.Start.Date {
			return Reading{}, p.ask("when.which_date", ph.dates.span, r.Start.Date.String(), other.Start.Date.String())
		}
	}
	if r, err = p.inZone(r); err != nil {
		return r, err
	}
	return p.elapsed(r)
}

// readingOn is the meaning of the phrase when said on a day.
func (p *parser) readingOn(today planner.Date) (Reading, error) {
	ph := &p.parts
	if ph.rule.empty() && ph.dates.empty() && ph.length.unit >= days { // from 3 May for 3 weeks
		if p.countsFrom() {
			return Reading{}, p.askCounted(today)
		}
		ph.dates, ph.since = ph.since, stretch{}
	}
	if ph.rule.empty() && !(ph.count.empty() && ph.since.empty() && ph.till.empty() && len(ph.except) == 0) {
		p.habitToSeries()
	}
	switch {
	case !ph.rule.empty():
		return p.readSeries(today)
	case !ph.since.empty():
		return Reading{}, p.refuse("when.no_end", ph.since.span)
	case !ph.till.empty():
		return Reading{}, p.refuse("when.no_start", ph.till.span)
	case !ph.count.empty():
		return Reading{}, p.refuse("when.not_a_series", ph.count.span)
	case len(ph.except) > 0:
		return Reading{}, p.refuse("when.not_a_series", ph.except[0].span)
	case !ph.delay.empty():
		return p.readDelay(today)
	case ph.dates.timed:
		return p.readTimedRange(today)
	}
	t, err := p.clockTimes()
	if err != nil {
		return Reading{}, err
	}
	if ph.dates.empty() {
		return p.readHours(t, today)
	}
	return p.readDates(t, today)
}

// habitToSeries takes « le mardi », "the first Monday of the month" for the
// series that they may be, where the phrase says how long it goes on.
func (p *parser) habitToSeries() {
	ph := &p.parts
	d := ph.dates.from
	if list := ph.dates.list; len(list) > 0 && !slices.ContainsFunc(list, func(d day) bool { return !d.plainWeekday() }) { // Mon, Wed, Fri
		ph.rule = series{span: ph.dates.span, unit: weeks, interval: 1}
		for _, d := range list {
			ph.rule.weekdays = append(ph.rule.weekdays, d.weekday)
		}
		ph.dates = stretch{}
		return
	}
	if !d.habit || ph.dates.ranged || len(ph.dates.list) > 0 {
		return
	}
	ph.rule = series{span: ph.dates.span, unit: weeks, interval: 1, weekdays: []time.Weekday{d.weekday}}
	switch d.form {
	case onNth:
		ph.rule.unit, ph.rule.nth = months, d.num
	case onDayOf:
		ph.rule = series{span: ph.dates.span, unit: months, interval: 1, monthDay: d.weeks}
	}
	ph.dates = stretch{}
}

// readHours is the meaning of hours without a date: the next time that the
// clock shows them.
func (p *parser) readHours(t clockTimes, today planner.Date) (Reading, error) {
	var r Reading
	if t.said {
		zone := p.parts.zone.zone
		if zone == "" {
			zone = p.Zone
		}
		now, err := planner.WallAt(p.Now, zone)
		if err != nil {
			return r, err
		}
		date := today
		if t.nextDay || t.start.Compare(now.Clock) < 0 {
			date = today.AddDays(1)
		}
		r.setTimes(date, clockTimes{said: true, start: t.start, ranged: t.ranged, end: t.end, length: t.length})
	}
	return r, p.addLength(&r)
}

// readDates is the meaning of one day or several, with or without hours.
func (p *parser) readDates(t clockTimes, today planner.Date) (Reading, error) {
	s := p.parts.dates
	if list := p.separate(s, today); len(list) > 0 {
		return p.readList(t, list, today)
	}
	days, err := p.placeStretch(s, today, today)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{HasDate: true, AllDay: true, Period: s.isPeriod()}
	r.Start.Date = days.First
	if days.First != days.Last || r.Period {
		r.End.Date, r.HasEnd = days.Last, true
	}
	switch {
	case !t.said:
	case r.HasEnd && !r.Period:
		return r, p.askEachDay(days, t)
	case t.midnight && s.from.half == pmHalf:
		t.nextDay = true
	case t.midnight:
		return r, p.ask("when.midnight", p.parts.clock.span, "00:00", "24:00")
	}
	if t.said {
		if t.nextDay {
			days.First = days.First.AddDays(1)
		}
		r.setTimes(days.First, t)
	}
	return r, p.addLength(&r)
}

// setTimes puts hours on a date.
func (r *Reading) setTimes(date planner.Date, t clockTimes) {
	r.Start = planner.Wall{Date: date, Clock: t.start}
	r.HasClock, r.AllDay = true, false
	if t.ranged {
		r.HasEnd, r.Length = true, t.length
		r.End = r.Start.Add(t.length)
	}
}

func (p *parser) checkDate(d planner.Date, s span) error {
	if !d.Valid() {
		return p.refuse("when.impossible", s)
	}
	return nil
}

// readDelay is the meaning of "in 2 weeks" and of "in 90 minutes".
func (p *parser) readDelay(today planner.Date) (Reading, error) {
	a := p.parts.delay
	if !p.parts.dates.empty() {
		return Reading{}, p.refuse("when.twice", p.parts.dates.span)
	}
	if exact := a.exact(); exact > 0 || a.unit == hours || a.unit == minutes {
		if !p.parts.clock.empty() {
			return Reading{}, p.refuse("when.twice", p.parts.clock.span)
		}
		return p.readInstant(p.Now.Add(exact))
	}
	if p.french && a.unit == days && (a.n == 8 || a.n == 15) { // commonly one week and two
		return Reading{}, p.ask("when.which_date", a.span, today.AddDays(a.n-1).String(), today.AddDays(a.n).String())
	}
	date := a.after(today)
	if err := p.checkDate(date, a.span); err != nil {
		return Reading{}, err
	}
	t, err := p.clockTimes()
	if err != nil {
		return Reading{}, err
	}
	r := Reading{HasDate: true, AllDay: true, Start: planner.Wall{Date: date}}
	switch {
	case t.midnight:
		return r, p.ask("when.midnight", p.parts.clock.span, "00:00", "24:00")
	case t.said:
		if t.nextDay {
			date = date.AddDays(1)
		}
		r.setTimes(date, t)
	}
	return r, p.addLength(&r)
}

// readInstant is the meaning of what fixes an instant by itself. Its wall time
// has no seconds: the nearest minute.
func (p *parser) readInstant(at time.Time) (Reading, error) {
	wall, err := planner.WallAt(at.Add(30*time.Second), p.Zone)
	r := Reading{HasDate: true, HasClock: true, Start: wall, Instant: at.UTC()}
	if err != nil {
		return r, err
	}
	return r, p.addLength(&r)
}

// readTimedRange is the meaning of "12 May 14:00 to 16 May 12:00".
func (p *parser) readTimedRange(today planner.Date) (Reading, error) {
	s := p.parts.dates
	if !p.parts.clock.empty() {
		return Reading{}, p.refuse("when.twice", p.parts.clock.span)
	}
	days, err := p.placeStretch(s, today, today)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{HasDate: true, HasClock: true, HasEnd: true}
	for _, end := range []struct {
		wall *planner.Wall
		date planner.Date
		hour hour
	}{{&r.Start, days.First, s.fromClock}, {&r.End, days.Last, s.toClock}} {
		clock, err := p.clockOf(end.hour)
		switch {
		case err != nil:
			return r, err
		case end.hour.bare:
			return r, p.ask("when.which_hour", end.hour.span, end.hour.choices()...)
		case end.hour.midnight:
			return r, p.ask("when.midnight", end.hour.span, "00:00", "24:00")
		}
		*end.wall = planner.Wall{Date: end.date}.Add(sinceMidnight(clock))
	}
	r.Length = r.End.Sub(r.Start)
	if r.Length <= 0 {
		return r, p.refuse("when.order", s.span)
	}
	return r, p.addLength(&r)
}

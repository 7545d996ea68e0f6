package when

import (
	"errors"
	"slices"
	"strings"

	"entente/planner"
)

// dayList reads separate dates: "3, 10 and 24 March", "3 March, 10 April", "les
// mardis 6 et 13 avril", "March 3, 10 and 24". Two with only "and" between them
// are a pair, which [parser.rangeEnd] reads.
func (p *parser) dayList(s *stretch, led bool) bool {
	if p.loose && p.i > 0 && p.match[p.i-1].is&preposition != 0 { // room 3, 10 March
		return false
	}
	start := p.i
	led = p.take(on) || led
	led = p.take(article) || led
	each, named := p.took(weekdayNames)
	for ok := p.listDay(s, led); ok; ok = p.try(func() bool { return p.separatesDays() && p.listDay(s, led) }) {
	}
	if n := len(s.list); n < 2 || n == 2 && p.match[s.list[1].from-1].is&and != 0 && !named && !(p.loose && shortWeekdays(s.list)) {
		return false
	}
	for i := range s.list {
		if named {
			s.list[i].named, s.list[i].weekday = true, each.weekday
		}
	}
	last := s.list[len(s.list)-1]
	s.span = span{start, p.i}
	return !last.bare && !p.ranges() && (!p.loose || led || named || !p.doubtful(s.list) || p.clockFollows())
}

// shortWeekdays says whether all days are weekdays too short to be trusted
// alone in a sentence: "Mon & Wed at 10:00".
func shortWeekdays(list []day) bool {
	return !slices.ContainsFunc(list, func(d day) bool { return !d.plainWeekday() || !d.weak })
}

// listDay reads one day of a list. A number alone has its month from a later
// day, or, in English, from the one before: "March 3, 10".
func (p *parser) listDay(s *stretch, led bool) bool {
	if d, ok := p.day(led); ok && d.form < inMonth {
		s.list = append(s.list, d)
		return true
	}
	d := day{form: onDate, bare: true, span: span{p.i, p.i + 1}}
	p.take(article)
	if !p.dayNumber(&d) || p.ranges() {
		return false
	}
	d.span.to = p.i
	if n := len(s.list); n > 0 && p.match[s.list[0].from].is&monthName != 0 && !p.is(monthName) && !(p.loose && p.unknownWord()) {
		d.month, d.bare = s.list[n-1].month, false
		p.year(&d)
	}
	s.list = append(s.list, d)
	return true
}

// ranges says whether a range goes on here, and not an hour (« à 15 h »).
func (p *parser) ranges() bool { return p.is(dash|to) && !p.is(at) }

// doubtful says whether none of the days is surely one.
func (p *parser) doubtful(list []day) bool {
	return !slices.ContainsFunc(list, func(d day) bool { return !d.weak && !d.bare })
}

// separate are the days of a list, or of a pair that does not make two days in
// a row ("12 and 13 May").
func (p *parser) separate(s stretch, today planner.Date) []day {
	if !s.pair {
		return s.list
	}
	if _, err := p.placeStretch(s, today, today); !isTwice(err) {
		return nil
	}
	to := s.to
	if to.bare { // May 12 and 19
		to.month, to.bare = s.from.month, false
	}
	return []day{s.from, to}
}

func isTwice(err error) bool {
	var refusal *planner.Refusal
	return errors.As(err, &refusal) && refusal.Why == "when.twice"
}

// readList is the meaning of separate dates: a series.
func (p *parser) readList(t clockTimes, list []day, today planner.Date) (Reading, error) {
	whole := p.parts.dates.span
	if t.midnight || t.nextDay {
		return Reading{}, p.ask("when.midnight", p.parts.clock.span, "00:00", "23:59")
	}
	dates, err := p.placeList(list, today)
	if err != nil {
		return Reading{}, err
	}
	if !slices.ContainsFunc(list, func(d day) bool { return !d.plainWeekday() }) {
		rule := planner.Rule{Freq: planner.Weekly, Interval: 1}
		for _, d := range list {
			rule.Weekdays = append(rule.Weekdays, d.weekday)
		}
		return Reading{}, p.ask("when.once_or_series", whole, SayFrequency(rule, today, p.lang()), p.isoList(dates))
	}
	r := Reading{HasDate: true, AllDay: true, Start: planner.Wall{Date: dates[0]}}
	last := dates[len(dates)-1]
	if !t.said && dates[0].DaysUntil(last) == len(dates)-1 { // 16, 17 and 18 March
		r.End.Date, r.HasEnd = last, true
		return r, p.addLength(&r)
	}
	r.Rule = &planner.Rule{Freq: planner.Listed, Interval: 1, Dates: dates}
	if t.said {
		r.setTimes(dates[0], t)
	}
	if a := p.parts.length; !a.empty() && a.exact() == 0 {
		return Reading{}, p.refuse("when.not_understood", a.span)
	}
	return r, p.addLength(&r)
}

// placeList puts separate dates on the calendar, each after the one before.
func (p *parser) placeList(list []day, today planner.Date) ([]planner.Date, error) {
	whole := p.parts.dates.span
	for i := len(list) - 2; i >= 0; i-- {
		var ok bool
		if list[i], ok = list[i].filledBy(list[i+1]); !ok {
			return nil, p.refuse("when.not_understood", list[i].span)
		}
	}
	dates := make([]planner.Date, 0, len(list))
	from := today
	for i := range list {
		placed, err := p.placeEnd(list[i], today, from)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			if apart := from.DaysUntil(placed.First); apart <= 0 || list[i].year == 0 && apart > 300 {
				return nil, p.refuse("when.order", whole)
			}
		}
		from = placed.First
		dates = append(dates, from)
	}
	last := list[len(list)-1]
	if soon, err := p.place(last, today, today); err == nil && last.absolute() && last.year == 0 && soon.First.Before(from) {
		now := slices.Clone(dates) // some of them may be over
		for i := range now {
			now[i].Year--
		}
		return nil, p.ask("when.which_date", whole, p.isoList(now), p.isoList(dates))
	}
	return dates, nil
}

// isoList are dates in the language of the phrase that are read without a
// question.
func (p *parser) isoList(dates []planner.Date) string {
	texts := make([]string, len(dates))
	for i, d := range dates {
		texts[i] = d.String()
	}
	last := len(texts) - 1
	return strings.Join(texts[:last], ", ") + tongueOf(p.lang()).and + texts[last]
}

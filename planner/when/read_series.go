package when

import (
	"slices"

	"entente/planner"
)

// bounds are the days between which a series is held.
type bounds struct {
	from, until planner.Date // until may be zero
	said        bool         // from was said
	period      bool         // as a period: it names no day
}

// readSeries is the meaning of a phrase that says how often.
func (p *parser) readSeries(today planner.Date) (Reading, error) {
	ph := &p.parts
	if !ph.rule.unsure.empty() {
		return Reading{}, p.askHowOften(today)
	}
	if !ph.delay.empty() {
		return Reading{}, p.refuse("when.twice", ph.delay.span)
	}
	if ph.rule.nth < -1 || ph.rule.on.form == onNth && ph.rule.on.num < -1 { // no series is kept so
		return Reading{}, notUnderstood(p.words(ph.rule.span))
	}
	if ph.rule.half != anyHalf && ph.dayPart.empty() {
		ph.dayPart = partOfDay{ph.rule.span, ph.rule.half}
	}
	p.joinDate()
	if d := ph.dates; d.ranged && !d.timed && d.from.plainWeekday() && d.to.plainWeekday() {
		switch {
		case ph.rule.unit == days:
			return Reading{}, p.askWhichWeek(today)
		case ph.rule.unit == weeks && len(ph.rule.weekdays) == 0: // from Monday to Friday every week
			ph.rule.weekdays, ph.dates = weekdaysBetween(d.from.weekday, d.to.weekday), stretch{}
		}
	}
	t, err := p.clockTimes()
	if err != nil {
		return Reading{}, err
	}
	if t.midnight || t.nextDay {
		return Reading{}, p.ask("when.midnight", ph.clock.span, "00:00", "23:59")
	}
	b, err := p.bounds(today)
	if err != nil {
		return Reading{}, err
	}
	rule := ph.rule.rule()
	except := p.leaveOutWeekdays(&rule)
	start, err := p.firstDate(&rule, b, t)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{HasDate: true, AllDay: true, Rule: &rule, Start: planner.Wall{Date: start}}
	if t.said {
		r.setTimes(start, t)
	}
	rule.Until = b.until
	if err := p.lengthOfSeries(&r); err != nil {
		return Reading{}, err
	}
	if err := p.countOfSeries(&rule); err != nil {
		return Reading{}, err
	}
	if !rule.Until.IsZero() && rule.Until.Before(start) {
		return Reading{}, p.refuse("when.order", ph.boundsSpan())
	}
	if lacks(rule, start) && !ph.rule.lacking {
		return Reading{}, p.ask("when.how_often", ph.rule.span, SayFrequency(rule, start, p.lang()))
	}
	rule.Except, err = p.exceptedDates(except, rule, start, today)
	return r, err
}

// plainWeekday says whether d is a weekday and no more: neither next Tuesday
// nor that of a week.
func (d day) plainWeekday() bool {
	return d.form == onWeekday && d.which == plain && !d.inWeek && d.weeks == 0
}

func (ph *phrase) boundsSpan() span {
	for _, s := range []span{ph.dates.span, ph.till.span, ph.since.span, ph.length.span} {
		if !s.empty() {
			return s
		}
	}
	return ph.rule.span
}

// rule is the series as the planner keeps it, without its end.
func (s series) rule() planner.Rule {
	rule := planner.Rule{Freq: planner.Daily, Interval: s.interval, Weekdays: s.weekdays, Nth: s.nth, AlsoNth: s.alsoNth}
	switch s.unit {
	case weeks:
		rule.Freq = planner.Weekly
	case months:
		rule.Freq = planner.Monthly
	case years:
		rule.Freq = planner.Yearly
	}
	return rule
}

// askHowOften asks what biweekly, or "every second Tuesday", means.
func (p *parser) askHowOften(today planner.Date) error {
	s := p.parts.rule
	choices := s.choices
	if choices == nil {
		monthly := planner.Rule{Freq: planner.Monthly, Interval: 1, Weekdays: s.weekdays, Nth: s.nth}
		weekly := planner.Rule{Freq: planner.Weekly, Interval: s.nth, Weekdays: s.weekdays}
		choices = []string{SayFrequency(monthly, today, p.lang()), SayFrequency(weekly, today, p.lang())}
	}
	return p.ask("when.how_often", s.unsure, choices...)
}

// askWhichWeek asks whether "every day from Monday to Friday" is this week, or
// every week.
func (p *parser) askWhichWeek(today planner.Date) error {
	dates, rule := p.parts.dates, p.parts.rule.span
	days, err := p.placeStretch(dates, today, today)
	whole := span{min(dates.span.from, rule.from), max(dates.span.to, rule.to)}
	if err != nil || !p.holdsOnly(whole, dates.span, rule) {
		return p.refuse("when.series_date", dates.span)
	}
	weekly := planner.Rule{Freq: planner.Weekly, Interval: 1}
	for d := days.First; !days.Last.Before(d); d = d.AddDays(1) {
		weekly.Weekdays = append(weekly.Weekdays, d.Weekday())
	}
	daily := planner.Rule{Freq: planner.Daily, Interval: 1}
	return p.ask("when.once_or_series", whole, SayFrequency(weekly, today, p.lang()), SayFrequency(daily, today, p.lang())+" "+p.isoRange(days))
}

// bounds puts "from … to …", "starting …" and "until …" on the calendar.
func (p *parser) bounds(today planner.Date) (b bounds, err error) {
	ph := &p.parts
	b.from = today
	if !ph.dates.empty() {
		if !ph.dates.ranged && !ph.dates.isPeriod() || ph.dates.timed {
			return b, p.refuse("when.series_date", ph.dates.span)
		}
		days, err := p.placeStretch(ph.dates, today, today)
		if err != nil {
			return b, err
		}
		if !ph.dates.ranged && days.First.Before(today) && !days.Last.Before(today) { // every Tuesday this month
			days.First = today
		}
		b = bounds{days.First, days.Last, true, ph.dates.from.form >= inMonth}
	}
	if !ph.since.empty() {
		if b.said {
			return b, p.refuse("when.twice", ph.since.span)
		}
		days, err := p.place(ph.since.from, today, today)
		if err != nil {
			return b, err
		}
		b.from, b.said, b.period = days.First, true, ph.since.from.form >= inMonth
	}
	if !ph.till.empty() {
		if !b.until.IsZero() {
			return b, p.refuse("when.twice", ph.till.span)
		}
		days, err := p.place(ph.till.from, today, b.from)
		if err != nil {
			return b, err
		}
		if ph.till.from.form == inSeason { // until summer: before it, or all of it
			return b, p.ask("when.which_date", ph.till.span, p.untilDate(days.First.AddDays(-1)), p.untilDate(days.Last))
		}
		b.until = days.Last
	}
	return b, nil
}

// untilDate is "until 2027-05-31" in the language of the phrase.
func (p *parser) untilDate(d planner.Date) string {
	if p.french {
		return "jusqu'au " + d.String()
	}
	return "until " + d.String()
}

// firstDate is the first date of the rule on or after the start of its bounds;
// when none was said, the first that is not over.
func (p *parser) firstDate(rule *planner.Rule, b bounds, t clockTimes) (planner.Date, error) {
	s := p.parts.rule
	if rule.Freq != planner.Daily && len(rule.Weekdays) == 0 && s.monthDay == 0 && s.on.form == 0 && (!b.said || b.period) {
		return planner.Date{}, p.refuse("when.no_day", s.span)
	}
	from := b.from
	if !b.said && t.said {
		zone := p.parts.zone.zone
		if zone == "" {
			zone = p.Zone
		}
		now, err := planner.WallAt(p.Now, zone)
		if err != nil {
			return from, err
		}
		if now.Date == from && t.start.Compare(now.Clock) < 0 {
			from = from.AddDays(1)
		}
	}
	if s.on.form != 0 {
		return p.firstOfYear(rule, from)
	}
	for range 400 { // a fifth Monday, or a 31st, is never that far
		switch {
		case s.monthDay != 0 && from.Day != s.monthDay:
		case heldOn(*rule, from, from):
			return from, nil
		}
		from = from.AddDays(1)
	}
	return from, p.refuse("when.impossible", s.span)
}

// heldOn says whether a series that starts on start has a date on d.
func heldOn(rule planner.Rule, start, d planner.Date) bool {
	if len(rule.Weekdays) > 0 && !slices.Contains(rule.Weekdays, d.Weekday()) {
		return false
	}
	switch rule.Freq {
	case planner.Daily:
		return start.DaysUntil(d)%rule.Interval == 0
	case planner.Weekly:
		if len(rule.Weekdays) == 0 && d.Weekday() != start.Weekday() {
			return false
		}
		return monday(start).DaysUntil(monday(d))/7%rule.Interval == 0
	}
	apart := 12*(d.Year-start.Year) + int(d.Month-start.Month)
	if rule.Freq == planner.Yearly && apart%12 != 0 {
		return false
	}
	if rule.Freq == planner.Yearly {
		apart /= 12
	}
	switch {
	case apart%rule.Interval != 0:
		return false
	case rule.Nth == 0:
		return d.Day == start.Day
	}
	return isNth(d, rule.Nth) || slices.ContainsFunc(rule.AlsoNth, func(n int) bool { return isNth(d, n) })
}

// isNth says whether d is the n-th of its weekday in its month.
func isNth(d planner.Date, n int) bool {
	nth, ok := nthOf(planner.Date{Year: d.Year, Month: d.Month, Day: 1}, d.Weekday(), n)
	return ok && nth == d
}

// lengthOfSeries reads "for 90 minutes" as the length of each date, and "for
// 10 weeks" as that of the whole series.
func (p *parser) lengthOfSeries(r *Reading) error {
	a := p.parts.length
	if a.empty() || a.unit == minutes || a.unit == hours {
		return p.addLength(r)
	}
	if !r.Rule.Until.IsZero() {
		return p.refuse("when.twice", a.span)
	}
	if a.unit == days && r.Rule.Freq != planner.Daily || a.n < 1 {
		return p.refuse("when.not_understood", a.span)
	}
	r.Rule.Until = a.after(r.Start.Date).AddDays(-1)
	return p.checkDate(r.Rule.Until, a.span)
}

func (p *parser) countOfSeries(rule *planner.Rule) error {
	count := p.parts.count
	if n := p.parts.rule.count; n > 0 {
		if !count.empty() {
			return p.refuse("when.twice", count.span)
		}
		count = amount{span: p.parts.rule.span, n: n}
	}
	switch {
	case count.empty():
		return nil
	case !rule.Until.IsZero():
		return p.refuse("when.twice", count.span)
	case count.n < 1:
		return p.refuse("when.impossible", count.span)
	}
	rule.Count = count.n
	return nil
}

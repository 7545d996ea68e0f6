package when

import (
	"time"

	"entente/planner"
)

// elapsed ends what lasts so many minutes when they have passed, which is an
// hour later or earlier on the clock where it changes meanwhile. Dates of a
// series keep their hours instead.
func (p *parser) elapsed(r Reading) (Reading, error) {
	if p.parts.length.exact() == 0 || !r.HasClock || r.Rule != nil {
		return r, nil
	}
	zone := r.Zone
	if zone == "" {
		zone = p.Zone
	}
	start, _, err := planner.ResolveLocal(r.Start, zone)
	if err != nil {
		return r, err
	}
	over := start.Add(r.Length)
	end, err := planner.WallAt(over, zone)
	if err != nil {
		return r, err
	}
	if shown, _, err := planner.ResolveLocal(end, zone); err != nil || !shown.Equal(over) {
		return r, p.askEnd(r, end)
	}
	r.End = end
	return r, nil
}

// askEnd asks when it ends, where the clock shows that hour twice and the second
// time would be meant: an hour alone stands for the first.
func (p *parser) askEnd(r Reading, end planner.Wall) error {
	clock, length := p.parts.clock.span, p.parts.length.span
	whole := span{min(clock.from, length.from), max(clock.to, length.to)}
	if r.Start.Date != end.Date || !p.holdsOnly(whole, clock, length) {
		return p.refuse("when.impossible", length)
	}
	from := r.Start.Clock.String() + "-"
	choices := []string{from + end.Clock.String(), from + r.End.Clock.String()}
	if r.Start.Compare(end) >= 0 {
		choices = choices[1:]
	}
	return p.ask("when.which_hour", whole, choices...)
}

// countsFrom says whether "a week from 3 May" may be 10 May as well.
func (p *parser) countsFrom() bool {
	ph := &p.parts
	return !p.french && ph.length.unit >= weeks && p.match[ph.length.from].is&during == 0 &&
		ph.length.to == ph.since.span.from && p.match[ph.since.span.from].is&from != 0
}

// askCounted asks whether a day is meant, or all the days until then.
func (p *parser) askCounted(today planner.Date) error {
	ph := &p.parts
	first, err := p.place(ph.since.from, today, today)
	if err != nil {
		return err
	}
	end := ph.length.after(first.First)
	if err := p.checkDate(end, ph.length.span); err != nil {
		return err
	}
	return p.ask("when.which_date", span{ph.length.from, ph.since.span.to}, end.String(), p.isoRange(Days{first.First, end.AddDays(-1)}))
}

// longest is what somebody who counts hours may mean by a length: "1500 hours"
// is an hour of the day.
const longest = 100 * time.Hour

// addLength puts "for 90 minutes", "for 3 days" to what was read.
func (p *parser) addLength(r *Reading) error {
	a := p.parts.length
	if a.empty() {
		return nil
	}
	if r.HasEnd {
		return p.refuse("when.twice", a.span)
	}
	if exact := a.exact(); exact > 0 {
		if exact > longest {
			return p.refuse("when.impossible", a.span)
		}
		r.Length = exact
		if r.HasClock {
			r.HasEnd, r.End = true, r.Start.Add(exact)
		}
		return nil
	}
	if !r.AllDay || a.n < 1 { // three days from an hour on: until which hour?
		return p.refuse("when.not_understood", a.span)
	}
	r.End.Date, r.HasEnd = a.after(r.Start.Date).AddDays(-1), true
	return p.checkDate(r.End.Date, a.span)
}

// after is the date that is a whole number of days, weeks or months later.
func (a amount) after(d planner.Date) planner.Date {
	inMonths, inDays := a.onCalendar()
	return d.AddMonths(inMonths).AddDays(inDays)
}

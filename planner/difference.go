package planner

import (
	"slices"
	"time"
)

// passing is for how long a difference may last that is said to end: between
// the days on which two zones change their clocks there are at most eight
// weeks, and Ramadan, in which Morocco changes its own, is over in five.
const passing = 70

// Difference is a stretch of a series in which the clocks of a zone show
// another hour for it than before, since summer time begins or ends on another
// day there than in the event's own zone, or only in one of the two.
type Difference struct {
	Zone string // IANA name
	// From is the first day of the difference, by the event's calendar, and To
	// its last; zero where it lasts.
	From, To Date
	Dates    []Date // of the event: the days on which it is held at that hour
	// Is is what the clocks of Zone show at the first of Dates, and Was what
	// they would have shown before.
	Was, Is Wall
}

// Lasts says whether the difference stays to the end of the series, or until
// the next one.
func (d Difference) Lasts() bool { return d.To.IsZero() }

// aroundDates is the time, on either side of a date, whose dates decide what
// differences the date has: what passes is over within passing days, and what
// went before that, in chains such as a Ramadan before summer time, within as
// long again twice.
const aroundDates = 3 * passing * 24 * time.Hour

// DifferencesNeed is the time around a date of a series, and the last date
// before that time with them, whose dates [Differences] has to see to find those
// that the date is one of.
func DifferencesNeed(at time.Time) (from, to time.Time) {
	return at.Add(-aroundDates), at.Add(aroundDates)
}

// Differences are those of each of the zones in the planned dates of a series,
// in order of zones and of time. Days without hours have none; dates that are
// held in another zone than the others are compared among themselves.
func Differences(occs []Occurrence, zones []string) ([]Difference, error) {
	var own []string
	held := map[string][]Occurrence{}
	for _, o := range occs {
		if o.State != Planned || o.Span.AllDay {
			continue
		}
		if held[o.Span.Zone] == nil {
			own = append(own, o.Span.Zone)
		}
		held[o.Span.Zone] = append(held[o.Span.Zone], o)
	}
	var found []Difference
	for _, zone := range zones {
		for _, of := range own {
			slices.SortFunc(held[of], func(a, b Occurrence) int { return a.StartAt.Compare(b.StartAt) })
			more, err := differencesIn(held[of], zone)
			if err != nil {
				return nil, err
			}
			found = append(found, more...)
		}
	}
	return found, nil
}

// differencesIn are those of one zone in dates that are held in one.
func differencesIn(occs []Occurrence, zone string) (found []Difference, err error) {
	stretches, err := stretchesIn(occs, zone)
	if err != nil {
		return nil, err
	}
	for i := 1; i < len(stretches); i++ {
		d, err := difference(stretches[i-1], stretches[i], zone)
		if err != nil {
			return nil, err
		}
		if i+1 < len(stretches) && stretches[i+1].ahead == stretches[i-1].ahead && d.passes(stretches[i+1]) {
			if d.To, err = stretches[i].until(stretches[i+1], zone); err != nil {
				return nil, err
			}
			i++ // back to what it was
		}
		found = append(found, d)
	}
	return found, nil
}

// stretch are dates on which a zone's clocks are equally far ahead of the
// event's.
type stretch struct {
	ahead time.Duration
	occs  []Occurrence
}

func (s stretch) first() Occurrence { return s.occs[0] }
func (s stretch) last() Occurrence  { return s.occs[len(s.occs)-1] }

func stretchesIn(occs []Occurrence, zone string) ([]stretch, error) {
	var all []stretch
	for _, o := range occs {
		ahead, err := aheadAt(o.StartAt, zone, o.Span.Zone)
		if err != nil {
			return nil, err
		}
		if n := len(all); n > 0 && all[n-1].ahead == ahead {
			all[n-1].occs = append(all[n-1].occs, o)
			continue
		}
		all = append(all, stretch{ahead, []Occurrence{o}})
	}
	return all, nil
}

// aheadAt is how far the clocks of a zone are ahead of those of another at an
// instant.
func aheadAt(at time.Time, zone, of string) (time.Duration, error) {
	theirs, err := WallAt(at, zone)
	if err != nil {
		return 0, err
	}
	ours, err := WallAt(at, of)
	return theirs.Sub(ours), err
}

// difference is that of a stretch from the one before.
func difference(before, s stretch, zone string) (Difference, error) {
	first := s.first()
	d := Difference{Zone: zone}
	var err error
	if d.Is, err = WallAt(first.StartAt, zone); err != nil {
		return d, err
	}
	d.Was = d.Is.Add(before.ahead - s.ahead)
	for _, o := range s.occs {
		d.Dates = append(d.Dates, o.Span.Start.Date)
	}
	d.From, err = s.reach(first, -1, before.last().Span.Start.Date, zone)
	return d, err
}

// passes says whether the difference is over soon enough for its end to be of
// interest.
func (d Difference) passes(next stretch) bool {
	return d.From.DaysUntil(next.first().Span.Start.Date) <= passing
}

// until is the last day of a stretch.
func (s stretch) until(next stretch, zone string) (Date, error) {
	return s.reach(s.last(), 1, next.first().Span.Start.Date, zone)
}

// reach is the last day, from an occurrence on in steps of a day and before end,
// on which the zones stand to each other as in the stretch at the hour of the
// occurrence.
func (s stretch) reach(o Occurrence, step int, end Date, zone string) (Date, error) {
	wall := o.Span.Start
	for {
		next := Wall{wall.Date.AddDays(step), wall.Clock}
		if step*next.Date.Compare(end) >= 0 {
			return wall.Date, nil
		}
		at, _, err := ResolveLocal(next, o.Span.Zone)
		if err != nil {
			return wall.Date, err
		}
		ahead, err := aheadAt(at, zone, o.Span.Zone)
		if err != nil || ahead != s.ahead {
			return wall.Date, err
		}
		wall = next
	}
}

package planner

import "time"

// reach is further than any zone has ever been from UTC (Manila before 1844:
// 15 h 56 min), with room for the change itself.
const reach = 26 * time.Hour

// ResolveLocal is the instant (UTC) that w means in zone, and how it was
// found: a wall time in a gap takes the offset before the gap, and so moves
// forward; of a repeated one the first is taken (RFC 5545, section 3.3.5; its
// section 3.3.10 would drop the date instead, which no organiser expects).
// time.Date promises neither. The error is a [*Refusal].
func ResolveLocal(w Wall, zone string) (time.Time, Resolution, error) {
	loc, err := Zone(zone)
	if err != nil {
		return time.Time{}, "", err
	}
	if !w.Valid() {
		return time.Time{}, "", &Refusal{Why: "when.impossible", Words: w.String()}
	}
	at, how := resolve(w.asUTC(), loc)
	return at, how, nil
}

// resolve reads the clock of asUTC in loc: it tries the offset of every period
// near it, and keeps what reads back as the same clock.
func resolve(asUTC time.Time, loc *time.Location) (time.Time, Resolution) {
	var first, afterGap time.Time
	found, last := 0, asUTC.Add(reach)
	for at := asUTC.Add(-reach).In(loc); at.Before(last); {
		_, offset := at.Zone()
		end := periodEnd(at, last)
		t := asUTC.Add(-time.Duration(offset) * time.Second)
		if _, shown := t.In(loc).Zone(); shown == offset && !t.Equal(first) {
			if found++; found == 1 {
				first = t
			}
		} else if !t.Before(end) {
			afterGap = t // of the last period that ended too early for it
		}
		at = end
	}
	switch found {
	case 0:
		return afterGap, Gap
	case 1:
		return first, Exact
	default:
		return first, Fold
	}
}

// periodEnd is when the offset that holds at at may change next, but not after
// last. It repairs [time.Time.ZoneBounds], which beyond a zone's table ends
// leap years at the start of 31 December, and on that day does not move on.
func periodEnd(at, last time.Time) time.Time {
	_, end := at.ZoneBounds()
	if !end.IsZero() && !end.After(at) {
		end = Date{at.UTC().Year() + 1, time.January, 1}.asUTC().In(at.Location())
	}
	if end.IsZero() || end.After(last) {
		return last
	}
	return end
}

// WallAt is what the clocks of zone show at t. Seconds are cut off.
func WallAt(t time.Time, zone string) (Wall, error) {
	loc, err := Zone(zone)
	if err != nil {
		return Wall{}, err
	}
	return wallOf(t.In(loc)), nil
}

// DateOf is the date in zone at t.
func DateOf(t time.Time, zone string) (Date, error) {
	w, err := WallAt(t, zone)
	return w.Date, err
}

// DayStart is the first instant of day d in zone: midnight, or where that does
// not exist (Santiago in September) the first clock time that does.
func DayStart(d Date, zone string) (time.Time, error) {
	at, how, err := ResolveLocal(Wall{Date: d}, zone)
	if err != nil || how != Gap {
		return at, err
	}
	loc, err := Zone(zone)
	if err != nil {
		return time.Time{}, err
	}
	start, _ := at.In(loc).ZoneBounds() // it began with the gap
	return start.UTC(), nil
}

// ZonePeriod is a stretch of time in which a zone keeps its offset from UTC.
type ZonePeriod struct {
	Start  time.Time // UTC
	Offset int       // seconds east of UTC
	Name   string    // abbreviation, as "CEST" or "+03"; to show, never to read
	DST    bool
}

// ZonePeriods lists the periods of zone between from and to. The first starts
// at from, whenever it began.
func ZonePeriods(zone string, from, to time.Time) ([]ZonePeriod, error) {
	loc, err := Zone(zone)
	if err != nil {
		return nil, err
	}
	var periods []ZonePeriod
	for at := from.In(loc); at.Before(to); at = periodEnd(at, to) {
		p := ZonePeriod{Start: at.UTC(), DST: at.IsDST()}
		p.Name, p.Offset = at.Zone()
		// Beyond its table Go ends a period with each year: join those.
		if n := len(periods); n == 0 || periods[n-1].Offset != p.Offset || periods[n-1].Name != p.Name {
			periods = append(periods, p)
		}
	}
	return periods, nil
}

package planner

import (
	"fmt"
	"strings"
	"time"
)

// Repeats says whether a reminder of its own comes again and again: on the dates
// of a rule or, as a digest, by a schedule.
func (r Reminder) Repeats() bool { return r.Again != nil || r.Schedule != "" }

// Next is the due row of a reminder of its own that comes first after now; false
// when none does. Of one that repeats, whose Zone is that of its recipient now,
// each date has one row, whatever becomes of its hour.
func (r Reminder) Next(now time.Time) (Due, bool, error) {
	if !r.Repeats() {
		due, _, err := r.Due()
		return due, err == nil && due.At.After(now), err
	}
	// An hour that is repeated or left out may lie on either side of now.
	wall, err := WallAt(now.Add(-3*time.Hour), r.Zone)
	for err == nil {
		var ok bool
		if wall, ok, err = r.after(wall); err != nil || !ok {
			break
		}
		var due Due
		if due, err = r.on(wall); err != nil || due.At.After(now) {
			return due, err == nil, err
		}
	}
	return Due{}, false, err
}

// on is the due row of one date of a reminder that repeats.
func (r Reminder) on(wall Wall) (Due, error) {
	at, _, err := ResolveLocal(wall, r.Zone)
	if err != nil {
		return Due{}, err
	}
	key := fmt.Sprintf("%s/%s", r.ID, wall.Date)
	return Due{Key: key, Kind: DueReminder, At: at, Reminder: r.ID, State: DueWaiting}, nil
}

// after is the first date and hour of a reminder that repeats after another.
func (r Reminder) after(wall Wall) (next Wall, ok bool, err error) {
	if r.Schedule != "" {
		next, ok = r.Schedule.Next(wall)
		return next, ok, nil
	}
	from := wall.Date
	if r.Wall.Compare(wall) > 0 {
		from = r.Wall.Date
	}
	occs, err := OccurrencesAhead(Event{Span: Timed(r.Wall, 0, r.Zone), Rule: r.Again}, from)
	for _, o := range occs {
		if o.Span.Start.Compare(wall) > 0 {
			return o.Span.Start, true, nil
		}
	}
	return Wall{}, false, err
}

// Names says whether key is that of a due row of a reminder of its own, as it is
// now.
func (r Reminder) Names(key string) bool {
	if !r.Repeats() {
		return DueKey(r, Occurrence{}) == key
	}
	return strings.HasPrefix(key, string(r.ID)+"/")
}

// DayOver says of the due row of a digest that its day has ended in a zone.
func (r Reminder) DayOver(key string, now time.Time, zone string) (bool, error) {
	var day Date
	if err := day.UnmarshalText([]byte(strings.TrimPrefix(key, string(r.ID)+"/"))); err != nil {
		return false, fmt.Errorf("day of %s: %w", key, err)
	}
	today, err := DateOf(now, zone)
	return day.Before(today), err
}

package turn

import (
	"errors"
	"time"

	"entente/planner"
	"entente/planner/when"
)

// Reader is the person, reading times.
func (r *Turn) Reader() when.Reader {
	return when.ReaderOf(r.Person, r.Lang, r.Now)
}

// TimeContext is the person, writing times.
func (r *Turn) TimeContext() when.Context {
	zone := r.Person.ZoneAt(r.Now)
	if zone == "" {
		zone = "UTC" // an hour that matters is asked about later: see Zone
	}
	return when.Context{Now: r.Now, Zone: zone, Lang: r.Lang}
}

// Zone is the zone where the person is now, or a question for their home zone.
func (r *Turn) Zone() (string, error) {
	if zone := r.Person.ZoneAt(r.Now); zone != "" {
		return zone, nil
	}
	return "", ErrZoneUnknown
}

// ErrZoneUnknown asks for the person's zone before the sentence is handled.
var ErrZoneUnknown = errors.New("the person's zone is not known")

// ZoneOn is the zone where the person is at noon of a day; UTC while no zone of
// theirs is known.
func (r *Turn) ZoneOn(day planner.Date) string {
	here := r.TimeContext().Zone
	start, err := planner.DayStart(day, here)
	if err != nil {
		return here
	}
	if zone := r.Person.ZoneAt(start.Add(12 * time.Hour)); zone != "" {
		return zone
	}
	return here
}

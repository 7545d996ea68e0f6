package simulation_test

import (
	"testing"
	"time"

	"entente/planner"
)

// quarter divides all that happens in a simulation, and every offset from UTC.
const quarter = 15 * time.Minute

// zones are where people live: from UTC-10 to UTC+14, with half and quarter
// hours, changes of half an hour, at midnight, and during Ramadan.
var zones = []string{
	"Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Santiago",
	"America/St_Johns", "America/Sao_Paulo", "Atlantic/Azores", "Europe/Dublin", "Africa/Casablanca", "Europe/Paris",
	"Africa/Cairo", "Asia/Beirut", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Ho_Chi_Minh",
	"Asia/Tokyo", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
}

// clock is the clock on a wall somewhere. A time that it shows is written as if
// it were UTC, which is how the simulation counts days.
type clock struct{ *time.Location }

func clockIn(t testing.TB, zone string) clock {
	t.Helper()
	location, err := planner.Zone(zone)
	if err != nil {
		t.Fatal(err)
	}
	return clock{location}
}

// shows is what the clock shows at an instant.
func (c clock) shows(at time.Time) time.Time {
	_, offset := at.In(c.Location).Zone()
	return at.UTC().Add(time.Duration(offset) * time.Second)
}

// first is the first instant at which the clock shows a time, found by looking
// at it every quarter of an hour. Where it never does, the time is as long
// after the last one that it showed before.
func (c clock) first(shown time.Time) time.Time {
	for at := shown.Add(-15 * time.Hour); at.Before(shown.Add(15 * time.Hour)); at = at.Add(quarter) {
		if c.shows(at).Equal(shown) {
			return at
		}
	}
	return c.first(shown.Add(-quarter)).Add(quarter)
}

// changes are the instants at which the clock is put forward or back.
func (c clock) changes(from, to time.Time) (all []time.Time) {
	for at := from; at.Before(to); at = at.Add(quarter) {
		if c.shows(at).Sub(c.shows(at.Add(-quarter))) != quarter {
			all = append(all, at)
		}
	}
	return all
}

// day is midnight of a day, as if it were UTC.
func day(at time.Time) time.Time { return at.UTC().Truncate(24 * time.Hour) }

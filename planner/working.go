package planner

import "time"

// Requests to people who are asked a favour come on weekdays between these
// hours, by their own clock.
const workFrom, workTo = 9, 18

// WorkingHour is the first instant at or after at that lies in working hours in
// a zone: on a weekday, from 9 to 18 h.
func WorkingHour(at time.Time, zone string) (time.Time, error) {
	wall, err := WallAt(at, zone)
	if err != nil {
		return at, err
	}
	day, late := wall.Date, wall.Clock.Hour >= workTo
	if !weekend(day) && wall.Clock.Hour >= workFrom && !late {
		return at, nil
	}
	if late {
		day = day.AddDays(1)
	}
	for weekend(day) {
		day = day.AddDays(1)
	}
	next, _, err := ResolveLocal(Wall{day, Clock{Hour: workFrom}}, zone)
	return next, err
}

// WorkingMorning is 08:30 in a zone on a day, or on the Friday before a weekend:
// when organisers hear what they should see to.
func WorkingMorning(day Date, zone string) (time.Time, error) {
	at, _, err := ResolveLocal(Wall{Workday(day), Clock{Hour: 8, Minute: 30}}, zone)
	return at, err
}

// Workday is day, or the Friday before a weekend.
func Workday(day Date) Date {
	for weekend(day) {
		day = day.AddDays(-1)
	}
	return day
}

func weekend(day Date) bool { return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday }

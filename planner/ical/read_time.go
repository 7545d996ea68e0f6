package ical

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/planner"

	goical "github.com/emersion/go-ical"
)

// A moment is a wall time, or a date, as a property gives it.
type moment struct {
	at     planner.Wall
	zone   string
	allDay bool
}

// readMoment reads a DATE or DATE-TIME; without a zone it is in zone. Seconds
// are cut off. go-ical would read it too, but with the machine's zones.
func readMoment(prop goical.Prop, zone string) (moment, error) {
	value := prop.Value
	if id := prop.Params.Get("TZID"); id != "" {
		zone = id
	}
	var t time.Time
	var err error
	m := moment{zone: zone}
	switch {
	case len(value) == len(dateLayout):
		m.allDay = true
		t, err = time.Parse(dateLayout, value)
	case strings.HasSuffix(value, "Z"):
		m.zone = "UTC"
		t, err = time.Parse(utcLayout, value)
	default:
		t, err = time.Parse(wallLayout, value)
	}
	if err != nil {
		return m, fmt.Errorf("%s: %q is no time", prop.Name, value)
	}
	m.at, err = planner.WallAt(t, "UTC")
	if err == nil && !m.at.Valid() {
		err = fmt.Errorf("%s: %q is no time", prop.Name, value)
	}
	if err == nil {
		_, err = planner.Zone(m.zone)
	}
	return m, err
}

// in is what the clocks of zone show at m; a date is the same everywhere.
func (m moment) in(zone string) (planner.Wall, error) {
	if m.allDay || m.zone == zone {
		return m.at, nil
	}
	at, _, err := planner.ResolveLocal(m.at, m.zone)
	if err != nil {
		return planner.Wall{}, err
	}
	return planner.WallAt(at, zone)
}

// readSpan reads DTSTART with DTEND or DURATION. Where both lack, days last
// one day, and times as long as an event of that kind usually does.
func readSpan(props goical.Props, zone string, kind planner.Kind) (planner.Span, error) {
	prop := props.Get("DTSTART")
	if prop == nil {
		return planner.Span{}, errors.New("DTSTART is missing")
	}
	start, err := readMoment(*prop, zone)
	if err != nil {
		return planner.Span{}, err
	}
	length := kind.Hours()
	if start.allDay {
		length = 24 * time.Hour
	}
	if prop := props.Get("DURATION"); prop != nil {
		if length, err = prop.Duration(); err != nil {
			return planner.Span{}, err
		}
	}
	end := start.at.Add(length)
	if prop := props.Get("DTEND"); prop != nil {
		m, err := readMoment(*prop, zone)
		if err != nil {
			return planner.Span{}, err
		}
		if m.allDay != start.allDay {
			return planner.Span{}, errors.New("DTSTART and DTEND are not of one type")
		}
		if end, err = m.in(start.zone); err != nil {
			return planner.Span{}, err
		}
	}
	span := planner.Span{Start: start.at, End: end, Zone: start.zone}
	if start.allDay { // the end is the first day after
		span = planner.AllDay(start.at.Date, end.Date.AddDays(-1), start.zone)
	}
	return span, span.Validate()
}

// readStamps reads what says when and how often e was changed.
func readStamps(props goical.Props, e *planner.Event) error {
	if prop := props.Get("SEQUENCE"); prop != nil {
		n, err := strconv.ParseInt(prop.Value, 10, 32)
		if err != nil || n < 0 {
			return fmt.Errorf("SEQUENCE: %q is no number", prop.Value)
		}
		e.Sequence = int(n)
	}
	for name, stamp := range map[string]*time.Time{"CREATED": &e.Created, "LAST-MODIFIED": &e.Updated} {
		if prop := props.Get(name); prop != nil {
			t, err := time.Parse(utcLayout, prop.Value)
			if err != nil {
				return fmt.Errorf("%s: %q is no time in UTC", name, prop.Value)
			}
			*stamp = t
		}
	}
	return nil
}

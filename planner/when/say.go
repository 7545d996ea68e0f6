package when

import (
	"fmt"
	"strings"
	"time"

	"entente/planner"
)

// Reader is who reads what is said.
type Reader struct {
	Lang planner.Lang // anything but French: English
	Zone string       // IANA name; empty: only the event's zone is said
	// Stays are where the reader is away from that zone, and reads the times of
	// those days.
	Stays []planner.Stay
	Now   time.Time
	// Short leaves the year out when it is the reader's current one: for
	// reminders only.
	Short bool
}

// ReaderOf is a person who reads in a language at now.
func ReaderOf(p planner.Person, lang planner.Lang, now time.Time) Reader {
	return Reader{Lang: lang, Zone: p.Zone, Stays: p.Stays, Now: now}
}

// In is the reader as one who reads in zone throughout.
func (r Reader) In(zone string) Reader {
	r.Zone, r.Stays = zone, nil
	return r
}

// at is the reader in the zone where they are at an instant.
func (r Reader) at(instant time.Time) Reader {
	return r.In(planner.Person{Zone: r.Zone, Stays: r.Stays}.ZoneAt(instant))
}

// Say is the span with weekday, date, hours and zone, and the reader's own
// hours, with their date when it differs: "Tue 16 March 2027, 15:00–16:00
// Paris (21:00–22:00 Hanoi)".
func Say(s planner.Span, r Reader) string {
	if s.AllDay {
		return r.days(s.Start.Date, s.End.Date)
	}
	said := r.hours(s.Start, s.End) + r.in(s.Zone)
	if own, ok := r.own(s); ok {
		said += " (" + r.ownHours(s, own) + r.in(own.Zone) + ")"
	}
	return said
}

// SayStart is as [Say], without the end.
func SayStart(s planner.Span, r Reader) string {
	s.End = s.Start
	return Say(s, r)
}

// SayInstant is an instant on the clocks of the reader's zone: "Tue 16 March
// 2027, 15:00 Paris". Without a zone it is said in UTC.
func SayInstant(at time.Time, r Reader) string {
	if r = r.at(at); r.Zone == "" {
		r.Zone = "UTC"
	}
	wall, err := planner.WallAt(at, r.Zone)
	if err != nil { // no such zone: then the one that always exists
		return at.UTC().Format(time.RFC3339)
	}
	return r.hours(wall, wall) + r.in(r.Zone)
}

// SayDate is a date with its weekday: "Tue 16 March 2027".
func SayDate(d planner.Date, r Reader) string {
	return r.date(d) + r.year(d)
}

// SayClock is an hour: "15:30", « 15 h 30 ». French hours from 1 to 6 keep
// their minutes, since « 4 h » may be meant for either half of the day.
func SayClock(c planner.Clock, lang planner.Lang) string {
	switch {
	case lang != planner.French:
		return c.String()
	case c.Minute == 0 && (c.Hour < 1 || c.Hour > 6):
		return fmt.Sprintf("%d\u00a0h", c.Hour)
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", c.Hour, c.Minute)
}

// SayZone is the city of an IANA name in the language: "Hanoi", « Hanoï ».
// A zone that is not called after a city keeps its name.
func SayZone(zone string, lang planner.Lang) string {
	names := places().en
	if lang == planner.French {
		names = places().fr
	}
	if name, ok := names[zone]; ok {
		return name
	}
	return zone
}

// in is the zone behind an hour: " Paris", « à Paris ».
func (r Reader) in(zone string) string {
	name := SayZone(zone, r.Lang)
	switch {
	case r.Lang != planner.French || name == zone || strings.HasPrefix(zone, "Etc/"):
		return " " + name
	case strings.HasPrefix(name, "Le "):
		return " au " + name[len("Le "):]
	}
	return " à " + name
}

// own is the span on the clocks of the reader's zone, where they show
// something else.
func (r Reader) own(s planner.Span) (planner.Span, bool) {
	start, _, err := planner.ResolveLocal(s.Start, s.Zone)
	if err != nil {
		return s, false
	}
	if r = r.at(start); r.Zone == "" || r.Zone == s.Zone {
		return s, false
	}
	end, _, err := planner.ResolveLocal(s.End, s.Zone)
	if err != nil {
		return s, false
	}
	own := planner.Span{Zone: r.Zone}
	if own.Start, err = planner.WallAt(start, r.Zone); err != nil {
		return s, false
	}
	if own.End, err = planner.WallAt(end, r.Zone); err != nil {
		return s, false
	}
	return own, own.Start != s.Start || own.End != s.End
}

// ownHours are the reader's hours, with their date when it is another than
// that of the event.
func (r Reader) ownHours(s, own planner.Span) string {
	if own.Start.Date == s.Start.Date && sameDay(own.Start, own.End) {
		return r.clocks(own.Start, own.End)
	}
	// The year has just been said, or left out, with the event's own date.
	r.Short, r.Zone, r.Stays, r.Now = true, "UTC", nil, time.Date(s.Start.Date.Year, time.July, 1, 0, 0, 0, 0, time.UTC)
	return r.hours(own.Start, own.End)
}

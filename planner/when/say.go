package when

import (
	"time"

	"entente/planner"
)

// Reader is who reads what is said.
type Reader struct {
	Lang planner.Lang // anything but French: English
	Zone string       // IANA name; empty: only the event's zone is said
	Now  time.Time
	// Short leaves the year out when it is the reader's current one: for
	// reminders only.
	Short bool
}

// Say is the span with weekday, date, hours and zone, and the reader's own
// hours, with their date when it differs: "Tue 16 March 2027, 15:00–16:00
// Paris (21:00–22:00 Hanoi)".
func Say(s planner.Span, r Reader) string { return "" }

// SayStart is as [Say], without the end.
func SayStart(s planner.Span, r Reader) string { return "" }

// SayInstant is an instant in the reader's zone, with its zone.
func SayInstant(at time.Time, r Reader) string { return "" }

// SayDate is a date with its weekday: "Tue 16 March 2027".
func SayDate(d planner.Date, r Reader) string { return "" }

// SayClock is an hour: "15:30", « 15 h 30 ».
func SayClock(c planner.Clock, lang planner.Lang) string { return "" }

// SayZone is the city of an IANA name: "Hanoi", « Hanoï ».
func SayZone(zone string, lang planner.Lang) string { return "" }

// SayLead is how long before: "1 month before, at 09:00".
func SayLead(l planner.Lead, lang planner.Lang) string { return "" }

// SayRule is how often, of a series whose first date is start: "every
// Tuesday", « le premier lundi de chaque mois ». Bounds and exceptions follow
// when they are set.
func SayRule(rule planner.Rule, start planner.Date, r Reader) string { return "" }

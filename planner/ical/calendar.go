// Package ical writes events as iCalendar text (RFC 5545) and reads it back.
// The writer is our own: the libraries known fold no lines, quote parameters
// wrongly or write no VTIMEZONE. The reader is a guard around emersion/go-ical.
package ical

import "entente/planner"

// Calendar is what one file holds.
type Calendar struct {
	Name  string // shown by calendar programs; may be empty
	Host  string // the part after "@" of each UID; empty: "entente"
	Items []Item
}

// Item is an event with its dates.
type Item struct {
	Event         planner.Event
	Occurrences   []planner.Occurrence // all of the event; a date of its own stands out
	Collaboration string               // its code, as a category; may be empty
	Talks         map[planner.OccurrenceID]Talk
}

// Talk is what a calendar shows of the talk on a date, in the place of the
// event's title.
type Talk struct{ Summary, Description string }

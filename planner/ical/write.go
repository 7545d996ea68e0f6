package ical

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/planner"
)

const (
	utcLayout  = "20060102T150405Z"
	wallLayout = "20060102T150405"
	dateLayout = "20060102"
)

// Write writes cal to w. The same calendar always gives the same bytes: what
// is said about time comes from when an event was last changed. Events and
// dates whose planning was undone are left out.
func Write(w io.Writer, cal Calendar) error {
	out := newWriter(w)
	out.line("BEGIN", "VCALENDAR")
	out.line("VERSION", "2.0")
	out.line("PRODID", "-//Entente//Entente//EN")
	out.line("CALSCALE", "GREGORIAN")
	out.line("METHOD", "PUBLISH")
	out.text("NAME", cal.Name) // RFC 7986; the next is what most programs read
	out.text("X-WR-CALNAME", cal.Name)
	if err := out.zones(cal.Items); err != nil {
		return fmt.Errorf("write calendar: %w", err)
	}
	for _, item := range cal.Items {
		if item.Event.State == planner.Withdrawn {
			continue
		}
		if err := out.event(item, cal.Host); err != nil {
			return fmt.Errorf("write event %s: %w", item.Event.ID, err)
		}
	}
	out.line("END", "VCALENDAR")
	if err := out.out.Flush(); err != nil {
		return fmt.Errorf("write calendar: %w", err)
	}
	return nil
}

// event writes one VEVENT for a one-off or a series, and one more for each
// date of a series that stands out of it. Dates that passed before the rule was
// changed are no dates of it: each is an event of its own, which readers agree
// about, as they do not about RANGE=THISANDFUTURE (RFC 5545 section 3.2.13).
func (w *writer) event(item Item, host string) error {
	e := item.Event
	if e.Rule == nil {
		var talk Talk
		if len(item.Occurrences) == 1 {
			e, talk = item.withTalk(e, item.Occurrences[0])
			e.Span, e.Place = item.Occurrences[0].Span, e.PlaceOn(item.Occurrences[0])
			e.State = stateOf(e, item.Occurrences[0])
		}
		w.vevent(item, e, host, func() { w.text("DESCRIPTION", talk.Description) })
		return nil
	}
	rule, err := e.Rule.RRULE(e.Span)
	if err != nil {
		return err
	}
	w.vevent(item, e, host, func() {
		if rule != "" {
			w.line("RRULE", rule)
		}
		for _, date := range e.Rule.Dates {
			if e.Span.Start.Date.Before(date) && (e.Rule.Until.IsZero() || !e.Rule.Until.Before(date)) {
				w.moment("RDATE", planner.Wall{Date: date, Clock: e.Span.Start.Clock}, e.Span)
			}
		}
		for _, original := range exceptions(e, item.Occurrences) {
			w.moment("EXDATE", original, e.Span)
		}
	})
	for _, o := range item.Occurrences {
		date, talk := item.withTalk(e, o)
		date.Span, date.Place = o.Span, e.PlaceOn(o)
		switch {
		case !held(e, o):
		case o.Number <= e.Passed:
			date.ID = planner.EventID(o.ID)
			w.vevent(item, date, host, func() { w.text("DESCRIPTION", talk.Description) })
		case e.OwnTime(o) || o.Place != "" || talk != Talk{}:
			w.vevent(item, date, host, func() {
				w.moment("RECURRENCE-ID", o.Original, e.Span)
				w.text("DESCRIPTION", talk.Description)
			})
		}
	}
	return nil
}

// withTalk is e as the calendar shows it on o, and the talk there, if any.
func (i Item) withTalk(e planner.Event, o planner.Occurrence) (planner.Event, Talk) {
	talk := i.Talks[o.ID]
	if talk.Summary != "" {
		e.Title = talk.Summary
	}
	return e, talk
}

// vevent writes e; more writes what is particular to it.
func (w *writer) vevent(item Item, e planner.Event, host string, more func()) {
	if host == "" {
		host = "entente"
	}
	changed := e.Updated
	if changed.IsZero() {
		changed = e.Created
	}
	w.line("BEGIN", "VEVENT")
	w.line("UID", escape(string(e.ID)+"@"+host))
	w.line("DTSTAMP", changed.UTC().Format(utcLayout))
	w.moment("DTSTART", e.Span.Start, e.Span)
	if e.Span.AllDay { // the end is the first day after (RFC 5545 section 3.6.1)
		w.moment("DTEND", planner.Wall{Date: e.Span.End.Date.AddDays(1)}, e.Span)
	} else {
		w.moment("DTEND", e.Span.End, e.Span)
	}
	more()
	w.text("SUMMARY", e.Title)
	w.text("LOCATION", e.Place)
	w.text("CATEGORIES", string(e.Kind), item.Collaboration)
	w.line("STATUS", statusOf(e))
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.line("CREATED", e.Created.UTC().Format(utcLayout))
	w.line("LAST-MODIFIED", changed.UTC().Format(utcLayout))
	w.line("END", "VEVENT")
}

// statusOf is the STATUS of e (RFC 5545 section 3.8.1.11).
func statusOf(e planner.Event) string {
	switch {
	case e.State == planner.Cancelled:
		return "CANCELLED"
	case e.Tentative():
		return "TENTATIVE"
	}
	return "CONFIRMED"
}

// moment writes a wall time as span would: a date, a time in a zone, or UTC.
func (w *writer) moment(name string, at planner.Wall, span planner.Span) {
	date := strings.ReplaceAll(at.Date.String(), "-", "")
	clock := "T" + strings.ReplaceAll(at.Clock.String(), ":", "") + "00"
	switch {
	case span.AllDay:
		w.line(name+param("VALUE", "DATE"), date)
	case span.Zone == "UTC":
		w.line(name, date+clock+"Z")
	default:
		w.line(name+param("TZID", span.Zone), date+clock)
	}
}

// stateOf is the state of the only date o of e.
func stateOf(e planner.Event, o planner.Occurrence) planner.State {
	if e.State == planner.Planned {
		return o.State
	}
	return e.State
}

// exceptions are the starts that e's rule gives but that are not held, in
// order. The dates of an event that is cancelled as a whole are none: its
// status says it, and a calendar can then strike them through.
func exceptions(e planner.Event, occs []planner.Occurrence) []planner.Wall {
	var starts []planner.Wall
	for _, date := range e.Rule.Except {
		starts = append(starts, planner.Wall{Date: date, Clock: e.Span.Start.Clock})
	}
	for _, o := range occs {
		if o.State == planner.Cancelled && e.State == planner.Planned && o.Number > e.Passed {
			starts = append(starts, o.Original)
		}
	}
	slices.SortFunc(starts, planner.Wall.Compare)
	return slices.Compact(starts)
}

// held says whether o is shown: also when it is cancelled, if e is so as a whole.
func held(e planner.Event, o planner.Occurrence) bool {
	return o.State == planner.Planned || o.State == planner.Cancelled && e.State == planner.Cancelled
}

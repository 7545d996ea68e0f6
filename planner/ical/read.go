package ical

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"entente/planner"

	goical "github.com/emersion/go-ical"
)

// Read reads what [Write] writes, and calendars like it, of up to 1 MiB. Days
// and times without a zone are read in zone. It refuses the whole text when it
// meets something that the planner cannot say (a yearly rule, an unknown
// zone): half of a calendar would be a silent misreading. An event's
// identifier is its UID without the host, its kind the first of its categories
// that is one (else empty), and dates left out stand in its rule.
func Read(r io.Reader, zone string) (Calendar, error) {
	parsed, err := decode(r)
	if err != nil {
		return Calendar{}, fmt.Errorf("read calendar: %w", err)
	}
	cal := Calendar{Name: textOf(parsed.Props, "X-WR-CALNAME")}
	places := map[string]int{} // UID: where in Items
	dates := 0
	for _, vevent := range parsed.Events() {
		uid := textOf(vevent.Props, "UID")
		if vevent.Props.Get("RECURRENCE-ID") != nil {
			continue
		}
		if _, known := places[uid]; known {
			return Calendar{}, fmt.Errorf("read calendar: event %s is there twice", uid)
		}
		item, err := readItem(vevent.Props, zone)
		if err != nil {
			return Calendar{}, fmt.Errorf("read event %s: %w", uid, err)
		}
		places[uid], cal.Host = len(cal.Items), hostOf(uid)
		cal.Items = append(cal.Items, item)
		if dates += len(item.Occurrences); dates > maxDates {
			return Calendar{}, fmt.Errorf("read calendar: more than %d dates", maxDates)
		}
	}
	return cal, readDates(parsed, zone, cal, places)
}

// readDates reads what stands out of its series into the items of cal.
func readDates(parsed *goical.Calendar, zone string, cal Calendar, places map[string]int) error {
	for _, vevent := range parsed.Events() {
		if vevent.Props.Get("RECURRENCE-ID") == nil {
			continue
		}
		uid := textOf(vevent.Props, "UID")
		at, known := places[uid]
		if !known {
			return fmt.Errorf("read calendar: a date of event %s without the event", uid)
		}
		if err := readDate(vevent.Props, zone, cal.Items[at]); err != nil {
			return fmt.Errorf("read a date of event %s: %w", uid, err)
		}
	}
	return nil
}

// readItem reads an event or series with all its dates.
func readItem(props goical.Props, zone string) (Item, error) {
	e := planner.Event{
		ID:    planner.EventID(strings.TrimSuffix(textOf(props, "UID"), "@"+hostOf(textOf(props, "UID")))),
		Title: textOf(props, "SUMMARY"),
		Place: textOf(props, "LOCATION"),
		State: planner.Planned,
	}
	item := Item{}
	for _, category := range categoriesOf(props) {
		if kind := planner.Kind(strings.ToLower(category)); e.Kind == "" && kind.Valid() {
			e.Kind = kind
		} else if item.Collaboration == "" {
			item.Collaboration = category
		}
	}
	var err error
	if e.Span, err = readSpan(props, zone, e.Kind); err != nil {
		return item, err
	}
	if e.Rule, err = readRule(props, e.Span); err != nil {
		return item, err
	}
	if err := readStamps(props, &e); err != nil {
		return item, err
	}
	cancelled := strings.EqualFold(textOf(props, "STATUS"), "CANCELLED")
	if cancelled {
		e.State = planner.Cancelled
	}
	item.Event = e
	item.Occurrences, err = planner.Occurrences(e)
	for i := range item.Occurrences {
		item.Occurrences[i].State = e.State
	}
	return item, err
}

// readDate reads one date that stands out of the series in item.
func readDate(props goical.Props, zone string, item Item) error {
	original, err := readMoment(*props.Get("RECURRENCE-ID"), zone)
	if err != nil {
		return err
	}
	start, err := original.in(item.Event.Span.Zone)
	if err != nil {
		return err
	}
	span, err := readSpan(props, zone, item.Event.Kind)
	if err != nil {
		return err
	}
	for i, o := range item.Occurrences {
		if o.Original != start {
			continue
		}
		if strings.EqualFold(textOf(props, "STATUS"), "CANCELLED") {
			o.State = planner.Cancelled
		}
		if place := textOf(props, "LOCATION"); place != item.Event.Place {
			o.Place = place
		}
		o.Span = span
		if o.StartAt, o.EndAt, o.Resolution, err = span.Resolve(); err != nil {
			return err
		}
		item.Occurrences[i] = o
		return nil
	}
	return errors.New("its series has no such date")
}

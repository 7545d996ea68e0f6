package ical

import (
	"fmt"
	"slices"
	"time"

	"entente/planner"
)

// zones writes a VTIMEZONE for each zone that items use, from a year before
// the first of their dates to two years after the last: a reader that knows
// only these keeps the last offset from then on. All-day events need no zone,
// nor does UTC.
func (w *writer) zones(items []Item) error {
	used := map[string][]int{} // name: years of dates
	for _, item := range items {
		spans := []planner.Span{item.Event.Span}
		for _, o := range item.Occurrences {
			spans = append(spans, o.Span)
		}
		if rule := item.Event.Rule; rule != nil && !rule.Until.IsZero() {
			last := item.Event.Span
			last.Start.Date = rule.Until
			spans = append(spans, last)
		}
		for _, s := range spans {
			if !s.AllDay && s.Zone != "UTC" && item.Event.State != planner.Withdrawn {
				used[s.Zone] = append(used[s.Zone], s.Start.Date.Year)
			}
		}
	}
	names := make([]string, 0, len(used))
	for name := range used {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := w.zone(name, slices.Min(used[name])-1, slices.Max(used[name])+2); err != nil {
			return err
		}
	}
	return nil
}

// zone writes one observance for each period of the zone called name in the
// years from first to last.
func (w *writer) zone(name string, first, last int) error {
	from := time.Date(first, time.January, 1, 0, 0, 0, 0, time.UTC)
	periods, err := planner.ZonePeriods(name, from, from.AddDate(last-first+1, 0, 0))
	if err != nil {
		return err
	}
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", escape(name))
	before := periods[0].Offset
	for _, p := range periods {
		part := map[bool]string{false: "STANDARD", true: "DAYLIGHT"}[p.DST]
		// It starts at what the clocks showed before they were changed.
		onset := p.Start.Add(time.Duration(before) * time.Second)
		w.line("BEGIN", part)
		w.line("DTSTART", onset.Format(wallLayout))
		w.line("TZOFFSETFROM", offset(before))
		w.line("TZOFFSETTO", offset(p.Offset))
		w.text("TZNAME", p.Name)
		w.line("END", part)
		before = p.Offset
	}
	w.line("END", "VTIMEZONE")
	return nil
}

// offset is "+0100", with seconds where there are any (RFC 5545 section 3.3.14).
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d", seconds%60)
	}
	return text
}

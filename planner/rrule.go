package planner

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// RRULE is the value of an RFC 5545 RRULE property for a series that starts
// with s; empty for listed dates, which are RDATE properties. UNTIL is a date for all-day events; else it is in UTC, as section
// 3.3.10 wants when DTSTART has a zone: the last second of the day in the zone
// of s, so that no reader loses a last date on which the clocks change.
func (r Rule) RRULE(s Span) (string, error) {
	if err := r.validate(); err != nil {
		return "", err
	}
	if r.Freq == Listed {
		return "", nil
	}
	var b strings.Builder
	b.WriteString("FREQ=" + strings.ToUpper(string(r.Freq)))
	if r.Interval > 1 {
		fmt.Fprintf(&b, ";INTERVAL=%d", r.Interval)
	}
	if r.Freq == Yearly {
		fmt.Fprintf(&b, ";BYMONTH=%d", s.Start.Date.Month)
	}
	if r.byDayNumber() {
		fmt.Fprintf(&b, ";BYMONTHDAY=%d", s.Start.Date.Day)
	}
	var days []string
	for _, day := range r.weekdays(s.Start.Date) {
		for _, nth := range r.nths() {
			name := [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[day]
			if nth != 0 {
				name = strconv.Itoa(nth) + name
			}
			days = append(days, name)
		}
	}
	if len(days) > 0 {
		b.WriteString(";BYDAY=" + strings.Join(days, ","))
	}
	if r.Count > 0 {
		fmt.Fprintf(&b, ";COUNT=%d", r.Count)
		return b.String(), nil
	}
	if r.Until.IsZero() {
		return b.String(), nil
	}
	if s.AllDay {
		return b.String() + ";UNTIL=" + strings.ReplaceAll(r.Until.String(), "-", ""), nil
	}
	next, err := DayStart(r.Until.AddDays(1), s.Zone)
	if err != nil {
		return "", err
	}
	return b.String() + ";UNTIL=" + next.Add(-time.Second).Format("20060102T150405Z"), nil
}

package ical

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/planner"

	goical "github.com/emersion/go-ical"
)

var errRule = errors.New("a rule of repetition that cannot be kept")

// readRule reads RRULE, RDATE and EXDATE of a series that starts with span;
// nil when there is none. What [planner.Rule] cannot say is refused.
func readRule(props goical.Props, span planner.Span) (*planner.Rule, error) {
	values := props.Values("RRULE")
	more, off, err := readListed(props, "RDATE", span)
	switch {
	case err != nil:
		return nil, err
	case off || len(values) > 1 || len(values) == 1 && len(more) > 0:
		return nil, errRule
	case len(values) == 0 && len(more) == 0:
		return nil, nil
	}
	rule := planner.Rule{Freq: planner.Listed, Interval: 1}
	if len(more) > 0 {
		rule.Dates = append(more, span.Start.Date)
		slices.SortFunc(rule.Dates, planner.Date.Compare)
		if rule.Dates = slices.Compact(rule.Dates); rule.Dates[0] != span.Start.Date {
			return nil, errRule
		}
	} else if rule, err = parseRule(values[0].Value, span); err != nil {
		return nil, fmt.Errorf("%q: %w", values[0].Value, err)
	}
	rule.Except, _, err = readListed(props, "EXDATE", span)
	return &rule, err
}

// byParts are the parts of a RRULE that only say again what its start says.
type byParts struct{ month, dayNumber, weekStart string }

func parseRule(value string, span planner.Span) (planner.Rule, error) {
	rule := planner.Rule{Interval: 1}
	by := byParts{weekStart: "MO"}
	for part := range strings.SplitSeq(strings.ToUpper(value), ";") {
		name, value, _ := strings.Cut(part, "=")
		var err error
		switch name {
		case "FREQ":
			rule.Freq = planner.Freq(strings.ToLower(value))
		case "INTERVAL":
			rule.Interval, err = strconv.Atoi(value)
		case "COUNT":
			rule.Count, err = strconv.Atoi(value)
		case "UNTIL":
			rule.Until, err = readUntil(value, span)
		case "BYDAY":
			err = readWeekdays(value, &rule)
		case "BYMONTHDAY":
			by.dayNumber = value
		case "BYMONTH":
			by.month = value
		case "WKST":
			by.weekStart = value
		default:
			err = errRule
		}
		if err != nil {
			return rule, fmt.Errorf("%q: %w", part, err)
		}
	}
	return rule, checkRule(rule, span, by)
}

// checkRule refuses what reads well but would mean something else here.
func checkRule(rule planner.Rule, span planner.Span, by byParts) error {
	aligned, err := rule.Align(span)
	if err != nil {
		return err
	}
	start := span.Start.Date
	monthly, yearly := rule.Freq == planner.Monthly, rule.Freq == planner.Yearly
	inMonths := monthly || yearly
	otherDay := by.dayNumber != "" && (!inMonths || rule.Nth != 0 || by.dayNumber != strconv.Itoa(start.Day))
	otherMonth := by.month != "" && (!yearly || by.month != strconv.Itoa(int(start.Month)))
	anyMonth := yearly && by.month == "" && (by.dayNumber != "" || len(rule.Weekdays) > 0)
	everyTuesdayOfAMonth := inMonths && rule.Nth == 0 && len(rule.Weekdays) > 0
	otherWeeks := by.weekStart != "MO" && rule.Freq == planner.Weekly && rule.Interval > 1 && len(rule.Weekdays) > 1
	twoEnds := rule.Count > 0 && !rule.Until.IsZero()
	startBesidesIt := aligned != span
	if otherDay || otherMonth || anyMonth || everyTuesdayOfAMonth || otherWeeks || twoEnds || startBesidesIt {
		return errRule
	}
	return nil
}

// readUntil is the last date on which a series that starts with span may be
// held: UNTIL counts in instants when it is one.
func readUntil(value string, span planner.Span) (planner.Date, error) {
	until, err := readMoment(goical.Prop{Name: "UNTIL", Value: value}, span.Zone)
	if err != nil {
		return planner.Date{}, err
	}
	last, err := until.in(span.Zone)
	if err != nil {
		return planner.Date{}, err
	}
	if !until.allDay && !span.AllDay && last.Clock.Compare(span.Start.Clock) < 0 {
		return last.Date.AddDays(-1), nil
	}
	return last.Date, nil
}

// readWeekdays reads "TU,TH", or "1TU,3TU" and "-1FR" in months. Of several
// weekdays each has to be held on the same ones of the month.
func readWeekdays(value string, rule *planner.Rule) error {
	names := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
	days := strings.Split(value, ",")
	var nths []int
	for _, day := range days {
		cut := max(len(day)-2, 0)
		weekday := slices.Index(names, day[cut:])
		if weekday < 0 {
			return errRule
		}
		if !slices.Contains(rule.Weekdays, time.Weekday(weekday)) {
			rule.Weekdays = append(rule.Weekdays, time.Weekday(weekday))
		}
		if cut == 0 {
			continue
		}
		nth, err := strconv.Atoi(day[:cut])
		if err != nil || nth == 0 {
			return errRule
		}
		if !slices.Contains(nths, nth) {
			nths = append(nths, nth)
		}
	}
	slices.Sort(days)
	if len(slices.Compact(days)) != len(rule.Weekdays)*max(len(nths), 1) {
		return errRule
	}
	if len(nths) > 0 {
		rule.Nth, rule.AlsoNth = nths[0], nths[1:len(nths):len(nths)]
	}
	return nil
}

// readListed reads EXDATE or RDATE. Dates alone are taken where times are due,
// since some calendars write them so (RFC 5545 erratum 6316). Those at another
// hour are passed over; off says that there were some.
func readListed(props goical.Props, name string, span planner.Span) (dates []planner.Date, off bool, err error) {
	for _, prop := range props.Values(name) {
		for value := range strings.SplitSeq(prop.Value, ",") {
			one := prop
			one.Value = value
			m, err := readMoment(one, span.Zone)
			if err != nil {
				return nil, off, err
			}
			start, err := m.in(span.Zone)
			if err != nil {
				return nil, off, err
			}
			if m.allDay || start.Clock == span.Start.Clock {
				dates = append(dates, start.Date)
			} else {
				off = true
			}
		}
	}
	return dates, off, nil
}

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

// readRule reads RRULE and EXDATE of a series that starts with span; nil when
// there is none. What [planner.Rule] cannot say is refused.
func readRule(props goical.Props, span planner.Span) (*planner.Rule, error) {
	values := props.Values("RRULE")
	if len(props.Values("RDATE")) > 0 || len(values) > 1 {
		return nil, errRule
	}
	if len(values) == 0 {
		return nil, nil
	}
	rule := planner.Rule{Interval: 1}
	byDayNumber, weekStart := "", "MO"
	for part := range strings.SplitSeq(strings.ToUpper(values[0].Value), ";") {
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
			byDayNumber = value
		case "WKST":
			weekStart = value
		default:
			err = errRule
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", part, err)
		}
	}
	if err := checkRule(rule, span, byDayNumber, weekStart); err != nil {
		return nil, fmt.Errorf("%q: %w", values[0].Value, err)
	}
	var err error
	rule.Except, err = readExceptions(props, span)
	return &rule, err
}

// checkRule refuses what reads well but would mean something else here.
func checkRule(rule planner.Rule, span planner.Span, byDayNumber, weekStart string) error {
	aligned, err := rule.Align(span)
	if err != nil {
		return err
	}
	monthly := rule.Freq == planner.Monthly
	otherDay := byDayNumber != "" && (!monthly || rule.Nth != 0 || byDayNumber != strconv.Itoa(span.Start.Date.Day))
	everyTuesdayOfAMonth := monthly && rule.Nth == 0 && len(rule.Weekdays) > 0
	otherWeeks := weekStart != "MO" && rule.Freq == planner.Weekly && rule.Interval > 1 && len(rule.Weekdays) > 1
	twoEnds := rule.Count > 0 && !rule.Until.IsZero()
	startBesidesIt := aligned != span
	if otherDay || everyTuesdayOfAMonth || otherWeeks || twoEnds || startBesidesIt {
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

// readWeekdays reads "TU,TH", or "2TU" and "-1FR" in months.
func readWeekdays(value string, rule *planner.Rule) error {
	names := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
	for i, day := range strings.Split(value, ",") {
		cut := max(len(day)-2, 0)
		weekday := slices.Index(names, day[cut:])
		nth := 0
		if cut > 0 {
			var err error
			if nth, err = strconv.Atoi(day[:cut]); err != nil || nth == 0 {
				return errRule
			}
		}
		if weekday < 0 || i > 0 && nth != rule.Nth {
			return errRule
		}
		rule.Nth = nth
		rule.Weekdays = append(rule.Weekdays, time.Weekday(weekday))
	}
	return nil
}

// readExceptions reads EXDATE. Dates alone are taken where times are due,
// since some calendars write them so (RFC 5545 erratum 6316).
func readExceptions(props goical.Props, span planner.Span) ([]planner.Date, error) {
	var dates []planner.Date
	for _, prop := range props.Values("EXDATE") {
		for value := range strings.SplitSeq(prop.Value, ",") {
			one := prop
			one.Value = value
			m, err := readMoment(one, span.Zone)
			if err != nil {
				return nil, err
			}
			start, err := m.in(span.Zone)
			if err != nil {
				return nil, err
			}
			if m.allDay || start.Clock == span.Start.Clock {
				dates = append(dates, start.Date)
			}
		}
	}
	return dates, nil
}

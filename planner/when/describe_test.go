package when

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/planner"
)

// march10 is when the corpora are read: Wednesday 10 March 2027, 09:00 in
// Paris, as in the comparison of date libraries that they began with.
func march10(lang planner.Lang) Context {
	return Context{Now: time.Date(2027, time.March, 10, 8, 0, 0, 0, time.UTC), Zone: "Europe/Paris", Lang: lang}
}

// describe is a reading or an error in the notation of the corpora:
//
//	2027-05-12                      a day
//	2027-05-12 to 2027-05-16        days
//	2027-05-12T14:00 to 16:00       hours of a day
//	T15:00                          an hour without a date
//	period 2027-03-01 to 2027-03-31
//	… lasting 1h30m0s, zone Asia/Tokyo, at 2027-05-12T12:00:00Z (an instant)
//	… listed/1 2027-03-03,2027-03-10
//	… weekly/2 Tuesday nth 1 until 2027-06-29 count 10 except 2027-02-09
//	? why [words]: choice | choice  a question
//	! why [words]                   a refusal
func describe(r Reading, err error) string {
	var question *planner.Question
	var refusal *planner.Refusal
	switch {
	case errors.As(err, &question):
		return fmt.Sprintf("? %s [%s]: %s", question.Why, question.Words, strings.Join(question.Choices, " | "))
	case errors.As(err, &refusal):
		return fmt.Sprintf("! %s [%s]", refusal.Why, refusal.Words)
	case err != nil:
		return err.Error()
	}
	said := describeSpan(r)
	if r.Length != 0 {
		said += " lasting " + r.Length.String()
	}
	if r.Zone != "" {
		said += " zone " + r.Zone
	}
	if !r.Instant.IsZero() {
		said += " at " + r.Instant.Format(time.RFC3339)
	}
	if r.Rule != nil {
		said += " " + describeRule(*r.Rule)
	}
	return strings.TrimSpace(said)
}

func describeSpan(r Reading) string {
	said := ""
	if r.Period {
		said = "period "
	}
	if r.HasDate {
		said += r.Start.Date.String()
	}
	if r.HasClock {
		said += "T" + r.Start.Clock.String()
	}
	switch {
	case !r.HasEnd:
	case !r.HasClock:
		said += " to " + r.End.Date.String()
	case r.End.Date == r.Start.Date:
		said += " to " + r.End.Clock.String()
	default:
		said += " to " + r.End.String()
	}
	return said
}

func describeRule(rule planner.Rule) string {
	said := fmt.Sprintf("%s/%d", rule.Freq, rule.Interval)
	for i, day := range rule.Weekdays {
		said += map[bool]string{true: " ", false: ","}[i == 0] + day.String()
	}
	if rule.Nth != 0 {
		said += fmt.Sprintf(" nth %d", rule.Nth)
	}
	for _, nth := range rule.AlsoNth {
		said += fmt.Sprintf(",%d", nth)
	}
	for i, date := range rule.Dates {
		said += map[bool]string{true: " ", false: ","}[i == 0] + date.String()
	}
	if !rule.Until.IsZero() {
		said += " until " + rule.Until.String()
	}
	if rule.Count != 0 {
		said += fmt.Sprintf(" count %d", rule.Count)
	}
	for i, date := range rule.Except {
		said += map[bool]string{true: " except ", false: ","}[i == 0] + date.String()
	}
	return said
}

package planner

import (
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Schedule is a cron schedule in the Unix dialect: minute, hour, day of the
// month, month and weekday (0 or 7 is Sunday). It is read on the clocks of some
// zone, where a date and hour is found first and made an instant afterwards:
// robfig/cron in a zone skips and doubles hours when summer time begins and ends.
type Schedule string

// ParseSchedule reads a schedule that fires at most once a day. The error is a
// [*Refusal].
func ParseSchedule(text string) (Schedule, error) {
	s := Schedule(strings.Join(strings.Fields(text), " "))
	refused := func(why string) (Schedule, error) { return "", &Refusal{Why: "schedule." + why, Words: text} }
	if strings.HasPrefix(string(s), "@every") || strings.Contains(string(s), "TZ=") {
		return refused("unreadable")
	}
	if _, err := s.parse(); err != nil {
		return refused("unreadable")
	}
	wall := Wall{Date: Date{Year: 2000, Month: time.January, Day: 1}}
	first, ok := s.Next(wall)
	if !ok {
		return refused("never")
	}
	// Hours and minutes are the same on each of its days.
	if second, ok := s.Next(first); ok && second.Date == first.Date {
		return refused("often")
	}
	return s, nil
}

// parse reads what cron reads, where Sunday is 0 only.
func (s Schedule) parse() (cron.Schedule, error) {
	fields := strings.Fields(string(s))
	if len(fields) == 5 {
		fields[4] = sundayAsZero(fields[4])
	}
	return cron.ParseStandard(strings.Join(fields, " "))
}

// sundayAsZero writes the weekday 7, which Unix allows and robfig/cron does not,
// as 0: alone, or as the end of a range.
func sundayAsZero(weekdays string) string {
	parts := strings.Split(weekdays, ",")
	for i, part := range parts {
		switch {
		case part == "7":
			parts[i] = "0"
		case strings.HasSuffix(part, "-7"):
			parts[i] = strings.TrimSuffix(part, "7") + "6,0"
		}
	}
	return strings.Join(parts, ",")
}

// Next is the first wall time after another that the schedule names; false when
// there is none in the five years that follow.
func (s Schedule) Next(after Wall) (Wall, bool) {
	schedule, err := s.parse()
	if err != nil {
		return Wall{}, false
	}
	next := schedule.Next(after.asUTC())
	return wallOf(next), !next.IsZero()
}

// Cron is the schedule that says the same as a rule at a clock; false when cron
// has no way to say it.
func (r Rule) Cron(start Wall) (Schedule, bool) {
	if r.Interval != 1 || r.Nth != 0 || r.Count != 0 || !r.Until.IsZero() || len(r.Except) > 0 {
		return "", false
	}
	day, weekdays := "*", "*"
	switch {
	case r.Freq == Daily && len(r.Weekdays) == 0:
	case r.Freq == Daily, r.Freq == Weekly:
		var days []string
		for _, d := range r.weekdays(start.Date) {
			days = append(days, string(rune('0'+int(d))))
		}
		weekdays = strings.Join(days, ",")
	case r.Freq == Monthly && len(r.Weekdays) == 0:
		day = strconv.Itoa(start.Date.Day)
	default:
		return "", false
	}
	return Schedule(strings.Join([]string{strconv.Itoa(start.Clock.Minute), strconv.Itoa(start.Clock.Hour), day, "*", weekdays}, " ")), true
}

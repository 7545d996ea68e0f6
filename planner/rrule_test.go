package planner

import (
	"testing"
	"time"
)

func TestRRULE(t *testing.T) {
	tuesday := []time.Weekday{time.Tuesday}
	paris := Timed(wall(t, "2027-01-12T15:00"), time.Hour, "Europe/Paris")
	days := AllDay(date(t, "2027-01-12"), date(t, "2027-01-14"), "Europe/Paris")
	for _, tt := range []struct {
		want string
		span Span
		rule Rule
	}{
		{"FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629T215959Z", paris, Rule{Freq: Weekly, Interval: 1, Weekdays: tuesday, Until: date(t, "2027-06-29")}},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=5", paris, Rule{Freq: Weekly, Interval: 2, Count: 5}},
		{"FREQ=WEEKLY;BYDAY=MO,TU,SU", paris, Rule{Freq: Weekly, Interval: 1, Weekdays: []time.Weekday{time.Sunday, time.Tuesday, time.Monday, time.Tuesday}}},
		{"FREQ=DAILY;UNTIL=20270201T225959Z", paris, Rule{Freq: Daily, Interval: 1, Until: date(t, "2027-02-01")}},
		{"FREQ=MONTHLY;BYMONTHDAY=12", paris, Rule{Freq: Monthly, Interval: 1}},
		{"FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU", paris, Rule{Freq: Monthly, Interval: 3, Nth: 2}},
		{"FREQ=MONTHLY;BYDAY=-1TU,-1TH", paris, Rule{Freq: Monthly, Interval: 1, Nth: -1, Weekdays: []time.Weekday{time.Thursday, time.Tuesday}}},
		{"FREQ=MONTHLY;BYDAY=2TU,4TU", paris, Rule{Freq: Monthly, Interval: 1, Nth: 2, AlsoNth: []int{4}}},
		{"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=12", paris, Rule{Freq: Yearly, Interval: 1}},
		{"FREQ=YEARLY;BYMONTH=1;BYDAY=2TU;COUNT=3", paris, Rule{Freq: Yearly, Interval: 1, Nth: 2, Count: 3}},
		{"", paris, Rule{Freq: Listed, Interval: 1, Dates: []Date{date(t, "2027-01-12"), date(t, "2027-01-30")}}},
		{"FREQ=MONTHLY;BYMONTHDAY=12;UNTIL=20270629", days, Rule{Freq: Monthly, Interval: 1, Until: date(t, "2027-06-29")}},
	} {
		if got, err := tt.rule.RRULE(tt.span); got != tt.want || err != nil {
			t.Errorf("got %s (%v), want %s", got, err, tt.want)
		}
	}
	_, err := Rule{Freq: "hourly", Interval: 1}.RRULE(paris)
	refused(t, err, "event.rule")
}

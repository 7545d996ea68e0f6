package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/planner"
)

// listed are the separate dates of a series from start on: "on 3, 10 and 24
// March 2027", « les 3, 10 et 24 mars 2027 ». Month and year are said where
// they change, and at the end.
func (r Reader) listed(rule planner.Rule, start planner.Date) string {
	var dates []planner.Date
	for _, d := range rule.Dates {
		if !d.Before(start) && (rule.Until.IsZero() || !rule.Until.Before(d)) {
			dates = append(dates, d)
		}
	}
	texts := make([]string, len(dates))
	for i, d := range dates {
		last := i == len(dates)-1
		newYear := last || dates[i+1].Year != d.Year
		texts[i] = r.dayNumber(d.Day)
		if newYear || dates[i+1].Month != d.Month {
			texts[i] = r.dayMonth(d)
		}
		if newYear {
			texts[i] += " " + strconv.Itoa(d.Year)
		}
	}
	article := "on "
	if r.Lang == planner.French {
		article = map[bool]string{true: "le ", false: "les "}[len(dates) == 1]
	}
	return article + tongueOf(r.Lang).join(texts)
}

// everyYear is "every year on 14 March", "every year on the first Monday of
// October".
func everyYear(days []time.Weekday, rule planner.Rule, start planner.Date, lang planner.Lang) string {
	t := tongueOf(lang)
	r := Reader{Lang: lang}
	french := lang == planner.French
	on := r.dayMonth(start)
	switch {
	case rule.Nth != 0 && french:
		on = t.nths(days, rule) + " " + elided(t.months[start.Month])
	case rule.Nth != 0:
		on = t.nths(days, rule) + " of " + t.months[start.Month]
	case french:
		on = "le " + on
	}
	switch {
	case french && rule.Interval == 1:
		return "chaque année, " + on
	case french:
		return fmt.Sprintf("tous les %d ans, %s", rule.Interval, on)
	case rule.Interval == 1:
		return "every year on " + on
	}
	return fmt.Sprintf("every %d years on %s", rule.Interval, on)
}

// elided puts « de » before the name of a month.
func elided(month string) string {
	if strings.ContainsAny(month[:1], "ao") {
		return "d'" + month
	}
	return "de " + month
}

// nths are weekdays of a month: "the first and third Tuesday", « le premier et
// le troisième mardi ».
func (t *tongue) nths(days []time.Weekday, rule planner.Rule) string {
	texts := []string{t.the + t.ordinals[rule.Nth]}
	for _, nth := range rule.AlsoNth {
		texts = append(texts, t.the+t.ordinals[nth])
	}
	names := t.list(days)
	if t == &inFrench {
		names = t.weekdays[days[0]]
	}
	return t.join(texts) + " " + names
}

// join is "a, b and c".
func (t *tongue) join(texts []string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + t.and + texts[last]
}

package when

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/planner"
)

// SayRule is how often a series is held whose first date is start, with its
// bounds and exceptions: "every Tuesday from 12 January to 29 June 2027 except
// 9 February".
func SayRule(rule planner.Rule, start planner.Date, r Reader) string {
	t := tongueOf(r.Lang)
	if rule.Freq == planner.Listed {
		return r.listed(rule, start) + r.exceptions(rule, start)
	}
	said := SayFrequency(rule, start, r.Lang)
	first := r.dayMonth(start)
	if rule.Until.IsZero() {
		from := " from "
		if r.Lang == planner.French {
			from = " à partir du "
		}
		said += from + first + " " + strconv.Itoa(start.Year)
	} else {
		if start.Year != rule.Until.Year {
			first += " " + strconv.Itoa(start.Year)
		}
		said += t.from + first + t.to + r.dayMonth(rule.Until) + " " + strconv.Itoa(rule.Until.Year)
	}
	if rule.Count > 0 {
		said += ", " + strconv.Itoa(rule.Count) + t.times
	}
	return said + r.exceptions(rule, start)
}

// exceptions lists the dates left out; those in the year of the start without
// it.
func (r Reader) exceptions(rule planner.Rule, start planner.Date) string {
	if len(rule.Except) == 0 {
		return ""
	}
	var dates []string
	for _, d := range rule.Except {
		date := r.dayMonth(d)
		if d.Year != start.Year {
			date += " " + strconv.Itoa(d.Year)
		}
		dates = append(dates, date)
	}
	t := tongueOf(r.Lang)
	between := ", "
	if r.Lang == planner.French {
		between = ", le "
	}
	last := len(dates) - 1
	said := t.except + strings.Join(dates[:max(last, 1)], between)
	if last > 0 {
		said += strings.TrimSuffix(t.and, " ") + strings.TrimPrefix(between, ",") + dates[last]
	}
	return said
}

// SayFrequency is how often a series is held whose first date is start, and
// nothing else: "every other Tuesday", « le premier lundi de chaque mois ».
func SayFrequency(rule planner.Rule, start planner.Date, lang planner.Lang) string {
	days := rule.Weekdays
	if len(days) == 0 {
		days = []time.Weekday{start.Weekday()}
	}
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b time.Weekday) int { return sinceMonday(a) - sinceMonday(b) })
	switch {
	case rule.Freq == planner.Listed:
		return Reader{Lang: lang}.listed(rule, start)
	case rule.Freq == planner.Yearly:
		return everyYear(days, rule, start, lang)
	case rule.Freq == planner.Daily:
		return everyDays(rule.Interval, lang)
	case rule.Freq == planner.Weekly:
		return everyWeekdays(days, rule.Interval, lang)
	case rule.Nth == 0:
		return everyMonthOn(rule.Interval, start.Day, lang)
	}
	return everyNthOf(days, rule, lang)
}

func everyDays(n int, lang planner.Lang) string {
	switch french := lang == planner.French; {
	case french && n == 1:
		return "tous les jours"
	case french:
		return fmt.Sprintf("tous les %d jours", n)
	case n == 1:
		return "every day"
	}
	return fmt.Sprintf("every %d days", n)
}

// workdays are Monday to Friday.
var workdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}

func everyWeekdays(days []time.Weekday, n int, lang planner.Lang) string {
	t := tongueOf(lang)
	names := t.list(days)
	work := n == 1 && slices.Equal(days, workdays)
	switch french := lang == planner.French; {
	case french && work:
		return "tous les jours ouvrés"
	case french && n == 1:
		return "tous les " + names
	case french && len(days) == 1:
		return "un " + t.weekdays[days[0]] + " sur " + outOfWord(n)
	case french:
		return fmt.Sprintf("toutes les %d semaines, les %s", n, names)
	case work:
		return "every weekday"
	case n == 1:
		return "every " + names
	case n == 2 && len(days) == 1:
		return "every other " + names
	}
	return fmt.Sprintf("every %d weeks on %s", n, names)
}

func outOfWord(n int) string {
	if words := []string{"", "", "deux", "trois", "quatre"}; n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

func everyMonthOn(n, day int, lang planner.Lang) string {
	t := tongueOf(lang)
	number := Reader{Lang: lang}.dayNumber(day)
	lacking := ""
	if day > 28 {
		lacking = t.lacking
	}
	switch french := lang == planner.French; {
	case french && n == 1:
		return "le " + number + " de chaque mois" + lacking
	case french:
		return fmt.Sprintf("tous les %d mois, le %s%s", n, number, lacking)
	case n == 1:
		return "every month on the " + number + ending(day) + lacking
	}
	return fmt.Sprintf("every %d months on the %s%s%s", n, number, ending(day), lacking)
}

// ending makes a number an ordinal in English: 1st, 12th, 23rd.
func ending(n int) string {
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

func everyNthOf(days []time.Weekday, rule planner.Rule, lang planner.Lang) string {
	t := tongueOf(lang)
	nth := t.nths(days, rule)
	switch french := lang == planner.French; {
	case french && rule.Interval == 1:
		return nth + " de chaque mois"
	case french:
		return fmt.Sprintf("tous les %d mois, %s", rule.Interval, nth)
	case rule.Interval == 1:
		return nth + " of every month"
	}
	return fmt.Sprintf("every %d months on %s", rule.Interval, nth)
}

// list is "Monday, Tuesday and Thursday".
func (t *tongue) list(days []time.Weekday) string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = t.each[d]
	}
	return t.join(names)
}

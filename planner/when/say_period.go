package when

import (
	"strconv"

	"entente/planner"
)

// SayPeriod says a stretch of days of which nobody knows yet which ones are
// meant: "October 2027", "2028", "Mon 11 – Sun 31 October 2027".
func SayPeriod(first, last planner.Date, r Reader) string {
	year := strconv.Itoa(first.Year)
	switch {
	case first.Year != last.Year || first.Day != 1 || last.AddDays(1).Day != 1:
		return r.days(first, last)
	case first.Month == last.Month:
		return tongueOf(r.Lang).months[first.Month] + " " + year
	case first.Month == 1 && last.Month == 12:
		return year
	}
	return tongueOf(r.Lang).months[first.Month] + " – " + tongueOf(r.Lang).months[last.Month] + " " + year
}

// SayTyped are days as they are typed in a sentence: "11-15 October 2027",
// « du 11 au 15 octobre 2027 ».
func SayTyped(first, last planner.Date, lang planner.Lang) string {
	r := Reader{Lang: lang}
	end := r.dayMonth(last) + " " + strconv.Itoa(last.Year)
	if first == last {
		return end
	}
	from := r.dayMonth(first)
	if first.Month == last.Month {
		from = r.dayNumber(first.Day)
	}
	switch {
	case lang == planner.French:
		return "du " + from + " au " + end
	case first.Month == last.Month:
		return from + "-" + end
	}
	return from + " to " + end
}

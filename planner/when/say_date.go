package when

import (
	"strconv"

	"entente/planner"
)

// date is the date with its weekday and without its year.
func (r Reader) date(d planner.Date) string {
	return tongueOf(r.Lang).weekdays[d.Weekday()] + " " + r.dayMonth(d)
}

func (r Reader) dayMonth(d planner.Date) string {
	return r.dayNumber(d.Day) + " " + tongueOf(r.Lang).months[d.Month]
}

// dayNumber is the number of a day in a date: only the first is an ordinal in
// French.
func (r Reader) dayNumber(day int) string {
	if r.Lang == planner.French && day == 1 {
		return "1er"
	}
	return strconv.Itoa(day)
}

// year is the year behind a date, unless it may be left out.
func (r Reader) year(d planner.Date) string {
	if r.Short && d.Year == r.today().Year {
		return ""
	}
	return " " + strconv.Itoa(d.Year)
}

func (r Reader) today() planner.Date {
	zone := r.at(r.Now).Zone
	if zone == "" {
		zone = "UTC"
	}
	today, err := planner.DateOf(r.Now, zone)
	if err != nil {
		today, _ = planner.DateOf(r.Now, "UTC")
	}
	return today
}

// days are all-day dates: "Wed 12 – Sun 16 May 2027", « du lundi 28 juin au
// vendredi 2 juillet 2027 ».
func (r Reader) days(first, last planner.Date) string {
	if first == last {
		return SayDate(first, r)
	}
	t := tongueOf(r.Lang)
	from := r.date(first)
	switch {
	case first.Year != last.Year:
		from += " " + strconv.Itoa(first.Year)
	case first.Month == last.Month:
		from = t.weekdays[first.Weekday()] + " " + r.dayNumber(first.Day)
	}
	if r.Lang == planner.French {
		return "du " + from + " au " + SayDate(last, r)
	}
	return from + " – " + SayDate(last, r)
}

// hours are a start with its date, and the end unless it is the same: with its
// own date only when it is not soon after.
func (r Reader) hours(start, end planner.Wall) string {
	said := SayDate(start.Date, r) + ", "
	if start == end || sameDay(start, end) {
		return said + r.clocks(start, end)
	}
	return said + SayClock(start.Clock, r.Lang) + " – " + SayDate(end.Date, r) + ", " + SayClock(end.Clock, r.Lang)
}

func (r Reader) clocks(start, end planner.Wall) string {
	if start == end {
		return SayClock(start.Clock, r.Lang)
	}
	return SayClock(start.Clock, r.Lang) + "–" + SayClock(end.Clock, r.Lang)
}

// sameDay says whether the hours of start and end say enough: the end is on
// the same day or, in the night after it, less than twelve hours later.
func sameDay(start, end planner.Wall) bool {
	length := end.Sub(start)
	return length >= 0 && (start.Date == end.Date || length < tooLong && start.Date.AddDays(1) == end.Date)
}

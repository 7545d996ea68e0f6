package when

import (
	"strconv"
	"time"

	"entente/planner"
)

// SayLead is how long before a reminder comes: "1 month before, at 09:00",
// « 1 mois avant, à 9 h », "15 minutes before".
func SayLead(l planner.Lead, lang planner.Lang) string {
	t := tongueOf(lang)
	before := t.before
	if l.Anchor == planner.AnchorEnd {
		before += t.end
	}
	if !l.Calendar() {
		return t.exact(l.Exact) + before
	}
	said := ""
	if l.Months != 0 {
		said = counted(l.Months, t.month)
	}
	if l.Days != 0 {
		if said != "" {
			said += t.and
		}
		if l.Days%7 == 0 {
			said += counted(l.Days/7, t.week)
		} else {
			said += counted(l.Days, t.day)
		}
	}
	return said + before + t.leadAt + SayClock(l.At, lang)
}

// SayLength is how long something lasts: "1 hour 30 minutes", "90 minutes"
// being the same.
func SayLength(d time.Duration, lang planner.Lang) string { return tongueOf(lang).exact(d) }

func (t *tongue) exact(d time.Duration) string {
	inHours, rest := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case inHours == 0:
		return counted(rest, t.minute)
	case rest == 0:
		return counted(inHours, t.hour)
	}
	return counted(inHours, t.hour) + " " + counted(rest, t.minute)
}

// counted is a number with its word; one and none take the singular in French
// and, for want of any "0 days", in English.
func counted(n int, word [2]string) string {
	if n > 1 {
		return strconv.Itoa(n) + " " + word[1]
	}
	return strconv.Itoa(n) + " " + word[0]
}

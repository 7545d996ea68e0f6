package when

import "entente/planner"

// tongue holds the words with which one language says times.
type tongue struct {
	weekdays [7]string // in a date
	each     [7]string // behind "every"
	months   [13]string
	ordinals map[int]string // of the weekdays of a month; -1: the last

	day, week, month, hour, minute [2]string // one, several

	the, and, before, end, leadAt, from, to, except, times string

	lacking string // behind a day that some months lack
}

// tongueOf is the language in which to say something; anything but French is
// English.
func tongueOf(lang planner.Lang) *tongue {
	if lang == planner.French {
		return &inFrench
	}
	return &inEnglish
}

var inEnglish = tongue{
	weekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	each:     [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	months: [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"},
	ordinals: map[int]string{-1: "last", 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"},

	day: [2]string{"day", "days"}, week: [2]string{"week", "weeks"}, month: [2]string{"month", "months"},
	hour: [2]string{"hour", "hours"}, minute: [2]string{"minute", "minutes"},

	the: "the ", and: " and ", before: " before", end: " the end", leadAt: ", at ", from: " from ", to: " to ", except: " except ", times: " times",
	lacking: " where there is one",
}

var inFrench = tongue{
	weekdays: [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
	each:     [7]string{"dimanches", "lundis", "mardis", "mercredis", "jeudis", "vendredis", "samedis"},
	months: [13]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
		"octobre", "novembre", "décembre"},
	ordinals: map[int]string{-1: "dernier", 1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième"},

	day: [2]string{"jour", "jours"}, week: [2]string{"semaine", "semaines"}, month: [2]string{"mois", "mois"},
	hour: [2]string{"heure", "heures"}, minute: [2]string{"minute", "minutes"},

	the: "le ", and: " et ", before: " avant", end: " la fin", leadAt: ", à ", from: " du ", to: " au ", except: " sauf le ", times: " fois",
	lacking: " s'il existe",
}

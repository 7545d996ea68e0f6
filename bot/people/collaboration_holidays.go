package people

import (
	"strings"

	"entente/bot/chat"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner/holidays"
)

// UnknownHolidays says of which countries there are none.
func UnknownHolidays(r *turn.Turn, list []holidays.Country) []chat.Block {
	var unknown []holidays.Country
	for _, c := range list {
		if !c.Known(holidays.FirstYear) {
			unknown = append(unknown, c)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	return r.Say("holidays.unknown", words.Args{"countries": CountryNames(r, unknown)})
}

// CountryNames are those countries in the language of the turn.
func CountryNames(r *turn.Turn, list []holidays.Country) string {
	var names []string
	for _, c := range list {
		names = append(names, c.Name(r.Lang))
	}
	return strings.Join(names, ", ")
}

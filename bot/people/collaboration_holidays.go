package people

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/holidays"
	"entente/store"
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

// PlanClashes writes anew the rows that tell of dates on holidays or in
// blackouts, for all that a collaboration has coming, and calls each with every
// event.
func PlanClashes(r *turn.Turn, c planner.Collaboration, each func(planner.Event, []planner.Occurrence) error) error {
	dated, err := r.Tx.OccurrencesBetween(store.OccurrenceFilter{From: r.Now, Collaboration: &c.ID})
	if err != nil {
		return err
	}
	var done []planner.EventID
	for _, d := range dated {
		if slices.Contains(done, d.Event.ID) {
			continue
		}
		done = append(done, d.Event.ID)
		occs, err := r.Tx.OccurrencesOf(d.Event.ID)
		if err != nil {
			return err
		}
		if err := delivery.PlanClashes(r.Tx, d.Event, occs, r.Now); err != nil {
			return err
		}
		if err := each(d.Event, occs); err != nil {
			return err
		}
	}
	return nil
}

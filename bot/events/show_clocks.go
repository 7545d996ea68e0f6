package events

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// ClocksOf is, for `show`, what the clocks show and how far they are from UTC in
// the zones present when an event is held next; nothing for days without hours.
func ClocksOf(r *turn.Turn, e planner.Event, occs []planner.Occurrence) ([]chat.Block, error) {
	coming := planner.Ahead(occs, r.Now)
	if len(coming) == 0 || coming[0].Span.AllDay {
		return nil, nil
	}
	o := coming[0]
	zones, err := telling.ZonesPresent(r.Tx, e, o.StartAt)
	if err != nil {
		return nil, err
	}
	if own := r.Person.ZoneAt(o.StartAt); own != "" && !slices.Contains(zones, own) {
		zones = append(zones, own)
	}
	clocks := when.SayClocks(o.StartAt, zones, r.Reader())
	for i := range clocks {
		clocks[i].Said += " (" + when.SayOffset(o.StartAt, clocks[i].Zone) + ")"
	}
	return r.Say("show.clocks", words.Args{"date": when.SayDate(o.Shown().Start.Date, r.Reader()), "clocks": telling.ClockTable(clocks)}), nil
}

package telling

import (
	"fmt"
	"slices"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// ZonesPresent are the zones of those whom an event concerns, as they will be
// at an instant: first its own, then the others by their names.
func ZonesPresent(tx *store.Tx, e planner.Event, at time.Time) ([]string, error) {
	people, err := tx.PeopleAround(e)
	if err != nil {
		return nil, fmt.Errorf("who is concerned: %w", err)
	}
	zones := []string{e.Span.Zone}
	for _, p := range people {
		if zone := p.ZoneAt(at); zone != "" && !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	slices.Sort(zones[1:])
	return zones, nil
}

// ClockTable is one line of clocks: "15:00 Paris · 21:00 Hanoi · **Wed** 01:00
// Sydney".
func ClockTable(clocks []when.ZoneClock) []chat.Span {
	var line []chat.Span
	for i, c := range clocks {
		if i > 0 {
			line = append(line, chat.Span{Text: " · "})
		}
		if c.Weekday != "" {
			line = append(line, Strong(c.Weekday), chat.Span{Text: " "})
		}
		line = append(line, chat.Span{Text: c.Said})
	}
	return line
}

package events

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// The differences that are told when a series is planned: so many, of the first
// year. The reminders of their dates tell the others.
const (
	maxDifferences    = 10
	differencesMonths = 12
)

// differencesAhead are the lines that tell an organiser on which dates of a
// series the hour is another than before for some of those whom it concerns,
// since summer time begins or ends there on another day.
func (r *request) differencesAhead(e planner.Event, occs []planner.Occurrence) ([]chat.Block, error) {
	if e.Rule == nil || e.Span.AllDay || len(occs) == 0 {
		return nil, nil
	}
	zones, err := telling.ZonesPresent(r.Tx, e, occs[0].StartAt)
	if err != nil {
		return nil, err
	}
	for _, zone := range r.partnerZones(e) {
		if !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	found, err := planner.Differences(planner.Ahead(occs, r.Now), zones)
	if err != nil {
		return nil, err
	}
	list := telling.DifferencesByDate(found)
	var items [][]chat.Span
	for _, d := range list[:min(maxDifferences, len(list))] {
		if occs[0].Span.Start.Date.AddMonths(differencesMonths).Before(d.Dates[0]) {
			break
		}
		items = append(items, r.sayDifference(d))
	}
	if rest := len(list) - len(items); rest > 0 {
		items = append(items, r.Words.Spans(r.Lang, "summer.more", words.Args{"n": rest}))
	}
	if len(items) == 0 {
		return nil, nil
	}
	return append(r.Say("summer.head", nil), chat.Block{List: items}), nil
}

// partnerZones are the zones of the institutions of an event's collaboration,
// where those sit who have not spoken yet.
func (r *request) partnerZones(e planner.Event) (zones []string) {
	if e.Collaboration == "" {
		return nil
	}
	c, err := r.Tx.Collaboration(e.Collaboration)
	if err != nil {
		return nil
	}
	for _, place := range c.Institutions {
		if zone, ok := when.ZoneOf(place); ok {
			zones = append(zones, zone)
		}
	}
	return zones
}

// sayDifference tells an organiser of a difference: of one that passes also
// when it ends, of one that lasts when it begins.
func (r *request) sayDifference(d telling.Difference) []chat.Span {
	args := r.Voice().DifferenceArgs(d)
	if d.Lasts() {
		args["date"] = when.SayDate(d.Dates[0], when.Reader{Lang: r.Lang})
		return r.Words.Spans(r.Lang, "summer.lasting", args)
	}
	args["days"], args["n"] = when.SayDays(d.From, d.To, r.Lang), d.From.DaysUntil(d.To)+1
	return r.Words.Spans(r.Lang, "summer.passing", args)
}

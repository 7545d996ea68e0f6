package notices

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// differencesOn are the lines for a reminder or digest of one date of a series:
// on each date of a difference that passes, on the first of one that lasts.
func (c *composer) differencesOn(reader when.Reader, o planner.Occurrence, zones []string) ([]chat.Block, error) {
	if !slices.ContainsFunc(zones, func(zone string) bool { return zone != o.Span.Zone }) {
		return nil, nil
	}
	from, to := planner.DifferencesNeed(o.StartAt)
	occs, err := c.Tx.OccurrencesAround(o.Event, from, to)
	if err != nil {
		return nil, err
	}
	found, err := planner.Differences(occs, zones)
	if err != nil {
		return nil, err
	}
	var blocks []chat.Block
	for _, d := range telling.DifferencesByDate(found) {
		args := c.DifferenceArgs(d)
		switch date := o.Span.Start.Date; {
		case d.Lasts() && d.Dates[0] == date:
			blocks = append(blocks, c.Words.Blocks(reader.Lang, "summer.from_now", args)...)
		case !d.Lasts() && slices.Contains(d.Dates, date):
			args["until"] = when.SayDate(d.To, reader)
			blocks = append(blocks, c.Words.Blocks(reader.Lang, "summer.until", args)...)
		}
	}
	return blocks, nil
}

// clocks is who reads of a date, and the lines that say what it is by their
// clocks: in a room where people of several zones are a table, unless one more
// zone fits into the first line; and where summer time makes a difference, that.
func (c *composer) clocks(e planner.Event, o planner.Occurrence) (when.Reader, []chat.Block, error) {
	reader := c.reader()
	reader.Short = true
	zones := []string{c.to.ZoneAt(o.StartAt)}
	if c.to.ID == "" {
		var err error
		if zones, err = telling.ZonesPresent(c.Tx, e, o.StartAt); err != nil {
			return reader, nil, err
		}
	}
	if o.Span.AllDay || zones[0] == "" {
		return reader, nil, nil
	}
	var lines []chat.Block
	switch others := when.SayClocks(o.StartAt, zones, reader); {
	case c.to.ID == "" && len(others) == 2:
		reader = reader.In(others[1].Zone)
	case c.to.ID == "" && len(others) > 2:
		lines = append(lines, chat.Block{Text: telling.ClockTable(others)})
	}
	if e.Rule == nil {
		return reader, lines, nil
	}
	differences, err := c.differencesOn(reader, o, zones)
	return reader, append(lines, differences...), err
}

// zoneChanged tells an organiser which events are at other instants since the
// rules of a time zone changed; their hours stay.
func (c *composer) zoneChanged(n delivery.Notice) (*said, error) {
	p := c.tell("notice.zone", words.Args{"zones": n.Reason})
	var items [][]chat.Span
	for _, moved := range n.Moved[:min(telling.MaxRows, len(n.Moved))] {
		e, err := c.Tx.Event(moved.Event)
		if err != nil {
			return nil, err
		}
		o, err := c.Tx.Occurrence(moved.First)
		if err != nil {
			return nil, err
		}
		utc := c.reader().In("UTC")
		items = append(items, c.Words.Spans(c.Lang, "notice.zone_event", words.Args{
			"id": telling.Code(telling.EventID(e)), "title": e.Title, "n": moved.Dates, "when": when.SayStart(o.Shown(), c.reader()),
			"is": when.SayInstant(o.StartAt, utc), "was": when.SayInstant(moved.Was, utc),
		}))
	}
	if rest := len(n.Moved) - len(items); rest > 0 {
		items = append(items, c.Words.Spans(c.Lang, "list.more", words.Args{"n": rest}))
	}
	return p.add(chat.Block{List: items}), nil
}

package bot

import (
	"slices"
	"strings"

	"entente/bot/chat"
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
	zones, err := zonesPresent(r.tx, e, occs[0].StartAt)
	if err != nil {
		return nil, err
	}
	for _, zone := range r.partnerZones(e) {
		if !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	found, err := planner.Differences(planner.Ahead(occs, r.now), zones)
	if err != nil {
		return nil, err
	}
	list := differencesByDate(found)
	var items [][]chat.Span
	for _, d := range list[:min(maxDifferences, len(list))] {
		if occs[0].Span.Start.Date.AddMonths(differencesMonths).Before(d.Dates[0]) {
			break
		}
		items = append(items, r.sayDifference(d))
	}
	if rest := len(list) - len(items); rest > 0 {
		items = append(items, r.Words.Spans(r.lang, "summer.more", words.Args{"n": rest}))
	}
	if len(items) == 0 {
		return nil, nil
	}
	return append(r.say("summer.head", nil), chat.Block{List: items}), nil
}

// partnerZones are the zones of the institutions of an event's collaboration,
// where those sit who have not spoken yet.
func (r *request) partnerZones(e planner.Event) (zones []string) {
	if e.Collaboration == "" {
		return nil
	}
	c, err := r.tx.Collaboration(e.Collaboration)
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

// shared is a difference that several zones have alike.
type shared struct {
	planner.Difference
	zones []string
}

// differencesByDate joins the differences that zones have alike, in order of
// time.
func differencesByDate(found []planner.Difference) (list []shared) {
	for _, d := range found {
		same := func(s shared) bool {
			return s.From == d.From && s.To == d.To && s.Is == d.Is && s.Was == d.Was && s.Dates[0] == d.Dates[0]
		}
		if i := slices.IndexFunc(list, same); i >= 0 {
			list[i].zones = append(list[i].zones, d.Zone)
			continue
		}
		list = append(list, shared{d, []string{d.Zone}})
	}
	slices.SortStableFunc(list, func(a, b shared) int { return a.Dates[0].Compare(b.Dates[0]) })
	return list
}

// sayDifference tells an organiser of a difference: of one that passes also
// when it ends, of one that lasts when it begins.
func (r *request) sayDifference(d shared) []chat.Span {
	args := r.voice().differenceArgs(d)
	if d.Lasts() {
		args["date"] = when.SayDate(d.Dates[0], when.Reader{Lang: r.lang})
		return r.Words.Spans(r.lang, "summer.lasting", args)
	}
	args["days"], args["n"] = when.SayDays(d.From, d.To, r.lang), d.From.DaysUntil(d.To)+1
	return r.Words.Spans(r.lang, "summer.passing", args)
}

// differencesOn are the lines for a reminder or digest of one date of a series:
// on each date of a difference that passes, on the first of one that lasts.
func (c *composer) differencesOn(reader when.Reader, o planner.Occurrence, zones []string) ([]chat.Block, error) {
	if !slices.ContainsFunc(zones, func(zone string) bool { return zone != o.Span.Zone }) {
		return nil, nil
	}
	from, to := planner.DifferencesNeed(o.StartAt)
	occs, err := c.tx.OccurrencesAround(o.Event, from, to)
	if err != nil {
		return nil, err
	}
	found, err := planner.Differences(occs, zones)
	if err != nil {
		return nil, err
	}
	var blocks []chat.Block
	for _, d := range differencesByDate(found) {
		args := c.differenceArgs(d)
		switch date := o.Span.Start.Date; {
		case d.Lasts() && d.Dates[0] == date:
			blocks = append(blocks, c.words.Blocks(reader.Lang, "summer.from_now", args)...)
		case !d.Lasts() && slices.Contains(d.Dates, date):
			args["until"] = when.SayDate(d.To, reader)
			blocks = append(blocks, c.words.Blocks(reader.Lang, "summer.until", args)...)
		}
	}
	return blocks, nil
}

// differenceArgs are where the hour is another, which one it is, and which it was.
func (v voice) differenceArgs(d shared) words.Args {
	var places []string
	for _, zone := range d.zones {
		places = append(places, when.SayIn(zone, v.lang))
	}
	is, was := when.SayClock(d.Is.Clock, v.lang), when.SayClock(d.Was.Clock, v.lang)
	if d.Is.Date != d.Dates[0] || d.Was.Date != d.Dates[0] { // "00:00" alone would not tell of which day
		is, was = when.SayWeekdayClock(d.Is, v.lang), when.SayWeekdayClock(d.Was, v.lang)
	}
	return words.Args{"is": is, "was": was, "places": strings.Join(places, ", ")}
}

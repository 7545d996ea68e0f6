package events

import (
	"slices"
	"strings"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// Card is an event as understood: when, with weekday and zone; of a series the
// next three dates and the count; place, collaboration and reminders.
func Card(said *turn.Turn, e planner.Event, occs []planner.Occurrence, reminders []planner.Reminder) []chat.Block {
	r := &request{Turn: said}
	var list [][]chat.Span
	item := func(key string, args words.Args) { list = append(list, r.Words.Spans(r.Lang, key, args)) }
	coming := planner.Ahead(occs, r.Now)
	if e.Rule == nil {
		item("card.when", words.Args{"when": r.whenOf(e, occs)})
	} else {
		item("card.series", words.Args{"rule": when.SayRule(*e.Rule, e.Span.Start.Date, r.Reader()), "hours": r.Voice().Hours(e.Span), "zone": when.SayAt(e.Span.Zone, r.Lang)})
		if n := countBefore(coming, e.Span.Start.Date); n > 0 { // its rule was changed from that date on
			item("card.before", words.Args{"date": when.SayDate(e.Span.Start.Date, r.Reader()), "n": n})
		}
		item("card.next", words.Args{"dates": r.starts(coming[:min(3, len(coming))]), "n": len(coming)})
	}
	if e.Place != "" {
		item("card.place", words.Args{"place": e.Place})
	}
	if c := r.codesOf(e); c != "" {
		item("card.collaboration", words.Args{"code": c})
	}
	if leads := r.leads(e, occs, reminders); leads != "" {
		item("card.reminders", words.Args{"leads": leads})
	}
	return []chat.Block{{List: list}}
}

// countBefore is how many dates begin before a day.
func countBefore(occs []planner.Occurrence, day planner.Date) (n int) {
	for _, o := range occs {
		if o.Span.Start.Date.Before(day) {
			n++
		}
	}
	return n
}

// whenOf says when a one-off is held: as planned, or as moved.
func (r *request) whenOf(e planner.Event, occs []planner.Occurrence) chat.Span {
	span, o := e.Span, planner.Occurrence{}
	if len(occs) > 0 {
		o = occs[0]
		span = o.Shown()
	}
	if e.Certainty == planner.SomeTime {
		return telling.Held(e, o, r.Reader())
	}
	return telling.TimeSpan(o, when.Say(span, r.Reader()))
}

// starts lists the dates of occurrences.
func (r *request) starts(occs []planner.Occurrence) []chat.Span {
	var spans []chat.Span
	for i, o := range occs {
		if i > 0 {
			spans = append(spans, chat.Span{Text: r.Separator()})
		}
		spans = append(spans, r.Start(o))
	}
	return spans
}

// span is all of an occurrence, said for the person.
func (r *request) span(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.Say(o.Shown(), r.Reader()))
}

// leads lists how long before an event its reminders come, those that will
// still come.
func (r *request) leads(e planner.Event, occs []planner.Occurrence, reminders []planner.Reminder) string {
	var said []string
	for _, rule := range reminders {
		if !rule.ByHand && rule.WillCome(e, occs, r.Now) {
			said = append(said, when.SayLead(rule.Lead, r.Lang))
		}
	}
	return strings.Join(said, r.Separator())
}

// notes are what the organiser should know of what was just written: hours
// that do not exist or exist twice, and reminders whose turn has gone by.
func (r *request) notes(e planner.Event, occs []planner.Occurrence, past []planner.Reminder) []chat.Block {
	var blocks []chat.Block
	for _, o := range occs {
		if o.Resolution != planner.Exact && o.EndAt.After(r.Now) {
			blocks = append(blocks, r.Say("note."+string(o.Resolution), words.Args{"when": when.SayInstant(o.StartAt, r.Reader().In(o.Span.Zone)), "hour": when.SayClock(o.Span.Start.Clock, r.Lang)})...)
		}
	}
	if len(past) > 0 && e.Rule == nil {
		var said []string
		for _, rule := range past {
			said = append(said, when.SayLead(rule.Lead, r.Lang))
		}
		blocks = append(blocks, r.Say("note.past", words.Args{"leads": strings.Join(said, r.Separator()), "n": len(said)})...)
	}
	return blocks
}

// LinkShown is the live link of the date meant, else of the next, or why it is
// hidden.
func LinkShown(said *turn.Turn, s *turn.Target) ([]chat.Block, error) {
	r := &request{Turn: said}
	if s.One != nil {
		return r.liveLink(s.Event, *s.One)
	}
	coming := planner.Ahead(s.Occurrences, r.Now)
	if len(coming) == 0 {
		return nil, nil
	}
	return r.liveLink(s.Event, coming[0])
}

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

package events

import (
	"slices"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// datesOf are those of an event among dates of several.
func datesOf(e planner.Event, dated []store.Dated) (occs []planner.Occurrence) {
	for _, d := range dated {
		if d.Event.ID == e.ID {
			occs = append(occs, d.Occurrence)
		}
	}
	return occs
}

// notHeld lists dates that are not held, each with its reason, on one line.
func (r *request) notHeld(occs []planner.Occurrence) chat.Text {
	const most = 3
	var dates []chat.Span
	for i, o := range occs[:min(most, len(occs))] {
		if i > 0 {
			dates = append(dates, chat.Span{Text: r.Separator()})
		}
		dates = append(dates, chat.Span{Text: when.SayDate(o.Span.Start.Date, r.Reader())})
		if o.Reason != "" {
			dates = append(dates, chat.Span{Text: " (" + o.Reason + ")"})
		}
	}
	if n := len(occs) - most; n > 0 {
		dates = append(dates, chat.Span{Text: r.Separator() + r.Words.Text(r.Lang, "list.more", words.Args{"n": n})})
	}
	return r.Words.Spans(r.Lang, "agenda.not_held", words.Args{"dates": dates})
}

// Apart says which coming dates of a series are held otherwise than its rule
// says, or not at all, a line each.
func Apart(r *turn.Turn, e planner.Event, occs []planner.Occurrence) (blocks []chat.Block) {
	inTime := slices.SortedFunc(slices.Values(occs), func(a, b planner.Occurrence) int { return a.StartAt.Compare(b.StartAt) })
	for _, o := range inTime {
		if e.Rule == nil || e.State != planner.Planned || !o.EndAt.After(r.Now) || len(blocks) >= telling.MaxRows {
			continue
		}
		date := when.SayDate(o.Span.Start.Date, r.Reader())
		if o.State == planner.Cancelled {
			blocks = append(blocks, r.Say(telling.NotHeldKey("show.not_held", o), words.Args{"date": date, "reason": o.Reason})...)
		}
		if o.State == planner.Planned && o.Moved() {
			blocks = append(blocks, r.Say("show.moved", words.Args{"from": when.SayDate(o.Original.Date, r.Reader()), "when": r.Start(o)})...)
		}
		if o.State == planner.Planned && o.Place != "" {
			blocks = append(blocks, r.Say("show.place", words.Args{"date": date, "place": o.Place})...)
		}
		if o.State == planner.Planned && o.Silent {
			blocks = append(blocks, r.Say("show.silent", words.Args{"date": date})...)
		}
	}
	return blocks
}

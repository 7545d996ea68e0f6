package bot

import (
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// maxNews is how many dates of a notice are said one by one.
const maxNews = 6

// changed tells those concerned what became of dates of an event: old and new,
// in their language and by their clock, and who changed it.
func (c *composer) changed(due planner.Due) (*said, error) {
	e, news, err := delivery.News(c.tx, due, c.m.Now)
	if err != nil || len(news) == 0 {
		return &said{}, err
	}
	p := &said{}
	if len(news) == 1 {
		said, err := c.newsOf(e, news[0])
		if err != nil {
			return nil, err
		}
		p.add(said...)
	} else {
		p.add(c.severalNews(e, news)...)
	}
	if by, err := c.tx.Person(due.ToPerson); err == nil && by.Name != "" {
		p.add(c.words.Blocks(c.lang, "changed.by", words.Args{"name": by.Name})...)
	}
	return p, nil
}

// newsOf says what became of one date.
func (c *composer) newsOf(e planner.Event, n planner.News) ([]chat.Block, error) {
	reader, clocks, err := c.clocks(e, n.Now)
	if err != nil {
		return nil, err
	}
	args := words.Args{
		"title": strong(e.Title), "id": code(eventID(e)), "when": heldWhen(e, n.Now, reader),
		"was": wasHeld(n.Was, reader), "reason": n.Now.Reason, "place": n.Place, "was_place": n.Was.Place,
	}
	var blocks []chat.Block
	switch {
	case n.Cancelled() && n.Now.Reason != "":
		return c.words.Blocks(c.lang, "changed.cancelled_because", args), nil
	case n.Cancelled():
		return c.words.Blocks(c.lang, "changed.cancelled", args), nil
	case n.Restored():
		blocks = append(c.words.Blocks(c.lang, "changed.restored", args), clocks...)
	case n.Moved():
		blocks = append(c.words.Blocks(c.lang, "changed.moved", args), clocks...)
		blocks = append(blocks, c.words.Blocks(c.lang, "changed.was", args)...)
	default:
		return c.words.Blocks(c.lang, elsewhereKey("changed.elsewhere", n), args), nil
	}
	if n.Elsewhere() {
		blocks = append(blocks, c.words.Blocks(c.lang, elsewhereKey("changed.also_elsewhere", n), args)...)
	}
	return blocks, nil
}

// wasHeld says when a date was to be held, as people knew it.
func wasHeld(was planner.Known, reader when.Reader) string {
	if was.Period {
		return when.SayPeriod(was.Span.Start.Date, was.Span.End.Date, reader)
	}
	return when.Say(was.Span, reader)
}

// elsewhereKey is the sentence for where a date is held now; it has another form
// where no place was entered before.
func elsewhereKey(key string, n planner.News) string {
	switch {
	case n.Place == "":
		return key + "_none"
	case n.Was.Place == "":
		return key + "_new"
	}
	return key
}

// severalNews says what became of several dates, a line each.
func (c *composer) severalNews(e planner.Event, news []planner.News) []chat.Block {
	reader := c.reader()
	blocks := c.words.Blocks(c.lang, "changed.several", words.Args{"title": strong(e.Title), "id": code(eventID(e)), "n": len(news)})
	var items [][]chat.Span
	for _, n := range news[:min(maxNews, len(news))] {
		key := "changed.item_moved"
		switch {
		case n.Cancelled() && n.Now.Reason != "":
			key = "changed.item_cancelled_because"
		case n.Cancelled():
			key = "changed.item_cancelled"
		case n.Restored():
			key = "changed.item_restored"
		case !n.Moved():
			key = "changed.item_elsewhere"
		}
		was, now := fromSpanTo(n.Was.Span, n.Now.Shown(), reader)
		items = append(items, c.words.Spans(c.lang, key, words.Args{
			"was": was, "when": timeSpan(n.Now, now),
			"reason": n.Now.Reason, "place": n.Place,
		}))
	}
	if rest := len(news) - len(items); rest > 0 {
		items = append(items, c.words.Spans(c.lang, "list.more", words.Args{"n": rest}))
	}
	return append(blocks, chat.Block{List: items})
}

// fromSpanTo says when something was held and when it is now: its starts, and
// where these are the same its ends too.
func fromSpanTo(was, is planner.Span, reader when.Reader) (then, now string) {
	if was.Start == is.Start && was.Zone == is.Zone && was != is {
		return when.Say(was, reader), when.Say(is, reader)
	}
	return when.SayStart(was, reader), when.SayStart(is, reader)
}

package notices

import (
	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// maxNews is how many dates of a notice are said one by one.
const maxNews = 6

// changed tells those concerned what became of dates of an event: old and new,
// in their language and by their clock, and who changed it.
func (c *composer) changed(due planner.Due) (*said, error) {
	e, news, err := delivery.News(c.Tx, due, c.m.Now)
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
	if by, err := c.Tx.Person(due.ToPerson); err == nil && by.Name != "" {
		p.add(c.Words.Blocks(c.Lang, "changed.by", words.Args{"name": by.Name})...)
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
		"title": telling.Strong(e.Title), "id": telling.Code(telling.EventID(e)), "when": telling.Held(e, n.Now, reader),
		"was": wasHeld(n.Was, reader), "reason": n.Now.Reason, "place": n.Place, "was_place": n.Was.Place,
	}
	var blocks []chat.Block
	switch {
	case n.Cancelled() && n.Now.Reason != "":
		return c.Words.Blocks(c.Lang, "changed.cancelled_because", args), nil
	case n.Cancelled():
		return c.Words.Blocks(c.Lang, "changed.cancelled", args), nil
	case n.Restored():
		blocks = append(c.Words.Blocks(c.Lang, "changed.restored", args), clocks...)
	case n.Moved():
		blocks = append(c.Words.Blocks(c.Lang, "changed.moved", args), clocks...)
		blocks = append(blocks, c.Words.Blocks(c.Lang, "changed.was", args)...)
	default:
		return c.Words.Blocks(c.Lang, elsewhereKey("changed.elsewhere", n), args), nil
	}
	if n.Elsewhere() {
		blocks = append(blocks, c.Words.Blocks(c.Lang, elsewhereKey("changed.also_elsewhere", n), args)...)
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
	blocks := c.Words.Blocks(c.Lang, "changed.several", words.Args{"title": telling.Strong(e.Title), "id": telling.Code(telling.EventID(e)), "n": len(news)})
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
		was, now := telling.FromSpanTo(n.Was.Span, n.Now.Shown(), reader)
		items = append(items, c.Words.Spans(c.Lang, key, words.Args{
			"was": was, "when": telling.TimeSpan(n.Now, now),
			"reason": n.Now.Reason, "place": n.Place,
		}))
	}
	if rest := len(news) - len(items); rest > 0 {
		items = append(items, c.Words.Spans(c.Lang, "list.more", words.Args{"n": rest}))
	}
	return append(blocks, chat.Block{List: items})
}

package notices

import (
	"fmt"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// place tells somebody what became of their place at a date.
func (c *composer) place(due planner.Due) (*said, error) {
	e, o, err := c.dateOf(due)
	if err != nil {
		return nil, err
	}
	reply, err := c.Tx.ReplyOf(o.ID, due.ToPerson)
	if err != nil {
		return nil, err
	}
	id := telling.DateID(e, o)
	args := words.Args{"title": telling.Strong(e.Title), "id": telling.Code(id), "when": c.dateSaid(o)}
	switch reply.State {
	case planner.Offered:
		args["until"] = when.SayInstant(reply.Until, c.reader())
		p := c.tell("attend.offered", args)
		p.button(c.Words.Text(c.Lang, "button.take_place", nil), "coming "+id+" on site")
		p.button(c.Words.Text(c.Lang, "button.remote_instead", nil), "coming "+id+" remote")
		return p.button(c.Words.Text(c.Lang, "button.not_coming", nil), "not coming "+id), nil
	case planner.Lapsed:
		args["sentence"] = telling.Code("coming " + id + " on site")
		return c.tell("attend.lapsed", args), nil
	case planner.Waiting:
		return c.tell("attend.taken_back", args), nil
	}
	return c.tell("attend.seated", args), nil
}

// nudged asks somebody whether they come, for an organiser who wants to know.
func (c *composer) nudged(due planner.Due, n delivery.Notice) (*said, error) {
	e, o, err := c.dateOf(due)
	if err != nil {
		return nil, err
	}
	from, err := c.Tx.Person(n.From)
	if err != nil {
		return nil, err
	}
	id := telling.DateID(e, o)
	p := c.tell("attend.nudge", words.Args{"title": telling.Strong(e.Title), "id": telling.Code(id), "when": c.dateSaid(o), "name": from.Name})
	return c.answerButtons(p, id), nil
}

// dateOf is the event and the date that a due row is about.
func (c *composer) dateOf(due planner.Due) (e planner.Event, o planner.Occurrence, err error) {
	if e, err = c.Tx.Event(due.Event); err != nil {
		return e, o, fmt.Errorf("find event: %w", err)
	}
	if o, err = c.Tx.Occurrence(due.Occurrence); err != nil {
		return e, o, fmt.Errorf("find date: %w", err)
	}
	return e, o, nil
}

// dateSaid is when a date begins, for whoever reads it.
func (c *composer) dateSaid(o planner.Occurrence) chat.Span {
	return telling.TimeSpan(o, when.SayStart(o.Shown(), c.reader()))
}

// answerButtons puts what may be answered, as buttons, under what announces or
// asks about a date: in the canonical forms that everybody may type.
func (c *composer) answerButtons(p *said, id string) *said {
	offer := func(key, sentence string) { p.button(c.Words.Text(c.Lang, key, nil), sentence) }
	offer("button.on_site", "coming "+id+" on site")
	offer("button.remote", "coming "+id+" remote")
	offer("button.maybe", "maybe "+id)
	offer("button.not_coming", "not coming "+id)
	return p
}

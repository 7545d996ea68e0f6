package notices

import (
	"errors"

	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// notHeld says, in the place of its reminder, that a date is not held: why, and
// which is the next.
func (c *composer) notHeld(e planner.Event, o planner.Occurrence) (*said, error) {
	reader := c.reader()
	reader.Short = true
	date := when.SayDate(o.Span.Start.Date, reader)
	if day := c.day(o); day != "" {
		date = day + ", " + date
	}
	args := words.Args{"date": date, "title": telling.Strong(e.Title), "kind": c.Kind(e), "reason": o.Reason, "id": telling.Code(telling.EventID(e))}
	p := &said{blocks: c.Words.Blocks(c.Lang, telling.NotHeldKey("reminder.not_held", o), args)}
	next, err := c.Tx.OccurrenceAfter(e.ID, o.StartAt)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return p, nil
	case err != nil:
		return nil, err
	}
	at := telling.TimeSpan(next, when.SayStart(next.Shown(), reader))
	p.add(c.Words.Blocks(c.Lang, "reminder.next", words.Args{"when": at})...)
	return p, nil
}

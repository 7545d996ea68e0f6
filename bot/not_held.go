package bot

import (
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// notHeld says, in the place of its reminder, that a date is not held: why, and
// which is the next.
func (c *composer) notHeld(e planner.Event, o planner.Occurrence) (*reply, error) {
	reader := c.reader()
	reader.Short = true
	date := when.SayDate(o.Span.Start.Date, reader)
	if day := c.day(o); day != "" {
		date = day + ", " + date
	}
	args := words.Args{"date": date, "title": strong(e.Title), "kind": c.Words.Text(c.lang, "kind."+string(e.Kind), nil), "reason": o.Reason, "id": code(eventID(e))}
	p := &reply{blocks: c.Words.Blocks(c.lang, notHeldKey("reminder.not_held", o), args)}
	occs, err := c.tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil, err
	}
	if next, ok := planner.Next(occs, o.StartAt); ok {
		at := timeSpan(next, when.SayStart(next.Shown(), reader))
		p.add(c.Words.Blocks(c.lang, "reminder.next", words.Args{"when": at})...)
	}
	return p, nil
}

// notHeldKey is the sentence of that key for a date with a reason, or for one
// without.
func notHeldKey(key string, o planner.Occurrence) string {
	if o.Reason != "" {
		return key + "_because"
	}
	return key
}

package notices

import (
	"slices"
	"strings"
	"time"

	"entente/bot/telling"
	"entente/planner"
)

// offerLater puts under a private reminder the buttons by which it is done or
// comes again: three with *Fewer*, so that one of an event offers the longest
// time that ends before it begins.
func (c *composer) offerLater(p *said) error {
	due := c.m.Dues[0]
	if c.m.Delivery.Person == "" || due.Reminder == "" || !tellsOne(c.m.Dues) {
		return nil
	}
	rule, err := c.Tx.Reminder(due.Reminder)
	if err != nil || rule.Schedule != "" {
		return err
	}
	name, err := c.named(rule, due)
	if err != nil {
		return err
	}
	offer := func(key, sentence string) { p.button(c.Words.Text(c.Lang, key, nil), sentence) }
	if rule.Event == "" {
		offer("button.done", "done "+name)
		offer("button.hour", "snooze "+name+" 1 h")
		offer("button.tomorrow", "snooze "+name+" tomorrow")
		return nil
	}
	o, err := c.Tx.Occurrence(due.Occurrence)
	if err != nil || o.State != planner.Planned {
		return err
	}
	offer("button.done", "done "+name)
	tomorrow, err := c.tomorrow(o.Span.Zone)
	switch {
	case err != nil:
		return err
	case tomorrow.Before(o.StartAt):
		offer("button.tomorrow", "snooze "+name+" tomorrow")
	case c.m.Now.Add(time.Hour).Before(o.StartAt):
		offer("button.hour", "snooze "+name+" 1 h")
	}
	return nil
}

// tomorrow is 9:00 of the reader's next day; zone is for a reader whose zone is
// not known.
func (c *composer) tomorrow(zone string) (time.Time, error) {
	if own := c.to.ZoneAt(c.m.Now); own != "" {
		zone = own
	}
	today, err := planner.DateOf(c.m.Now, zone)
	if err != nil {
		return time.Time{}, err
	}
	at, _, err := planner.ResolveLocal(planner.Wall{Date: today.AddDays(1), Clock: planner.Morning()}, zone)
	return at, err
}

// tellsOne says whether due rows all are of one reminder, or of reminders of one
// date, so that a message of them can be put off as a whole.
func tellsOne(dues []planner.Due) bool {
	first := dues[0]
	return !slices.ContainsFunc(dues, func(d planner.Due) bool {
		return d.Kind != planner.DueReminder && d.Kind != planner.DueEarly || d.Occurrence != first.Occurrence ||
			d.Occurrence == "" && d.Reminder != first.Reminder
	})
}

// named is how a button names a reminder that came: R7, or R7 and its date.
func (c *composer) named(rule planner.Reminder, due planner.Due) (string, error) {
	name := telling.ReminderID(rule)
	if rule.Event == "" {
		if day, dated := strings.CutPrefix(due.Key, string(rule.ID)+"/"); dated && rule.Repeats() {
			return name + " " + day, nil
		}
		return name, nil
	}
	o, err := c.Tx.Occurrence(due.Occurrence)
	if err != nil {
		return "", err
	}
	return name + " " + o.Span.Start.Date.String(), nil
}

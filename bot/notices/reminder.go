package notices

import (
	"time"

	"entente/bot/chat"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
)

// say says one due row; of a date that the message says already, only what was
// noted to it.
func (c *composer) say(due planner.Due, again bool) (*said, error) {
	switch due.Kind {
	case planner.DueNotice:
		return c.notice(due)
	case planner.DueChange:
		return c.changed(due)
	case planner.DueCard:
		return c.card(due)
	case planner.DueTalk:
		return c.talkSaid(due)
	}
	rule, err := c.Tx.Reminder(due.Reminder)
	if err != nil {
		return nil, err
	}
	if rule.Schedule != "" {
		return c.digest(rule, due)
	}
	if rule.Event == "" {
		return &said{blocks: c.own(rule, due)}, nil
	}
	e, err := c.Tx.Event(rule.Event)
	if err != nil {
		return nil, err
	}
	o, err := c.Tx.Occurrence(due.Occurrence)
	if err != nil {
		return nil, err
	}
	if o.State == planner.Cancelled {
		return c.notHeld(e, o)
	}
	p := &said{}
	if !again {
		blocks, err := c.occurrence(e, o, due)
		if err != nil {
			return nil, err
		}
		p.add(blocks...)
	}
	if rule.Text != "" {
		p.add(chat.Block{Text: telling.Plain(rule.Text)})
	}
	if due.Kind == planner.DueInstead {
		return p, c.mention(p, due)
	}
	return p, nil
}

// mention says for whom a reminder stands in a room who cannot be reached
// privately, and rings them where that network knows them.
func (c *composer) mention(p *said, due planner.Due) error {
	person, err := c.Tx.Person(due.ToPerson)
	if err != nil {
		return err
	}
	identities, err := c.Tx.Identities(due.ToPerson)
	if err != nil {
		return err
	}
	name := chat.Span{Text: person.Name}
	for _, i := range identities {
		if planner.Network(i.ID) == c.m.Delivery.Network && len(p.ring) == 0 {
			name.Kind, name.Person, p.ring = chat.Person, i.ID, []planner.IdentityID{i.ID}
		}
	}
	p.add(c.Words.Blocks(c.Lang, "reminder.instead", words.Args{"name": name})...)
	return nil
}

// offerFewer puts the button under reminders of events by which there come
// fewer: here, or for whoever reads it.
func (c *composer) offerFewer(p *said) *said {
	for _, due := range c.m.Dues {
		if due.Reminder == "" || due.Event == "" {
			continue
		}
		sentence := "fewer reminders here"
		if c.m.Delivery.Person != "" {
			sentence = "fewer reminders for me"
		}
		return p.button(c.Words.Text(c.Lang, "button.fewer", nil), sentence)
	}
	return p
}

// own says a reminder of its own.
func (c *composer) own(rule planner.Reminder, due planner.Due) []chat.Block {
	key := "reminder.own"
	if c.m.Late {
		key = "reminder.own_late"
	}
	return c.Words.Blocks(c.Lang, key, words.Args{"text": rule.Text, "due": c.instant(due.At, rule.Zone)})
}

// occurrence says what is coming: the first line tells what and when.
func (c *composer) occurrence(e planner.Event, o planner.Occurrence, due planner.Due) ([]chat.Block, error) {
	reader, clocks, err := c.clocks(e, o)
	if err != nil {
		return nil, err
	}
	at := telling.TimeSpan(o, when.SayStart(o.Shown(), reader))
	if o.Span.AllDay {
		at = telling.Held(e, o, reader)
	}
	args := words.Args{"day": c.day(o), "when": at, "title": telling.Strong(e.Title), "kind": c.Kind(e), "id": telling.Code(telling.EventID(e))}
	key := "reminder.coming"
	if args["day"] == "" {
		key = "reminder.on"
	}
	blocks := append(c.Words.Blocks(c.Lang, key, args), clocks...)
	talk, err := c.TalkLines(o)
	if err != nil {
		return nil, err
	}
	blocks = append(blocks, talk...)
	if place := e.PlaceOn(o); place != "" {
		blocks = append(blocks, c.Words.Blocks(c.Lang, "card.place", words.Args{"place": place})...)
	}
	link, err := c.linkShown(e, o)
	if err != nil {
		return nil, err
	}
	blocks = append(blocks, link...)
	if c.m.Late {
		blocks = append(blocks, c.Words.Blocks(c.Lang, "reminder.late", words.Args{"due": c.instant(due.At, o.Span.Zone)})...)
	}
	return blocks, nil
}

// day is "Tomorrow", "Today" or "In a week" by the calendar of the event;
// empty when it is further off.
func (c *composer) day(o planner.Occurrence) string {
	today, err := planner.DateOf(c.m.Now, o.Span.Zone)
	if err != nil {
		return ""
	}
	switch days := today.DaysUntil(o.Span.Start.Date); {
	case days == 0 && !o.Span.AllDay && o.StartAt.Sub(c.m.Now) > 0 && o.StartAt.Sub(c.m.Now) <= 2*time.Hour:
		minutes := int(o.StartAt.Sub(c.m.Now).Round(time.Minute).Minutes())
		if minutes%60 == 0 {
			return c.Words.Text(c.Lang, "reminder.in_hours", words.Args{"n": minutes / 60})
		}
		return c.Words.Text(c.Lang, "reminder.in_minutes", words.Args{"n": minutes})
	case days == 0 && !o.StartAt.After(c.m.Now):
		return c.Words.Text(c.Lang, "reminder.now", nil)
	case days == 0:
		return c.Words.Text(c.Lang, "reminder.today", nil)
	case days == 1:
		return c.Words.Text(c.Lang, "reminder.tomorrow", nil)
	case days > 1 && days <= 31:
		return c.Words.Text(c.Lang, "reminder.in_days", words.Args{"n": days})
	}
	return ""
}

// instant says an instant in the reader's zone, or in that of what it is
// about.
func (c *composer) instant(at time.Time, zone string) string {
	reader := c.reader()
	if reader.Zone == "" {
		reader.Zone = zone
	}
	return when.SayInstant(at, reader)
}

package notices

import (
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// digest says what is ahead until the next digest, for a room's collaboration
// or for a person; nothing when nothing is.
func (c *composer) digest(rule planner.Reminder, due planner.Due) (*said, error) {
	next, ok, err := delivery.NextOwn(c.Tx, rule, c.m.Now)
	if err != nil || !ok {
		return &said{}, err
	}
	rows, lines, err := c.datesUntil(rule, next.At)
	if err != nil {
		return nil, err
	}
	own, err := c.remindersUntil(rule, next.At)
	if rows = append(rows, own...); err != nil || len(rows) == 0 {
		return &said{}, err
	}
	zone := rule.Zone
	if at := c.to.ZoneAt(c.m.Now); at != "" {
		zone = at
	}
	first, err := planner.DateOf(c.m.Now, zone)
	if err != nil {
		return nil, err
	}
	last, err := planner.DateOf(next.At, zone)
	if err != nil {
		return nil, err
	}
	if last = last.AddDays(-1); last.Before(first) {
		last = first
	}
	head, err := c.digestHead(rule)
	if err != nil {
		return nil, err
	}
	p := c.tell("digest.says", words.Args{"what": head, "dates": when.Say(planner.AllDay(first, last, zone), c.reader())})
	if c.m.Late {
		p.add(c.Words.Blocks(c.Lang, "reminder.late", words.Args{"due": c.instant(due.At, zone)})...)
	}
	p.add(chat.Block{Rows: rows[:min(telling.MaxRows, len(rows))]})
	if rest := len(rows) - telling.MaxRows; rest > 0 {
		p.add(c.Words.Blocks(c.Lang, "list.more", words.Args{"n": rest})...)
		p.button(c.Words.Text(c.Lang, "button.agenda", nil), "agenda")
	}
	return p.add(lines...), nil
}

// digestHead is the code of the collaboration whose digest a room receives.
func (c *composer) digestHead(rule planner.Reminder) (chat.Span, error) {
	collaboration, err := c.collaborationOf(rule)
	if err != nil || collaboration == nil {
		return telling.Strong(c.Words.Text(c.Lang, "digest.yours", nil)), err
	}
	of, err := c.Tx.Collaboration(*collaboration)
	return telling.Strong(of.Code), err
}

// collaborationOf is that of the room to which a digest goes; nil for a person.
func (c *composer) collaborationOf(rule planner.Reminder) (*planner.CollaborationID, error) {
	if rule.ToRoom == "" {
		return nil, nil
	}
	room, err := c.Tx.Room(c.m.Delivery.Room)
	if err != nil || room.Collaboration == "" {
		return nil, err
	}
	return &room.Collaboration, nil
}

// datesUntil are the dates of events from now to an instant, a row each, and the
// lines on summer time that concern them.
func (c *composer) datesUntil(rule planner.Reminder, to time.Time) (rows [][]chat.Text, lines []chat.Block, err error) {
	filter := store.OccurrenceFilter{From: c.m.Now, To: to}
	if rule.ToPerson != "" {
		filter.Person = &rule.ToPerson
	} else if filter.Collaboration, err = c.collaborationOf(rule); err != nil || filter.Collaboration == nil {
		return nil, nil, err // the room is tied to none any more
	}
	dated, err := c.Tx.OccurrencesBetween(filter)
	if err != nil {
		return nil, nil, err
	}
	v, err := c.viewer()
	if err != nil {
		return nil, nil, err
	}
	talks, err := telling.TalksOn(c.Tx, dated)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range dated {
		if near, err := v.Near(d.Event); err != nil || !near {
			if err != nil {
				return nil, nil, err
			}
			continue
		}
		at := telling.Held(d.Event, d.Occurrence, c.reader())
		row := []chat.Text{{at}, telling.Plain(d.Event.Title), telling.Plain(c.Kind(d.Event))}
		row = append(row, c.TalkCell(talks[d.Occurrence.ID])...)
		if place := d.Event.PlaceOn(d.Occurrence); place != "" {
			row = append(row, telling.Plain(place))
		}
		rows = append(rows, append(row, chat.Text{telling.Code(telling.EventID(d.Event))}))
		differences, err := c.summerTime(d)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, differences...)
	}
	return rows, lines, nil
}

// summerTime says where summer time makes a difference to one date of a series.
func (c *composer) summerTime(d store.Dated) ([]chat.Block, error) {
	if d.Event.Rule == nil || d.Occurrence.Span.AllDay {
		return nil, nil
	}
	zones := []string{d.Event.Span.Zone, c.to.ZoneAt(d.Occurrence.StartAt)}
	if c.to.ID == "" {
		var err error
		if zones, err = telling.ZonesPresent(c.Tx, d.Event, d.Occurrence.StartAt); err != nil {
			return nil, err
		}
	}
	return c.differencesOn(c.reader(), d.Occurrence, zones)
}

// remindersUntil are a person's own reminders from now to an instant.
func (c *composer) remindersUntil(rule planner.Reminder, to time.Time) (rows [][]chat.Text, err error) {
	if rule.ToPerson == "" {
		return nil, nil
	}
	own, err := c.Tx.RemindersOwned(rule.ToPerson)
	if err != nil {
		return nil, err
	}
	for _, r := range own {
		if r.Event != "" || r.Schedule != "" || r.ToPerson != rule.ToPerson {
			continue
		}
		due, ok, err := delivery.NextOwn(c.Tx, r, c.m.Now)
		if err != nil {
			return nil, err
		}
		if ok && due.At.Before(to) {
			at := chat.Span{Kind: chat.Instant, Text: when.SayInstant(due.At, c.reader()), At: due.At}
			rows = append(rows, []chat.Text{{at}, telling.Plain(r.Text), {telling.Code(telling.ReminderID(r))}})
		}
	}
	return rows, nil
}

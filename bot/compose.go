package bot

import (
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// composer says one delivery, in the language and zone of whoever receives it.
type composer struct {
	*Bot
	tx   *store.Tx
	m    delivery.Message
	lang planner.Lang
	to   planner.Person // without a zone where it is a room
}

// reader is whoever receives it, reading times.
func (c *composer) reader() when.Reader { return when.ReaderOf(c.to, c.lang, c.m.Now) }

// compose says a delivery: in a room in the room's language, or in both;
// privately in the person's.
func (b *Bot) compose(tx *store.Tx, m delivery.Message) (chat.Outgoing, error) {
	var out chat.Outgoing
	langs, to, err := b.audience(tx, m)
	if err != nil {
		return out, err
	}
	for _, lang := range langs {
		c := &composer{Bot: b, tx: tx, m: m, lang: lang, to: to}
		for _, due := range m.Dues {
			p, err := c.say(due)
			if err != nil {
				return out, err
			}
			out.Blocks, out.Buttons = append(out.Blocks, p.blocks...), append(out.Buttons, p.buttons...)
		}
	}
	return out, nil
}

// audience is the languages in which a delivery is said, and to whom: nobody in
// particular in a room.
func (b *Bot) audience(tx *store.Tx, m delivery.Message) (langs []planner.Lang, to planner.Person, err error) {
	if m.Delivery.Person != "" {
		to, err = tx.Person(m.Delivery.Person)
		return spoken(to.Lang), to, err
	}
	room, err := tx.Room(m.Delivery.Room)
	if err != nil {
		return nil, to, err
	}
	lang := room.Lang
	if lang == "" {
		lang = b.plannedLang(tx, m.Dues[0])
	}
	return spoken(lang), to, nil
}

// plannedLang is the language in which what is due was planned or set, where
// that of the room is not known.
func (b *Bot) plannedLang(tx *store.Tx, due planner.Due) planner.Lang {
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return planner.English
	}
	if rule.Event != "" {
		if e, err := tx.Event(rule.Event); err == nil {
			return e.Lang
		}
	}
	owner, err := tx.Person(rule.Owner)
	if err != nil {
		return planner.English
	}
	return owner.Lang
}

// spoken are the languages to say something in.
func spoken(lang planner.Lang) []planner.Lang {
	switch lang {
	case planner.Both:
		return []planner.Lang{planner.English, planner.French}
	case planner.French:
		return []planner.Lang{planner.French}
	}
	return []planner.Lang{planner.English}
}

// say says one due row.
func (c *composer) say(due planner.Due) (*reply, error) {
	if due.Kind == planner.DueNotice {
		return c.notice(due)
	}
	rule, err := c.tx.Reminder(due.Reminder)
	if err != nil {
		return nil, err
	}
	if rule.Event == "" {
		return &reply{blocks: c.own(rule, due)}, nil
	}
	e, err := c.tx.Event(rule.Event)
	if err != nil {
		return nil, err
	}
	o, err := c.tx.Occurrence(due.Occurrence)
	if err != nil {
		return nil, err
	}
	if o.State == planner.Cancelled {
		return c.notHeld(e, o)
	}
	blocks, err := c.occurrence(e, o, due)
	if err != nil {
		return nil, err
	}
	if rule.Text != "" {
		blocks = append(blocks, chat.Block{Text: plain(rule.Text)})
	}
	return &reply{blocks: blocks}, nil
}

// own says a reminder of its own.
func (c *composer) own(rule planner.Reminder, due planner.Due) []chat.Block {
	key := "reminder.own"
	if c.m.Late {
		key = "reminder.own_late"
	}
	return c.Words.Blocks(c.lang, key, words.Args{"text": rule.Text, "due": c.instant(due.At, rule.Zone)})
}

// occurrence says what is coming: the first line tells what and when.
func (c *composer) occurrence(e planner.Event, o planner.Occurrence, due planner.Due) ([]chat.Block, error) {
	reader, clocks, err := c.clocks(e, o)
	if err != nil {
		return nil, err
	}
	at := chat.Span{Kind: chat.Instant, Text: when.SayStart(o.Shown(), reader), At: o.StartAt}
	if o.Span.AllDay {
		at.Text = when.Say(o.Shown(), reader)
	}
	args := words.Args{"day": c.day(o), "when": at, "title": strong(e.Title), "kind": c.Words.Text(c.lang, "kind."+string(e.Kind), nil), "id": code(eventID(e))}
	key := "reminder.coming"
	if args["day"] == "" {
		key = "reminder.on"
	}
	blocks := append(c.Words.Blocks(c.lang, key, args), clocks...)
	if place := e.PlaceOn(o); place != "" {
		blocks = append(blocks, c.Words.Blocks(c.lang, "card.place", words.Args{"place": place})...)
	}
	if c.m.Late {
		blocks = append(blocks, c.Words.Blocks(c.lang, "reminder.late", words.Args{"due": c.instant(due.At, o.Span.Zone)})...)
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
			return c.Words.Text(c.lang, "reminder.in_hours", words.Args{"n": minutes / 60})
		}
		return c.Words.Text(c.lang, "reminder.in_minutes", words.Args{"n": minutes})
	case days == 0 && !o.StartAt.After(c.m.Now):
		return c.Words.Text(c.lang, "reminder.now", nil)
	case days == 0:
		return c.Words.Text(c.lang, "reminder.today", nil)
	case days == 1:
		return c.Words.Text(c.lang, "reminder.tomorrow", nil)
	case days > 1 && days <= 31:
		return c.Words.Text(c.lang, "reminder.in_days", words.Args{"n": days})
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

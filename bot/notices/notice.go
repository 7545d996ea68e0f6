package notices

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// notice tells a person what happened without them: to their reminders, to a
// room, to a network, or with their accounts.
func (c *composer) notice(due planner.Due) (*said, error) {
	var n delivery.Notice
	if err := json.Unmarshal([]byte(due.Data), &n); err != nil {
		return nil, fmt.Errorf("read notice: %w", err)
	}
	switch n.About {
	case delivery.NoticeZone:
		return c.zoneChanged(n)
	case delivery.NoticeNetwork:
		return c.tell("notice.network", words.Args{"network": telling.Code(n.Network), "reason": n.Reason}), nil
	case delivery.NoticeOutage:
		return c.tell("notice.outage", words.Args{"network": telling.Code(n.Network), "reason": n.Reason}), nil
	case delivery.NoticeLeft:
		return c.left(n)
	case delivery.NoticeClash:
		return c.clash(due)
	case delivery.NoticePlace:
		return c.place(due)
	case delivery.NoticeForm:
		return c.formLeft(n)
	case delivery.NoticeNudge:
		return c.nudged(due, n)
	case delivery.NoticeUninvited:
		return c.uninvited(n)
	case delivery.NoticeLink:
		return c.confirmation(n)
	case delivery.NoticeNoAccount:
		return c.noAccount(n)
	case delivery.NoticeHandOver, delivery.NoticeTakenOver, delivery.NoticeTurnedDown:
		return c.handedOver(n)
	}
	return c.lost(n)
}

// tell is a sentence of the catalogue.
func (c *composer) tell(key string, args words.Args) *said {
	return &said{blocks: c.Words.Blocks(c.Lang, key, args)}
}

// clash tells an organiser, three weeks before, that a date of a series falls
// on a holiday or in a blackout.
func (c *composer) clash(due planner.Due) (*said, error) {
	e, err := c.Tx.Event(due.Event)
	if err != nil {
		return nil, err
	}
	o, err := c.Tx.Occurrence(due.Occurrence)
	if err != nil {
		return nil, err
	}
	clashes, err := delivery.Clashes(c.Tx, e, []planner.Occurrence{o})
	if err != nil || len(clashes) == 0 {
		return &said{}, err
	}
	reader := c.reader()
	key := "notice.clash"
	if len(clashes[0].Days) == 0 {
		key = "notice.clash_blackout"
	}
	p := c.tell(key, words.Args{
		"dates": strings.Join(c.ClashTexts(clashes[0], reader), " · "), "id": telling.Code(telling.EventID(e)), "title": telling.Strong(e.Title),
	})
	label := c.Words.Text(c.Lang, "button.skip_date", words.Args{"date": when.SayDate(o.Span.Start.Date, reader)})
	return p.button(label, "skip holidays of "+telling.EventID(e)+" of "+o.Span.Start.Date.String()), nil
}

// lost tells an owner that something was not delivered.
func (c *composer) lost(n delivery.Notice) (*said, error) {
	what, due, err := c.lostOne(n)
	if err != nil {
		return nil, err
	}
	return c.tell("notice."+n.About, words.Args{"what": what, "reason": n.Reason, "due": due}), nil
}

// lostOne is what was not delivered, and when it was due.
func (c *composer) lostOne(n delivery.Notice) (what, due string, err error) {
	missed, err := c.Tx.DueByKey(n.Due)
	if err != nil {
		return "", "", err
	}
	rule, err := c.Tx.Reminder(missed.Reminder)
	if missed.Reminder == "" { // a card, or a notice of changes
		rule.Event, err = missed.Event, nil
	}
	if err != nil || rule.Event == "" {
		return rule.Text, c.instant(missed.At, rule.Zone), err
	}
	e, err := c.Tx.Event(rule.Event)
	return telling.EventID(e) + " " + e.Title, c.instant(missed.At, e.Span.Zone), err
}

// missedOnes are the due rows of a delivery, where all say that a reminder was
// not sent in time.
func (c *composer) missedOnes() (list []delivery.Notice, err error) {
	for _, due := range c.m.Dues {
		if due.Kind != planner.DueNotice {
			return nil, nil
		}
		var n delivery.Notice
		if err := json.Unmarshal([]byte(due.Data), &n); err != nil {
			return nil, fmt.Errorf("read notice: %w", err)
		}
		if n.About != delivery.NoticeMissed {
			return nil, nil
		}
		list = append(list, n)
	}
	return list, nil
}

// missed sums up what was not sent in time.
func (c *composer) missed(list []delivery.Notice) (*said, error) {
	p := c.tell("notice.missed_several", words.Args{"n": len(list)})
	var items [][]chat.Span
	for _, n := range list[:min(telling.MaxRows, len(list))] {
		what, due, err := c.lostOne(n)
		if err != nil {
			return nil, err
		}
		items = append(items, c.Words.Spans(c.Lang, "notice.missed_one", words.Args{"due": due, "what": what}))
	}
	if rest := len(list) - len(items); rest > 0 {
		items = append(items, c.Words.Spans(c.Lang, "list.more", words.Args{"n": rest}))
	}
	return p.add(chat.Block{List: items}), nil
}

// left names what is not posted any more in a room that the bot is no longer in:
// events, whose reminders come privately instead, and reminders, which do not.
func (c *composer) left(n delivery.Notice) (*said, error) {
	room, err := c.Tx.Room(n.Room)
	if err != nil {
		return nil, err
	}
	p := c.tell("notice.left", words.Args{"room": "#" + room.Name})
	var items [][]chat.Span
	for _, id := range n.Events {
		e, err := c.Tx.Event(id)
		if err != nil {
			return nil, err
		}
		items = append(items, c.Words.Spans(c.Lang, "notice.left_event", words.Args{"id": telling.Code(telling.EventID(e)), "title": e.Title}))
	}
	for _, id := range n.Reminders {
		rule, err := c.Tx.Reminder(id)
		if err != nil {
			return nil, err
		}
		what, err := c.about(rule)
		if err != nil {
			return nil, err
		}
		items = append(items, c.Words.Spans(c.Lang, "notice.left_reminder", words.Args{"id": telling.Code(telling.ReminderID(rule)), "text": what}))
	}
	if rest := len(items) - telling.MaxRows; rest > 0 {
		items = append(items[:telling.MaxRows], c.Words.Spans(c.Lang, "list.more", words.Args{"n": rest}))
	}
	return p.add(chat.Block{List: items}), nil
}

// about is what a reminder says, or the event that it is of.
func (c *composer) about(rule planner.Reminder) (string, error) {
	if rule.Event == "" {
		return rule.Text, nil
	}
	e, err := c.Tx.Event(rule.Event)
	return telling.EventID(e) + " " + e.Title, err
}

// confirmation asks whether an identity that says so is the person's too.
func (c *composer) confirmation(n delivery.Notice) (*said, error) {
	_, t, err := memory.TieAt(c.Tx, memory.TokenPlace(n.Token), c.m.Now)
	if errors.Is(err, store.ErrNotFound) {
		return c.tell("refusal.link.expired", nil), nil
	}
	if err != nil {
		return nil, err
	}
	p := c.tell("link.confirm", words.Args{"identity": telling.Code(string(t.To))})
	return p.button(c.Words.Text(c.Lang, "button.that_is_me", nil), "link confirm "+n.Token), nil
}

// uninvited tells who invited somebody that no network reaches them.
func (c *composer) uninvited(n delivery.Notice) (*said, error) {
	s, err := c.Tx.SpeakerByNumber(n.Speaker)
	if err != nil {
		return nil, err
	}
	return c.tell("notice.uninvited", words.Args{"name": telling.NameOfSpeaker(c.Tx, s)}), nil
}

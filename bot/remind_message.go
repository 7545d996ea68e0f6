package bot

import (
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// remindOfMessage has a reminder that says nothing of itself be about the message
// that it was said in answer to: an event, as long as it has not begun, what a
// reminder said, else where the message stands. Its text is never told elsewhere.
// A nil reply leaves the reminder, which now says something, to be kept.
func (r *request) remindOfMessage(rule *planner.Reminder, repeats bool) (*reply, error) {
	key, err := r.keyReplied()
	if err != nil {
		return nil, err
	}
	if key != "" {
		m, err := r.remindedBy(key)
		if err != nil {
			return nil, err
		}
		if m.of == nil {
			rule.Text = m.rule.Text
			return nil, nil
		}
	}
	t, err := r.repliedTo()
	if err != nil {
		return nil, err
	}
	if t == nil {
		rule.Text = r.whereSaid()
		return nil, nil
	}
	if o := r.dateMeant(t); o != nil && !repeats {
		if p, err := r.remindOfDate(*rule, t, *o); p != nil || err != nil {
			return p, err
		}
	}
	rule.Text = t.event.Title + " · " + telling.EventID(t.event)
	return nil, nil
}

// dateMeant is the date that is meant or, where none is, the next one of the event.
func (r *request) dateMeant(t *target) *planner.Occurrence {
	if t.one != nil {
		return t.one
	}
	var next *planner.Occurrence
	for i, o := range t.occurrences {
		if o.State == planner.Planned && o.StartAt.After(r.now) && (next == nil || o.StartAt.Before(next.StartAt)) {
			next = &t.occurrences[i]
		}
	}
	return next
}

// remindOfDate makes a reminder at an hour one of a date of an event; nil when
// that begins before, or is not held.
func (r *request) remindOfDate(rule planner.Reminder, t *target, o planner.Occurrence) (*reply, error) {
	at, _, err := planner.ResolveLocal(rule.Wall, rule.Zone)
	if err != nil || !at.After(r.now) || o.State != planner.Planned || t.event.State != planner.Planned {
		return nil, err
	}
	lead, before, err := planner.LeadAt(o, at)
	if err != nil || !before {
		return nil, err
	}
	rule.Wall, rule.Zone, rule.Lead, rule.Event = planner.Wall{}, "", lead, t.event.ID
	if t.event.Rule != nil {
		rule.Occurrence = o.ID
	}
	return r.writeEventReminder(rule, t)
}

// whereSaid says where the message stands that the person answers: its address
// where the network has one.
func (r *request) whereSaid() string {
	said := r.Words.Text(r.lang, "remind.message", words.Args{"room": r.room.Name})
	if r.room.Direct {
		said = r.label("remind.message_private")
	}
	if address := r.LinkTo(r.in.Network, r.in.Room, r.in.ReplyTo); address != "" {
		return said + ": " + address
	}
	return said
}

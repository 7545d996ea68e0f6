package reminders

import (
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// remindOfMessage has a reminder that says nothing of itself be about the message
// that it was said in answer to: an event, as long as it has not begun, what a
// reminder said, else where the message stands. Its text is never told elsewhere.
// A nil reply leaves the reminder, which now says something, to be kept.
func (r *request) remindOfMessage(rule *planner.Reminder, repeats bool) (*turn.Reply, error) {
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
	t, err := r.RepliedTo()
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
	rule.Text = t.Event.Title + " · " + telling.EventID(t.Event)
	return nil, nil
}

// dateMeant is the date that is meant or, where none is, the next one of the event.
func (r *request) dateMeant(t *turn.Target) *planner.Occurrence {
	if t.One != nil {
		return t.One
	}
	var next *planner.Occurrence
	for i, o := range t.Occurrences {
		if o.State == planner.Planned && o.StartAt.After(r.Now) && (next == nil || o.StartAt.Before(next.StartAt)) {
			next = &t.Occurrences[i]
		}
	}
	return next
}

// remindOfDate makes a reminder at an hour one of a date of an event; nil when
// that begins before, or is not held.
func (r *request) remindOfDate(rule planner.Reminder, t *turn.Target, o planner.Occurrence) (*turn.Reply, error) {
	at, _, err := planner.ResolveLocal(rule.Wall, rule.Zone)
	if err != nil || !at.After(r.Now) || o.State != planner.Planned || t.Event.State != planner.Planned {
		return nil, err
	}
	lead, before, err := planner.LeadAt(o, at)
	if err != nil || !before {
		return nil, err
	}
	rule.Wall, rule.Zone, rule.Lead, rule.Event = planner.Wall{}, "", lead, t.Event.ID
	if t.Event.Rule != nil {
		rule.Occurrence = o.ID
	}
	return r.writeEventReminder(rule, t)
}

// whereSaid says where the message stands that the person answers: its address
// where the network has one.
func (r *request) whereSaid() string {
	said := r.Words.Text(r.Lang, "remind.message", words.Args{"room": r.Room.Name})
	if r.Room.Direct {
		said = r.Label("remind.message_private")
	}
	if address := r.LinkTo(r.In.Network, r.In.Room, r.In.ReplyTo); address != "" {
		return said + ": " + address
	}
	return said
}

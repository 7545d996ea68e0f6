package reminders

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"entente/bot/chat"
	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// instant is an instant said in the person's zone.
func (r *request) instant(at time.Time) chat.Span {
	return chat.Span{Kind: chat.Instant, Text: when.SayInstant(at, r.Reader()), At: at}
}

// recipient says whom a reminder goes to.
func (r *request) recipient(rule planner.Reminder) string {
	where := ""
	switch {
	case (rule.Audience == planner.ForOrganisers || rule.Audience == planner.ForMembers) && r.isOwn(rule.Event):
		return r.Label("remind.to_you")
	case rule.Audience.Group():
		return r.Label("remind.to_" + string(rule.Audience))
	case rule.ToPerson == r.Person.ID:
		return r.Label("remind.to_you")
	case rule.ToRoom == r.In.Room:
		where = r.Label("remind.to_here")
	case rule.ToRoom != "":
		if room, err := r.Tx.Room(rule.ToRoom); err == nil {
			where = "#" + room.Name
		}
	}
	where = cmp.Or(where, r.Label("remind.to_room"))
	if rule.InThread {
		return r.Words.Text(r.Lang, "remind.in_thread", words.Args{"where": where})
	}
	return where
}

// isOwn says whether an event is the person's alone, who is then its only
// organiser.
func (r *request) isOwn(id planner.EventID) bool {
	e, err := r.Tx.Event(id)
	return err == nil && e.Collaboration == "" && e.Owner == r.Person.ID
}

// listBegins is the colon before a list of rules, not that of "15:00".
var listBegins = regexp.MustCompile(`:(\D|$)`)

// reminders lists the person's own reminders, privately, or those of an event,
// or those that events get by themselves; with a list, it sets them.
func (r *request) reminders(rest string) (*turn.Reply, error) {
	if at := listBegins.FindStringIndex(rest); at != nil {
		return r.setReminders(rest[:at[0]], rest[at[0]+1:])
	}
	if rest != "" {
		s, ok, err := r.readRuleScope(rest)
		if err == nil && ok && s.event == nil {
			return r.showRules(s)
		}
		return r.remindersOf(rest)
	}
	own, err := r.Tx.RemindersOwned(r.Person.ID)
	if err != nil {
		return nil, err
	}
	var rows [][]chat.Text
	for _, rule := range own {
		if row := r.reminderRow(rule); row != nil {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		p := r.Tell("reminders.none", nil)
		p.Asker = true
		return p, nil
	}
	p := r.AddRows(r.Tell("reminders.head", words.Args{"n": len(rows)}), rows, "reminders")
	p.Private = true
	return p, nil
}

// reminderRow is one reminder; nil when it will not come again.
func (r *request) reminderRow(rule planner.Reminder) []chat.Text {
	if rule.Event == "" {
		due, ok, err := delivery.NextOwn(r.Tx, rule, r.Now)
		if err != nil || !ok {
			return nil
		}
		what := telling.Plain(rule.Text)
		if rule.Schedule != "" {
			what = telling.Plain(r.Label("digest.word"))
		}
		return []chat.Text{{r.instant(due.At)}, what, telling.Plain(r.recipient(rule)), {telling.Code(telling.ReminderID(rule))}}
	}
	e, err := r.Tx.Event(rule.Event)
	if err != nil || e.State != planner.Planned {
		return nil
	}
	occs, err := r.Tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil
	}
	due, _, err := planner.Dues(e, occs, []planner.Reminder{rule}, r.Now)
	if err != nil || len(due) == 0 {
		return nil
	}
	return []chat.Text{{r.instant(due[0].At)}, telling.Plain(when.SayLead(rule.Lead, r.Lang)), telling.Plain(e.Title), {telling.Code(telling.EventID(e))}, telling.Plain(r.recipient(rule)), {telling.Code(telling.ReminderID(rule))}}
}

// remindersOf lists what an event reminds of.
func (r *request) remindersOf(rest string) (*turn.Reply, error) {
	t, err := r.SubjectOf(rest)
	if err != nil {
		return nil, err
	}
	rules, err := r.Tx.RemindersOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	var rows [][]chat.Text
	for _, rule := range rules {
		others := rule.ToPerson != "" && rule.ToPerson != r.Person.ID
		if row := r.reminderRow(rule); row != nil && rule.State == planner.Planned && !others {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return r.Tell("reminders.none_of", words.Args{"id": telling.Code(telling.EventID(t.Event))}), nil
	}
	p := r.Tell("reminders.of", words.Args{"id": telling.Code(telling.EventID(t.Event)), "title": telling.Strong(t.Event.Title)})
	return r.AddRows(p, rows, "reminders "+telling.EventID(t.Event)), nil
}

// Numbered is the reminder of a match of ReminderForm, which the person
// may change.
func Numbered(said *turn.Turn, m []string) (planner.Reminder, error) {
	r := &request{Turn: said}
	unknown := &planner.Refusal{Why: "reminder.unknown", Words: m[0]}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return planner.Reminder{}, unknown
	}
	rule, err := r.Tx.ReminderByNumber(n)
	if errors.Is(err, store.ErrNotFound) || err == nil && rule.State != planner.Planned {
		return planner.Reminder{}, unknown
	}
	if err != nil {
		return planner.Reminder{}, err
	}
	return rule, r.mayForget(rule, unknown)
}

// DropOfEvent ends a reminder of an event.
func DropOfEvent(r *turn.Turn, rule planner.Reminder) error {
	if err := r.Begin(); err != nil {
		return err
	}
	rule.State = planner.Cancelled
	if _, err := r.Tx.SaveReminder(rule); err != nil {
		return fmt.Errorf("end reminder: %w", err)
	}
	t, err := r.TargetByID(rule.Event)
	if err != nil {
		return err
	}
	_, err = r.Reschedule(t.Event, t.Occurrences, "removed")
	return err
}

// mayForget: one's own, and those of an event that one may change.
func (r *request) mayForget(rule planner.Reminder, unknown error) error {
	if rule.Owner == r.Person.ID {
		return nil
	}
	if rule.Event == "" || rule.ToPerson != "" {
		return unknown
	}
	e, err := r.Tx.Event(rule.Event)
	if err != nil {
		return err
	}
	return r.MayChange(e)
}

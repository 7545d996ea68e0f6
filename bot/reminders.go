package bot

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
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// instant is an instant said in the person's zone.
func (r *request) instant(at time.Time) chat.Span {
	return chat.Span{Kind: chat.Instant, Text: when.SayInstant(at, r.reader()), At: at}
}

// recipient says whom a reminder goes to.
func (r *request) recipient(rule planner.Reminder) string {
	where := ""
	switch {
	case (rule.Audience == planner.ForOrganisers || rule.Audience == planner.ForMembers) && r.isOwn(rule.Event):
		return r.label("remind.to_you")
	case rule.Audience.Group():
		return r.label("remind.to_" + string(rule.Audience))
	case rule.ToPerson == r.person.ID:
		return r.label("remind.to_you")
	case rule.ToRoom == r.in.Room:
		where = r.label("remind.to_here")
	case rule.ToRoom != "":
		if room, err := r.tx.Room(rule.ToRoom); err == nil {
			where = "#" + room.Name
		}
	}
	where = cmp.Or(where, r.label("remind.to_room"))
	if rule.InThread {
		return r.Words.Text(r.lang, "remind.in_thread", words.Args{"where": where})
	}
	return where
}

// isOwn says whether an event is the person's alone, who is then its only
// organiser.
func (r *request) isOwn(id planner.EventID) bool {
	e, err := r.tx.Event(id)
	return err == nil && e.Collaboration == "" && e.Owner == r.person.ID
}

// listBegins is the colon before a list of rules, not that of "15:00".
var listBegins = regexp.MustCompile(`:(\D|$)`)

// reminders lists the person's own reminders, privately, or those of an event,
// or those that events get by themselves; with a list, it sets them.
func (r *request) reminders(rest string) (*reply, error) {
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
	own, err := r.tx.RemindersOwned(r.person.ID)
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
		p := r.tell("reminders.none", nil)
		p.asker = true
		return p, nil
	}
	p := r.addRows(r.tell("reminders.head", words.Args{"n": len(rows)}), rows, "reminders")
	p.private = true
	return p, nil
}

// reminderRow is one reminder; nil when it will not come again.
func (r *request) reminderRow(rule planner.Reminder) []chat.Text {
	if rule.Event == "" {
		due, ok, err := delivery.NextOwn(r.tx, rule, r.now)
		if err != nil || !ok {
			return nil
		}
		what := telling.Plain(rule.Text)
		if rule.Schedule != "" {
			what = telling.Plain(r.label("digest.word"))
		}
		return []chat.Text{{r.instant(due.At)}, what, telling.Plain(r.recipient(rule)), {telling.Code(telling.ReminderID(rule))}}
	}
	e, err := r.tx.Event(rule.Event)
	if err != nil || e.State != planner.Planned {
		return nil
	}
	occs, err := r.tx.OccurrencesOf(e.ID)
	if err != nil {
		return nil
	}
	due, _, err := planner.Dues(e, occs, []planner.Reminder{rule}, r.now)
	if err != nil || len(due) == 0 {
		return nil
	}
	return []chat.Text{{r.instant(due[0].At)}, telling.Plain(when.SayLead(rule.Lead, r.lang)), telling.Plain(e.Title), {telling.Code(telling.EventID(e))}, telling.Plain(r.recipient(rule)), {telling.Code(telling.ReminderID(rule))}}
}

// remindersOf lists what an event reminds of.
func (r *request) remindersOf(rest string) (*reply, error) {
	t, err := r.subjectOf(rest)
	if err != nil {
		return nil, err
	}
	rules, err := r.tx.RemindersOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	var rows [][]chat.Text
	for _, rule := range rules {
		others := rule.ToPerson != "" && rule.ToPerson != r.person.ID
		if row := r.reminderRow(rule); row != nil && rule.State == planner.Planned && !others {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return r.tell("reminders.none_of", words.Args{"id": telling.Code(telling.EventID(t.event))}), nil
	}
	p := r.tell("reminders.of", words.Args{"id": telling.Code(telling.EventID(t.event)), "title": telling.Strong(t.event.Title)})
	return r.addRows(p, rows, "reminders "+telling.EventID(t.event)), nil
}

var reminderForm = regexp.MustCompile(`(?i)\br(\d{1,9})\b`)

// forget is `forget R7`: a reminder comes no more. `forget my stay in Tokyo` is
// about a stay.
func (r *request) forget(rest string) (*reply, error) {
	m := reminderForm.FindStringSubmatch(rest)
	if p, err := r.share(rest, false); m == nil && (p != nil || err != nil) {
		return p, err
	}
	if m == nil { // "remove the speaker of 2 March"
		if p, err := r.removeSpeaker(rest); p != nil || err != nil {
			return p, err
		}
		if p, err := r.planWith(rest, false); p != nil || err != nil {
			return p, err
		}
	}
	if m == nil && idForm.MatchString(" "+rest) { // "delete E5"
		return r.cancel(rest)
	}
	if m == nil && r.mentionsPeople() { // "remove @sam from GANDA"
		return r.removePeople(rest)
	}
	if m == nil {
		if p, err := r.forgetsStay(rest); p != nil || err != nil {
			return p, err
		}
		return nil, &planner.Refusal{Why: "reminder.usage", Words: rest}
	}
	rule, err := r.reminderNumbered(m)
	if err != nil {
		return nil, err
	}
	if rule.Event == "" {
		err = r.dropOwn(rule)
	} else {
		err = r.dropOfEvent(rule)
	}
	if err != nil {
		return nil, err
	}
	p := r.tell("reminder.forgotten", words.Args{"id": telling.Code(telling.ReminderID(rule))})
	return p.button(r.label("button.undo"), undoSentence(r.change)), nil
}

// reminderNumbered is the reminder of a match of reminderForm, which the person
// may change.
func (r *request) reminderNumbered(m []string) (planner.Reminder, error) {
	unknown := &planner.Refusal{Why: "reminder.unknown", Words: m[0]}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return planner.Reminder{}, unknown
	}
	rule, err := r.tx.ReminderByNumber(n)
	if errors.Is(err, store.ErrNotFound) || err == nil && rule.State != planner.Planned {
		return planner.Reminder{}, unknown
	}
	if err != nil {
		return planner.Reminder{}, err
	}
	return rule, r.mayForget(rule, unknown)
}

// dropOfEvent ends a reminder of an event.
func (r *request) dropOfEvent(rule planner.Reminder) error {
	if err := r.begin(); err != nil {
		return err
	}
	rule.State = planner.Cancelled
	if _, err := r.tx.SaveReminder(rule); err != nil {
		return fmt.Errorf("end reminder: %w", err)
	}
	t, err := r.targetByID(rule.Event)
	if err != nil {
		return err
	}
	_, err = r.reschedule(t.event, t.occurrences, "removed")
	return err
}

// mayForget: one's own, and those of an event that one may change.
func (r *request) mayForget(rule planner.Reminder, unknown error) error {
	if rule.Owner == r.person.ID {
		return nil
	}
	if rule.Event == "" || rule.ToPerson != "" {
		return unknown
	}
	e, err := r.tx.Event(rule.Event)
	if err != nil {
		return err
	}
	return r.mayChange(e)
}

func (r *request) targetByID(id planner.EventID) (*target, error) {
	e, err := r.tx.Event(id)
	if err != nil {
		return nil, err
	}
	return r.targetOf(e)
}

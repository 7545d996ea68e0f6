package reminders

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/bot/chat"
	"entente/bot/memory"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/planner"
	"entente/store"
)

// reminded is a reminder that came: its rule, and the date that it was for.
type reminded struct {
	rule planner.Reminder
	key  string              // of its due row
	of   *turn.Target        // its event; nil: a reminder of its own
	date *planner.Occurrence // of that event
	// after is what the person made of it: put off or, cancelled, done. Without
	// an ID: nothing yet.
	after planner.Reminder
}

// remindedForm is how a button names a reminder that came: its number and, of
// one that comes again, the date.
var remindedForm = regexp.MustCompile(`(?i)^r(\d{1,9})\b(?: (\d{4}-\d{2}-\d{2})\b)?`)

// remindedWithin is for how long the last reminder is meant by who names none.
const remindedWithin = 24 * time.Hour

// whichReminded finds the reminder that a sentence is about, and gives what is
// left of the sentence: the one named, replied to, or said last.
func (r *request) whichReminded(text string) (*reminded, string, error) {
	if m := remindedForm.FindStringSubmatch(text); m != nil {
		found, err := r.remindedNumbered(m)
		return found, strings.TrimSpace(text[len(m[0]):]), err
	}
	key, err := r.keyReplied()
	if key == "" && err == nil {
		if r.Pending != nil && r.Pending.Due != "" {
			key = r.Pending.Due
		} else if r.Room.Direct {
			key, err = r.Tx.LastTold(r.Person.ID, r.Now.Add(-remindedWithin))
		}
	}
	if key == "" && err == nil || errors.Is(err, store.ErrNotFound) {
		return nil, text, &planner.Refusal{Why: "snooze.which"}
	}
	if err != nil {
		return nil, text, err
	}
	found, err := r.remindedBy(key)
	return found, text, err
}

// keyReplied is the key of the due row that the message replied to reminds of.
func (r *request) keyReplied() (string, error) {
	for _, message := range []string{r.In.ReplyTo, r.In.Thread} {
		if message == "" {
			continue
		}
		if about, err := memory.About(r.Tx, r.In.Room, message); err != nil || about.Due != "" {
			return about.Due, err
		}
	}
	return "", nil
}

// remindedNumbered is the reminder that matches of remindedForm name.
func (r *request) remindedNumbered(m []string) (*reminded, error) {
	unknown := &planner.Refusal{Why: "reminder.unknown", Words: strings.ToUpper("r" + m[1])}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return nil, unknown
	}
	rule, err := r.Tx.ReminderByNumber(n)
	if errors.Is(err, store.ErrNotFound) {
		return nil, unknown
	}
	if err != nil {
		return nil, err
	}
	switch {
	case m[2] == "" && (rule.Event != "" || rule.Repeats()):
		key, err := r.Tx.LastDone(rule.ID)
		if errors.Is(err, store.ErrNotFound) {
			return nil, &planner.Refusal{Why: "snooze.which"}
		}
		if err != nil {
			return nil, err
		}
		return r.remindedBy(key)
	case rule.Event != "":
		return r.remindedOn(rule, m[2])
	case rule.Repeats():
		return r.follow(&reminded{rule: rule, key: string(rule.ID) + "/" + m[2]})
	}
	return r.follow(&reminded{rule: rule, key: planner.DueKey(rule, planner.Occurrence{})})
}

// remindedOn is a reminder of an event for the date of that day.
func (r *request) remindedOn(rule planner.Reminder, day string) (*reminded, error) {
	t, err := r.TargetByID(rule.Event)
	if err != nil {
		return nil, err
	}
	m := &reminded{rule: rule, of: t}
	for i, o := range t.Occurrences {
		meant := rule.Occurrence == o.ID || rule.Occurrence == "" && (t.Event.Rule == nil || o.Span.Start.Date.String() == day)
		if meant && (m.date == nil || m.date.State != planner.Planned) {
			m.date = &t.Occurrences[i]
		}
	}
	if m.date == nil {
		return nil, &planner.Refusal{Why: "event.changed_since", Words: telling.EventID(t.Event)}
	}
	m.key = planner.DueKey(rule, *m.date)
	return r.follow(m)
}

// remindedBy is the reminder of a due row.
func (r *request) remindedBy(key string) (*reminded, error) {
	due, err := r.Tx.DueByKey(key)
	if err != nil {
		return nil, err
	}
	rule, err := r.Tx.Reminder(due.Reminder)
	if err != nil {
		return nil, err
	}
	m := &reminded{rule: rule, key: due.Main()}
	if rule.Event != "" {
		if m.of, err = r.TargetByID(rule.Event); err != nil {
			return nil, err
		}
		at := slices.IndexFunc(m.of.Occurrences, func(o planner.Occurrence) bool { return o.ID == due.Occurrence })
		if at < 0 {
			return nil, &planner.Refusal{Why: "event.changed_since", Words: telling.EventID(m.of.Event)}
		}
		m.date = &m.of.Occurrences[at]
	}
	return r.follow(m)
}

// follow checks that the person may put off a reminder, and finds what they made
// of it so far.
func (r *request) follow(m *reminded) (*reminded, error) {
	var of *planner.Event
	if m.of != nil {
		of = &m.of.Event
	}
	if err := r.MayPutOff(m.rule, of); err != nil {
		return nil, err
	}
	if m.rule.Schedule != "" {
		return nil, &planner.Refusal{Why: "snooze.which"}
	}
	if m.rule.Snoozes != "" {
		m.key = m.rule.Snoozes
	}
	r.Due = m.key
	after, err := r.Tx.SnoozeOf(r.Person.ID, m.key)
	if errors.Is(err, store.ErrNotFound) {
		return m, nil
	}
	m.after = after
	return m, err
}

// what says what a reminder is about.
func (m *reminded) what(r *request) []chat.Span {
	if m.of == nil {
		return telling.Plain(m.rule.Text)
	}
	said := []chat.Span{telling.Strong(m.of.Event.Title), {Text: " · "}, telling.Code(telling.EventID(m.of.Event))}
	if m.date != nil {
		said = append(said, chat.Span{Text: ", "}, r.Start(*m.date))
	}
	return said
}

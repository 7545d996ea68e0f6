package store

import (
	"fmt"
	"slices"
	"time"

	"entente/planner"
)

const reminderColumns = `id, number, event, occurrence, owner, by_hand,
	lead_months, lead_days, lead_at, lead_minutes, lead_anchor, wall, zone, text, again, schedule, snoozes, audience, to_room, to_person,
	in_thread, state, created`

func scanReminder(r row) (m planner.Reminder, err error) {
	var minutes int64
	err = r.Scan(&m.ID, &m.Number, orNull(&m.Event), orNull(&m.Occurrence), &m.Owner, &m.ByHand,
		&m.Lead.Months, &m.Lead.Days, scanText{&m.Lead.At}, &minutes, &m.Lead.Anchor, scanText{&m.Wall}, &m.Zone, &m.Text,
		scanRule{&m.Again}, &m.Schedule, &m.Snoozes, &m.Audience, orNull(&m.ToRoom), orNull(&m.ToPerson), &m.InThread, &m.State, scanTime{&m.Created})
	m.Lead.Exact = time.Duration(minutes) * time.Minute
	return m, err
}

// Reminder is the reminder with that id, whatever its state.
func (tx *Tx) Reminder(id planner.ReminderID) (planner.Reminder, error) {
	if m, read := tx.ahead.reminders[id]; read {
		return m, nil
	}
	m, err := one(tx, scanReminder, `SELECT `+reminderColumns+` FROM reminders WHERE id = $1`, id)
	if err != nil {
		return m, fmt.Errorf("reminder %s: %w", id, err)
	}
	return m, nil
}

// ReminderByNumber is the reminder shown as R and that number, whatever its
// state.
func (tx *Tx) ReminderByNumber(number int) (planner.Reminder, error) {
	m, err := one(tx, scanReminder, `SELECT `+reminderColumns+` FROM reminders WHERE number = $1`, number)
	if err != nil {
		return m, fmt.Errorf("reminder R%d: %w", number, err)
	}
	return m, nil
}

// RemindersOf are the planned reminders of an event, by number.
func (tx *Tx) RemindersOf(event planner.EventID) ([]planner.Reminder, error) {
	list, err := all(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders WHERE event = $1 AND state = $2
		ORDER BY number`, event, planner.Planned)
	if err != nil {
		return nil, fmt.Errorf("reminders of event %s: %w", event, err)
	}
	return list, nil
}

// RemindersOwned are the planned reminders that a person set by hand, by
// number.
func (tx *Tx) RemindersOwned(person planner.PersonID) ([]planner.Reminder, error) {
	list, err := all(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders WHERE owner = $1 AND by_hand AND state = $2
		ORDER BY number`, person, planner.Planned)
	if err != nil {
		return nil, fmt.Errorf("reminders of person %s: %w", person, err)
	}
	return list, nil
}

// RemindersIn are the planned reminders without an event whose wall time is in
// zone, by number.
func (tx *Tx) RemindersIn(zone string) ([]planner.Reminder, error) {
	list, err := all(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders
		WHERE event IS NULL AND zone = $1 AND zone <> '' AND state = 'planned'
		ORDER BY number`, zone) // the last words choose the index
	if err != nil {
		return nil, fmt.Errorf("reminders in zone %s: %w", zone, err)
	}
	return list, nil
}

// Digests are the planned digests to a room or to a person, by number; one of
// the two is named.
func (tx *Tx) Digests(room planner.RoomID, person planner.PersonID) ([]planner.Reminder, error) {
	list, err := all(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders
		WHERE schedule <> '' AND state = $1 AND (to_room = $2 OR to_person = $3)
		ORDER BY number`, planner.Planned, room, person)
	if err != nil {
		return nil, fmt.Errorf("digests: %w", err)
	}
	return list, nil
}

// SnoozeOf is what a person made last of a due row that came to them: a reminder
// that comes again or, cancelled, one that they have done with.
func (tx *Tx) SnoozeOf(person planner.PersonID, due string) (planner.Reminder, error) {
	m, err := one(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders
		WHERE owner = $1 AND snoozes = $2 AND snoozes <> '' AND state <> $3
		ORDER BY number DESC LIMIT 1`, person, due, planner.Withdrawn)
	if err != nil {
		return m, fmt.Errorf("snooze of %s: %w", due, err)
	}
	return m, nil
}

// CountOwned is how many reminders that a person set by hand are still to come.
func (tx *Tx) CountOwned(person planner.PersonID) (int, error) {
	n, err := one(tx, scanned[int], `
		SELECT count(*) FROM reminders
		WHERE owner = $1 AND by_hand AND state = $2
			AND EXISTS (SELECT 1 FROM dues WHERE dues.reminder = reminders.id AND dues.state = $3)`, person, planner.Planned, planner.DueWaiting)
	if err != nil {
		return 0, fmt.Errorf("count reminders of person %s: %w", person, err)
	}
	return n, nil
}

// SaveReminder adds a reminder, when it has no ID, or changes it, and returns
// it with ID and Number.
func (tx *Tx) SaveReminder(m planner.Reminder) (planner.Reminder, error) {
	if m.ID == "" {
		list, err := tx.AddReminders([]planner.Reminder{m})
		if err != nil {
			return m, err
		}
		return list[0], nil
	}
	err := tx.audited(remindersTable, "id", string(m.ID), func() error {
		return tx.insert(insertReminders, reminderRows([]planner.Reminder{m}), updateReminders)
	})
	if err != nil {
		return m, fmt.Errorf("save reminder R%d: %w", m.Number, err)
	}
	return m, nil
}

// AddReminders adds reminders, none of which has an ID yet, and returns them
// with ID and Number.
func (tx *Tx) AddReminders(list []planner.Reminder) ([]planner.Reminder, error) {
	if len(list) == 0 {
		return nil, nil
	}
	number, err := tx.count(countReminders, len(list))
	if err != nil {
		return nil, fmt.Errorf("add reminders: %w", err)
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].ID, list[i].Number = planner.NewID[planner.ReminderID](), number+i
	}
	err = tx.insertNew(remindersTable, insertReminders, reminderRows(list))
	if err != nil {
		return nil, fmt.Errorf("add reminders from R%d: %w", number, err)
	}
	return list, nil
}

const (
	insertReminders = `
		INSERT INTO reminders (id, number, event, occurrence, owner, by_hand, lead_months, lead_days,
			lead_at, lead_minutes, lead_anchor, wall, zone, text, again, schedule, snoozes,
			audience, to_room, to_person, in_thread, state, created)`
	updateReminders = `
		ON CONFLICT (id) DO UPDATE SET
			event = excluded.event, occurrence = excluded.occurrence, owner = excluded.owner,
			by_hand = excluded.by_hand, lead_months = excluded.lead_months, lead_days = excluded.lead_days,
			lead_at = excluded.lead_at, lead_minutes = excluded.lead_minutes, lead_anchor = excluded.lead_anchor,
			wall = excluded.wall, zone = excluded.zone, text = excluded.text,
			again = excluded.again, schedule = excluded.schedule, snoozes = excluded.snoozes, audience = excluded.audience,
			to_room = excluded.to_room, to_person = excluded.to_person, in_thread = excluded.in_thread,
			state = excluded.state`
)

func reminderRows(list []planner.Reminder) [][]any {
	rows := make([][]any, len(list))
	for i, m := range list {
		rows[i] = []any{m.ID, m.Number, null(m.Event), null(m.Occurrence), m.Owner, m.ByHand, m.Lead.Months, m.Lead.Days,
			textOf(m.Lead.At), int64(m.Lead.Exact / time.Minute), m.Lead.Anchor, textOf(m.Wall), m.Zone, clean(m.Text),
			ruleText(m.Again), m.Schedule, m.Snoozes, m.Audience, null(m.ToRoom), null(m.ToPerson), m.InThread, m.State, millis(m.Created)}
	}
	return rows
}

package store

import (
	"errors"
	"fmt"
	"time"

	"entente/planner"
)

const dueColumns = `key, kind, at, reminder, event, occurrence, to_person, data, state, reason`

func scanDue(r row) (d planner.Due, err error) {
	err = r.Scan(&d.Key, &d.Kind, scanTime{&d.At}, orNull(&d.Reminder), orNull(&d.Event), orNull(&d.Occurrence),
		orNull(&d.ToPerson), &d.Data, &d.State, &d.Reason)
	return d, err
}

// DueScope is what due rows of reminders belong to: all those of an event, or
// those of one reminder without an event. One field is set.
type DueScope struct {
	Event    planner.EventID
	Reminder planner.ReminderID
}

// SyncDues makes the due rows of reminders in scope be those wanted: adds what
// is missing, makes due again what was skipped and is wanted again, and skips,
// for that reason, what waits and is wanted no longer. What is done stays done,
// and what fell due by now is left to the runner, which checks it again. A row
// that another reminder wants is of that one from now on; when it fell due it is
// not put off to the turn of the other.
func (tx *Tx) SyncDues(scope DueScope, wanted []planner.Due, reason string, now time.Time) error {
	if err := tx.syncDues(scope, wanted, reason, now); err != nil {
		return fmt.Errorf("sync due rows: %w", err)
	}
	return nil
}

func (tx *Tx) syncDues(scope DueScope, wanted []planner.Due, reason string, now time.Time) error {
	there, err := tx.DuesIn(scope)
	if err != nil {
		return err
	}
	old := make(map[string]planner.Due, len(there))
	for _, d := range there {
		old[d.Key] = d
	}
	var write []planner.Due
	for _, d := range wanted {
		was, exists := old[d.Key]
		delete(old, d.Key)
		other := was.Reminder != d.Reminder
		if was.State == planner.DueWaiting && other && !was.At.After(now) {
			d.At = was.At
		}
		if !exists || was.State == planner.DueSkipped || was.State == planner.DueWaiting && (other || !was.At.Equal(d.At)) {
			write = append(write, d)
		}
	}
	for _, d := range there {
		if _, unwanted := old[d.Key]; unwanted && d.State == planner.DueWaiting && d.At.After(now) {
			// One that the runner has taken meanwhile is checked there again.
			if err := tx.MarkDue(d.Key, planner.DueSkipped, reason); err != nil && !errors.Is(err, ErrConflict) {
				return err
			}
		}
	}
	return tx.writeDues(write)
}

// DuesIn are the due rows of reminders in scope, whatever their state, by when
// they are due.
func (tx *Tx) DuesIn(scope DueScope) ([]planner.Due, error) {
	column, id := "event", string(scope.Event)
	if scope.Event == "" {
		column, id = "reminder", string(scope.Reminder)
	}
	if id == "" {
		return nil, errors.New("neither an event nor a reminder is named")
	}
	return all(tx, scanDue, `
		SELECT `+dueColumns+` FROM dues WHERE `+column+` = $1 AND kind IN ($2, $3)
		ORDER BY at, seq`, id, planner.DueReminder, planner.DueEarly)
}

// AddDue adds a due row that waits. One of that key that was skipped waits
// again; one that is done stays so.
func (tx *Tx) AddDue(d planner.Due) error { return tx.AddDues([]planner.Due{d}) }

// AddDues is AddDue for several, no two of the same key.
func (tx *Tx) AddDues(list []planner.Due) error {
	if err := tx.writeDues(list); err != nil {
		return fmt.Errorf("add due rows: %w", err)
	}
	return nil
}

// writeDues adds rows or makes them wait again.
func (tx *Tx) writeDues(list []planner.Due) error {
	if len(list) == 0 {
		return nil
	}
	seq, err := tx.count(countDues, len(list))
	if err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i, d := range list {
		rows[i] = []any{d.Key, seq + i, d.Kind, millis(d.At), null(d.Reminder), null(d.Event), null(d.Occurrence),
			null(d.ToPerson), clean(d.Data), planner.DueWaiting, ""}
	}
	err = tx.insert(`INSERT INTO dues (key, seq, kind, at, reminder, event, occurrence, to_person, data, state, reason)`, rows, `
		ON CONFLICT (key) DO UPDATE SET at = excluded.at, reminder = excluded.reminder, state = excluded.state, reason = excluded.reason
			WHERE dues.state <> 'done'`)
	if err != nil {
		return err
	}
	for _, d := range list {
		tx.wakes.add(d.At)
	}
	return nil
}

// DueNow claims rows that wait and are due, the earliest first: until the end
// of the transaction other claims pass over them. Each is to be marked.
func (tx *Tx) DueNow(now time.Time, limit int) ([]planner.Due, error) {
	list, err := all(tx, scanDue, `
		SELECT `+dueColumns+` FROM dues WHERE state = 'due' AND at <= $1
		ORDER BY at, seq LIMIT $2`+tx.engine.skipLocked, millis(now), limit)
	if err != nil {
		return nil, fmt.Errorf("claim due rows: %w", err)
	}
	dues := make(map[string]planner.Due, len(list))
	for _, d := range list {
		dues[d.Key] = d
	}
	return list, tx.readAhead(dues, nil)
}

// DueByKey is the due row of that key.
func (tx *Tx) DueByKey(key string) (planner.Due, error) {
	if d, read := tx.ahead.dues[key]; read {
		return d, nil
	}
	d, err := one(tx, scanDue, `SELECT `+dueColumns+` FROM dues WHERE key = $1`, key)
	if err != nil {
		return d, fmt.Errorf("due row %s: %w", key, err)
	}
	return d, nil
}

// LastTold is the key of the due row of a reminder that a person was told of
// last privately, at or after since.
func (tx *Tx) LastTold(person planner.PersonID, since time.Time) (key string, err error) {
	key, err = one(tx, scanned[string], `
		SELECT dues.key FROM deliveries
			JOIN delivery_dues ON delivery_dues.delivery = deliveries.key
			JOIN dues ON dues.key = delivery_dues.due
		WHERE deliveries.person = $1 AND deliveries.sent_at >= $2 AND deliveries.state = $3 AND dues.kind IN ($4, $5)
		ORDER BY deliveries.sent_at DESC, dues.at DESC, dues.seq DESC LIMIT 1`,
		person, millis(since), planner.DeliverySent, planner.DueReminder, planner.DueEarly)
	if err != nil {
		return "", fmt.Errorf("last reminder told: %w", err)
	}
	return key, nil
}

// Told are the notices to a person about a date whose keys begin so.
type Told struct {
	Event      planner.EventID
	Occurrence planner.OccurrenceID
	Person     planner.PersonID
	Prefix     string
}

const whereTold = ` WHERE event = $1 AND occurrence = $2 AND to_person = $3 AND substr(key, 1, length($4)) = $4`

// SkipNotices skips those that wait.
func (tx *Tx) SkipNotices(t Told, reason string) error {
	_, err := tx.exec(`UPDATE dues SET state = 'skipped', reason = $5`+whereTold+` AND state = 'due'`,
		t.Event, t.Occurrence, t.Person, t.Prefix, reason)
	if err != nil {
		return fmt.Errorf("skip notices to %s: %w", t.Person, err)
	}
	return nil
}

// LastNotice is the key of the last one that was done; empty when there is none.
func (tx *Tx) LastNotice(t Told) (key string, err error) {
	key, err = one(tx, scanned[string], `SELECT key FROM dues`+whereTold+` AND state = 'done' ORDER BY at DESC, seq DESC LIMIT 1`,
		t.Event, t.Occurrence, t.Person, t.Prefix)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", fmt.Errorf("last notice to %s: %w", t.Person, err)
	}
	return key, nil
}

// LastDone is the key of the due row of a reminder that was handed over last.
func (tx *Tx) LastDone(reminder planner.ReminderID) (key string, err error) {
	key, err = one(tx, scanned[string], `
		SELECT key FROM dues WHERE reminder = $1 AND kind = $2 AND state = $3
		ORDER BY at DESC, seq DESC LIMIT 1`, reminder, planner.DueReminder, planner.DueDone)
	if err != nil {
		return "", fmt.Errorf("last due row of reminder %s: %w", reminder, err)
	}
	return key, nil
}

// MarkDone ends the wait of due rows that this transaction has claimed and whose
// messages it has written.
func (tx *Tx) MarkDone(keys []string) error {
	for len(keys) > 0 {
		n := rowsAtOnce(len(keys))
		w := where{conditions: []string{`state = 'due'`}}
		addIn(&w, `key`, keys[:n])
		rows, err := tx.exec(`UPDATE dues SET state = 'done', reason = '' `+w.String(), w.args...)
		if err == nil && rows != int64(n) {
			err = ErrConflict
		}
		if err != nil {
			return fmt.Errorf("mark due rows done: %w", err)
		}
		keys = keys[n:]
	}
	return nil
}

// MarkDue ends the wait of a due row. [ErrConflict]: it does not wait.
func (tx *Tx) MarkDue(key string, state planner.DueState, reason string) error {
	rows, err := tx.exec(`
		UPDATE dues SET state = $2, reason = $3 WHERE key = $1 AND state = 'due'`, key, state, reason)
	if err := conflictIfNone(rows, err); err != nil {
		return fmt.Errorf("mark due row %s: %w", key, err)
	}
	return nil
}

// NextAt is when there is something to do next: the earliest of the due rows
// that wait, and within reach of the deliveries to be tried and of the leases
// of those being sent. Zero: nothing waits.
func (tx *Tx) NextAt(reach Reach) (time.Time, error) {
	w := reach.open()
	next, err := one(tx, scanned[int64], `
		SELECT coalesce(min(at), 0) FROM (
			SELECT min(at) AS at FROM dues WHERE state = 'due'
			UNION ALL SELECT min(wake) FROM deliveries `+w.String()+`) AS waiting`, w.args...)
	if err != nil {
		return time.Time{}, fmt.Errorf("next due instant: %w", err)
	}
	if next == 0 {
		return time.Time{}, nil
	}
	return time.UnixMilli(next).UTC(), nil
}

package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"entente/planner"
)

// Undo takes back the change of that number as a whole, as a change of its own
// (by, whose ID, Number and Undoes are filled in). Each row goes back to what
// it was; a row that the change made is withdrawn. When a row is no longer as
// the change left it, or a later change points to one that it made, nothing is
// written, and touched is that later change: Number 0 when no command did it. [ErrConflict]: it is undone already.
//
// The due rows of [Tx.ChangedEvents] and [Tx.ChangedReminders] are then to be
// made anew.
func (tx *Tx) Undo(number int, by Change) (undone Change, touched *Change, err error) {
	undone, err = tx.ChangeByNumber(number)
	if err != nil {
		return undone, nil, fmt.Errorf("undo: %w", err)
	}
	if undone.UndoneBy != 0 {
		return undone, nil, fmt.Errorf("undo C%d, which C%d undid: %w", number, undone.UndoneBy, ErrConflict)
	}
	events, err := tx.ChangedEvents(undone)
	if err != nil {
		return undone, nil, fmt.Errorf("undo: %w", err)
	}
	// Locks them on PostgreSQL, without a change of version: nothing may be written yet.
	if err := tx.setEvents(events, `version = version`); err != nil {
		return undone, nil, fmt.Errorf("undo C%d: %w", number, err)
	}
	steps, err := tx.steps(undone)
	if err != nil {
		return undone, nil, fmt.Errorf("undo: %w", err)
	}
	touched, err = tx.touched(undone, steps)
	if touched != nil || err != nil {
		return undone, touched, err
	}
	by.Undoes = number
	if by, err = tx.BeginChange(by); err != nil {
		return undone, nil, fmt.Errorf("undo C%d: %w", number, err)
	}
	for _, s := range steps {
		if err := tx.restore(s); err != nil {
			return undone, nil, fmt.Errorf("undo C%d: restore %s: %w", number, s.table.name, err)
		}
	}
	// SEQUENCE never goes back: calendars take only what is later (RFC 5545 section 3.8.7.4).
	err = tx.setEvents(events, `version = version + 1, sequence = sequence + 1, updated = $2`, millis(by.At))
	if err != nil {
		return undone, nil, fmt.Errorf("undo C%d: %w", number, err)
	}
	undone.UndoneBy = by.Number
	return undone, nil, nil
}

// setEvents sets the same columns in several events, in order of their ids so
// that two transactions do not wait for each other.
func (tx *Tx) setEvents(events []planner.EventID, set string, args ...any) error {
	for _, id := range slices.Sorted(slices.Values(events)) {
		version, err := one(tx, scanned[int], `UPDATE events SET `+set+` WHERE id = $1 RETURNING version`, append([]any{id}, args...)...)
		if err != nil {
			return fmt.Errorf("event %s: %w", id, err)
		}
		tx.noteVersion(id, version)
	}
	return nil
}

// restore writes one row back.
func (tx *Tx) restore(s step) error {
	set, args, err := s.setting()
	if err != nil || set == "" {
		return err
	}
	err = tx.audited(s.table, "id", s.id, func() error {
		return tx.execOne(`UPDATE `+s.table.name+` SET `+set+` WHERE id = $1`, append([]any{s.id}, args...)...)
	})
	if err == nil && s.table.derive != nil {
		err = s.table.derive(tx, s.id)
	}
	return err
}

// setting is the SET clause that restores the row, and its arguments from $2.
func (s step) setting() (set string, args []any, err error) {
	if s.before == "" {
		return s.table.unmake, nil, nil
	}
	var columns map[string]any
	decoder := json.NewDecoder(bytes.NewReader([]byte(s.before)))
	decoder.UseNumber()
	if err := decoder.Decode(&columns); err != nil {
		return "", nil, fmt.Errorf("read audit: %w", err)
	}
	var sets []string
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		value := columns[name]
		if n, ok := value.(json.Number); ok {
			if value, err = n.Int64(); err != nil {
				return "", nil, fmt.Errorf("read audit: %w", err)
			}
		}
		args = append(args, value)
		sets = append(sets, fmt.Sprintf("%s = $%d", name, len(args)+1))
	}
	if s.table.raise != "" {
		sets = append(sets, s.table.raise)
	}
	return strings.Join(sets, ", "), args, nil
}

// deriveInstants computes the instants of an occurrence anew: the rules of its
// zone may have changed since the audit.
func (tx *Tx) deriveInstants(id string) error {
	o, err := tx.Occurrence(planner.OccurrenceID(id))
	if err != nil {
		return err
	}
	var start, end time.Time
	if start, end, o.Resolution, err = o.Span.Resolve(); err != nil {
		return fmt.Errorf("resolve occurrence %s: %w", id, err)
	}
	return tx.execOne(`UPDATE occurrences SET start_at = $2, end_at = $3, resolution = $4 WHERE id = $1`,
		id, millis(start), millis(end), o.Resolution)
}

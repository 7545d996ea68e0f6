package store

import (
	"bytes"
	"encoding/json"
	"errors"
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
		if err := tx.execOne(`UPDATE events SET `+set+` WHERE id = $1`, append([]any{id}, args...)...); err != nil {
			return fmt.Errorf("event %s: %w", id, err)
		}
	}
	return nil
}

// step is one row to be restored: from the last After of it in the change to
// its first Before.
type step struct {
	table         table
	id            string
	before, after string
}

// steps are those of a change, the row written last first.
func (tx *Tx) steps(c Change) ([]step, error) {
	audits, err := tx.AuditOf(c)
	if err != nil {
		return nil, err
	}
	var steps []step
	place := map[[2]string]int{}
	for _, a := range audits {
		key := [2]string{a.Entity, a.EntityID}
		if i, seen := place[key]; seen {
			steps[i].after = a.After
			continue
		}
		t, err := auditedTable(a.Entity)
		if err != nil {
			return nil, err
		}
		if a.Before == "" && t.unmake == "" {
			continue // stays as it is, whatever was written since
		}
		place[key] = len(steps)
		steps = append(steps, step{table: t, id: a.EntityID, before: a.Before, after: a.After})
	}
	slices.Reverse(steps)
	return steps, nil
}

// touched is the change because of which c cannot be undone; nil if none.
func (tx *Tx) touched(c Change, steps []step) (*Change, error) {
	for _, s := range steps {
		now, err := tx.images(s.table, "id", s.id)
		if err != nil {
			return nil, fmt.Errorf("undo C%d: read %s: %w", c.Number, s.table.name, err)
		}
		later, err := tx.laterChange(c, s)
		if err != nil {
			return nil, fmt.Errorf("undo C%d: find later change: %w", c.Number, err)
		}
		same := len(now) == 1 && now[0].json == s.after
		builtOn := s.before == "" && s.table.held && later != nil
		switch {
		case !same && later == nil:
			return &Change{}, nil
		case !same, builtOn:
			return later, nil
		}
	}
	return nil, nil
}

// laterChange is the last one after c, and not undone, that wrote the row of s
// or, in a held table, another row that points to it; nil if none.
func (tx *Tx) laterChange(c Change, s step) (*Change, error) {
	pointing := ""
	if s.table.held {
		pointing = `%"` + s.id + `"%` // an id is too long to stand in a row by chance
	}
	later, err := one(tx, scanChange, `
		SELECT `+changeColumns+fromChanges+` JOIN audit ON audit.change = changes.id
		WHERE changes.number > $1 AND changes.undoes IS NULL AND undoing.number IS NULL
			AND (audit.entity = $2 AND audit.entity_id = $3 OR audit.after_row LIKE $4)
		ORDER BY changes.number DESC LIMIT 1`, c.Number, s.table.name, s.id, pointing)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return &later, err
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

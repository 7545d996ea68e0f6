package store

import (
	"fmt"

	"entente/planner"
)

// WaitingDues are the due rows of a kind, of an event, that wait, the earliest
// first.
func (tx *Tx) WaitingDues(event planner.EventID, kind planner.DueKind) ([]planner.Due, error) {
	list, err := all(tx, scanDue, `
		SELECT `+dueColumns+` FROM dues WHERE event = $1 AND kind = $2 AND state = $3
		ORDER BY at, seq`, event, kind, planner.DueWaiting)
	if err != nil {
		return nil, fmt.Errorf("due rows of event %s: %w", event, err)
	}
	return list, nil
}

// LatestDue is the due row of a kind, of an event, that was added last.
func (tx *Tx) LatestDue(event planner.EventID, kind planner.DueKind) (planner.Due, error) {
	d, err := one(tx, scanDue, `
		SELECT `+dueColumns+` FROM dues WHERE event = $1 AND kind = $2
		ORDER BY seq DESC LIMIT 1`, event, kind)
	if err != nil {
		return d, fmt.Errorf("latest due row of event %s: %w", event, err)
	}
	return d, nil
}

// HoldDue gives a due row that waits another instant, person and data.
// [ErrConflict]: it does not wait.
func (tx *Tx) HoldDue(d planner.Due) error {
	rows, err := tx.exec(`
		UPDATE dues SET at = $2, to_person = $3, data = $4 WHERE key = $1 AND state = 'due'`,
		d.Key, millis(d.At), null(d.ToPerson), clean(d.Data))
	if err := conflictIfNone(rows, err); err != nil {
		return fmt.Errorf("hold due row %s: %w", d.Key, err)
	}
	tx.wakes.add(d.At)
	return nil
}

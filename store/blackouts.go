package store

import (
	"fmt"

	"entente/planner"
)

const blackoutColumns = `id, collaboration, first_day, last_day, reason, withdrawn, created`

func scanBlackout(r row) (b planner.Blackout, err error) {
	err = r.Scan(&b.ID, &b.Collaboration, scanText{&b.First}, scanText{&b.Last}, &b.Reason, &b.Withdrawn, scanTime{&b.Created})
	return b, err
}

// Blackouts are those that hold for a collaboration, by their first day.
func (tx *Tx) Blackouts(collaboration planner.CollaborationID) ([]planner.Blackout, error) {
	list, err := all(tx, scanBlackout, `
		SELECT `+blackoutColumns+` FROM blackouts WHERE collaboration = $1 AND NOT withdrawn
		ORDER BY first_day, last_day, id`, collaboration)
	if err != nil {
		return nil, fmt.Errorf("blackouts of collaboration %s: %w", collaboration, err)
	}
	return list, nil
}

// SaveBlackout adds a blackout, when it has no ID, or changes it, and returns
// it with its ID.
func (tx *Tx) SaveBlackout(b planner.Blackout) (planner.Blackout, error) {
	if b.ID == "" {
		b.ID = planner.NewID[planner.BlackoutID]()
	}
	err := tx.audited(blackoutsTable, "id", string(b.ID), func() error {
		_, err := tx.exec(`
			INSERT INTO blackouts (id, collaboration, first_day, last_day, reason, withdrawn, created)
			VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (id) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day,
				reason = excluded.reason, withdrawn = excluded.withdrawn`,
			b.ID, b.Collaboration, textOf(b.First), textOf(b.Last), clean(b.Reason), b.Withdrawn, millis(b.Created))
		return err
	})
	if err != nil {
		return b, fmt.Errorf("save blackout: %w", err)
	}
	return b, nil
}

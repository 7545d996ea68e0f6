package store

import (
	"cmp"
	"fmt"
	"slices"

	"entente/planner"
)

const collaborationColumns = `id, version, code, instrument, title, theme, countries, institutions,
	place, zone, starts, ends, closed, created, conflicts`

func scanCollaboration(r row) (c planner.Collaboration, err error) {
	err = r.Scan(&c.ID, &c.Version, &c.Code, &c.Instrument, &c.Title, &c.Theme,
		scanList{&c.Countries}, scanList{&c.Institutions}, &c.Place, &c.Zone,
		scanText{&c.Starts}, scanText{&c.Ends}, &c.Closed, scanTime{&c.Created}, scanSeverities{&c.Conflicts})
	return c, err
}

// Collaboration is the collaboration with that id, also when its making was
// undone.
func (tx *Tx) Collaboration(id planner.CollaborationID) (planner.Collaboration, error) {
	c, err := one(tx, scanCollaboration, `SELECT `+collaborationColumns+` FROM collaborations WHERE id = $1`, id)
	if err != nil {
		return c, fmt.Errorf("collaboration %s: %w", id, err)
	}
	return c, nil
}

// CollaborationByCode is the collaboration of that code, without regard to case.
func (tx *Tx) CollaborationByCode(code string) (planner.Collaboration, error) {
	c, err := one(tx, scanCollaboration, `
		SELECT `+collaborationColumns+` FROM collaborations
		WHERE code_key = $1 AND NOT withdrawn`, fold(code))
	if err != nil {
		return c, fmt.Errorf("collaboration %q: %w", code, err)
	}
	return c, nil
}

// Collaborations are all of them, closed ones too, by code.
func (tx *Tx) Collaborations() ([]planner.Collaboration, error) {
	list, err := all(tx, scanCollaboration, `
		SELECT `+collaborationColumns+` FROM collaborations WHERE NOT withdrawn`)
	if err != nil {
		return nil, fmt.Errorf("collaborations: %w", err)
	}
	slices.SortFunc(list, func(a, b planner.Collaboration) int {
		return cmp.Compare(fold(a.Code), fold(b.Code)) // the engines' orders differ
	})
	return list, nil
}

// SaveCollaboration adds a collaboration, when it has no ID, or changes it,
// and returns it with its ID and new Version. [ErrConflict]: its code is
// taken, or it was changed since it was read; the transaction can go on.
func (tx *Tx) SaveCollaboration(c planner.Collaboration) (planner.Collaboration, error) {
	write := tx.updateCollaboration
	if c.ID == "" {
		c.ID = planner.NewID[planner.CollaborationID]()
		write = tx.insertCollaboration
	}
	err := tx.audited(collaborationsTable, "id", string(c.ID), func() error { return write(c) })
	if err != nil {
		return c, fmt.Errorf("save collaboration %q: %w", c.Code, err)
	}
	c.Version++
	return c, nil
}

func (tx *Tx) insertCollaboration(c planner.Collaboration) error {
	rows, err := tx.exec(`
		INSERT INTO collaborations (id, version, code, code_key, instrument, title, theme,
			countries, institutions, place, zone, starts, ends, closed, created, conflicts)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
		ON CONFLICT DO NOTHING`,
		c.ID, c.Version+1, clean(c.Code), fold(c.Code), c.Instrument, clean(c.Title), clean(c.Theme),
		listOf(c.Countries), listOf(c.Institutions), clean(c.Place), c.Zone,
		textOf(c.Starts), textOf(c.Ends), c.Closed, millis(c.Created), severitiesOf(c.Conflicts))
	return conflictIfNone(rows, err)
}

func (tx *Tx) updateCollaboration(c planner.Collaboration) error {
	rows, err := tx.exec(`
		UPDATE collaborations SET version = version + 1, code = $3, code_key = $4, instrument = $5,
			title = $6, theme = $7, countries = $8, institutions = $9, place = $10, zone = $11,
			starts = $12, ends = $13, closed = $14, conflicts = $15
		WHERE id = $1 AND version = $2 AND NOT EXISTS (
			SELECT 1 FROM collaborations other
			WHERE other.code_key = $4 AND other.id <> $1 AND NOT other.withdrawn)`,
		c.ID, c.Version, clean(c.Code), fold(c.Code), c.Instrument, clean(c.Title), clean(c.Theme),
		listOf(c.Countries), listOf(c.Institutions), clean(c.Place), c.Zone,
		textOf(c.Starts), textOf(c.Ends), c.Closed, severitiesOf(c.Conflicts))
	return conflictIfNone(rows, err)
}

// conflictIfNone is for a write guarded by what it expects to find.
func conflictIfNone(rows int64, err error) error {
	if err == nil && rows == 0 {
		return ErrConflict
	}
	return err
}

package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

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
		now, err := tx.imagesWhere(s.table, "id", s.id)
		if err != nil {
			return nil, fmt.Errorf("undo C%d: read %s: %w", c.Number, s.table.name, err)
		}
		later, err := tx.laterChange(c, s)
		if err != nil {
			return nil, fmt.Errorf("undo C%d: find later change: %w", c.Number, err)
		}
		same := len(now) == 1 && s.leaves(now[0].json)
		builtOn := s.before == "" && s.table.held && later != nil
		switch {
		case !same && later == nil:
			return &Change{}, nil
		case !same, builtOn:
			return later, nil
		}
		if later, err = tx.codeTaken(c, s); later != nil || err != nil {
			return later, err
		}
	}
	return nil, nil
}

// leaves says whether now, the image of the row, is as the change left it. What
// the audit does not name is of a column that came with a later release.
func (s step) leaves(now string) bool {
	if now == s.after {
		return true
	}
	var there, left map[string]json.RawMessage
	if json.Unmarshal([]byte(now), &there) != nil || json.Unmarshal([]byte(s.after), &left) != nil {
		return false
	}
	maps.DeleteFunc(there, func(column string, _ json.RawMessage) bool { _, named := left[column]; return !named })
	return maps.EqualFunc(there, left, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) })
}

// laterChange is the last one after c, and not undone, that wrote the row of s
// or, in a held table, another row that points to it; nil if none.
func (tx *Tx) laterChange(c Change, s step) (*Change, error) {
	if err := tx.writeAudit(); err != nil {
		return nil, err
	}
	pointing := ""
	if s.table.held {
		pointing = `%"` + s.id + `"%` // an id is too long to stand in a row by chance
	}
	later, err := one(tx, scanChange, `
		SELECT `+changeColumns+fromChanges+` JOIN audit ON audit.change = changes.number
		WHERE changes.number > $1 AND `+standing+`
			AND (audit.entity = $2 AND audit.entity_id = $3 OR audit.after_row LIKE $4)
		ORDER BY changes.number DESC LIMIT 1`, c.Number, s.table.name, s.id, pointing)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return &later, err
}

// codeTaken is the change that gave to another collaboration the code that s
// would bring back; nil if none.
func (tx *Tx) codeTaken(c Change, s step) (*Change, error) {
	var back struct {
		Code      string `json:"code_key"`
		Withdrawn bool
	}
	if s.table.name != collaborationsTable.name || s.before == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(s.before), &back); err != nil || back.Withdrawn {
		return nil, err
	}
	others, err := all(tx, scanned[string], `
		SELECT id FROM collaborations WHERE code_key = $1 AND id <> $2 AND NOT withdrawn`, back.Code, s.id)
	if err != nil || len(others) == 0 {
		return nil, err
	}
	later, err := tx.laterChange(c, step{table: s.table, id: others[0]})
	if later == nil {
		later = &Change{}
	}
	return later, err
}

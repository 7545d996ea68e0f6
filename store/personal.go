package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/planner"
)

// PersonalData is everything that points to a person, as JSON of the rows by
// table: what merging two people would take along.
func (tx *Tx) PersonalData(person planner.PersonID) ([]byte, error) {
	data := map[string][]json.RawMessage{}
	for _, reference := range append([]string{"people.id"}, personReferences...) {
		table, column, _ := strings.Cut(reference, ".")
		rows, err := tx.rowsOf(table, column, person)
		if err != nil {
			return nil, fmt.Errorf("data of person %s: %s: %w", person, reference, err)
		}
		for _, row := range rows {
			known := slices.ContainsFunc(data[table], func(r json.RawMessage) bool { return string(r) == string(row) })
			if !known {
				data[table] = append(data[table], row)
			}
		}
	}
	text, err := json.MarshalIndent(data, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("data of person %s: %w", person, err)
	}
	return text, nil
}

// rowsOf are the rows of a table that point to a person, each as a JSON object.
func (tx *Tx) rowsOf(table, column string, person planner.PersonID) ([]json.RawMessage, error) {
	object := func(columns []*sql.ColumnType, values []any) (json.RawMessage, error) {
		named := make(map[string]any, len(columns))
		for i, column := range columns {
			named[column.Name()] = legible(ofEither(values[i], column))
		}
		return json.Marshal(named)
	}
	return all(tx, whichever(object), `SELECT * FROM `+table+` WHERE `+column+` = $1`, person)
}

// legible is a value for people: instants as RFC 3339. No other number is as
// large as the milliseconds since 1970.
func legible(value any) any {
	switch v := value.(type) {
	case []byte:
		return string(v)
	case int64:
		if v > 1e11 {
			return time.UnixMilli(v).UTC().Format(time.RFC3339)
		}
	}
	return value
}

// nobodysName stands for the name of somebody who was forgotten.
const nobodysName = "—"

// ForgetPerson empties the row of a person and unlinks their identities: what
// they did stays under an id that says nothing, and counts stay. Their own
// reminders and the events that only they could see are withdrawn, with the
// texts; what waits to be told to them is not. It cannot be undone.
func (tx *Tx) ForgetPerson(p planner.Person) error {
	if err := tx.forgetPerson(p); err != nil {
		return fmt.Errorf("forget person %s: %w", p.ID, err)
	}
	return nil
}

func (tx *Tx) forgetPerson(p planner.Person) error {
	if err := tx.writeAudit(); err != nil {
		return err
	}
	const (
		ownEvents = `SELECT id FROM events WHERE owner = $1 AND collaboration IS NULL
			AND (room IS NULL OR room IN (SELECT id FROM rooms WHERE direct))`
		ownReminders = `SELECT id FROM reminders WHERE to_person = $1 OR event IN (` + ownEvents + `)`
	)
	for _, query := range []string{
		`UPDATE dues SET state = 'skipped', reason = 'forgotten', data = '' WHERE state = 'due'
			AND (to_person = $1 OR reminder IN (` + ownReminders + `))`,
		`UPDATE deliveries SET state = 'skipped', wake = 0, reason = 'forgotten' WHERE person = $1 AND state IN ('due', 'retry')`,
		`UPDATE deliveries SET identity = '' WHERE person = $1`,
		`UPDATE audit SET after_row = '{}', before_row = CASE WHEN before_row IS NULL THEN NULL ELSE '{}' END
			WHERE entity = 'people' AND entity_id = $1 OR entity = 'reminders' AND entity_id IN (` + ownReminders + `)
				OR event IN (` + ownEvents + `)
				OR entity = 'wishes' AND entity_id IN (SELECT id FROM wishes WHERE person = $1)`,
		`UPDATE reminders SET state = 'withdrawn', text = '' WHERE id IN (` + ownReminders + `)`,
		`UPDATE events SET state = 'withdrawn', title = '—', place = '', link = '' WHERE id IN (` + ownEvents + `)`,
		`UPDATE roles SET withdrawn = TRUE WHERE person = $1`,
		`UPDATE event_people SET withdrawn = TRUE WHERE person = $1`,
		`UPDATE speakers SET affiliation = '', email = '' WHERE person = $1`,
		`UPDATE feedback SET person = NULL WHERE person = $1`,
		`DELETE FROM dialogs WHERE person = $1`,
		`DELETE FROM wishes WHERE person = $1`,
		`DELETE FROM mutes WHERE person = $1`,
		`DELETE FROM identities WHERE person = $1`,
		`UPDATE people SET name = '', name_key = '', zone = '', lang = '', stays = '', observes = FALSE WHERE id = $1`,
	} {
		if _, err := tx.exec(query, p.ID); err != nil {
			return err
		}
	}
	return tx.forgetName(p.Name)
}

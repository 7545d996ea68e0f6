package store

import (
	"encoding/json"
	"fmt"

	"entente/planner"
)

// PeopleOf are the people that an event was planned with, by name.
func (tx *Tx) PeopleOf(event planner.EventID) ([]planner.Person, error) {
	list, err := all(tx, scanPerson, `
		SELECT `+personColumns+` FROM people WHERE id IN (
			SELECT person FROM event_people WHERE event = $1 AND NOT withdrawn)
		ORDER BY name, id`, event)
	if err != nil {
		return nil, fmt.Errorf("people of event %s: %w", event, err)
	}
	return list, nil
}

// AddPeopleTo keeps with whom an event is planned; who is there already stays.
func (tx *Tx) AddPeopleTo(event planner.EventID, people []planner.PersonID) error {
	err := tx.audited(eventPeopleTable, "event", string(event), func() error {
		for _, person := range people {
			_, err := tx.exec(`
				INSERT INTO event_people (id, event, person, withdrawn) VALUES ($1, $2, $3, FALSE)
				ON CONFLICT (event, person) DO UPDATE SET withdrawn = FALSE`,
				planner.NewID[string](), event, person)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("add people to event %s: %w", event, err)
	}
	return nil
}

// RemovePeopleFrom keeps that an event is no longer planned with some people.
func (tx *Tx) RemovePeopleFrom(event planner.EventID, people []planner.PersonID) error {
	err := tx.audited(eventPeopleTable, "event", string(event), func() error {
		for _, person := range people {
			_, err := tx.exec(`UPDATE event_people SET withdrawn = TRUE WHERE event = $1 AND person = $2`, event, person)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("remove people from event %s: %w", event, err)
	}
	return nil
}

// FurtherCollaborations are those that an event belongs to besides its first,
// by code.
func (tx *Tx) FurtherCollaborations(event planner.EventID) ([]planner.Collaboration, error) {
	list, err := all(tx, scanCollaboration, `
		SELECT `+collaborationColumns+` FROM collaborations WHERE NOT withdrawn AND id IN (
			SELECT collaboration FROM event_collaborations WHERE event = $1 AND NOT withdrawn)
		ORDER BY code_key`, event)
	if err != nil {
		return nil, fmt.Errorf("further collaborations of event %s: %w", event, err)
	}
	return list, nil
}

// ShareEvent has an event belong to a further collaboration, or no longer.
func (tx *Tx) ShareEvent(event planner.EventID, with planner.CollaborationID, shared bool) error {
	err := tx.audited(eventCollaborationsTable, "event", string(event), func() error {
		_, err := tx.exec(`
			INSERT INTO event_collaborations (id, event, collaboration, withdrawn) VALUES ($1, $2, $3, $4)
			ON CONFLICT (event, collaboration) DO UPDATE SET withdrawn = excluded.withdrawn`,
			planner.NewID[string](), event, with, !shared)
		return err
	})
	if err != nil {
		return fmt.Errorf("share event %s: %w", event, err)
	}
	return nil
}

// severitiesOf is what a collaboration does about conflicts, as JSON; empty when
// all is as usual.
func severitiesOf(conflicts map[planner.ConflictKind]planner.Severity) string {
	if len(conflicts) == 0 {
		return ""
	}
	data, _ := json.Marshal(conflicts) // texts always marshal
	return string(data)
}

// scanSeverities reads what severitiesOf writes.
type scanSeverities struct {
	to *map[planner.ConflictKind]planner.Severity
}

// Scan implements sql.Scanner.
func (s scanSeverities) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read severities: a %T", src)
	}
	*s.to = nil
	if text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), s.to)
}

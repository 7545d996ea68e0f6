package store

import (
	"errors"
	"fmt"
	"time"

	"entente/planner"
)

const personColumns = `people.id, people.name, people.zone, people.lang, people.stays, people.observes, people.created`

func scanPerson(r row) (p planner.Person, err error) {
	err = r.Scan(&p.ID, &p.Name, &p.Zone, &p.Lang, scanStays{&p.Stays}, &p.Observes, scanTime{&p.Created})
	return p, err
}

// Person is the person with that id.
func (tx *Tx) Person(id planner.PersonID) (planner.Person, error) {
	p, err := one(tx, scanPerson, `SELECT `+personColumns+` FROM people WHERE id = $1`, id)
	if err != nil {
		return p, fmt.Errorf("person %s: %w", id, err)
	}
	return p, nil
}

// PersonOf is the person behind an identity.
func (tx *Tx) PersonOf(identity planner.IdentityID) (planner.Person, error) {
	p, err := one(tx, scanPerson, `
		SELECT `+personColumns+`
		FROM people JOIN identities ON identities.person = people.id
		WHERE identities.id = $1`, identity)
	if err != nil {
		return p, fmt.Errorf("person of an identity: %w", err)
	}
	return p, nil
}

// EnsurePerson is the person behind an identity, made when it is seen for the
// first time (created). The identity was last used now; name, when not empty,
// fills in a name that is not known yet.
func (tx *Tx) EnsurePerson(identity planner.IdentityID, name string, now time.Time) (p planner.Person, created bool, err error) {
	// Written first: on PostgreSQL it waits for a merge under way, and then reads
	// whose the identity is since.
	id, err := one(tx, scanned[planner.PersonID], `
		UPDATE identities SET last_used = $2 WHERE id = $1 RETURNING person`, identity, millis(now))
	if errors.Is(err, ErrNotFound) {
		p = planner.Person{ID: planner.NewID[planner.PersonID](), Name: name, Created: now}
		return p, true, tx.addPerson(p, identity)
	}
	if err != nil {
		return p, false, fmt.Errorf("note use of identity: %w", err)
	}
	if p, err = tx.Person(id); err != nil {
		return p, false, err
	}
	if p.Name == "" && name != "" {
		p.Name = name
		err = tx.SavePerson(p)
	}
	return p, false, err
}

func (tx *Tx) addPerson(p planner.Person, identity planner.IdentityID) error {
	if err := tx.SavePerson(p); err != nil {
		return err
	}
	rows, err := tx.exec(`
		INSERT INTO identities (id, person, last_used) VALUES ($1, $2, $3)
		ON CONFLICT DO NOTHING`, identity, p.ID, millis(p.Created))
	if err == nil && rows == 0 {
		err = errAgain // made by another process at this moment: look again
	}
	if err != nil {
		return fmt.Errorf("add identity: %w", err)
	}
	return nil
}

// SavePerson adds or changes a person. Of a change of a command only the
// settings (zone, stays, language, observing) are audited, never the name.
func (tx *Tx) SavePerson(p planner.Person) error {
	err := tx.audited(peopleTable, "id", string(p.ID), func() error {
		_, err := tx.exec(`
			INSERT INTO people (id, name, name_key, zone, lang, stays, created, observes)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (id) DO UPDATE SET
				name = excluded.name, name_key = excluded.name_key,
				zone = excluded.zone, lang = excluded.lang, stays = excluded.stays, observes = excluded.observes`,
			p.ID, clean(p.Name), fold(p.Name), p.Zone, p.Lang, staysText(p.Stays), millis(p.Created), p.Observes)
		return err
	})
	if err != nil {
		return fmt.Errorf("save person %s: %w", p.ID, err)
	}
	return nil
}

// FindPeople are the people of that name, without regard to case, the first
// to come first. An empty name finds nobody.
func (tx *Tx) FindPeople(name string) ([]planner.Person, error) {
	if fold(name) == "" {
		return nil, nil
	}
	people, err := all(tx, scanPerson, `
		SELECT `+personColumns+` FROM people WHERE name_key = $1
		ORDER BY created, id`, fold(name))
	if err != nil {
		return nil, fmt.Errorf("find people: %w", err)
	}
	return people, nil
}

// PeopleAround are those whom an event concerns: who planned it, those with a
// role in its collaboration (whoever spoke in its rooms has one), or, without a
// collaboration, those who did something in its room; the first to come first.
func (tx *Tx) PeopleAround(e planner.Event) ([]planner.Person, error) {
	people, err := all(tx, scanPerson, `
		SELECT `+personColumns+` FROM people
		WHERE id = $1
			OR id IN (SELECT person FROM roles WHERE collaboration = $2 AND NOT withdrawn AND name <> 'observer')
			OR id IN (SELECT person FROM changes WHERE room = $3 AND $4)
		ORDER BY created, id`, e.Owner, null(e.Collaboration), e.Room, e.Collaboration == "" && e.Room != "")
	if err != nil {
		return nil, fmt.Errorf("people around event %s: %w", e.ID, err)
	}
	return people, nil
}

package store

import (
	"fmt"

	"entente/planner"
)

const identityColumns = `id, person, last_used`

func scanIdentity(r row) (i planner.Identity, err error) {
	err = r.Scan(&i.ID, &i.Person, scanTime{&i.LastUsed})
	return i, err
}

// Identity is how a network knows somebody.
func (tx *Tx) Identity(id planner.IdentityID) (planner.Identity, error) {
	i, err := one(tx, scanIdentity, `SELECT `+identityColumns+` FROM identities WHERE id = $1`, id)
	if err != nil {
		return i, fmt.Errorf("identity: %w", err)
	}
	return i, nil
}

// Identities are those of a person, the one used last first.
func (tx *Tx) Identities(person planner.PersonID) ([]planner.Identity, error) {
	list, err := all(tx, scanIdentity, `
		SELECT `+identityColumns+` FROM identities WHERE person = $1
		ORDER BY last_used DESC, id`, person)
	if err != nil {
		return nil, fmt.Errorf("identities of person %s: %w", person, err)
	}
	return list, nil
}

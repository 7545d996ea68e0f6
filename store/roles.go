package store

import (
	"fmt"

	"entente/planner"
)

const roleColumns = `collaboration, person, name, withdrawn`

func scanRole(r row) (role planner.Role, err error) {
	err = r.Scan(&role.Collaboration, &role.Person, &role.Name, &role.Withdrawn)
	return role, err
}

// Roles are those that hold in a collaboration, in the order in which they
// were first given.
func (tx *Tx) Roles(collaboration planner.CollaborationID) ([]planner.Role, error) {
	roles, err := all(tx, scanRole, `
		SELECT `+roleColumns+` FROM roles WHERE collaboration = $1 AND NOT withdrawn
		ORDER BY number`, collaboration)
	if err != nil {
		return nil, fmt.Errorf("roles in collaboration %s: %w", collaboration, err)
	}
	return roles, nil
}

// RolesOf are those that a person holds, in any collaboration.
func (tx *Tx) RolesOf(person planner.PersonID) ([]planner.Role, error) {
	roles, err := all(tx, scanRole, `
		SELECT `+roleColumns+` FROM roles WHERE person = $1 AND NOT withdrawn
		ORDER BY number`, person)
	if err != nil {
		return nil, fmt.Errorf("roles of person %s: %w", person, err)
	}
	return roles, nil
}

// SaveRole gives a role, gives it again, or withdraws it.
func (tx *Tx) SaveRole(role planner.Role) error {
	err := tx.saveRole(role)
	if err != nil {
		return fmt.Errorf("save role in collaboration %s: %w", role.Collaboration, err)
	}
	return nil
}

func (tx *Tx) saveRole(role planner.Role) error {
	number, err := tx.count(countRoles, 1)
	if err != nil {
		return err
	}
	return tx.audited(rolesTable, "collaboration", string(role.Collaboration), func() error {
		_, err := tx.exec(`
			INSERT INTO roles (id, number, collaboration, person, name, withdrawn)
			VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (collaboration, person, name) DO UPDATE SET withdrawn = excluded.withdrawn`,
			planner.NewID[string](), number, role.Collaboration, role.Person, role.Name, role.Withdrawn)
		return err
	})
}

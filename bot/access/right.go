// Package access says what a role in a collaboration gives, and which events,
// and which of their links, somebody sees.
package access

import (
	"fmt"
	"slices"

	"entente/planner"
	"entente/store"
)

// Right is what a role in a collaboration gives.
type Right int

// The rights, each with those before it.
const (
	Read   Right = iota // see what is for members
	Work                // plan, and change its events, their reminders, replies and talks
	Decide              // change the collaboration itself: its people, rooms and end
)

// Gives says whether a role gives a right. An administrator has them all.
func Gives(name planner.RoleName, to Right) bool {
	switch name {
	case planner.Organiser, planner.Coordinator:
		return true
	case planner.Secretary:
		return to <= Work
	case planner.Member, planner.Observer:
		return to <= Read
	}
	return false
}

// Holds says whether the roles of a person in a collaboration give a right.
func Holds(tx *store.Tx, person planner.PersonID, c planner.CollaborationID, to Right) (bool, error) {
	if person == "" || c == "" {
		return false, nil
	}
	roles, err := tx.RolesOf(person)
	if err != nil {
		return false, fmt.Errorf("find roles: %w", err)
	}
	return slices.ContainsFunc(roles, func(role planner.Role) bool {
		return role.Collaboration == c && Gives(role.Name, to)
	}), nil
}

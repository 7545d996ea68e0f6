package turn

import (
	"slices"
	"strings"

	"entente/bot/telling"
	"entente/planner"
)

// NameOf is the name of a person.
func (r *Turn) NameOf(id planner.PersonID) string { return telling.NameOf(r.Tx, id) }

// RoleNames are the names of those who have a role.
func (r *Turn) RoleNames(c planner.CollaborationID, name planner.RoleName) string {
	roles, err := r.Tx.Roles(c)
	if err != nil {
		return ""
	}
	var names []string
	for _, role := range roles {
		if role.Name != name || role.Withdrawn {
			continue
		}
		if person, err := r.Tx.Person(role.Person); err == nil {
			names = append(names, person.Name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// Mentioned are the people named with "@" in text; who is not known yet is
// entered.
func (r *Turn) Mentioned(text string) ([]planner.Person, error) {
	var people []planner.Person
	for _, m := range r.In.Mentions {
		if m.Person == "" || !strings.Contains(text, m.Text) {
			continue
		}
		person, _, err := r.Tx.EnsurePerson(m.Person, m.Name, r.Now)
		if err != nil {
			return nil, err
		}
		people = append(people, person)
	}
	return people, nil
}

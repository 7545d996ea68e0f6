package people

import (
	"encoding/json"
	"fmt"
	"slices"

	"entente/bot/access"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/store"
)

// RemovePeople is `remove @sam from GANDA` or `remove @sam as secretary of
// GANDA`; who names no role means all of them.
func RemovePeople(said *turn.Turn, rest string) (*turn.Reply, error) {
	r := &request{Turn: said}
	r.Command = "remove"
	role := RoleIn(rest)
	c, err := r.collaborationIn(rest)
	if err != nil {
		return nil, err
	}
	if role == planner.Observer && (c == nil || saysEverywhere(rest)) {
		return r.setObserving(rest, false)
	}
	if c == nil {
		return nil, &planner.Refusal{Why: "collaboration.which"}
	}
	people, err := NamedPeople(r.Turn, rest)
	if err != nil {
		return nil, err
	}
	if len(people) != 1 || people[0].ID != r.Person.ID { // anybody may leave
		if err := r.MayOrganise(*c); err != nil {
			return nil, err
		}
	}
	return r.withdrawRoles(*c, people, role)
}

// leaveCollaboration is `leave GANDA` / « quitter GANDA ».
func (r *request) leaveCollaboration(rest string) (*turn.Reply, error) {
	c, err := CollaborationNamed(r.Turn, grammar.StripConnectives(rest))
	if err != nil {
		return nil, err
	}
	return r.withdrawRoles(c, []planner.Person{r.Person}, "")
}

// withdrawRoles takes a role from people, or all that they have where none is
// named. Somebody remains who may decide about the collaboration.
func (r *request) withdrawRoles(c planner.Collaboration, people []planner.Person, role planner.RoleName) (*turn.Reply, error) {
	roles, err := r.Tx.Roles(c.ID)
	if err != nil {
		return nil, err
	}
	var taken []planner.Role
	remains := c.Closed
	for _, held := range roles {
		gone := (role == "" || held.Name == role) && slices.ContainsFunc(people, func(p planner.Person) bool { return p.ID == held.Person })
		if gone {
			taken = append(taken, held)
		}
		remains = remains || !gone && access.Gives(held.Name, access.Decide)
	}
	switch {
	case len(taken) == 0:
		return nil, &planner.Refusal{Why: "role.none", Words: telling.Names(people), Args: words.Args{"code": c.Code, "n": len(people)}}
	case !remains:
		return nil, &planner.Refusal{Why: "role.last", Words: c.Code}
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	for _, held := range taken {
		held.Withdrawn = true
		if err := r.Tx.SaveRole(held); err != nil {
			return nil, err
		}
	}
	said := "role.removed"
	if role != "" {
		said = "role.removed_" + string(role)
	}
	p := r.Tell(said, words.Args{"names": telling.Names(people), "n": len(people), "code": telling.Strong(c.Code), "number": telling.ChangeID(r.Change)})
	return p.Button(r.Label("button.undo"), telling.UndoSentence(r.Change)), nil
}

// StaysLed refuses what was undone when it left a collaboration without anybody
// who may decide about it; then nothing of it stays written.
func StaysLed(said *turn.Turn, undone store.Change) error {
	r := &request{Turn: said}
	audits, err := r.Tx.AuditOf(undone)
	if err != nil {
		return err
	}
	for _, a := range audits {
		if a.Entity != "roles" {
			continue
		}
		role, err := roleOfAudit(a)
		if err != nil {
			return err
		}
		led, code, err := r.led(role.Collaboration)
		if err != nil {
			return err
		}
		if !led {
			r.Change = &undone // what was written is given up
			return &planner.Refusal{Why: "role.last", Words: code}
		}
	}
	return nil
}

// roleOfAudit is the role that a row of the audit is about.
func roleOfAudit(a store.Audit) (role planner.Role, err error) {
	if err := json.Unmarshal([]byte(a.After), &role); err != nil {
		return role, fmt.Errorf("read audit: %w", err)
	}
	return role, nil
}

// RoleChanged is whose role a row of the audit is about, and where.
func RoleChanged(r *turn.Turn, a store.Audit) string {
	role, err := roleOfAudit(a)
	if err != nil {
		return ""
	}
	c, err := r.Tx.Collaboration(role.Collaboration)
	if err != nil {
		return ""
	}
	return r.NameOf(role.Person) + " · " + c.Code
}

// led says whether somebody may decide about a collaboration, which matters as
// long as it is open.
func (r *request) led(id planner.CollaborationID) (bool, string, error) {
	c, err := r.Tx.Collaboration(id)
	if err != nil {
		return false, "", err
	}
	roles, err := r.Tx.Roles(id)
	led := c.Closed || slices.ContainsFunc(roles, func(role planner.Role) bool { return access.Gives(role.Name, access.Decide) })
	return led, c.Code, err
}

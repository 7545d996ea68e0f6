package bot

import (
	"fmt"
	"slices"

	"entente/planner"
)

// This file says what people may do and see, and nothing else does. It is
// asked when a thing is done, never when its button is drawn.

// admin says whether the person is an administrator by the configuration.
func (r *request) admin() bool { return slices.Contains(r.Admins, r.in.From) }

// mayAdd: anybody may add a collaboration, unless only admins may.
func mayAdd(r *request) error {
	if r.AdminsAdd && !r.admin() {
		return &planner.Refusal{Why: "may.admins_only"}
	}
	return nil
}

// mayAdminister: only admins.
func (r *request) mayAdminister() error {
	if r.admin() {
		return nil
	}
	return &planner.Refusal{Why: "may.administer"}
}

// mayOrganise: organisers, coordinators and admins plan for a collaboration
// and change it.
func (r *request) mayOrganise(c planner.Collaboration) error {
	organises, err := r.hasRole(c.ID, planner.Organiser, planner.Coordinator)
	if err != nil || organises || r.admin() {
		return err
	}
	return &planner.Refusal{Why: "may.organisers_only", Words: c.Code}
}

// mayChange: an event is changed by those who organise its collaboration, and
// by whoever planned it.
func (r *request) mayChange(e planner.Event) error {
	if e.Owner == r.person.ID || r.admin() {
		return nil
	}
	if e.Collaboration == "" {
		return &planner.Refusal{Why: "may.owner_only", Words: eventID(e)}
	}
	c, err := r.tx.Collaboration(e.Collaboration)
	if err != nil {
		return fmt.Errorf("find collaboration: %w", err)
	}
	return r.mayOrganise(c)
}

// mayQuieten: how many reminders come into a room is for those who organise its
// collaboration; in one that is tied to none for anybody.
func (r *request) mayQuieten() error {
	if r.collaboration == nil {
		return nil
	}
	return r.mayOrganise(*r.collaboration)
}

// canSee: an event of a collaboration is for its members, and for everybody in
// its rooms; any other is for whoever planned it, in private, and for the room
// where it was planned.
func (r *request) canSee(e planner.Event) (bool, error) {
	switch {
	case e.State == planner.Withdrawn:
		return false, nil
	case e.Room == r.in.Room:
		return true, nil
	case r.collaboration != nil && e.Collaboration == r.collaboration.ID:
		return true, nil
	case !r.room.Direct:
		return false, nil
	case e.Owner == r.person.ID:
		return true, nil
	case e.Collaboration == "":
		return r.admin(), nil
	}
	member, err := r.hasRole(e.Collaboration)
	return member || r.admin(), err
}

// mayPutOff: one's own reminders, those to this room, and those of events that
// one may see, but for what somebody else set for themselves.
func (r *request) mayPutOff(m *reminded) error {
	rule := m.rule
	unknown := &planner.Refusal{Why: "reminder.unknown", Words: reminderID(rule)}
	switch {
	case rule.State == planner.Withdrawn:
		return unknown
	case rule.ToPerson == r.person.ID, rule.Owner == r.person.ID, rule.ToRoom != "" && rule.ToRoom == r.in.Room:
		return nil
	case rule.ToPerson != "" || m.of == nil:
		return unknown
	}
	sees, err := r.canSee(m.of.event)
	if err == nil && !sees {
		return unknown
	}
	return err
}

// hasRole says whether the person has one of the roles in a collaboration; any
// role when none is named.
func (r *request) hasRole(c planner.CollaborationID, names ...planner.RoleName) (bool, error) {
	roles, err := r.tx.RolesOf(r.person.ID)
	if err != nil {
		return false, fmt.Errorf("find roles: %w", err)
	}
	for _, role := range roles {
		if role.Collaboration == c && !role.Withdrawn && (len(names) == 0 || slices.Contains(names, role.Name)) {
			return true, nil
		}
	}
	return false, nil
}

// join makes whoever speaks to the bot in a collaboration's room one of its
// members: being in the room is what membership means so far.
func (r *request) join() error {
	if r.collaboration == nil || r.room.Direct {
		return nil
	}
	member, err := r.hasRole(r.collaboration.ID)
	if err != nil || member {
		return err
	}
	err = r.tx.SaveRole(planner.Role{Collaboration: r.collaboration.ID, Person: r.person.ID, Name: planner.Member})
	if err != nil {
		return fmt.Errorf("save member: %w", err)
	}
	return nil
}

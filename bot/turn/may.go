package turn

import (
	"cmp"
	"fmt"
	"slices"

	"entente/bot/access"
	"entente/bot/telling"
	"entente/planner"
)

// This file says what people may do by the rights of package access, may_see.go
// what they may see, and nothing else does. They are asked when a thing is done,
// never when its button is drawn.

// Admin says whether the person is an administrator by the configuration.
func (r *Turn) Admin() bool { return slices.Contains(r.Admins, r.In.From) }

// observes says whether the person reads all collaborations, by the
// configuration or because an administrator said so.
func (r *Turn) observes() bool {
	return r.Person.Observes || slices.Contains(r.Observers, r.In.From)
}

// MayAdd: anybody may add a collaboration, unless only admins may.
func (r *Turn) MayAdd() error {
	if r.AdminsAdd && !r.Admin() {
		return &planner.Refusal{Why: "may.admins_only"}
	}
	return nil
}

// MayAdminister: only admins.
func (r *Turn) MayAdminister() error {
	if r.Admin() {
		return nil
	}
	return &planner.Refusal{Why: "may.administer"}
}

// may says whether the person has a right in a collaboration.
func (r *Turn) may(c planner.CollaborationID, to access.Right) (bool, error) {
	if r.Admin() {
		return true, nil
	}
	return access.Holds(r.Tx, r.Person.ID, c, to)
}

// MayPlan: those who organise a collaboration and its secretaries plan for it.
func (r *Turn) MayPlan(c planner.Collaboration) error {
	if may, err := r.may(c.ID, access.Work); err != nil || may {
		return err
	}
	return &planner.Refusal{Why: "may.organisers_only", Words: c.Code}
}

// MayOrganise: organisers, coordinators and admins decide about a collaboration.
func (r *Turn) MayOrganise(c planner.Collaboration) error {
	decides, err := r.may(c.ID, access.Decide)
	if err != nil || decides {
		return err
	}
	if works, err := r.may(c.ID, access.Work); err != nil || works {
		return cmp.Or(err, error(&planner.Refusal{Why: "may.no_decision", Words: c.Code}))
	}
	return &planner.Refusal{Why: "may.organisers_only", Words: c.Code}
}

// MayChange: an event is changed by those who work on its collaboration, and by
// whoever planned it.
func (r *Turn) MayChange(e planner.Event) error {
	if e.Owner == r.Person.ID || r.Admin() {
		return nil
	}
	if e.Collaboration == "" {
		return &planner.Refusal{Why: "may.owner_only", Words: telling.EventID(e)}
	}
	c, err := r.Tx.Collaboration(e.Collaboration)
	if err != nil {
		return fmt.Errorf("find collaboration: %w", err)
	}
	return r.MayPlan(c)
}

// MayQuieten: how many reminders come into a room is for those who organise its
// collaboration; in one that is tied to none for anybody.
func (r *Turn) MayQuieten() error {
	if r.Collaboration == nil {
		return nil
	}
	return r.MayPlan(*r.Collaboration)
}

// MayPutOff: one's own reminders, those to this room, and those of events that
// one may see, but for what somebody else set for themselves.
func (r *Turn) MayPutOff(rule planner.Reminder, of *planner.Event) error {
	unknown := &planner.Refusal{Why: "reminder.unknown", Words: telling.ReminderID(rule)}
	switch {
	case rule.State == planner.Withdrawn:
		return unknown
	case rule.ToPerson == r.Person.ID, rule.Owner == r.Person.ID, rule.ToRoom != "" && rule.ToRoom == r.In.Room:
		return nil
	case rule.ToPerson != "" || of == nil:
		return unknown
	}
	sees, err := r.CanSee(*of)
	if err == nil && !sees {
		return unknown
	}
	return err
}

// Join makes whoever speaks to the bot in a collaboration's room one of its
// members: being in the room is what membership means so far. An observer stays
// one.
func (r *Turn) Join() error {
	if r.Collaboration == nil || r.Room.Direct || r.observes() {
		return nil
	}
	roles, err := r.Tx.RolesOf(r.Person.ID)
	if err != nil {
		return fmt.Errorf("find roles: %w", err)
	}
	if slices.ContainsFunc(roles, func(role planner.Role) bool { return role.Collaboration == r.Collaboration.ID }) {
		return nil
	}
	err = r.Tx.SaveRole(planner.Role{Collaboration: r.Collaboration.ID, Person: r.Person.ID, Name: planner.Member})
	if err != nil {
		return fmt.Errorf("save member: %w", err)
	}
	return nil
}

// MayCopyTo: as planning a new event; one of another person becomes one's own.
func (r *Turn) MayCopyTo(e planner.Event) error {
	if e.Collaboration == "" {
		return nil
	}
	c, err := r.Tx.Collaboration(e.Collaboration)
	if err != nil {
		return fmt.Errorf("find collaboration: %w", err)
	}
	if c.Closed {
		return &planner.Refusal{Why: "collaboration.is_closed", Words: c.Code}
	}
	return r.MayPlan(c)
}

// MayTalk: the details of a talk are for those who change its event and, but for
// its chair, room and live link, for whoever speaks: of their own talk.
func (r *Turn) MayTalk(e planner.Event, own planner.Talk, organiserOnly bool) error {
	mine := func(s planner.Speaker) bool { return s.Person == r.Person.ID }
	if slices.ContainsFunc(own.Speaking(), mine) && !organiserOnly {
		return nil
	}
	err := r.MayChange(e)
	if err == nil {
		return nil
	}
	all, errAll := r.Tx.SpeakersOf(e.ID)
	if errAll == nil && slices.ContainsFunc(all, mine) {
		return &planner.Refusal{Why: "may.own_talk"}
	}
	return err
}

package bot

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

// admin says whether the person is an administrator by the configuration.
func (r *request) admin() bool { return slices.Contains(r.Admins, r.in.From) }

// observes says whether the person reads all collaborations, by the
// configuration or because an administrator said so.
func (r *request) observes() bool {
	return r.person.Observes || slices.Contains(r.Observers, r.in.From)
}

// mayAdd: anybody may add a collaboration, unless only admins may.
func (r *request) mayAdd() error {
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

// may says whether the person has a right in a collaboration.
func (r *request) may(c planner.CollaborationID, to access.Right) (bool, error) {
	if r.admin() {
		return true, nil
	}
	return access.Holds(r.tx, r.person.ID, c, to)
}

// mayPlan: those who organise a collaboration and its secretaries plan for it.
func (r *request) mayPlan(c planner.Collaboration) error {
	if may, err := r.may(c.ID, access.Work); err != nil || may {
		return err
	}
	return &planner.Refusal{Why: "may.organisers_only", Words: c.Code}
}

// mayOrganise: organisers, coordinators and admins decide about a collaboration.
func (r *request) mayOrganise(c planner.Collaboration) error {
	decides, err := r.may(c.ID, access.Decide)
	if err != nil || decides {
		return err
	}
	if works, err := r.may(c.ID, access.Work); err != nil || works {
		return cmp.Or(err, error(&planner.Refusal{Why: "may.no_decision", Words: c.Code}))
	}
	return &planner.Refusal{Why: "may.organisers_only", Words: c.Code}
}

// mayChange: an event is changed by those who work on its collaboration, and by
// whoever planned it.
func (r *request) mayChange(e planner.Event) error {
	if e.Owner == r.person.ID || r.admin() {
		return nil
	}
	if e.Collaboration == "" {
		return &planner.Refusal{Why: "may.owner_only", Words: telling.EventID(e)}
	}
	c, err := r.tx.Collaboration(e.Collaboration)
	if err != nil {
		return fmt.Errorf("find collaboration: %w", err)
	}
	return r.mayPlan(c)
}

// mayQuieten: how many reminders come into a room is for those who organise its
// collaboration; in one that is tied to none for anybody.
func (r *request) mayQuieten() error {
	if r.collaboration == nil {
		return nil
	}
	return r.mayPlan(*r.collaboration)
}

// mayPutOff: one's own reminders, those to this room, and those of events that
// one may see, but for what somebody else set for themselves.
func (r *request) mayPutOff(rule planner.Reminder, of *planner.Event) error {
	unknown := &planner.Refusal{Why: "reminder.unknown", Words: telling.ReminderID(rule)}
	switch {
	case rule.State == planner.Withdrawn:
		return unknown
	case rule.ToPerson == r.person.ID, rule.Owner == r.person.ID, rule.ToRoom != "" && rule.ToRoom == r.in.Room:
		return nil
	case rule.ToPerson != "" || of == nil:
		return unknown
	}
	sees, err := r.canSee(*of)
	if err == nil && !sees {
		return unknown
	}
	return err
}

// join makes whoever speaks to the bot in a collaboration's room one of its
// members: being in the room is what membership means so far. An observer stays
// one.
func (r *request) join() error {
	if r.collaboration == nil || r.room.Direct || r.observes() {
		return nil
	}
	roles, err := r.tx.RolesOf(r.person.ID)
	if err != nil {
		return fmt.Errorf("find roles: %w", err)
	}
	if slices.ContainsFunc(roles, func(role planner.Role) bool { return role.Collaboration == r.collaboration.ID }) {
		return nil
	}
	err = r.tx.SaveRole(planner.Role{Collaboration: r.collaboration.ID, Person: r.person.ID, Name: planner.Member})
	if err != nil {
		return fmt.Errorf("save member: %w", err)
	}
	return nil
}

// mayCopyTo: as planning a new event; one of another person becomes one's own.
func (r *request) mayCopyTo(e planner.Event) error {
	if e.Collaboration == "" {
		return nil
	}
	c, err := r.tx.Collaboration(e.Collaboration)
	if err != nil {
		return fmt.Errorf("find collaboration: %w", err)
	}
	if c.Closed {
		return &planner.Refusal{Why: "collaboration.is_closed", Words: c.Code}
	}
	return r.mayPlan(c)
}

// mayTalk: the details of a talk are for those who change its event and, but for
// its chair, room and live link, for whoever speaks: of their own talk.
func (r *request) mayTalk(e planner.Event, own planner.Talk, organiserOnly bool) error {
	mine := func(s planner.Speaker) bool { return s.Person == r.person.ID }
	if slices.ContainsFunc(own.Speaking(), mine) && !organiserOnly {
		return nil
	}
	err := r.mayChange(e)
	if err == nil {
		return nil
	}
	all, errAll := r.tx.SpeakersOf(e.ID)
	if errAll == nil && slices.ContainsFunc(all, mine) {
		return &planner.Refusal{Why: "may.own_talk"}
	}
	return err
}

package events

import (
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/people"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// PlanWith is `add @bob to E2` and `remove @bob from E2`: with whom an event is
// planned. It gives nil when text is about no event, or about a role.
func PlanWith(said *turn.Turn, text string, with bool) (*turn.Reply, error) {
	r := &request{Turn: said}
	if !people.MentionsPeople(r.Turn) || people.RoleIn(text) != "" {
		return nil, nil
	}
	which := text
	for _, m := range r.In.Mentions {
		if m.Person != "" {
			which = strings.ReplaceAll(which, m.Text, " ")
		}
	}
	if !grammar.EventForm.MatchString(" "+which) && grammar.KindIn(which) == "" {
		return nil, nil
	}
	t, err := r.Changeable(which)
	if err != nil {
		return nil, err
	}
	people, err := people.NamedPeople(r.Turn, text)
	if err != nil {
		return nil, err
	}
	r.Command = "people"
	have, err := r.Tx.PeopleOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(p planner.Person) bool {
		return with == slices.ContainsFunc(have, func(h planner.Person) bool { return h.ID == p.ID })
	})
	if len(people) == 0 && with {
		return nil, &planner.Refusal{Why: "people.already", Words: telling.EventID(t.Event)}
	}
	if len(people) == 0 {
		return nil, &planner.Refusal{Why: "people.not_with", Words: telling.EventID(t.Event)}
	}
	return r.writeWith(t, people, with)
}

// writeWith adds people to those with whom an event is planned, or removes them.
func (r *request) writeWith(t *turn.Target, people []planner.Person, with bool) (*turn.Reply, error) {
	var found []planner.Conflict
	var err error
	if with {
		if found, err = r.refuseConflicts(t.Event, planner.Ahead(t.Occurrences, r.Now), people); err != nil {
			return nil, err
		}
	}
	if err := r.Begin(); err != nil {
		return nil, err
	}
	var ids []planner.PersonID
	for _, person := range people {
		ids = append(ids, person.ID)
	}
	said, write := "people.with", r.Tx.AddPeopleTo
	if !with {
		said, write = "people.without", r.Tx.RemovePeopleFrom
	}
	if err := write(t.Event.ID, ids); err != nil {
		return nil, err
	}
	all, err := r.Tx.PeopleOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	p := r.TellChanged(said, t, words.Args{"names": telling.Names(people), "n": len(people)})
	if len(all) > 0 {
		p.Add(r.Say("people.now", words.Args{"names": telling.Names(all)})...)
	}
	p.Add(r.SayConflicts(t.Event, found)...)
	return r.WithUndo(p), nil
}

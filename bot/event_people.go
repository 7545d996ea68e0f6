package bot

import (
	"slices"
	"strings"

	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// planWith is `add @bob to E2` and `remove @bob from E2`: with whom an event is
// planned. It gives nil when text is about no event, or about a role.
func (r *request) planWith(text string, with bool) (*reply, error) {
	if !r.mentionsPeople() || roleIn(text) != "" {
		return nil, nil
	}
	which := text
	for _, m := range r.in.Mentions {
		if m.Person != "" {
			which = strings.ReplaceAll(which, m.Text, " ")
		}
	}
	if !idForm.MatchString(" "+which) && grammar.KindIn(which) == "" {
		return nil, nil
	}
	t, err := r.changeable(which)
	if err != nil {
		return nil, err
	}
	people, err := r.namedPeople(text)
	if err != nil {
		return nil, err
	}
	r.command = "people"
	have, err := r.tx.PeopleOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(p planner.Person) bool {
		return with == slices.ContainsFunc(have, func(h planner.Person) bool { return h.ID == p.ID })
	})
	if len(people) == 0 && with {
		return nil, &planner.Refusal{Why: "people.already", Words: telling.EventID(t.event)}
	}
	if len(people) == 0 {
		return nil, &planner.Refusal{Why: "people.not_with", Words: telling.EventID(t.event)}
	}
	return r.writeWith(t, people, with)
}

// writeWith adds people to those with whom an event is planned, or removes them.
func (r *request) writeWith(t *target, people []planner.Person, with bool) (*reply, error) {
	var found []planner.Conflict
	var err error
	if with {
		if found, err = r.refuseConflicts(t.event, planner.Ahead(t.occurrences, r.now), people); err != nil {
			return nil, err
		}
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	var ids []planner.PersonID
	for _, person := range people {
		ids = append(ids, person.ID)
	}
	said, write := "people.with", r.tx.AddPeopleTo
	if !with {
		said, write = "people.without", r.tx.RemovePeopleFrom
	}
	if err := write(t.event.ID, ids); err != nil {
		return nil, err
	}
	all, err := r.tx.PeopleOf(t.event.ID)
	if err != nil {
		return nil, err
	}
	p := r.tellChanged(said, t, words.Args{"names": names(people), "n": len(people)})
	if len(all) > 0 {
		p.add(r.say("people.now", words.Args{"names": names(all)})...)
	}
	p.add(r.sayConflicts(t.event, found)...)
	return r.withUndo(p), nil
}

package delivery

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// recipients are whom a due row is for, as deliveries without a key.
type recipients struct {
	list  []planner.Delivery
	none  string // why the list is empty; empty: that is nothing to tell
	alone bool   // it is not merged with those of other events
}

// recipientsOf finds whom a due row is for at this moment.
func (r *Runner) recipientsOf(tx *store.Tx, due planner.Due, now time.Time) (to recipients, err error) {
	to.none = nobody
	if due.Kind == planner.DueNotice {
		var n Notice
		if err := json.Unmarshal([]byte(due.Data), &n); err != nil {
			return to, fmt.Errorf("read notice: %w", err)
		}
		to.alone = n.About != NoticeMissed && n.About != NoticeClash // those are one message
		if to.list, err = r.privately(tx, due.ToPerson); err == nil && n.About == NoticeForm {
			to.list, err = afterQuiet(tx, to.list, due)
		}
		return to, err
	}
	switch due.Kind {
	case planner.DueTalk:
		to.list, err = r.toTalk(tx, due, now)
		return to, err
	case planner.DueChange:
		to.alone, to.none = true, "" // they may be told by an earlier notice
		to.list, err = r.toldOfChange(tx, due, now)
		return to, err
	case planner.DueCard:
		to.alone, to.none = true, ""
		to.list, err = inItsRoom(tx, due)
		return to, err
	}
	rule, err := tx.Reminder(due.Reminder)
	if err != nil {
		return to, err
	}
	to.alone = rule.ByHand
	switch {
	case due.Kind == planner.DueEarly:
		to.none = "" // most sleep at other hours
		to.list, err = r.early(tx, due, rule, now)
	case due.Kind == planner.DueInstead:
		to.alone = true
		to.list, err = r.inTheirRoom(tx, rule, due)
	case rule.ToPerson != "":
		to.list, err = r.toPerson(tx, due, rule, rule.ToPerson)
	case rule.Audience.Group():
		to.none = "" // there is an organiser, who may have received it early
		to.list, err = r.toGroup(tx, due, rule)
	case rule.ToRoom != "":
		to.none = roomClosed
		to.list, err = r.inRoom(tx, due, rule)
	default:
		if forComers(rule) {
			to.list, err = r.toComers(tx, due, rule)
		}
		if err == nil && len(to.list) == 0 {
			to.list, err = r.ofEvent(tx, due, rule)
		}
	}
	return to, err
}

// privately is a person on the network that they used last.
func (r *Runner) privately(tx *store.Tx, person planner.PersonID) ([]planner.Delivery, error) {
	identities, err := tx.Identities(person)
	if err != nil || len(identities) == 0 {
		return nil, err
	}
	return []planner.Delivery{r.onNetwork(person, identities)}, nil
}

// onNetwork is a person by the first of their identities; where its network has
// stopped, by another one, if they have it.
func (r *Runner) onNetwork(person planner.PersonID, identities []planner.Identity) planner.Delivery {
	works := slices.IndexFunc(identities, func(i planner.Identity) bool { return !r.stopped(planner.Network(i.ID)) })
	id := identities[max(0, works)].ID
	return planner.Delivery{Network: planner.Network(id), Person: person, Identity: id}
}

// toPerson is a person, if and when they want it.
func (r *Runner) toPerson(tx *store.Tx, due planner.Due, rule planner.Reminder, person planner.PersonID) ([]planner.Delivery, error) {
	list, err := r.privately(tx, person)
	if err != nil || len(list) == 0 {
		return list, err
	}
	if rule.Event == "" {
		wishes, err := tx.WishesOf(person)
		if err == nil && rule.Schedule != "" && !wishes.Level.Takes(rule) {
			list[0] = skipped(list[0], fewer)
		}
		return list, err
	}
	list[0], err = wanted(tx, list[0], due, rule)
	return list, err
}

// toGroup is everybody of a rule's audience who did not receive it early.
func (r *Runner) toGroup(tx *store.Tx, due planner.Due, rule planner.Reminder) ([]planner.Delivery, error) {
	people, err := audienceOf(tx, rule, due.Occurrence)
	if err != nil {
		return nil, err
	}
	had, err := tx.Receivers(due.Occurrence, due.At)
	if err != nil {
		return nil, err
	}
	var to []planner.Delivery
	for _, person := range people {
		if slices.Contains(had, person) {
			continue
		}
		list, err := r.toPerson(tx, due, rule, person)
		if err != nil {
			return nil, err
		}
		to = append(to, list...)
	}
	return to, nil
}

// audienceOf are the people of a group now, for a date of their event or, where
// none is named, for any: the organisers first. An event without a collaboration
// is organised by whoever planned it.
func audienceOf(tx *store.Tx, rule planner.Reminder, date planner.OccurrenceID) ([]planner.PersonID, error) {
	switch rule.Audience {
	case planner.ForSpeakers:
		return speakersOf(tx, rule.Event, date)
	case planner.ForChair:
		return chairsOf(tx, rule.Event, date)
	}
	if rule.Audience.Replied() {
		return repliersOf(tx, rule.Audience, rule.Event, date)
	}
	e, err := tx.Event(rule.Event)
	if err != nil {
		return nil, err
	}
	if rule.Audience == planner.ForUnanswered {
		return Unanswered(tx, e, date)
	}
	if e.Collaboration == "" {
		return []planner.PersonID{e.Owner}, nil
	}
	roles, err := tx.Roles(e.Collaboration)
	if err != nil {
		return nil, err
	}
	var people []planner.PersonID
	for _, role := range roles {
		organises := role.Name == planner.Organiser || role.Name == planner.Coordinator
		reads := rule.Audience == planner.ForMembers && e.Visibility != planner.Private && role.Name != planner.Observer
		if (organises || reads) && !slices.Contains(people, role.Person) {
			people = append(people, role.Person)
		}
	}
	return people, nil
}

// IsFor says whether some reminder of an event comes to a person privately: else
// they read it in its rooms alone.
func IsFor(tx *store.Tx, e planner.Event, person planner.PersonID) (bool, error) {
	rules, err := tx.RemindersOf(e.ID)
	if err != nil {
		return false, err
	}
	for _, rule := range rules {
		if rule.ToPerson == person {
			return true, nil
		}
		if !rule.Audience.Group() {
			continue
		}
		people, err := audienceOf(tx, rule, "")
		if err != nil || slices.Contains(people, person) {
			return err == nil, err
		}
	}
	return false, nil
}

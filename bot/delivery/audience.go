package delivery

import (
	"encoding/json"
	"errors"
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
		to.list, err = r.privately(tx, due.ToPerson)
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
	if rule.Audience == planner.ForSpeakers {
		return speakersOf(tx, rule.Event, date)
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

// inRoom is the room that a rule names; of an event that became private since,
// whoever set it.
func (r *Runner) inRoom(tx *store.Tx, due planner.Due, rule planner.Reminder) ([]planner.Delivery, error) {
	if rule.Event != "" {
		e, err := tx.Event(rule.Event)
		if err != nil {
			return nil, err
		}
		if e.Visibility == planner.Private {
			return r.toPerson(tx, due, rule, rule.Owner)
		}
	}
	return inRooms(tx, due, rule, rule.ToRoom)
}

// inRooms are those of some rooms that the bot is still in, and that want it.
func inRooms(tx *store.Tx, due planner.Due, rule planner.Reminder, ids ...planner.RoomID) ([]planner.Delivery, error) {
	var to []planner.Delivery
	for _, id := range ids {
		room, err := tx.Room(id)
		if errors.Is(err, store.ErrNotFound) || err == nil && room.Closed {
			continue
		}
		if err != nil {
			return nil, err
		}
		d := planner.Delivery{Network: planner.Network(id), Room: id}
		if rule.InThread || due.Kind == planner.DueInstead {
			if d.Thread, err = tx.EarlierMessage(id, due.Occurrence); err != nil {
				return nil, err
			}
		}
		if due.Kind != planner.DueInstead {
			wishes, err := tx.WishesIn(id)
			if err != nil {
				return nil, err
			}
			if !wishes.Level.Takes(rule) {
				d = skipped(d, fewer)
			}
		}
		to = append(to, d)
	}
	return to, nil
}

// ofEvent are the rooms of an event's collaboration, else the one where it was
// planned, else whoever planned it.
func (r *Runner) ofEvent(tx *store.Tx, due planner.Due, rule planner.Reminder) ([]planner.Delivery, error) {
	e, to, err := inItsRooms(tx, due, rule)
	if err != nil || len(to) > 0 {
		return to, err
	}
	return r.toPerson(tx, due, rule, e.Owner)
}

// inItsRooms are the event of a rule, and those of its rooms that want it.
func inItsRooms(tx *store.Tx, due planner.Due, rule planner.Reminder) (planner.Event, []planner.Delivery, error) {
	e, err := tx.Event(rule.Event)
	if err != nil {
		return e, nil, err
	}
	ids, err := RoomsOf(tx, e)
	if err != nil {
		return e, nil, err
	}
	to, err := inRooms(tx, due, rule, ids...)
	return e, to, err
}

// RoomsOf are the rooms of an event's collaboration, else the one where it was
// planned; a direct conversation is none, and a private event has none.
func RoomsOf(tx *store.Tx, e planner.Event) (ids []planner.RoomID, err error) {
	if e.Visibility == planner.Private {
		return nil, nil
	}
	if e.Collaboration != "" {
		rooms, err := tx.RoomsOf(e.Collaboration)
		if err != nil {
			return nil, err
		}
		for _, room := range rooms {
			ids = append(ids, room.ID)
		}
	}
	if len(ids) > 0 || e.Room == "" {
		return ids, nil
	}
	room, err := tx.Room(e.Room)
	if errors.Is(err, store.ErrNotFound) || err == nil && room.Direct {
		return nil, nil
	}
	return []planner.RoomID{e.Room}, err
}

// inTheirRoom is the room of an event in which somebody is mentioned who cannot
// be reached privately: one on a network that knows them, if there is one.
func (r *Runner) inTheirRoom(tx *store.Tx, rule planner.Reminder, due planner.Due) ([]planner.Delivery, error) {
	_, rooms, err := inItsRooms(tx, due, rule)
	if err != nil || len(rooms) == 0 {
		return nil, err
	}
	identities, err := tx.Identities(due.ToPerson)
	if err != nil {
		return nil, err
	}
	for _, d := range rooms {
		if slices.ContainsFunc(identities, func(i planner.Identity) bool { return planner.Network(i.ID) == d.Network }) {
			return []planner.Delivery{d}, nil
		}
	}
	return rooms[:1], nil
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

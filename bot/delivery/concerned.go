package delivery

import (
	"slices"

	"entente/planner"
	"entente/store"
)

// Concerned are those whom a change of some dates of an event concerns: who was
// asked to it, and who was told of it. A room is, where it is announced or was
// spoken of; a person, whom it was planned with, who speaks, comes, may come or
// waits for a place, wants to be reminded of it, or was privately. Who could not know of it is not told that it changed.
func Concerned(tx *store.Tx, e planner.Event, dates []planner.OccurrenceID) (people []planner.PersonID, rooms []planner.RoomID, err error) {
	there := map[planner.PersonID]bool{"": true}
	add := func(list ...planner.PersonID) {
		for _, id := range list {
			if !there[id] {
				there[id], people = true, append(people, id)
			}
		}
	}
	invited, err := tx.PeopleOf(e.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range invited {
		add(p.ID)
	}
	if err := addSpeakers(tx, e, dates, add); err != nil {
		return nil, nil, err
	}
	replies, err := tx.RepliesTo(e.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, reply := range replies {
		if slices.Contains(dates, reply.Occurrence) && (reply.Comes() || reply.Waits() || reply.Answer == planner.Maybe) {
			add(reply.Person)
		}
	}
	rules, err := tx.RemindersOf(e.ID)
	if err != nil {
		return nil, nil, err
	}
	for _, rule := range rules {
		if rule.State == planner.Planned && (rule.Occurrence == "" || slices.Contains(dates, rule.Occurrence)) {
			add(rule.ToPerson)
		}
	}
	told, err := tx.PeopleTold(e.ID, dates)
	if err != nil {
		return nil, nil, err
	}
	add(told...)
	if rooms, err = tx.RoomsTold(e.ID); err != nil {
		return nil, nil, err
	}
	rooms, err = besidesAnnounced(tx, e, dates, rooms)
	return people, rooms, err
}

// addSpeakers adds those who speak on some dates of an event, were asked to, or
// chair.
func addSpeakers(tx *store.Tx, e planner.Event, dates []planner.OccurrenceID, add func(...planner.PersonID)) error {
	talks, err := tx.TalksOf(e.ID)
	if err != nil {
		return err
	}
	for date, talk := range talks {
		if date == "" || !slices.Contains(dates, date) {
			continue
		}
		talk = talk.In(talks[""])
		add(talk.Chair.Person)
		for _, s := range talk.Speaking() {
			if s.State != planner.ToBeSent { // who does not know of it yet
				add(s.Person)
			}
		}
	}
	return nil
}

// besidesAnnounced are the rooms in which an event, or one of some dates of it,
// is announced, and then others of some rooms that still want to hear of it and
// in which the bot still is.
func besidesAnnounced(tx *store.Tx, e planner.Event, dates []planner.OccurrenceID, others []planner.RoomID) (rooms []planner.RoomID, err error) {
	cards, err := tx.CardsOf(e.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range cards {
		if (c.Occurrence == "" || slices.Contains(dates, c.Occurrence)) && !slices.Contains(rooms, c.Room) {
			rooms = append(rooms, c.Room)
		}
	}
	for _, id := range others {
		wishes, err := tx.WishesIn(id)
		if err != nil {
			return nil, err
		}
		if wishes.Level != planner.NoReminders && !slices.Contains(rooms, id) {
			rooms = append(rooms, id)
		}
	}
	var open []planner.RoomID
	for _, id := range rooms {
		if closed, err := isClosed(tx, id); err != nil {
			return nil, err
		} else if !closed {
			open = append(open, id)
		}
	}
	return open, nil
}

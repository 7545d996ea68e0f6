package delivery

import (
	"errors"
	"slices"

	"entente/planner"
	"entente/store"
)

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

// RoomsOf are the rooms of an event's collaborations and, where its first has
// none, the one where it was planned; a direct conversation is none, and a private
// event has none.
func RoomsOf(tx *store.Tx, e planner.Event) (ids []planner.RoomID, err error) {
	if e.Visibility == planner.Private {
		return nil, nil
	}
	first := false
	if e.Collaboration != "" {
		rooms, err := tx.RoomsOfEvent(e)
		if err != nil {
			return nil, err
		}
		for _, room := range rooms {
			ids = append(ids, room.ID)
			first = first || room.Collaboration == e.Collaboration
		}
	}
	if first || e.Room == "" || slices.Contains(ids, e.Room) {
		return ids, nil
	}
	room, err := tx.Room(e.Room)
	if errors.Is(err, store.ErrNotFound) || err == nil && room.Direct {
		return ids, nil
	}
	return append(ids, e.Room), err
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

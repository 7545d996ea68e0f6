package store

import (
	"fmt"

	"entente/planner"
)

// ahead are rows that [Tx.DueNow] and [Tx.ClaimDeliveries] read along with what
// they claim: whoever handles a thousand due rows would else ask for the same
// few rooms, and for each reminder, one statement at a time. The first write
// forgets them.
type ahead struct {
	dues      map[string]planner.Due
	reminders map[planner.ReminderID]planner.Reminder
	rooms     map[planner.RoomID]planner.Room
	wishes    map[planner.RoomID]planner.Wishes // of all the rooms
}

// readAhead reads the reminders of due rows, and rooms with those that these
// reminders are for.
func (tx *Tx) readAhead(dues map[string]planner.Due, rooms []planner.RoomID) error {
	ids := map[planner.ReminderID]bool{}
	for _, d := range dues {
		if d.Reminder != "" {
			ids[d.Reminder] = true
		}
	}
	reminders, err := byKey(tx, scanReminder, `SELECT `+reminderColumns+` FROM reminders`, `id`, ids,
		func(m planner.Reminder) planner.ReminderID { return m.ID })
	if err != nil {
		return fmt.Errorf("read reminders ahead: %w", err)
	}
	wanted := map[planner.RoomID]bool{}
	for _, m := range reminders {
		if m.ToRoom != "" {
			wanted[m.ToRoom] = true
		}
	}
	for _, id := range rooms {
		if id != "" {
			wanted[id] = true
		}
	}
	found, err := byKey(tx, scanRoom, `SELECT `+roomColumns+` FROM rooms`, `id`, wanted,
		func(r planner.Room) planner.RoomID { return r.ID })
	if err != nil {
		return fmt.Errorf("read rooms ahead: %w", err)
	}
	wishes, err := byKey(tx, scanWishes, `SELECT `+wishesColumns+` FROM wishes`, `room`, wanted,
		func(w planner.Wishes) planner.RoomID { return w.Room })
	if err != nil {
		return fmt.Errorf("read wishes ahead: %w", err)
	}
	for id := range wanted {
		if _, some := wishes[id]; !some {
			wishes[id] = planner.Wishes{Room: id}
		}
	}
	tx.ahead = ahead{dues, reminders, found, wishes}
	return nil
}

// byKey are the rows of query whose column has one of those keys, by that key.
func byKey[K comparable, T any](tx *Tx, scan func(row) (T, error), query, column string, keys map[K]bool, keyOf func(T) K) (map[K]T, error) {
	found := make(map[K]T, len(keys))
	list := make([]K, 0, len(keys))
	for key := range keys {
		list = append(list, key)
	}
	for len(list) > 0 {
		n := rowsAtOnce(len(list))
		w := where{}
		addIn(&w, column, list[:n])
		rows, err := all(tx, scan, query+` `+w.String(), w.args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			found[keyOf(r)] = r
		}
		list = list[n:]
	}
	return found, nil
}

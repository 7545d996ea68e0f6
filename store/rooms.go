package store

import (
	"fmt"

	"entente/planner"
)

const roomColumns = `id, name, collaboration, lang, direct, closed, greeted, successor`

func scanRoom(r row) (room planner.Room, err error) {
	err = r.Scan(&room.ID, &room.Name, orNull(&room.Collaboration), &room.Lang,
		&room.Direct, &room.Closed, scanTime{&room.Greeted}, &room.Successor)
	return room, err
}

// Room is the room with that id.
func (tx *Tx) Room(id planner.RoomID) (planner.Room, error) {
	if room, read := tx.ahead.rooms[id]; read {
		return room, nil
	}
	room, err := one(tx, scanRoom, `SELECT `+roomColumns+` FROM rooms WHERE id = $1`, id)
	if err != nil {
		return room, fmt.Errorf("room %s: %w", id, err)
	}
	return room, nil
}

// RoomNamed is the room that people of a network type by that name, without
// regard to case; one that the bot is in, if there is such.
func (tx *Tx) RoomNamed(network, name string) (planner.Room, error) {
	room, err := one(tx, scanRoom, `
		SELECT `+roomColumns+` FROM rooms
		WHERE network = $1 AND name_key = $2 AND NOT direct
		ORDER BY closed, id LIMIT 1`, network, fold(name))
	if err != nil {
		return room, fmt.Errorf("room %q of %s: %w", name, network, err)
	}
	return room, nil
}

// RoomsOf are the rooms of a collaboration that the bot is in.
func (tx *Tx) RoomsOf(collaboration planner.CollaborationID) ([]planner.Room, error) {
	rooms, err := all(tx, scanRoom, `
		SELECT `+roomColumns+` FROM rooms WHERE collaboration = $1 AND NOT closed
		ORDER BY id`, collaboration)
	if err != nil {
		return nil, fmt.Errorf("rooms of collaboration %s: %w", collaboration, err)
	}
	return rooms, nil
}

// RoomsOfEvent are the rooms that the bot is in of all collaborations of an event.
func (tx *Tx) RoomsOfEvent(e planner.Event) ([]planner.Room, error) {
	rooms, err := all(tx, scanRoom, `
		SELECT `+roomColumns+` FROM rooms WHERE NOT closed AND collaboration IN (
			SELECT collaboration FROM events WHERE id = $1
			UNION SELECT collaboration FROM event_collaborations WHERE event = $1 AND NOT withdrawn)
		ORDER BY id`, e.ID)
	if err != nil {
		return nil, fmt.Errorf("rooms of event %s: %w", e.ID, err)
	}
	return rooms, nil
}

// SaveRoom adds or changes a room. Of a change of a command only what people
// set (collaboration, language) is audited and can be undone.
func (tx *Tx) SaveRoom(room planner.Room) error {
	err := tx.audited(roomsTable, "id", string(room.ID), func() error {
		_, err := tx.exec(`
			INSERT INTO rooms (id, network, name, name_key, collaboration, lang, direct, closed, greeted, successor)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
			ON CONFLICT (id) DO UPDATE SET
				name = excluded.name, name_key = excluded.name_key,
				collaboration = excluded.collaboration, lang = excluded.lang,
				direct = excluded.direct, closed = excluded.closed, greeted = excluded.greeted,
				successor = excluded.successor`,
			room.ID, planner.Network(room.ID), clean(room.Name), fold(room.Name), null(room.Collaboration),
			room.Lang, room.Direct, room.Closed, millis(room.Greeted), room.Successor)
		return err
	})
	if err != nil {
		return fmt.Errorf("save room %s: %w", room.ID, err)
	}
	return nil
}

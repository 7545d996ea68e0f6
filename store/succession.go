package store

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"entente/planner"
)

// roomReferences are the columns that point to rooms, and so go on in the room
// that takes the place of another. A test compares them with the schema.
var roomReferences = []string{"events.room", "reminders.to_room", "wishes.room", "cards.room"}

// MoveRoom has the room after take the place of before: its collaboration,
// language and events and what is to be posted there. What after has of its
// own it keeps. before is closed, and knows its successor, to which open
// deliveries go. Where before is not known, nothing happens.
func (tx *Tx) MoveRoom(before, after planner.RoomID, now time.Time) error {
	if err := tx.moveRoom(before, after, now); err != nil {
		return fmt.Errorf("move room %s: %w", before, err)
	}
	return nil
}

func (tx *Tx) moveRoom(before, after planner.RoomID, now time.Time) error {
	old, err := tx.Room(before)
	if errors.Is(err, ErrNotFound) || before == after {
		return nil
	}
	if err != nil {
		return err
	}
	room, err := tx.Room(after)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	room.ID, room.Direct, room.Closed, room.Successor = after, old.Direct, false, ""
	room.Name, room.Lang = cmp.Or(room.Name, old.Name), cmp.Or(room.Lang, old.Lang)
	room.Collaboration = cmp.Or(room.Collaboration, old.Collaboration)
	room.Greeted = now // whoever follows knows who the bot is
	if err := tx.SaveRoom(room); err != nil {
		return err
	}
	old.Collaboration, old.Closed, old.Successor = "", true, after
	if err := tx.SaveRoom(old); err != nil {
		return err
	}
	return tx.follow(before, after)
}

// follow repoints what named the room before. That it was tied to its
// collaboration within the last hour can still be undone: in the room after.
func (tx *Tx) follow(before, after planner.RoomID) error {
	_, err := tx.exec(`
		DELETE FROM wishes WHERE room = $2 AND EXISTS (SELECT 1 FROM wishes kept WHERE kept.room = $1)`, after, before)
	if err != nil {
		return fmt.Errorf("wishes: %w", err)
	}
	if err := tx.forgetCards(before); err != nil {
		return err
	}
	for _, reference := range append([]string{"changes.room", "rooms.successor"}, roomReferences...) {
		if err := tx.repoint(reference, string(after), string(before)); err != nil {
			return err
		}
	}
	for _, text := range []string{"audit.before_row", "audit.after_row"} {
		if err := tx.rename(text, string(after), string(before)); err != nil {
			return err
		}
	}
	_, err = tx.exec(`UPDATE audit SET entity_id = $1 WHERE entity = 'rooms' AND entity_id = $2`, after, before)
	if err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	return nil
}

// Redirect sends a delivery that this transaction has claimed to another room,
// of the same network.
func (tx *Tx) Redirect(delivery string, room planner.RoomID) error {
	if err := tx.execOne(`UPDATE deliveries SET room = $2 WHERE key = $1`, delivery, room); err != nil {
		return fmt.Errorf("redirect delivery %s: %w", delivery, err)
	}
	return nil
}

// RemindersFor are the planned reminders that wait to be posted in a room: by
// its name, or as those of an event that has it or its collaboration.
func (tx *Tx) RemindersFor(room planner.Room, now time.Time) ([]planner.Reminder, error) {
	list, err := all(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders
		WHERE state = $1 AND to_person IS NULL
			AND (to_room = $2 OR to_room IS NULL AND event IN (
				SELECT id FROM events WHERE room = $2 OR collaboration = $3))
			AND id IN (SELECT reminder FROM dues WHERE state = 'due' AND at > $4)
		ORDER BY number`, planner.Planned, room.ID, null(room.Collaboration), millis(now))
	if err != nil {
		return nil, fmt.Errorf("reminders for room %s: %w", room.ID, err)
	}
	return list, nil
}

// RemindersToRoom are the planned reminders that name a room, by number.
func (tx *Tx) RemindersToRoom(room planner.RoomID) ([]planner.Reminder, error) {
	list, err := all(tx, scanReminder, `
		SELECT `+reminderColumns+` FROM reminders WHERE to_room = $1 AND state = $2
		ORDER BY number`, room, planner.Planned)
	if err != nil {
		return nil, fmt.Errorf("reminders to room %s: %w", room, err)
	}
	return list, nil
}

// SkipReminder ends the wait of what is due for a reminder after now, for that
// reason.
func (tx *Tx) SkipReminder(id planner.ReminderID, reason string, now time.Time) error {
	_, err := tx.exec(`
		UPDATE dues SET state = 'skipped', reason = $2 WHERE reminder = $1 AND state = 'due' AND at > $3`,
		id, reason, millis(now))
	if err != nil {
		return fmt.Errorf("skip reminder %s: %w", id, err)
	}
	return nil
}

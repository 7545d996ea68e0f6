package store

import (
	"fmt"

	"entente/planner"
)

const cardColumns = `event, occurrence, room, person, message, drawn, draws, posted`

func scanCard(r row) (c planner.Card, err error) {
	err = r.Scan(&c.Event, &c.Occurrence, &c.Room, &c.Person, &c.Message, &c.Drawn, &c.Draws, scanTime{&c.Posted})
	return c, err
}

// CardsOf are the announcements of an event and of its dates, those of the
// event first.
func (tx *Tx) CardsOf(event planner.EventID) ([]planner.Card, error) {
	list, err := all(tx, scanCard, `SELECT `+cardColumns+` FROM cards WHERE event = $1 ORDER BY occurrence, room`, event)
	if err != nil {
		return nil, fmt.Errorf("cards of event %s: %w", event, err)
	}
	return list, nil
}

// AnnouncedIn are the events that are announced in a room, or a date of which is.
func (tx *Tx) AnnouncedIn(room planner.RoomID) ([]planner.EventID, error) {
	list, err := all(tx, scanned[planner.EventID], `SELECT DISTINCT event FROM cards WHERE room = $1 ORDER BY event`, room)
	if err != nil {
		return nil, fmt.Errorf("what is announced in room %s: %w", room, err)
	}
	return list, nil
}

// Card is the announcement of an event, or of a date of it, in a room.
func (tx *Tx) Card(event planner.EventID, date planner.OccurrenceID, room planner.RoomID) (planner.Card, error) {
	c, err := one(tx, scanCard, `
		SELECT `+cardColumns+` FROM cards WHERE event = $1 AND occurrence = $2 AND room = $3`, event, date, room)
	if err != nil {
		return c, fmt.Errorf("card of event %s: %w", event, err)
	}
	return c, nil
}

// SaveCard adds or changes an announcement.
func (tx *Tx) SaveCard(c planner.Card) error {
	_, err := tx.exec(`
		INSERT INTO cards (`+cardColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (event, occurrence, room) DO UPDATE SET
			person = excluded.person, message = excluded.message, drawn = excluded.drawn,
			draws = excluded.draws, posted = excluded.posted`,
		c.Event, c.Occurrence, c.Room, c.Person, c.Message, c.Drawn, c.Draws, millis(c.Posted))
	if err != nil {
		return fmt.Errorf("save card of event %s: %w", c.Event, err)
	}
	return nil
}

// forgetCards forgets the announcements in a room that goes on in another: their
// messages stay behind, and can no longer be changed.
func (tx *Tx) forgetCards(room planner.RoomID) error {
	if _, err := tx.exec(`DELETE FROM cards WHERE room = $1`, room); err != nil {
		return fmt.Errorf("cards: %w", err)
	}
	return nil
}

package store

import (
	"errors"
	"fmt"

	"entente/planner"
)

const wishesColumns = `person, room, level, quiet`

func scanWishes(r row) (w planner.Wishes, err error) {
	err = r.Scan(orNull(&w.Person), orNull(&w.Room), &w.Level, scanText{&w.Quiet})
	return w, err
}

// WishesOf are those of a person about reminders; the zero wishes when they
// said nothing.
func (tx *Tx) WishesOf(person planner.PersonID) (planner.Wishes, error) {
	w, err := one(tx, scanWishes, `SELECT `+wishesColumns+` FROM wishes WHERE person = $1`, person)
	if errors.Is(err, ErrNotFound) {
		return planner.Wishes{Person: person}, nil
	}
	if err != nil {
		return w, fmt.Errorf("wishes of person %s: %w", person, err)
	}
	return w, nil
}

// WishesIn are those for a room.
func (tx *Tx) WishesIn(room planner.RoomID) (planner.Wishes, error) {
	if w, read := tx.ahead.wishes[room]; read {
		return w, nil
	}
	w, err := one(tx, scanWishes, `SELECT `+wishesColumns+` FROM wishes WHERE room = $1`, room)
	if errors.Is(err, ErrNotFound) {
		return planner.Wishes{Room: room}, nil
	}
	if err != nil {
		return w, fmt.Errorf("wishes in room %s: %w", room, err)
	}
	return w, nil
}

// SaveWishes writes what a person, or a room, wants of reminders.
func (tx *Tx) SaveWishes(w planner.Wishes) error {
	column, value := "person", string(w.Person)
	if w.Person == "" {
		column, value = "room", string(w.Room)
	}
	if value == "" {
		return errors.New("save wishes: neither a person nor a room is named")
	}
	err := tx.audited(wishesTable, column, value, func() error {
		_, err := tx.exec(`
			INSERT INTO wishes (id, person, room, level, quiet) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (`+column+`) DO UPDATE SET level = excluded.level, quiet = excluded.quiet`,
			planner.NewID[string](), null(w.Person), null(w.Room), w.Level, w.Quiet.String())
		return err
	})
	if err != nil {
		return fmt.Errorf("save wishes: %w", err)
	}
	return nil
}

// Muted says whether a person wants nothing of an event but what they set
// themselves.
func (tx *Tx) Muted(person planner.PersonID, event planner.EventID) (bool, error) {
	n, err := one(tx, scanned[int], `
		SELECT count(*) FROM mutes WHERE person = $1 AND event = $2 AND NOT withdrawn`, person, event)
	if err != nil {
		return false, fmt.Errorf("find mute of event %s: %w", event, err)
	}
	return n > 0, nil
}

// Mute has a person told nothing of an event any more, or again.
func (tx *Tx) Mute(person planner.PersonID, event planner.EventID, muted bool) error {
	err := tx.audited(mutesTable, "person", string(person), func() error {
		_, err := tx.exec(`
			INSERT INTO mutes (id, person, event, withdrawn) VALUES ($1, $2, $3, $4)
			ON CONFLICT (person, event) DO UPDATE SET withdrawn = excluded.withdrawn`,
			planner.NewID[string](), person, event, !muted)
		return err
	})
	if err != nil {
		return fmt.Errorf("mute event %s: %w", event, err)
	}
	return nil
}

package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Dialog is what the bot waits for from a person at a place: numbered choices,
// a half-filled form, a follow-up's subject.
type Dialog struct {
	Person  planner.PersonID
	Place   string // a room, or a thread in it
	Kind    string
	Data    []byte // JSON
	Expires time.Time
}

func scanDialog(r row) (d Dialog, err error) {
	var data string
	err = r.Scan(&d.Person, &d.Place, &d.Kind, &data, scanTime{&d.Expires})
	d.Data = bytesOf(data)
	return d, err
}

// Dialog is the one with a person at a place, whether it has expired or not.
func (tx *Tx) Dialog(person planner.PersonID, place string) (Dialog, error) {
	d, err := one(tx, scanDialog, `
		SELECT person, place, kind, data, expires FROM dialogs
		WHERE person = $1 AND place = $2`, person, place)
	if err != nil {
		return d, fmt.Errorf("dialog: %w", err)
	}
	return d, nil
}

// DialogLink is the kind of the dialogs that tie two identities together.
const DialogLink = "link"

// LinkAt is the dialog of that kind at a place, whoever it is with: the place
// names a secret.
func (tx *Tx) LinkAt(place string) (Dialog, error) {
	d, err := one(tx, scanDialog, `
		SELECT person, place, kind, data, expires FROM dialogs
		WHERE place = $1 AND kind = 'link'`, place) // in words: it chooses the index
	if err != nil {
		return d, fmt.Errorf("dialog: %w", err)
	}
	return d, nil
}

// TakeDialog ends a dialog; [ErrConflict] when somebody else has done so.
func (tx *Tx) TakeDialog(d Dialog) error {
	rows, err := tx.exec(`DELETE FROM dialogs WHERE person = $1 AND place = $2`, d.Person, d.Place)
	if err := conflictIfNone(rows, err); err != nil {
		return fmt.Errorf("take dialog: %w", err)
	}
	return nil
}

// DropDialog ends a dialog as it was read: one that took its place since stays.
func (tx *Tx) DropDialog(d Dialog) error {
	_, err := tx.exec(`DELETE FROM dialogs WHERE person = $1 AND place = $2 AND expires = $3`, d.Person, d.Place, millis(d.Expires))
	if err != nil {
		return fmt.Errorf("drop dialog: %w", err)
	}
	return nil
}

// DropDialogs ends every dialog of a kind with a person.
func (tx *Tx) DropDialogs(person planner.PersonID, kind string) error {
	if _, err := tx.exec(`DELETE FROM dialogs WHERE person = $1 AND kind = $2`, person, kind); err != nil {
		return fmt.Errorf("drop dialogs: %w", err)
	}
	return nil
}

// SaveDialog takes the place of the dialog with that person there, if any.
func (tx *Tx) SaveDialog(d Dialog) error {
	_, err := tx.exec(`
		INSERT INTO dialogs (person, place, kind, data, expires) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person, place) DO UPDATE SET
			kind = excluded.kind, data = excluded.data, expires = excluded.expires`,
		d.Person, d.Place, d.Kind, clean(string(d.Data)), millis(d.Expires))
	if err != nil {
		return fmt.Errorf("save dialog: %w", err)
	}
	return nil
}

// EndDialog ends the dialog with a person at a place, and gives what it was
// about; [ErrNotFound] when there is none.
func (tx *Tx) EndDialog(person planner.PersonID, place string) (Dialog, error) {
	d, err := one(tx, scanDialog, `
		DELETE FROM dialogs WHERE person = $1 AND place = $2
		RETURNING person, place, kind, data, expires`, person, place)
	if err != nil {
		return d, fmt.Errorf("end dialog: %w", err)
	}
	return d, nil
}

// PurgeDialogs forgets dialogs that expired before that instant.
func (tx *Tx) PurgeDialogs(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM dialogs WHERE expires < $1`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge dialogs: %w", err)
	}
	return int(rows), nil
}

package store

import (
	"errors"
	"fmt"
	"time"

	"entente/planner"
)

// Change is what one command wrote, shown as C31. It is never altered.
type Change struct {
	Number   int
	Person   planner.PersonID // empty: the program itself
	Room     planner.RoomID   // where it was asked for
	At       time.Time
	Command  string // the command's name, as "move"; not what was typed
	Undoes   int    // number of the change that this one takes back; 0: none
	UndoneBy int    // number of the change that took this one back; 0: none
}

const changeColumns = `changes.number, changes.person, changes.room, changes.at, changes.command,
	coalesce(changes.undoes, 0), coalesce(undoing.number, 0)`

// standing is the condition of a change that was not undone and is no undo; it
// may be the undo of an undo.
const standing = `undoing.number IS NULL AND changes.depth % 2 = 0`

const fromChanges = ` FROM changes LEFT JOIN changes undoing ON undoing.undoes = changes.number `

func scanChange(r row) (c Change, err error) {
	err = r.Scan(&c.Number, orNull(&c.Person), &c.Room, scanTime{&c.At}, &c.Command, &c.Undoes, &c.UndoneBy)
	return c, err
}

// BeginChange starts the one change of this transaction and returns it with
// its Number. From here on what is saved of events, occurrences,
// reminders, collaborations, roles, rooms and people's settings is audited as
// part of it.
func (tx *Tx) BeginChange(c Change) (Change, error) {
	if tx.change != nil {
		return c, errors.New("begin change: the transaction already has one")
	}
	number, err := tx.count(countChanges, 1)
	if err != nil {
		return c, fmt.Errorf("begin change: %w", err)
	}
	c.Number, c.UndoneBy = number, 0
	_, err = tx.exec(`
		INSERT INTO changes (number, person, room, at, command, undoes, depth)
		VALUES ($1, $2, $3, $4, $5, nullif(CAST($6 AS INTEGER), 0),
			coalesce((SELECT undone.depth + 1 FROM changes undone WHERE undone.number = CAST($6 AS INTEGER)), 0))`,
		c.Number, null(c.Person), c.Room, millis(c.At), c.Command, c.Undoes)
	if err != nil {
		return c, fmt.Errorf("begin change: %w", err)
	}
	tx.change = &c
	return c, nil
}

// ChangeByNumber is the change shown as C and that number.
func (tx *Tx) ChangeByNumber(number int) (Change, error) {
	c, err := one(tx, scanChange, `SELECT `+changeColumns+fromChanges+`WHERE changes.number = $1`, number)
	if err != nil {
		return c, fmt.Errorf("change C%d: %w", number, err)
	}
	return c, nil
}

// LastChange is what a person changed last, at or after since, leaving out
// what was undone and the undoing, but not what was done again by undoing that.
func (tx *Tx) LastChange(person planner.PersonID, since time.Time) (Change, error) {
	c, err := one(tx, scanChange, `
		SELECT `+changeColumns+fromChanges+`
		WHERE changes.person = $1 AND changes.at >= $2 AND `+standing+`
		ORDER BY changes.number DESC LIMIT 1`, person, millis(since))
	if err != nil {
		return c, fmt.Errorf("last change of person %s: %w", person, err)
	}
	return c, nil
}

// ChangedEvents are the events that a change concerned: themselves, their
// dates or their reminders. Their due rows are to be made anew after an undo.
func (tx *Tx) ChangedEvents(change Change) ([]planner.EventID, error) {
	if err := tx.writeAudit(); err != nil {
		return nil, err
	}
	list, err := all(tx, scanned[planner.EventID], `
		SELECT DISTINCT event FROM audit
		WHERE change = $1 AND event IS NOT NULL ORDER BY event`, change.Number)
	if err != nil {
		return nil, fmt.Errorf("events of change C%d: %w", change.Number, err)
	}
	return list, nil
}

// ChangedReminders are the reminders without an event that a change concerned.
func (tx *Tx) ChangedReminders(change Change) ([]planner.ReminderID, error) {
	if err := tx.writeAudit(); err != nil {
		return nil, err
	}
	list, err := all(tx, scanned[planner.ReminderID], `
		SELECT DISTINCT entity_id FROM audit
		WHERE change = $1 AND entity = $2 AND event IS NULL ORDER BY entity_id`, change.Number, remindersTable.name)
	if err != nil {
		return nil, fmt.Errorf("reminders of change C%d: %w", change.Number, err)
	}
	return list, nil
}

package store

import (
	"fmt"
	"time"

	"entente/planner"
)

// Reach says which deliveries a process may take up now.
type Reach struct {
	Networks []string
	// Except are rooms and identities, by their ids, that it is busy with.
	Except []string
}

// open are the deliveries within reach that are not settled.
func (r Reach) open() where {
	w := where{conditions: []string{openDelivery}}
	addIn(&w, `network`, r.Networks)
	addNotIn(&w, `room || identity`, r.Except)
	return w
}

// ClaimDeliveries claims messages within reach whose next try has come and
// those still being sent whose lease has ended, the earliest due first: until
// the end of the transaction other claims pass over them. The outcome of the
// latter, with [planner.DeliverySending], is unknown. Each is to be saved with
// a new lease or another state, or left for later.
func (tx *Tx) ClaimDeliveries(reach Reach, now time.Time, limit int) ([]planner.Delivery, error) {
	w := reach.open()
	w.add(`wake <= $?`, millis(now))
	list, err := tx.deliveries(fmt.Sprintf(`
		SELECT `+deliveryColumns+` FROM deliveries `+w.String()+`
		ORDER BY at, seq, room, identity, key LIMIT %d`+tx.engine.skipLocked, limit), w.args...)
	if err != nil {
		return nil, fmt.Errorf("claim deliveries: %w", err)
	}
	keys := map[string]bool{}
	var rooms []planner.RoomID
	for _, d := range list {
		rooms = append(rooms, d.Room)
		for _, key := range d.Dues {
			keys[key] = true
		}
	}
	dues, err := byKey(tx, scanDue, `SELECT `+dueColumns+` FROM dues`, `key`, keys, func(d planner.Due) string { return d.Key })
	if err != nil {
		return nil, fmt.Errorf("read due rows ahead: %w", err)
	}
	return list, tx.readAhead(dues, rooms)
}

// SaveDelivery writes the state, times, attempts, message and reason of a
// delivery that this transaction has claimed.
func (tx *Tx) SaveDelivery(d planner.Delivery) error {
	err := tx.execOne(updateDelivery+` WHERE key = $1`, deliveryValues(d)...)
	if err != nil {
		return fmt.Errorf("save delivery %s: %w", d.Key, err)
	}
	tx.wakes.add(time.Time{})
	return nil
}

// LeaseDeliveries marks deliveries that this transaction has claimed as being
// sent, for the first time where FirstTry is zero, by a try more; all end their
// lease at that instant.
func (tx *Tx) LeaseDeliveries(keys []string, firstTry, until time.Time) error {
	for len(keys) > 0 {
		n := rowsAtOnce(len(keys))
		args := []any{millis(firstTry), millis(until)}
		for _, key := range keys[:n] {
			args = append(args, key)
		}
		_, err := tx.exec(`
			UPDATE deliveries SET state = 'sending', wake = $2, attempts = attempts + 1,
				first_try = CASE WHEN first_try = 0 THEN $1 ELSE first_try END
			WHERE key IN (`+holes(3, n)+`)`, args...)
		if err != nil {
			return fmt.Errorf("lease deliveries: %w", err)
		}
		keys = keys[n:]
		tx.wakes.add(until)
	}
	return nil
}

// SettleDelivery writes the outcome of a delivery that was being sent under
// d.Lease: its new State, and Next, Message and Reason. [ErrConflict]: it is
// no longer being sent under that lease; nothing is written.
func (tx *Tx) SettleDelivery(d planner.Delivery) error {
	rows, err := tx.exec(updateDelivery+` WHERE key = $1 AND state = 'sending' AND wake = $9`,
		append(deliveryValues(d), millis(d.Lease))...)
	if err := conflictIfNone(rows, err); err != nil {
		return fmt.Errorf("settle delivery %s: %w", d.Key, err)
	}
	tx.wakes.add(time.Time{})
	return nil
}

const updateDelivery = `
	UPDATE deliveries SET state = $2, attempts = $3, first_try = $4, wake = $5, message = $6, reason = $7, sent_at = $8`

func deliveryValues(d planner.Delivery) []any {
	return []any{d.Key, d.State, d.Attempts, millis(d.FirstTry), millis(wake(d)), d.Message, clean(d.Reason), millis(d.SentAt)}
}

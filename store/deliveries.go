package store

import (
	"errors"
	"fmt"
	"time"

	"entente/planner"
)

// openDelivery is the condition of the partial index deliveries_open.
const openDelivery = `state IN ('due', 'retry', 'sending')`

const deliveryColumns = `key, network, room, thread, person, identity, at, state, attempts, first_try, wake, message,
	sent_at, reason`

// scanDelivery reads all but the due rows.
func scanDelivery(r row) (d planner.Delivery, err error) {
	var wake time.Time
	err = r.Scan(&d.Key, &d.Network, &d.Room, &d.Thread, orNull(&d.Person), &d.Identity, scanTime{&d.At}, &d.State,
		&d.Attempts, scanTime{&d.FirstTry}, scanTime{&wake}, &d.Message, scanTime{&d.SentAt}, &d.Reason)
	if d.State == planner.DeliverySending {
		d.Lease = wake
	} else {
		d.Next = wake
	}
	return d, err
}

// deliveries reads all rows, with their due rows in the order in which these
// fell due.
func (tx *Tx) deliveries(query string, args ...any) ([]planner.Delivery, error) {
	list, err := all(tx, scanDelivery, query, args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	keys := make([]string, len(list))
	for i, d := range list {
		keys[i] = d.Key
	}
	type link struct{ delivery, due string }
	w := where{}
	addIn(&w, `delivery_dues.delivery`, keys)
	links, err := all(tx, func(r row) (l link, err error) {
		err = r.Scan(&l.delivery, &l.due)
		return l, err
	}, `
		SELECT delivery_dues.delivery, delivery_dues.due
		FROM delivery_dues JOIN dues ON dues.key = delivery_dues.due `+w.String()+`
		ORDER BY dues.at, dues.seq`, w.args...)
	if err != nil {
		return nil, err
	}
	dues := make(map[string][]string, len(list))
	for _, l := range links {
		dues[l.delivery] = append(dues[l.delivery], l.due)
	}
	for i, d := range list {
		list[i].Dues = dues[d.Key]
	}
	return list, nil
}

// wake is when somebody has to look at d again; zero when it is settled.
func wake(d planner.Delivery) time.Time {
	switch d.State {
	case planner.DeliverySending:
		return d.Lease
	case planner.DeliveryRetry:
		return d.Next
	case planner.DeliveryDue:
		if d.Next.IsZero() {
			return d.At
		}
		return d.Next
	}
	return time.Time{}
}

// AddDeliveries adds messages to be sent, with the due rows that they say. Where
// there is one of a key, it stays as it is: the key is made of what it says. Read
// again, Dues are in the order in which they fell due.
func (tx *Tx) AddDeliveries(list []planner.Delivery) error {
	if len(list) == 0 {
		return nil // and wakes nobody
	}
	var rows, links [][]any
	for _, d := range list {
		first := ""
		if len(d.Dues) > 0 {
			first = d.Dues[0]
		}
		rows = append(rows, []any{d.Key, d.Network, d.Room, null(d.Person), d.Identity, millis(d.At), d.State, d.Attempts,
			millis(d.FirstTry), millis(wake(d)), d.Message, clean(d.Reason), d.Thread, first})
		for _, due := range d.Dues {
			links = append(links, []any{d.Key, due})
		}
	}
	err := tx.insertAs(`
		INSERT INTO deliveries (key, network, room, person, identity, at, state, attempts, first_try,
			wake, message, reason, thread, seq)`, func(holes []string) string {
		due := len(holes) - 1
		return listed(holes[:due]) + `, coalesce((SELECT seq FROM dues WHERE key = ` + holes[due] + `), 0)`
	}, rows, `ON CONFLICT DO NOTHING`)
	if err != nil {
		return fmt.Errorf("add deliveries: %w", err)
	}
	if err := tx.insert(`INSERT INTO delivery_dues (delivery, due)`, links, `ON CONFLICT DO NOTHING`); err != nil {
		return fmt.Errorf("add due rows to deliveries: %w", err)
	}
	for _, d := range list {
		tx.wakes.add(wake(d))
	}
	return nil
}

// Delivery is the delivery of that key.
func (tx *Tx) Delivery(key string) (planner.Delivery, error) {
	list, err := tx.deliveries(`SELECT `+deliveryColumns+` FROM deliveries WHERE key = $1`, key)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return planner.Delivery{}, fmt.Errorf("delivery %s: %w", key, err)
	}
	return list[0], nil
}

// DeliveriesOf are the deliveries that say something about an event, the
// earliest due first.
func (tx *Tx) DeliveriesOf(event planner.EventID) ([]planner.Delivery, error) {
	list, err := tx.deliveries(`
		SELECT `+deliveryColumns+` FROM deliveries
		WHERE key IN (
			SELECT delivery_dues.delivery FROM delivery_dues JOIN dues ON dues.key = delivery_dues.due
			WHERE dues.event = $1)
		ORDER BY at, seq, room, identity, key`, event)
	if err != nil {
		return nil, fmt.Errorf("deliveries of event %s: %w", event, err)
	}
	return list, nil
}

// Receivers are the people who have received a reminder of a date that is due at
// an instant, by whatever rule, or are about to.
func (tx *Tx) Receivers(date planner.OccurrenceID, at time.Time) ([]planner.PersonID, error) {
	list, err := all(tx, scanned[planner.PersonID], `
		SELECT DISTINCT deliveries.person FROM deliveries
			JOIN delivery_dues ON delivery_dues.delivery = deliveries.key
			JOIN dues ON dues.key = delivery_dues.due
		WHERE dues.occurrence = $1 AND dues.at = $2 AND deliveries.person IS NOT NULL
			AND deliveries.state <> 'skipped'`, date, millis(at))
	if err != nil {
		return nil, fmt.Errorf("receivers of date %s: %w", date, err)
	}
	return list, nil
}

// Backlog is what a network should have been sent by now.
type Backlog struct {
	Network  string
	Due      int       // deliveries whose next try has come, and which are not being sent
	Earliest time.Time // when that of the first was
}

// Backlogs are those of the networks that have one.
func (tx *Tx) Backlogs(now time.Time) ([]Backlog, error) {
	list, err := all(tx, func(r row) (b Backlog, err error) {
		err = r.Scan(&b.Network, &b.Due, scanTime{&b.Earliest})
		return b, err
	}, `
		SELECT network, count(*), min(wake) FROM deliveries
		WHERE `+openDelivery+` AND wake <= $1 AND state <> 'sending' GROUP BY network`, millis(now))
	if err != nil {
		return nil, fmt.Errorf("read backlogs: %w", err)
	}
	return list, nil
}

// EarlierMessage is the last reminder of a date that was sent to the top level
// of a room; empty when there was none.
func (tx *Tx) EarlierMessage(room planner.RoomID, date planner.OccurrenceID) (message string, err error) {
	message, err = one(tx, scanned[string], `
		SELECT deliveries.message FROM deliveries
			JOIN delivery_dues ON delivery_dues.delivery = deliveries.key
			JOIN dues ON dues.key = delivery_dues.due
		WHERE dues.occurrence = $1 AND deliveries.room = $2 AND deliveries.thread = ''
			AND deliveries.state = 'sent' AND deliveries.message <> ''
		ORDER BY deliveries.at DESC LIMIT 1`, date, room)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("earlier reminder of date %s: %w", date, err)
	}
	return message, nil
}

// PurgeDeliveries forgets settled deliveries that fell due before that
// instant. Their due rows stay done.
func (tx *Tx) PurgeDeliveries(before time.Time) (int, error) {
	rows, err := tx.exec(`DELETE FROM deliveries WHERE NOT (`+openDelivery+`) AND at < $1`, millis(before))
	if err != nil {
		return 0, fmt.Errorf("purge deliveries: %w", err)
	}
	return int(rows), nil
}

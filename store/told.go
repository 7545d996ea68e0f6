package store

import (
	"fmt"

	"entente/planner"
)

const fromTold = ` FROM deliveries
	JOIN delivery_dues ON delivery_dues.delivery = deliveries.key
	JOIN dues ON dues.key = delivery_dues.due `

// RoomsTold are the rooms in which something was said of an event, each by the
// id of the room in which it goes on.
func (tx *Tx) RoomsTold(event planner.EventID) ([]planner.RoomID, error) {
	list, err := all(tx, scanned[planner.RoomID], `
		SELECT DISTINCT coalesce(nullif(rooms.successor, ''), rooms.id) AS told`+fromTold+`
			JOIN rooms ON rooms.id = deliveries.room
		WHERE dues.event = $1 AND deliveries.state = $2 ORDER BY told`, event, planner.DeliverySent)
	if err != nil {
		return nil, fmt.Errorf("rooms told of event %s: %w", event, err)
	}
	return list, nil
}

// PeopleTold are those to whom something was said privately of some dates of an
// event.
func (tx *Tx) PeopleTold(event planner.EventID, dates []planner.OccurrenceID) ([]planner.PersonID, error) {
	w := where{}
	w.add(`dues.event = $?`, event)
	w.add(`deliveries.state = $?`, planner.DeliverySent)
	addIn(&w, `dues.occurrence`, dates)
	list, err := all(tx, scanned[planner.PersonID], `
		SELECT DISTINCT deliveries.person`+fromTold+w.String()+` AND deliveries.person IS NOT NULL
		ORDER BY deliveries.person`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("people told of event %s: %w", event, err)
	}
	return list, nil
}

// Unsent are the deliveries of due rows of a kind, of an event, whose outcome is
// not known yet.
func (tx *Tx) Unsent(event planner.EventID, kind planner.DueKind) ([]planner.Delivery, error) {
	list, err := tx.deliveries(`
		SELECT `+deliveryColumns+` FROM deliveries WHERE `+openDelivery+` AND EXISTS (
			SELECT 1 FROM delivery_dues JOIN dues ON dues.key = delivery_dues.due
			WHERE delivery_dues.delivery = deliveries.key AND dues.event = $1 AND dues.kind = $2)`, event, kind)
	if err != nil {
		return nil, fmt.Errorf("deliveries of event %s under way: %w", event, err)
	}
	return list, nil
}

package store

import (
	"fmt"

	"entente/planner"
)

// PartsOf are the events in which a person has a part: that were planned with
// them, at which they speak or chair, or were asked to, or to which they come.
func (tx *Tx) PartsOf(person planner.PersonID) ([]planner.EventID, error) {
	list, err := all(tx, scanned[planner.EventID], `
		SELECT event FROM event_people WHERE person = $1 AND NOT withdrawn
		UNION SELECT event FROM talks WHERE chair = $1 AND NOT withdrawn
		UNION SELECT event FROM speakers WHERE person = $1 AND state IN ('invited', 'accepted', 'other_date')
		UNION SELECT event FROM replies WHERE person = $1 AND answer <> 'no' AND state IN ('confirmed', 'waiting', 'offered')`, person)
	if err != nil {
		return nil, fmt.Errorf("events of person %s: %w", person, err)
	}
	return list, nil
}

// SharedWith are the events that belong to some collaborations besides their
// first: to that of a room, and to those in which a person has a role. Either
// may be empty.
func (tx *Tx) SharedWith(of planner.CollaborationID, person planner.PersonID) ([]planner.EventID, error) {
	list, err := all(tx, scanned[planner.EventID], `
		SELECT event FROM event_collaborations WHERE NOT withdrawn AND (collaboration = $1 OR collaboration IN (
			SELECT collaboration FROM roles WHERE person = $2 AND NOT withdrawn))`, of, person)
	if err != nil {
		return nil, fmt.Errorf("events shared with %s: %w", person, err)
	}
	return list, nil
}

package store

import (
	"fmt"
	"strings"

	"entente/planner"
)

// EngagementsOf are what takes up the time of some people in planned events: with
// whom they were planned, who has accepted to speak, and who chairs.
func (tx *Tx) EngagementsOf(people []planner.PersonID) ([]planner.Engagement, error) {
	if len(people) == 0 {
		return nil, nil
	}
	var args []any
	for _, person := range people {
		args = append(args, person)
	}
	in := `IN (` + holes(1, len(people)) + `)`
	list, err := all(tx, scanEngagement, `
		SELECT engaged.event, engaged.occurrence, engaged.person, engaged.part FROM (
			SELECT event, '' AS occurrence, person, 'with' AS part FROM event_people WHERE NOT withdrawn AND person `+in+`
			UNION ALL
			SELECT event, COALESCE(occurrence, ''), person, 'speaker' FROM speakers WHERE state = 'accepted' AND person `+in+`
			UNION ALL
			SELECT event, COALESCE(occurrence, ''), chair, 'chair' FROM talks WHERE NOT withdrawn AND chair `+in+`
		) engaged JOIN events ON events.id = engaged.event
		WHERE events.state = 'planned' AND events.certainty <> 'period'
		ORDER BY events.number, engaged.occurrence, engaged.person, engaged.part`, args...)
	if err != nil {
		return nil, fmt.Errorf("engagements: %w", err)
	}
	return list, nil
}

func scanEngagement(r row) (g planner.Engagement, err error) {
	err = r.Scan(&g.Event, &g.Occurrence, &g.Person, &g.Part)
	return g, err
}

// EventsAt are the planned events of which some date is held at a place, which is
// compared without regard to the case of letters without accents.
func (tx *Tx) EventsAt(place string) ([]planner.EventID, error) {
	list, err := all(tx, scanned[planner.EventID], `
		SELECT id FROM events WHERE state = 'planned' AND certainty <> 'period' AND LOWER(place) = LOWER($1)
		UNION
		SELECT event FROM occurrences WHERE place <> '' AND LOWER(place) = LOWER($1)`, strings.TrimSpace(clean(place)))
	if err != nil {
		return nil, fmt.Errorf("events at a place: %w", err)
	}
	return list, nil
}

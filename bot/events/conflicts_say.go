package events

import (
	"strings"

	"entente/bot/delivery"
	"entente/bot/telling"
	"entente/bot/words"
	"entente/planner"
)

// refuseConflicts refuses what the collaboration of an event does not let happen,
// and gives the other conflicts, to be named once it is done.
func (r *request) refuseConflicts(e planner.Event, dates []planner.Occurrence, people []planner.Person) ([]planner.Conflict, error) {
	found, err := r.conflictsOf(e, dates, people)
	if err != nil {
		return nil, err
	}
	if err := r.RefuseBlocked(e, found); err != nil {
		return nil, err
	}
	set, err := delivery.Severities(r.Tx, e)
	if err != nil || set[planner.HolidayConflict] != planner.Block {
		return found, err
	}
	clashes, err := delivery.Clashes(r.Tx, e, planner.Ahead(dates, r.Now))
	if err != nil || len(clashes) == 0 {
		return found, err
	}
	var said []string
	for _, c := range clashes {
		said = append(said, r.Voice().ClashTexts(c, r.Reader())...)
	}
	return nil, &planner.Refusal{Why: "conflict.holiday", Words: strings.Join(said[:min(telling.MaxClashes, len(said))], r.Separator()), Args: words.Args{"code": r.CodeOf(e)}}
}

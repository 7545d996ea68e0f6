package events

import (
	"cmp"
	"slices"
	"strings"

	"entente/bot/delivery"
	"entente/bot/grammar"
	"entente/bot/telling"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
	"entente/planner/when"
	"entente/store"
)

// conflictsOf are the conflicts of the dates of an event that is planned with
// some people, or moved, but for those that its collaboration ignores.
func (r *request) conflictsOf(e planner.Event, dates []planner.Occurrence, people []planner.Person) ([]planner.Conflict, error) {
	mine, err := r.partsIn(e, people)
	if err != nil {
		return nil, err
	}
	found, err := delivery.Elsewhere(r.Tx, e, dates, mine, r.Now)
	if err != nil {
		return nil, err
	}
	taken, err := r.roomsTaken(e, dates)
	if err != nil {
		return nil, err
	}
	return delivery.Minded(r.Tx, e, append(found, taken...))
}

// partsIn are the parts that people have in an event: with whom it is planned,
// and on its dates who has accepted to speak and who chairs.
func (r *request) partsIn(e planner.Event, people []planner.Person) (parts []planner.Engagement, err error) {
	for _, person := range people {
		parts = append(parts, planner.Engagement{Event: e.ID, Person: person.ID, Part: planner.With})
	}
	if e.ID == "" {
		return parts, nil
	}
	talks, err := r.Tx.TalksOf(e.ID)
	if err != nil {
		return nil, err
	}
	for on, talk := range talks {
		if talk.Chair.Person != "" {
			parts = append(parts, planner.Engagement{Event: e.ID, Occurrence: on, Person: talk.Chair.Person, Part: planner.Chairs})
		}
		for _, s := range talk.Confirmed() {
			if s.Person != "" {
				parts = append(parts, planner.Engagement{Event: e.ID, Occurrence: on, Person: s.Person, Part: planner.Speaks})
			}
		}
	}
	slices.SortFunc(parts, func(a, b planner.Engagement) int { // talks come in any order
		return cmp.Or(cmp.Compare(a.Occurrence, b.Occurrence), cmp.Compare(a.Person, b.Person))
	})
	return parts, nil
}

// roomsTaken are the conflicts of the rooms in which dates of an event are held:
// what else is held there at the same time.
func (r *request) roomsTaken(e planner.Event, dates []planner.Occurrence) (found []planner.Conflict, err error) {
	held, places := map[string][]planner.Occurrence{}, []string(nil)
	for _, o := range dates {
		place := words.Fold(e.PlaceOn(o))
		if held[place] == nil && isRoom(e.PlaceOn(o)) {
			places = append(places, e.PlaceOn(o))
		}
		held[place] = append(held[place], o)
	}
	for _, place := range places {
		events, err := r.Tx.EventsAt(place)
		if err != nil {
			return nil, err
		}
		var theirs []planner.Engagement
		for _, id := range events {
			theirs = append(theirs, planner.Engagement{Event: id, Part: planner.TakenFor})
		}
		here := func(d store.Dated) bool { return words.Fold(d.Event.PlaceOn(d.Occurrence)) == words.Fold(place) }
		mine := []planner.Engagement{{Event: e.ID, Part: planner.TakenFor}}
		more, err := delivery.AtOnce(r.Tx, e, held[words.Fold(place)], mine, theirs, here, r.Now)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return found, nil
}

// isRoom says whether a place can be taken: no city or institute, where many
// things are held at once, and nothing that is held online.
func isRoom(place string) bool {
	folded := words.Fold(place)
	for _, online := range []string{"online", "zoom", "en ligne", "visio", "bbb", "distance", "remote"} {
		if strings.Contains(folded, online) {
			return false
		}
	}
	for _, t := range grammar.Tokens(place) {
		if rooms[t.Fold] {
			return true
		}
	}
	_, city := when.ZoneOf(place)
	return place != "" && !city
}

// movedInto are the conflicts of an event with those of its dates that are about
// to be held at another time than is written.
func (r *request) movedInto(t *turn.Target) ([]planner.Conflict, error) {
	written, err := r.Tx.OccurrencesOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	people, err := r.Tx.PeopleOf(t.Event.ID)
	if err != nil {
		return nil, err
	}
	return r.refuseConflicts(t.Event, changedDates(written, t.Occurrences), people)
}

// refuseTaken is as refuseConflicts, of the rooms alone in which dates of an
// event are to be held.
func (r *request) refuseTaken(e planner.Event, dates []planner.Occurrence) ([]planner.Conflict, error) {
	found, err := r.roomsTaken(e, dates)
	if err != nil {
		return nil, err
	}
	if found, err = delivery.Minded(r.Tx, e, found); err != nil {
		return nil, err
	}
	return found, r.RefuseBlocked(e, found)
}

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

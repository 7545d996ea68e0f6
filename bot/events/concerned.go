package events

import (
	"slices"

	"entente/bot/delivery"
	"entente/bot/turn"
	"entente/bot/words"
	"entente/planner"
)

// SayWhom is "12 people and 2 rooms".
func SayWhom(r *turn.Turn, held *delivery.Held) string {
	people := r.Words.Text(r.Lang, "tell.people", words.Args{"n": held.People})
	rooms := r.Words.Text(r.Lang, "tell.rooms", words.Args{"n": held.Rooms})
	switch {
	case held.Rooms == 0:
		return people
	case held.People == 0:
		return rooms
	}
	return r.Words.Text(r.Lang, "tell.both", words.Args{"people": people, "rooms": rooms})
}

// knownTo counts those who know of some dates of an event, besides the person;
// nil when nobody does.
func (r *request) knownTo(e planner.Event, occs []planner.Occurrence) (*delivery.Held, error) {
	people, rooms, err := r.concerned(e, occs)
	people = slices.DeleteFunc(people, func(id planner.PersonID) bool { return id == r.Person.ID })
	if err != nil || len(people)+len(rooms) == 0 {
		return nil, err
	}
	return &delivery.Held{Event: e, People: len(people), Rooms: len(rooms)}, nil
}

// concerned are those whom a change of some dates of an event concerns; see
// [delivery.Concerned].
func (r *request) concerned(e planner.Event, occs []planner.Occurrence) ([]planner.PersonID, []planner.RoomID, error) {
	dates := make([]planner.OccurrenceID, len(occs))
	for i, o := range occs {
		dates[i] = o.ID
	}
	return delivery.Concerned(r.Tx, e, dates)
}

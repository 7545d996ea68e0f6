package store

import (
	"fmt"
	"slices"

	"entente/planner"
)

// Addressee is a person to whom something of an event is to be told, and all
// that decides when and where.
type Addressee struct {
	Person     planner.Person
	Identities []planner.Identity // the one used last first
	Wishes     planner.Wishes
	Muted      bool // they want nothing of the event
}

// peopleAtOnce is how many people one query reads.
const peopleAtOnce = 250

// Addressees are people as those to whom something of an event is to be told,
// in that order: a thousand in a few queries.
func (tx *Tx) Addressees(event planner.EventID, people []planner.PersonID) ([]Addressee, error) {
	list := make([]Addressee, 0, len(people))
	for chunk := range slices.Chunk(people, peopleAtOnce) {
		part, err := tx.addressees(event, chunk)
		if err != nil {
			return nil, fmt.Errorf("addressees of event %s: %w", event, err)
		}
		list = append(list, part...)
	}
	return list, nil
}

func (tx *Tx) addressees(event planner.EventID, people []planner.PersonID) ([]Addressee, error) {
	list := make([]Addressee, len(people))
	place := make(map[planner.PersonID]int, len(people))
	for i, id := range people {
		list[i].Person.ID, list[i].Wishes.Person, place[id] = id, id, i
	}
	asked := slices.Clone(people)
	for len(asked) < peopleAtOnce && len(asked) > 0 { // always the same query, which stays prepared
		asked = append(asked, asked[0])
	}
	among := func(column string) where {
		w := where{}
		addIn(&w, column, asked)
		return w
	}
	w := among("id")
	err := each(tx, scanPerson, `SELECT `+personColumns+` FROM people `+w.String(), w.args, func(p planner.Person) { list[place[p.ID]].Person = p })
	if err != nil {
		return nil, err
	}
	w = among("person")
	err = each(tx, scanIdentity, `SELECT `+identityColumns+` FROM identities `+w.String()+` ORDER BY last_used DESC, id`, w.args,
		func(i planner.Identity) { a := &list[place[i.Person]]; a.Identities = append(a.Identities, i) })
	if err != nil {
		return nil, err
	}
	err = each(tx, scanWishes, `SELECT person, room, level, quiet FROM wishes `+w.String(), w.args,
		func(wishes planner.Wishes) { list[place[wishes.Person]].Wishes = wishes })
	if err != nil {
		return nil, err
	}
	w.add(`event = $?`, event)
	return list, each(tx, scanned[planner.PersonID], `SELECT person FROM mutes `+w.String()+` AND NOT withdrawn`, w.args,
		func(id planner.PersonID) { list[place[id]].Muted = true })
}

// each hands what a query finds to take.
func each[T any](tx *Tx, scan func(row) (T, error), query string, args []any, take func(T)) error {
	found, err := all(tx, scan, query, args...)
	for _, one := range found {
		take(one)
	}
	return err
}

package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// seen is everything that people see, without what only ever grows.
type seen struct {
	Person         planner.Person
	Room           planner.Room
	Collaborations []planner.Collaboration
	Roles          []planner.Role
	Events         []planner.Event
	Occurrences    []planner.Occurrence
	Reminders      []planner.Reminder
}

func look(tx *store.Tx, owner planner.PersonID) (v seen, err error) {
	if v.Person, err = tx.Person(owner); err != nil {
		return v, err
	}
	if v.Room, err = tx.Room(room); err != nil {
		return v, err
	}
	if v.Collaborations, err = tx.Collaborations(); err != nil {
		return v, err
	}
	for i := range v.Collaborations {
		v.Collaborations[i].Version = 0
	}
	if v.Roles, err = tx.RolesOf(owner); err != nil {
		return v, err
	}
	if v.Events, err = tx.Events(store.EventFilter{}); err != nil {
		return v, err
	}
	for i, e := range v.Events {
		v.Events[i].Version, v.Events[i].Sequence, v.Events[i].Updated = 0, 0, time.Time{}
		occurrences, err := tx.OccurrencesOf(e.ID)
		if err != nil {
			return v, err
		}
		for _, o := range occurrences {
			if o.State != planner.Withdrawn {
				v.Occurrences = append(v.Occurrences, o)
			}
		}
		reminders, err := tx.RemindersOf(e.ID)
		if err != nil {
			return v, err
		}
		v.Reminders = append(v.Reminders, reminders...)
	}
	return v, nil
}

// writes are what commands may write, each from what it finds.
var writes = []func(*rapid.T, *store.Tx, planner.PersonID) error{
	func(t *rapid.T, tx *store.Tx, owner planner.PersonID) error { // plan
		p := planned{owner: planner.Person{ID: owner}}
		return p.write(tx, rapid.IntRange(0, 3).Draw(t, "dates"))
	},
	func(t *rapid.T, tx *store.Tx, owner planner.PersonID) error { // change an event and its dates
		events, err := tx.Events(store.EventFilter{})
		if err != nil || len(events) == 0 {
			return err
		}
		e := rapid.SampledFrom(events).Draw(t, "event")
		e.Title = rapid.StringN(0, 10, -1).Draw(t, "title")
		e.State = rapid.SampledFrom([]planner.State{planner.Planned, planner.Cancelled}).Draw(t, "state")
		if rapid.Bool().Draw(t, "without room") {
			e.Room, e.Rule = "", nil
		}
		if _, err := tx.SaveEvent(e); err != nil {
			return err
		}
		return moveSome(t, tx, e)
	},
	func(t *rapid.T, tx *store.Tx, owner planner.PersonID) error { // add or close a collaboration, with a role
		list, err := tx.Collaborations()
		if err != nil {
			return err
		}
		c := planner.Collaboration{Code: planner.NewID[string]()}
		if len(list) > 0 && rapid.Bool().Draw(t, "existing") {
			c = rapid.SampledFrom(list).Draw(t, "collaboration")
			c.Closed, c.Countries = !c.Closed, append(c.Countries, "Viêt Nam")
		}
		if c, err = tx.SaveCollaboration(c); err != nil {
			return err
		}
		withdrawn := rapid.Bool().Draw(t, "withdrawn")
		return tx.SaveRole(planner.Role{Collaboration: c.ID, Person: owner, Name: planner.Organiser, Withdrawn: withdrawn})
	},
	func(t *rapid.T, tx *store.Tx, owner planner.PersonID) error { // settings
		p, err := tx.Person(owner)
		if err != nil {
			return err
		}
		p.Zone = rapid.SampledFrom([]string{"", "Asia/Tokyo", "UTC"}).Draw(t, "zone")
		if err := tx.SavePerson(p); err != nil {
			return err
		}
		r, err := tx.Room(room)
		if err != nil {
			return err
		}
		r.Lang = rapid.SampledFrom([]planner.Lang{"", planner.English, planner.Both}).Draw(t, "lang")
		return tx.SaveRoom(r)
	},
}

func moveSome(t *rapid.T, tx *store.Tx, e planner.Event) error {
	list, err := tx.OccurrencesOf(e.ID)
	if err != nil {
		return err
	}
	for i, o := range list {
		if days := rapid.IntRange(0, 9).Draw(t, "days later"); days > 0 && o.State != planner.Withdrawn {
			start := planner.Wall{Date: o.Span.Start.Date.AddDays(days), Clock: o.Span.Start.Clock}
			list[i] = at(o, o.Span.StartingAt(start))
		}
	}
	_, err = tx.SaveOccurrences(e.ID, list)
	return err
}

// TestUndoingAllLeavesNothing: commands undone from the last to the first
// bring back, at each step, what people saw before.
func TestUndoingAllLeavesNothing(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	p := plan(t, s, 2)
	rapid.Check(t, func(rt *rapid.T) {
		var changes []store.Change
		var before []seen
		for range rapid.IntRange(1, 3).Draw(rt, "commands") {
			update(t, s, func(tx *store.Tx) error {
				v, err := look(tx, p.owner.ID)
				if err != nil {
					return err
				}
				c, err := tx.BeginChange(store.Change{Person: p.owner.ID, At: monday, Command: "test"})
				if err != nil {
					return err
				}
				changes, before = append(changes, c), append(before, v)
				for range rapid.IntRange(1, 3).Draw(rt, "writes") {
					if err := rapid.SampledFrom(writes).Draw(rt, "write")(rt, tx, p.owner.ID); err != nil {
						return err
					}
				}
				return nil
			})
		}
		for i := len(changes) - 1; i >= 0; i-- {
			if touched := undo(t, s, changes[i]); touched != nil {
				rt.Fatalf("C%d touched by C%d", changes[i].Number, touched.Number)
			}
			now := in(t, s, func(tx *store.Tx) (seen, error) { return look(tx, p.owner.ID) })
			if diff := cmp.Diff(before[i], now); diff != "" {
				rt.Fatalf("after undo of command %d of %d: %s", i+1, len(changes), diff)
			}
		}
	})
}

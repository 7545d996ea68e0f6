package store_test

import (
	"fmt"
	"testing"
	"time"

	"entente/planner"
	"entente/store"
	"entente/store/storetest"
)

// each runs test over both databases, each with its own empty store.
func each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, open func(testing.TB) *store.Store) { test(t, open(t)) })
}

// monday is when the tests play: Monday 4 January 2027, 09:00 in Paris.
var monday = time.Date(2027, 1, 4, 8, 0, 0, 0, time.UTC)

const (
	alice = planner.IdentityID("terminal:alice")
	room  = planner.RoomID("terminal:#ganda")
)

// update fails the test when f or its transaction does.
func update(t testing.TB, s *store.Store, f func(*store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// in runs f in a transaction and returns what f does.
func in[T any](t testing.TB, s *store.Store, f func(*store.Tx) (T, error)) (v T) {
	t.Helper()
	update(t, s, func(tx *store.Tx) (err error) {
		v, err = f(tx)
		return err
	})
	return v
}

// planned is a seminar with its owner, dates and reminder, as one command
// writes them.
type planned struct {
	owner       planner.Person
	event       planner.Event
	occurrences []planner.Occurrence
	reminder    planner.Reminder
	change      store.Change
}

// plan writes one command that plans a weekly seminar of n dates.
func plan(t testing.TB, s *store.Store, n int) planned {
	t.Helper()
	return in(t, s, func(tx *store.Tx) (p planned, err error) {
		if p.owner, _, err = tx.EnsurePerson(alice, "Alice", monday); err != nil {
			return p, err
		}
		if err := tx.SaveRoom(planner.Room{ID: room, Name: "ganda"}); err != nil {
			return p, err
		}
		if p.change, err = tx.BeginChange(store.Change{Person: p.owner.ID, Room: room, At: monday, Command: "plan"}); err != nil {
			return p, err
		}
		return p, p.write(tx, n)
	})
}

func (p *planned) write(tx *store.Tx, n int) (err error) {
	if p.event, err = tx.SaveEvent(seminar(p.owner.ID)); err != nil {
		return err
	}
	if p.occurrences, err = tx.SaveOccurrences(p.event.ID, weekly(p.event.Span, n)); err != nil {
		return err
	}
	p.reminder, err = tx.SaveReminder(planner.Reminder{
		Event: p.event.ID, Owner: p.owner.ID, Lead: planner.Lead{Days: 1, At: planner.Clock{Hour: 9}},
		State: planner.Planned, Created: monday,
	})
	if err != nil {
		return err
	}
	return tx.SyncDues(store.DueScope{Event: p.event.ID}, p.dues(), "", monday)
}

// dues are the wanted due rows: a day before each date.
func (p *planned) dues() []planner.Due {
	list := make([]planner.Due, len(p.occurrences))
	for i, o := range p.occurrences {
		list[i] = planner.Due{
			Key:  fmt.Sprintf("%s/%s/%s", p.reminder.ID, o.ID, o.Span.Start),
			Kind: planner.DueReminder, At: o.StartAt.Add(-24 * time.Hour), State: planner.DueWaiting,
			Reminder: p.reminder.ID, Event: p.event.ID, Occurrence: o.ID,
		}
	}
	return list
}

func seminar(owner planner.PersonID) planner.Event {
	return planner.Event{
		Kind: planner.Seminar, Title: "Océans", Owner: owner, Room: room, Place: "CIRM",
		Span: planner.Timed(wall("2027-01-12T15:00"), time.Hour, "Europe/Paris"),
		Rule: &planner.Rule{
			Freq: planner.Weekly, Interval: 1, Weekdays: []time.Weekday{time.Tuesday},
			Until: planner.Date{Year: 2027, Month: 6, Day: 29}, Except: []planner.Date{{Year: 2027, Month: 2, Day: 9}},
		},
		State: planner.Planned, Lang: planner.French, Created: monday, Updated: monday,
	}
}

// weekly is n dates, the first at span.
func weekly(span planner.Span, n int) []planner.Occurrence {
	list := make([]planner.Occurrence, n)
	for i := range list {
		moved := span.StartingAt(planner.Wall{Date: span.Start.Date.AddDays(7 * i), Clock: span.Start.Clock})
		list[i] = at(planner.Occurrence{Number: i + 1, Original: moved.Start, State: planner.Planned}, moved)
	}
	return list
}

// at is o at span, with the instants that follow.
func at(o planner.Occurrence, span planner.Span) planner.Occurrence {
	var err error
	o.Span = span
	if o.StartAt, o.EndAt, o.Resolution, err = span.Resolve(); err != nil {
		panic(err)
	}
	return o
}

func wall(s string) planner.Wall {
	w, err := planner.ParseWall(s)
	if err != nil {
		panic(err)
	}
	return w
}

package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/planner"
	"entente/store"
)

// change runs f as one command of person.
func change(t testing.TB, s *store.Store, person planner.PersonID, f func(*store.Tx) error) store.Change {
	t.Helper()
	return in(t, s, func(tx *store.Tx) (store.Change, error) {
		c, err := tx.BeginChange(store.Change{Person: person, Room: room, At: monday, Command: "test"})
		if err != nil {
			return c, err
		}
		return c, f(tx)
	})
}

// undo takes back a change; touched is nil when it was.
func undo(t testing.TB, s *store.Store, c store.Change) (touched *store.Change) {
	t.Helper()
	update(t, s, func(tx *store.Tx) (err error) {
		_, touched, err = tx.Undo(c.Number, store.Change{Person: c.Person, At: monday.Add(time.Minute), Command: "undo"})
		return err
	})
	return touched
}

func TestUndoOfPlanningWithdrawsAll(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 3)
		if touched := undo(t, s, p.change); touched != nil {
			t.Fatalf("touched by %+v", touched)
		}
		update(t, s, func(tx *store.Tx) error {
			e, err := tx.Event(p.event.ID)
			if err != nil || e.State != planner.Withdrawn || e.Sequence != 1 || e.Version != 2 {
				t.Errorf("event %+v, %v", e, err)
			}
			for _, o := range p.occurrences {
				if got, err := tx.Occurrence(o.ID); err != nil || got.State != planner.Withdrawn {
					t.Errorf("occurrence %d is %s, %v", o.Number, got.State, err)
				}
			}
			if r, err := tx.Reminder(p.reminder.ID); err != nil || r.State != planner.Withdrawn {
				t.Errorf("reminder is %s, %v", r.State, err)
			}
			if list, err := tx.Events(store.EventFilter{}); len(list) > 0 || err != nil {
				t.Errorf("events left: %v, %v", list, err)
			}
			got, err := tx.ChangedEvents(p.change)
			if diff := cmp.Diff([]planner.EventID{p.event.ID}, got); diff != "" {
				t.Errorf("events to be looked at: %s", diff)
			}
			return err
		})
	})
}

func TestUndoOfMoveRestoresTheDate(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 3)
		c := change(t, s, p.owner.ID, func(tx *store.Tx) error {
			moved := at(p.occurrences[1], planner.Timed(wall("2027-01-20T10:00"), time.Hour, "Asia/Tokyo"))
			_, err := tx.SaveOccurrences(p.event.ID, []planner.Occurrence{moved})
			return err
		})
		// Rules of the zone changed since: what is derived does not count as touched, and is made anew.
		update(t, s, func(tx *store.Tx) error {
			o, err := tx.Occurrence(p.occurrences[1].ID)
			if err != nil {
				return err
			}
			o.StartAt = o.StartAt.Add(time.Hour)
			_, err = tx.SaveOccurrences(p.event.ID, []planner.Occurrence{o})
			return err
		})
		if touched := undo(t, s, c); touched != nil {
			t.Fatalf("touched by %+v", touched)
		}
		got := in(t, s, func(tx *store.Tx) ([]planner.Occurrence, error) { return tx.OccurrencesOf(p.event.ID) })
		if diff := cmp.Diff(p.occurrences, got); diff != "" {
			t.Error(diff)
		}
		e := in(t, s, func(tx *store.Tx) (planner.Event, error) { return tx.Event(p.event.ID) })
		if e.Sequence != 1 || !e.Updated.Equal(monday.Add(time.Minute)) {
			t.Errorf("SEQUENCE %d, updated %s", e.Sequence, e.Updated)
		}
	})
}

func TestUndoSaysWhatTouchedItSince(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 2)
		first := change(t, s, p.owner.ID, func(tx *store.Tx) (err error) {
			p.event.Title = "Lakes"
			p.event, err = tx.SaveEvent(p.event)
			return err
		})
		second := change(t, s, p.owner.ID, func(tx *store.Tx) (err error) {
			p.event.Title = "Rivers"
			p.event, err = tx.SaveEvent(p.event)
			return err
		})
		if touched := undo(t, s, first); touched == nil || touched.Number != second.Number {
			t.Errorf("undo of the first: touched by %+v", touched)
		}
		got := in(t, s, func(tx *store.Tx) (planner.Event, error) { return tx.Event(p.event.ID) })
		if diff := cmp.Diff(p.event, got); diff != "" {
			t.Errorf("a refused undo wrote: %s", diff)
		}
		for _, c := range []store.Change{second, first} {
			if touched := undo(t, s, c); touched != nil {
				t.Errorf("undo of C%d: touched by %+v", c.Number, touched)
			}
		}
		got = in(t, s, func(tx *store.Tx) (planner.Event, error) { return tx.Event(p.event.ID) })
		if got.Title != "Océans" {
			t.Errorf("after both: %q", got.Title)
		}
	})
}

func TestUndoRefusesWhatNoCommandTouched(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		c := change(t, s, p.owner.ID, func(tx *store.Tx) error {
			p.owner.Zone = "Asia/Tokyo"
			return tx.SavePerson(p.owner)
		})
		update(t, s, func(tx *store.Tx) error { // as from the network's profile
			p.owner.Zone = "Europe/Paris"
			return tx.SavePerson(p.owner)
		})
		if touched := undo(t, s, c); touched == nil || touched.Number != 0 {
			t.Errorf("touched by %+v", touched)
		}
	})
}

func TestUndoKeepsWhatOthersBuildOn(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		var ganda planner.Collaboration
		add := func(tx *store.Tx) (err error) {
			ganda, err = tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"})
			return err
		}
		added := change(t, s, p.owner.ID, add)
		tied := change(t, s, p.owner.ID, func(tx *store.Tx) error {
			return tx.SaveRoom(planner.Room{ID: room, Name: "ganda", Collaboration: ganda.ID})
		})
		if touched := undo(t, s, added); touched == nil || touched.Number != tied.Number {
			t.Errorf("a room is tied to it: touched by %+v", touched)
		}
		for _, c := range []store.Change{tied, added} {
			if touched := undo(t, s, c); touched != nil {
				t.Errorf("undo of C%d: touched by %+v", c.Number, touched)
			}
		}
		update(t, s, func(tx *store.Tx) error {
			if r, err := tx.Room(room); r.Collaboration != "" || r.Closed || err != nil {
				t.Errorf("room %+v, %v", r, err)
			}
			if _, err := tx.CollaborationByCode("GANDA"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("the collaboration: %v", err)
			}
			return add(tx) // its code is free again
		})
	})
}

func TestUndoOfUndoDoesItAgain(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 2)
		last := func() (c store.Change) {
			update(t, s, func(tx *store.Tx) (err error) {
				if c, err = tx.LastChange(p.owner.ID, monday); errors.Is(err, store.ErrNotFound) {
					return nil
				}
				return err
			})
			return c
		}
		c := p.change
		for _, want := range []struct {
			state planner.State
			last  int // the change that a bare undo then means
		}{{planner.Withdrawn, 0}, {planner.Planned, 3}, {planner.Withdrawn, 0}, {planner.Planned, 5}} {
			if touched := undo(t, s, c); touched != nil {
				t.Fatalf("C%d touched by %+v", c.Number, touched)
			}
			c.Number++ // the undo is a change, and the next to be undone
			o := in(t, s, func(tx *store.Tx) (planner.Occurrence, error) { return tx.Occurrence(p.occurrences[1].ID) })
			if got := last(); o.State != want.state || got.Number != want.last {
				t.Errorf("C%d: %s, last is C%d", c.Number, o.State, got.Number)
			}
		}
	})
}

func TestUndoDoesNotBringBackATakenCode(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 0)
		add := func(tx *store.Tx) error {
			_, err := tx.SaveCollaboration(planner.Collaboration{Code: "GANDA"})
			return err
		}
		first := change(t, s, p.owner.ID, add)
		undo(t, s, first)
		again := change(t, s, p.owner.ID, add)
		first.Number++ // its undo
		if touched := undo(t, s, first); touched == nil || touched.Number != again.Number {
			t.Errorf("touched by %+v", touched)
		}
	})
}

func TestUndoHappensOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		undo(t, s, p.change)
		update(t, s, func(tx *store.Tx) error {
			_, _, err := tx.Undo(p.change.Number, store.Change{Person: p.owner.ID, At: monday})
			if !errors.Is(err, store.ErrConflict) {
				t.Errorf("a second time: %v", err)
			}
			if _, _, err := tx.Undo(99, store.Change{}); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("of nothing: %v", err)
			}
			return nil
		})
	})
}

func TestUndoOfOwnReminderNamesIt(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		var own planner.Reminder
		c := change(t, s, p.owner.ID, func(tx *store.Tx) (err error) {
			own, err = tx.SaveReminder(planner.Reminder{
				Owner: p.owner.ID, ByHand: true, Wall: wall("2027-01-05T09:00"), Zone: "UTC", ToPerson: p.owner.ID, State: planner.Planned,
			})
			return err
		})
		undo(t, s, c)
		update(t, s, func(tx *store.Tx) error {
			got, err := tx.ChangedReminders(c)
			if diff := cmp.Diff([]planner.ReminderID{own.ID}, got); diff != "" || err != nil {
				t.Errorf("of its own: %v, %s", err, diff)
			}
			events, err := tx.ChangedEvents(c)
			if len(events) > 0 || err != nil {
				t.Errorf("of events: %v, %v", events, err)
			}
			if got, err := tx.ChangedReminders(p.change); len(got) > 0 || err != nil {
				t.Errorf("of an event, named alone: %v, %v", got, err)
			}
			n, err := tx.CountOwned(p.owner.ID)
			if n != 0 {
				t.Errorf("%d left", n)
			}
			return err
		})
	})
}

func TestLastChange(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		second := change(t, s, p.owner.ID, func(tx *store.Tx) error {
			p.owner.Lang = planner.French
			return tx.SavePerson(p.owner)
		})
		last := func(since time.Time) int {
			var c store.Change
			update(t, s, func(tx *store.Tx) (err error) {
				if c, err = tx.LastChange(p.owner.ID, since); errors.Is(err, store.ErrNotFound) {
					return nil
				}
				return err
			})
			return c.Number
		}
		if n := last(monday); n != second.Number {
			t.Errorf("last is C%d", n)
		}
		undo(t, s, second)
		if n := last(monday); n != p.change.Number {
			t.Errorf("after an undo, last is C%d", n)
		}
		if n := last(monday.Add(time.Second)); n != 0 {
			t.Errorf("since later, last is C%d", n)
		}
		got := in(t, s, func(tx *store.Tx) (store.Change, error) { return tx.ChangeByNumber(second.Number) })
		second.UndoneBy = 3
		if diff := cmp.Diff(second, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAuditHoldsNoName(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		p := plan(t, s, 1)
		c := change(t, s, p.owner.ID, func(tx *store.Tx) error {
			p.owner.Name, p.owner.Zone = "Alice Liddell", "Asia/Tokyo"
			return tx.SavePerson(p.owner)
		})
		update(t, s, func(tx *store.Tx) error {
			for _, c := range []store.Change{p.change, c} {
				audits, err := tx.AuditOf(c)
				if err != nil || len(audits) == 0 {
					t.Errorf("C%d: %d rows, %v", c.Number, len(audits), err)
				}
				for _, a := range audits {
					if strings.Contains(a.Before+a.After, "Alice") {
						t.Errorf("C%d: %+v", c.Number, a)
					}
				}
			}
			return nil
		})
	})
}

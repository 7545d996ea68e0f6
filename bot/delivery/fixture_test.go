package delivery_test

import (
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/bot/delivery"
	"entente/planner"
	"entente/store"
)

const (
	ganda = planner.RoomID("slack:ganda")
	lyon  = planner.RoomID("matrix:lyon")
	alice = planner.IdentityID("slack:alice")
	bob   = planner.IdentityID("matrix:bob")
)

// person is whoever has an identity; they come when first named.
func (w *world) person(id planner.IdentityID) planner.Person {
	w.t.Helper()
	var p planner.Person
	w.update(func(tx *store.Tx) (err error) {
		p, _, err = tx.EnsurePerson(id, "", w.now())
		return err
	})
	return p
}

// room saves a room.
func (w *world) room(room planner.Room) {
	w.t.Helper()
	w.update(func(tx *store.Tx) error { return tx.SaveRoom(room) })
}

// collaboration is one with its rooms.
func (w *world) collaboration(rooms ...planner.RoomID) planner.CollaborationID {
	w.t.Helper()
	c := planner.Collaboration{Code: "GANDA", Instrument: planner.IRN, Title: "Geometry", Created: monday}
	w.update(func(tx *store.Tx) (err error) {
		c, err = tx.SaveCollaboration(c)
		return err
	})
	for _, id := range rooms {
		w.room(planner.Room{ID: id, Collaboration: c.ID})
	}
	return c.ID
}

// own is a reminder of its own, set by Alice: to a room, else to herself.
func (w *world) own(text string, at time.Time, to planner.RoomID) planner.Reminder {
	w.t.Helper()
	wall, err := planner.WallAt(at, "UTC")
	if err != nil {
		w.t.Fatal(err)
	}
	owner := w.person(alice).ID
	rule := planner.Reminder{Owner: owner, ByHand: true, Wall: wall, Zone: "UTC", Text: text, ToRoom: to, State: planner.Planned, Created: w.now()}
	if to == "" {
		rule.ToPerson = owner
	}
	w.update(func(tx *store.Tx) (err error) {
		if rule, err = tx.SaveReminder(rule); err != nil {
			return err
		}
		due, _, err := rule.Due()
		if err != nil {
			return err
		}
		return tx.SyncDues(store.DueScope{Reminder: rule.ID}, []planner.Due{due}, "", w.now())
	})
	return rule
}

// planned is an event with its dates and its one default reminder.
type planned struct {
	planner.Event
	occs []planner.Occurrence
}

// plan writes a seminar of Alice's, every week from its first date on, or with
// weeks 1 just that, and its reminder: the day before at nine, in its rooms.
func (w *world) plan(title string, e planner.Event, weeks int) *planned {
	w.t.Helper()
	e.Kind, e.Title, e.State, e.Lang, e.Owner = planner.Seminar, title, planner.Planned, planner.English, w.person(alice).ID
	if e.Span.Zone == "" {
		e.Span = planner.Timed(wall("2027-01-12T15:00"), time.Hour, "Europe/Paris")
	}
	if weeks != 1 {
		e.Rule = &planner.Rule{Freq: planner.Weekly, Interval: 1, Count: weeks}
	}
	p := &planned{Event: e}
	w.update(func(tx *store.Tx) (err error) {
		if p.occs, err = planner.Occurrences(e); err != nil {
			return err
		}
		if p.Event, err = tx.SaveEvent(e); err != nil {
			return err
		}
		lead := planner.Lead{Days: 1, At: planner.Clock{Hour: 9}}
		if _, err := tx.SaveReminder(planner.Reminder{Event: p.ID, Owner: e.Owner, Lead: lead, State: planner.Planned}); err != nil {
			return err
		}
		if err := w.write(tx, p, ""); err != nil {
			return err
		}
		return delivery.PlanExtension(tx, p.Event, p.occs)
	})
	return p
}

// write saves the dates of p and what is due for them.
func (w *world) write(tx *store.Tx, p *planned, reason string) (err error) {
	if p.occs, err = tx.SaveOccurrences(p.ID, p.occs); err != nil {
		return err
	}
	_, err = delivery.Reschedule(tx, p.Event, p.occs, reason, w.now())
	return err
}

// change alters p as a command does.
func (w *world) change(p *planned, reason string, alter func()) {
	w.t.Helper()
	w.update(func(tx *store.Tx) (err error) {
		if p.Event, err = tx.Event(p.ID); err != nil {
			return err
		}
		alter()
		if p.Event, err = tx.SaveEvent(p.Event); err != nil {
			return err
		}
		return w.write(tx, p, reason)
	})
}

// move is the i-th date of p at another time.
func (w *world) move(p *planned, i int, start string) {
	w.t.Helper()
	w.change(p, "moved", func() {
		o, err := planner.MoveOccurrence(p.occs[i], p.occs[i].Span.StartingAt(wall(start)))
		if err != nil {
			w.t.Fatal(err)
		}
		p.occs[i] = o
	})
}

// texts are what was said to a room or person, in order, and when at what
// instants.
func (w *world) texts(where string) []string {
	texts, _ := w.nets[planner.Network(planner.RoomID(where))].Heard(where)
	return texts
}

func (w *world) when(where string) []time.Time {
	_, at := w.nets[planner.Network(planner.RoomID(where))].Heard(where)
	return at
}

// heard compares what a place heard.
func (w *world) heard(where string, want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.texts(where)); diff != "" {
		w.t.Errorf("%s: %s", where, diff)
	}
}

func wall(s string) planner.Wall {
	w, err := planner.ParseWall(s)
	if err != nil {
		panic(err)
	}
	return w
}

func instant(t rapid.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

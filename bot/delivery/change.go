package delivery

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"entente/planner"
	"entente/store"
)

// Changed is what a due row of kind [planner.DueChange] carries as JSON: the
// dates as people knew them before the first of the changes that it tells of.
// Whoever made the last one, its ToPerson, knows.
type Changed struct {
	Before []planner.Known
}

// Held says that those whom a change concerns will be told.
type Held struct {
	Event         planner.Event
	People, Rooms int
	At            time.Time // when; that of the change: at once
}

// nothingNew is why a notice of changes is not sent: all is as people know it.
const nothingNew = "undone"

// ToNobody is why one is not sent of which somebody said that nobody is told.
const ToNobody = "nobody told"

// HoldChange has those whom a change of an event concerns told what became of
// it, together with what was changed before and is not told yet. It gives nil
// where there is nothing to tell, or nobody: what was undone meanwhile tells
// nobody.
func HoldChange(tx *store.Tx, change store.Change, id planner.EventID) (*Held, error) {
	before, err := tx.KnownBefore(change, id)
	if err != nil || len(before) == 0 {
		return nil, err
	}
	e, occs, err := dated(tx, id)
	if err != nil {
		return nil, err
	}
	due, waits, err := waitingNotice(tx, id)
	if err != nil {
		return nil, err
	}
	if !waits {
		due = planner.Due{Key: fmt.Sprintf("change/%s/%d", id, change.Number), Kind: planner.DueChange, Event: id, State: planner.DueWaiting}
	}
	var c Changed
	if err := c.read(due); err != nil {
		return nil, err
	}
	c.Before = planner.Earlier(c.Before, before)
	news := planner.NewsOf(e, occs, c.Before, change.At)
	held, err := heldFor(tx, e, news, change.Person)
	switch {
	case err != nil:
		return nil, err
	case held == nil && waits:
		return nil, tx.MarkDue(due.Key, planner.DueSkipped, nothingNew)
	case held == nil:
		return nil, nil
	}
	held.At = planner.NoticeAt(news, change.At)
	due.At, due.ToPerson = held.At, change.Person
	if due.Data, err = c.text(); err != nil {
		return nil, err
	}
	if waits {
		return held, tx.HoldDue(due)
	}
	return held, tx.AddDue(due)
}

// heldFor counts whom some news of an event concern, but for whoever knows them;
// nil where that is nobody.
func heldFor(tx *store.Tx, e planner.Event, news []planner.News, knows planner.PersonID) (*Held, error) {
	if len(news) == 0 {
		return nil, nil
	}
	people, rooms, err := Concerned(tx, e, datesOf(news))
	if err != nil {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(p planner.PersonID) bool { return p == knows })
	if len(people)+len(rooms) == 0 {
		return nil, nil
	}
	return &Held{Event: e, People: len(people), Rooms: len(rooms)}, nil
}

// TellNow has those concerned told at once what is held back for them, or was
// to be told to nobody. It gives nil where nothing is.
func TellNow(tx *store.Tx, id planner.EventID, now time.Time) (*Held, error) {
	due, err := tx.LatestDue(id, planner.DueChange)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil || due.State != planner.DueWaiting && due.Reason != ToNobody {
		return nil, err
	}
	e, news, err := News(tx, due, now)
	if err != nil {
		return nil, err
	}
	held, err := heldFor(tx, e, news, due.ToPerson)
	if held == nil || err != nil {
		return nil, err
	}
	held.At, due.At = now, now
	if due.State == planner.DueWaiting {
		return held, tx.HoldDue(due)
	}
	return held, tx.AddDue(due)
}

// TellNobody drops what is held back. It says whether anything was.
func TellNobody(tx *store.Tx, id planner.EventID) (bool, error) {
	due, waits, err := waitingNotice(tx, id)
	if err != nil || !waits {
		return false, err
	}
	return true, tx.MarkDue(due.Key, planner.DueSkipped, ToNobody)
}

// waitingNotice is the due row by which a change of an event will be told.
func waitingNotice(tx *store.Tx, id planner.EventID) (due planner.Due, waits bool, err error) {
	list, err := tx.WaitingDues(id, planner.DueChange)
	if err != nil || len(list) == 0 {
		return due, false, err
	}
	return list[0], true, nil
}

// News is what such a row tells now, and of which event.
func News(tx *store.Tx, due planner.Due, now time.Time) (e planner.Event, news []planner.News, err error) {
	var c Changed
	if err := c.read(due); err != nil {
		return e, nil, err
	}
	e, occs, err := dated(tx, due.Event)
	return e, planner.NewsOf(e, occs, c.Before, now), err
}

// dated is an event with all its dates.
func dated(tx *store.Tx, id planner.EventID) (planner.Event, []planner.Occurrence, error) {
	e, err := tx.Event(id)
	if err != nil {
		return e, nil, err
	}
	occs, err := tx.OccurrencesOf(id)
	return e, occs, err
}

func datesOf(news []planner.News) []planner.OccurrenceID {
	dates := make([]planner.OccurrenceID, len(news))
	for i, n := range news {
		dates[i] = n.Now.ID
	}
	return dates
}

func (c *Changed) read(due planner.Due) error {
	if due.Data == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(due.Data), c); err != nil {
		return fmt.Errorf("read what changed: %w", err)
	}
	return nil
}

func (c *Changed) text() (string, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("keep what changed: %w", err)
	}
	return string(data), nil
}

package delivery

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"entente/planner"
	"entente/store"
)

// placePrefix begins the keys of the due rows that tell somebody of their place.
const placePrefix = "place/"

// Seating is what an answer came to.
type Seating struct {
	Reply   planner.Reply
	Changed bool // it was not the person's answer before
	Ahead   int  // with Waiting: how many wait before them
}

// Answer keeps what a person answers for a date, and offers the place that this
// frees to whoever waits. The caller has held the event.
func Answer(tx *store.Tx, e planner.Event, o planner.Occurrence, person planner.PersonID, answer planner.Answer, now time.Time) (s Seating, err error) {
	seats, err := tx.SeatsOf(e, o)
	if err != nil {
		return s, err
	}
	if err := saveSeats(tx, e, o, seats.Settle(now), now); err != nil {
		return s, err
	}
	was, err := tx.ReplyOf(o.ID, person)
	if errors.Is(err, store.ErrNotFound) {
		was = planner.Reply{Event: e.ID, Occurrence: o.ID, Person: person}
	} else if err != nil {
		return s, err
	}
	s.Reply = seats.Answer(was, answer, now)
	if s.Changed = s.Reply != was; s.Changed {
		if s.Reply, err = tx.SaveReply(s.Reply); err != nil {
			return s, err
		}
	}
	if err := saveSeats(tx, e, o, seats.Settle(now), now); err != nil {
		return s, err
	}
	s.Ahead = ahead(seats, s.Reply)
	return s, nil
}

// Answered is what a person's answer for a date came to, when they gave the same
// before; else nil.
func Answered(tx *store.Tx, e planner.Event, o planner.Occurrence, person planner.PersonID, answer planner.Answer) (*Seating, error) {
	was, err := tx.ReplyOf(o.ID, person)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, nil
	case err != nil || !was.Says(answer):
		return nil, err
	}
	seats, err := tx.SeatsOf(e, o)
	return &Seating{Reply: was, Ahead: ahead(seats, was)}, err
}

// ahead is how many wait before a reply.
func ahead(seats planner.Seats, reply planner.Reply) (n int) {
	for _, r := range seats.Queue {
		if r.State == planner.Waiting && r.Turn < reply.Turn {
			n++
		}
	}
	return n
}

// Seat gives the free places of a date to those who wait, after something else
// than an answer changed: its room, its time, or the hour. over is how many
// more have a place than there are places. The caller has held the event.
func Seat(tx *store.Tx, e planner.Event, o planner.Occurrence, now time.Time) (over int, err error) {
	if e.State != planner.Planned || o.State != planner.Planned || !o.EndAt.After(now) {
		return 0, nil
	}
	seats, err := tx.SeatsOf(e, o)
	if err != nil {
		return 0, err
	}
	return seats.Over(), saveSeats(tx, e, o, seats.Settle(now), now)
}

// lapse ends an offer that nobody has taken, and goes on to the next.
func lapse(tx *store.Tx, due planner.Due, now time.Time) error {
	e, err := tx.HoldEvent(due.Event)
	if err != nil {
		return err
	}
	o, err := tx.Occurrence(due.Occurrence)
	if err != nil {
		return err
	}
	_, err = Seat(tx, e, o, now)
	return err
}

// saveSeats keeps replies that changed by themselves, and tells each person of
// theirs: not in their quiet hours, where there is time for that. An offer is
// open from when they learn of it.
func saveSeats(tx *store.Tx, e planner.Event, o planner.Occurrence, changed []planner.Reply, now time.Time) error {
	for _, r := range changed {
		told, err := toldAt(tx, r.Person, o, now)
		if err != nil {
			return err
		}
		if r.State == planner.Offered {
			r.Until = planner.OfferUntil(told, o.StartAt)
		}
		if r, err = tx.SaveReply(r); err != nil {
			return err
		}
		if err := tellPlace(tx, r, told, now); err != nil {
			return err
		}
	}
	return nil
}

// TellPlace tells a person what their place is now, after somebody took back
// what had changed it.
func TellPlace(tx *store.Tx, r planner.Reply, now time.Time) error {
	o, err := tx.Occurrence(r.Occurrence)
	if err != nil {
		return err
	}
	told, err := toldAt(tx, r.Person, o, now)
	if err != nil {
		return err
	}
	return tellPlace(tx, r, told, now)
}

// tellPlace writes the rows that tell a person what became of their place, and
// that end an offer. What they have not been told yet they are told no more; that
// they wait, only if they were told something else.
func tellPlace(tx *store.Tx, r planner.Reply, told, now time.Time) error {
	about := store.Told{Event: r.Event, Occurrence: r.Occurrence, Person: r.Person, Prefix: placePrefix + string(r.ID) + "/"}
	if err := tx.SkipNotices(about, answered); err != nil {
		return err
	}
	if r.State == planner.Waiting {
		last, err := tx.LastNotice(about)
		if err != nil || last == "" || strings.HasPrefix(last, about.Prefix+placeNow(r)+"/") {
			return err
		}
	}
	data, err := json.Marshal(Notice{About: NoticePlace})
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	rows := []planner.Due{{
		Key: placeKey(r, now), Kind: planner.DueNotice, At: told, ToPerson: r.Person,
		Event: r.Event, Occurrence: r.Occurrence, Data: string(data), State: planner.DueWaiting,
	}}
	if r.State == planner.Offered {
		rows = append(rows, planner.Due{
			Key: fmt.Sprintf("offer/%s/%d", r.ID, r.Until.UnixMilli()), Kind: planner.DueOffer, At: r.Until,
			Event: r.Event, Occurrence: r.Occurrence, State: planner.DueWaiting,
		})
	}
	return tx.AddDues(rows)
}

// toldAt is when somebody is told of their place at a date: now, or at the end
// of their quiet hours when the date begins after that.
func toldAt(tx *store.Tx, person planner.PersonID, o planner.Occurrence, now time.Time) (time.Time, error) {
	wishes, err := tx.WishesOf(person)
	if err != nil {
		return now, err
	}
	zone, err := zoneAt(tx, person, now, o.Span.Zone)
	if err != nil {
		return now, err
	}
	_, end, inside, err := wishes.Quiet.Around(now, zone)
	if err != nil || !inside || !o.StartAt.After(end) {
		return now, err
	}
	return end, nil
}

// placeKey is made of the reply and of what became of it, so that a row which
// no longer says what is so is known.
func placeKey(r planner.Reply, now time.Time) string {
	return fmt.Sprintf("%s%s/%s/%d", placePrefix, r.ID, placeNow(r), now.UnixMilli())
}

// placeNow names the state of a reply: of an offer, with its end.
func placeNow(r planner.Reply) string {
	if r.State == planner.Offered {
		return fmt.Sprintf("%s-%d", r.State, r.Until.UnixMilli())
	}
	return string(r.State)
}

// isPlace says whether a due row tells of somebody's place.
func isPlace(due planner.Due) bool { return strings.HasPrefix(due.Key, placePrefix) }

// checkPlace says why such a row no longer holds: its date is not held or has
// ended, or they have answered meanwhile.
func checkPlace(tx *store.Tx, due planner.Due, now time.Time) (reason string, err error) {
	_, o, held, err := dateOf(tx, due)
	switch {
	case err != nil:
		return "", err
	case !held:
		return cancelled, nil
	case !o.EndAt.After(now):
		return past, nil
	}
	r, err := tx.ReplyOf(o.ID, due.ToPerson)
	if errors.Is(err, store.ErrNotFound) {
		return answered, nil
	}
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(due.Key, fmt.Sprintf("%s%s/%s/", placePrefix, r.ID, placeNow(r))) {
		return answered, nil
	}
	return "", nil
}

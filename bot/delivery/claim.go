package delivery

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// batch is how many deliveries are claimed in one transaction.
const batch = 100

// late is after how long a delivery is said to be late.
const late = 5 * time.Minute

// job is a claimed delivery.
type job struct {
	planner.Delivery
	out chat.Outgoing // what it says; empty with lookUp
	// lookUp: an earlier try may have sent it. It is looked up, and nothing
	// else: when it is not there, it is claimed and checked anew.
	lookUp bool
}

// claim takes what is to be sent or looked up on our networks, and puts each
// under a lease. claimed counts also what is not sent: it no longer holds, or
// could not be composed.
func (r *Runner) claim(ctx context.Context, now time.Time) (jobs []job, claimed int, err error) {
	err = r.Store.Update(ctx, func(tx *store.Tx) error {
		jobs = nil
		list, err := tx.ClaimDeliveries(r.working(), now, batch)
		if err != nil {
			return err
		}
		claimed = len(list)
		for _, d := range list {
			j, err := r.take(tx, d, now)
			if err != nil {
				return fmt.Errorf("delivery %s: %w", d.Key, err)
			}
			if j != nil {
				jobs = append(jobs, *j)
			}
		}
		return r.lease(tx, jobs)
	})
	return jobs, claimed, err
}

// take checks one delivery and composes it; nil when there is nothing to send.
func (r *Runner) take(tx *store.Tx, d planner.Delivery, now time.Time) (*job, error) {
	if d.State == planner.DeliverySending {
		return &job{Delivery: d, lookUp: true}, nil
	}
	if err := follow(tx, &d); err != nil {
		return nil, err
	}
	dues, reason, err := r.recheck(tx, d, now)
	if err != nil {
		return nil, err
	}
	if len(dues) == 0 {
		d.State, d.Reason = planner.DeliverySkipped, reason
		return nil, tx.SaveDelivery(d)
	}
	if d.FirstTry.IsZero() {
		d.FirstTry = r.Now()
	}
	d.Attempts++
	j := &job{Delivery: d}
	m := Message{Delivery: d, Dues: dues, Now: now, Late: now.Sub(d.At) > late}
	err = safely(func() (err error) {
		j.out, err = r.Compose(tx, m)
		return err
	})
	if err != nil {
		r.Log.Error("not composed", "network", d.Network, "key", d.Key, "error", err)
		d = r.failed(d, &chat.SendError{Reason: "fault"})
		return nil, r.saveFailed(tx, d, now)
	}
	if len(j.out.Blocks) == 0 {
		d.State, d.Reason = planner.DeliverySkipped, empty
		return nil, tx.SaveDelivery(d)
	}
	j.out.To, j.out.Key, j.out.Urgent = placeOf(d), d.Key, true
	return j, nil
}

// lease marks jobs as being sent. The lease begins here, once all are composed,
// by the clock and not by the instant of a step that may have begun long ago.
func (r *Runner) lease(tx *store.Tx, jobs []job) error {
	until := r.Now().Add(r.Lease)
	for i := range jobs {
		jobs[i].State, jobs[i].Lease = planner.DeliverySending, until
		if err := tx.SaveDelivery(jobs[i].Delivery); err != nil {
			return err
		}
	}
	return nil
}

// follow sends a delivery on to the room that took the place of its own.
func follow(tx *store.Tx, d *planner.Delivery) error {
	if d.Room == "" {
		return nil
	}
	room, err := tx.Room(d.Room)
	if errors.Is(err, store.ErrNotFound) || err == nil && room.Successor == "" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find room: %w", err)
	}
	d.Room = room.Successor
	return tx.Redirect(d.Key, d.Room)
}

// placeOf is where a delivery goes: under a message of the room where it has a
// thread.
func placeOf(d planner.Delivery) chat.Place {
	return chat.Place{Room: d.Room, Person: d.Identity, ReplyTo: d.Thread}
}

// safely runs f and makes a panic an error, so that one bad row does not stop
// all the others.
func safely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

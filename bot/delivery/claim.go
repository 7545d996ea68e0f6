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
const batch = 200

// late is after how long a delivery is said to be late.
const late = 5 * time.Minute

// job is a claimed delivery.
type job struct {
	planner.Delivery
	dues []planner.Due // what it says; empty with lookUp
	out  chat.Outgoing // how; empty with lookUp
	late bool
	// lookUp: an earlier try may have sent it. It is looked up, and nothing
	// else: when it is not there, it is claimed and checked anew.
	lookUp bool
}

// claim takes what is to be sent or looked up within reach, and puts each under
// a lease. claimed counts also what is not sent: it no longer holds, or could
// not be composed.
func (r *Runner) claim(ctx context.Context, now time.Time) (jobs []job, claimed int, err error) {
	var skipped []planner.Delivery
	err = r.Store.Update(ctx, func(tx *store.Tx) error {
		jobs, skipped, claimed = nil, nil, 0
		list, err := tx.ClaimDeliveries(r.lanes.reach(r.working()), now, batch)
		if err != nil {
			return err
		}
		c := &claiming{Runner: r, tx: tx, now: now, began: r.Now(), taken: map[string]int{}}
		for _, d := range list {
			if err := c.take(d); err != nil {
				return fmt.Errorf("delivery %s: %w", d.Key, err)
			}
		}
		jobs, skipped, claimed = c.jobs, c.skipped, c.count
		if err := c.lease(); err != nil {
			return err
		}
		point("claiming")
		return nil
	})
	if err == nil {
		r.tallySkipped(skipped)
	}
	return jobs, claimed, err
}

// claiming is one transaction that claims.
type claiming struct {
	*Runner
	tx      *store.Tx
	now     time.Time // of the step
	began   time.Time
	taken   map[string]int
	jobs    []job
	skipped []planner.Delivery
	count   int // deliveries that were not left for later
}

// take checks one delivery and composes it, unless it has to wait for others to
// its place.
func (c *claiming) take(d planner.Delivery) error {
	if err := follow(c.tx, &d); err != nil {
		return err
	}
	lane := laneOf(d)
	if c.taken[lane] >= perLane || c.lanes.isBusy(lane) {
		return nil
	}
	c.count++
	if d.State == planner.DeliverySending {
		c.taken[lane]++
		c.jobs = append(c.jobs, job{Delivery: d, lookUp: true})
		return nil
	}
	if until := c.lanes.heldUntil(lane, c.began); !until.IsZero() {
		d.State, d.Next = planner.DeliveryRetry, until
		return c.tx.SaveDelivery(d)
	}
	dues, reason, err := c.recheck(c.tx, d, c.now)
	if err != nil {
		return err
	}
	if len(dues) == 0 {
		return c.skip(d, reason)
	}
	c.taken[lane]++
	return c.compose(d, dues)
}

// skip ends a delivery that has nothing to say any more.
func (c *claiming) skip(d planner.Delivery, reason string) error {
	d.State, d.Reason = planner.DeliverySkipped, reason
	c.skipped = append(c.skipped, d)
	return c.tx.SaveDelivery(d)
}

// compose makes a delivery a job, for its first or a further try.
func (c *claiming) compose(d planner.Delivery, dues []planner.Due) error {
	if d.FirstTry.IsZero() {
		d.FirstTry = c.began
	}
	d.Attempts++
	j := job{Delivery: d, dues: dues, late: c.now.Sub(d.At) > late}
	err := safely(func() (err error) {
		j.out, err = c.Compose(c.tx, Message{Delivery: d, Dues: dues, Now: c.now, Late: j.late})
		return err
	})
	if err != nil {
		c.Log.Error("not composed", "network", d.Network, "key", d.Key, "error", err)
		return c.saveFailed(c.tx, c.failed(d, &chat.SendError{Reason: "fault"}), c.now)
	}
	if len(j.out.Blocks) == 0 {
		return c.skip(d, empty)
	}
	j.out.To, j.out.Key, j.out.Urgent = placeOf(d), d.Key, dues[0].Kind != planner.DueCard
	c.jobs = append(c.jobs, j)
	return nil
}

// lease marks the jobs as being sent. The lease begins here, once all are
// composed, by the clock and not by the instant of a step that may have begun
// long ago.
func (c *claiming) lease() error {
	until := c.Now().Add(c.Lease)
	var keys []string
	for i := range c.jobs {
		j := &c.jobs[i]
		j.State, j.Lease = planner.DeliverySending, until
		if !j.lookUp {
			keys = append(keys, j.Key)
		} else if err := c.tx.SaveDelivery(j.Delivery); err != nil {
			return err
		}
	}
	return c.tx.LeaseDeliveries(keys, c.began, until)
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

package delivery

import (
	"context"
	"errors"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// sendLane sends what goes to one place. What it does not come to, because the
// program stops, the place is limited, or half the lease has gone by with what
// came before, it gives back: another process that takes it when the lease has
// ended must not find us still sending.
func (r *Runner) sendLane(ctx context.Context, lane []job) error {
	for i, j := range lane {
		if ctx.Err() != nil || r.Now().After(j.Lease.Add(-r.Lease/2)) {
			return r.giveBack(ctx, lane[i:], time.Time{})
		}
		if j.lookUp {
			if err := r.lookUp(ctx, j); err != nil {
				return err
			}
			continue
		}
		held, err := r.sendOne(ctx, j)
		if err != nil {
			return err
		}
		if !held.IsZero() {
			return r.giveBack(ctx, lane[i+1:], held)
		}
	}
	return nil
}

// sendOne sends one delivery and settles it. It says until when the network
// asks to send nothing more to the same place; zero when it does not.
func (r *Runner) sendOne(ctx context.Context, j job) (until time.Time, err error) {
	sendCtx, cancel := context.WithTimeout(ctx, j.Lease.Add(-r.Lease/4).Sub(r.Now()))
	defer cancel()
	var receipt chat.Receipt
	point("sending")
	err = safely(func() (err error) {
		receipt, err = r.Adapters[j.Network].Send(sendCtx, j.out)
		return err
	})
	point("sent")
	if err == nil {
		r.reached(j.Network)
		return until, r.settleSent(ctx, j, receipt)
	}
	known, isKnown := errors.AsType[*chat.SendError](err)
	if !isKnown {
		r.Log.Warn("outcome unknown", "network", j.Network, "key", j.Key, "error", err)
		return until, r.missed(ctx, j.Network, noAnswer) // looked up when the lease has ended
	}
	j.Delivery = r.failed(j.Delivery, known)
	switch {
	case known.RetryAfter > 0 && j.State == planner.DeliveryRetry:
		until = j.Next
		r.lanes.hold(laneOf(j.Delivery), until, r.Now())
		return until, r.settle(ctx, j.Delivery)
	case known.Final:
		return until, r.settle(ctx, j.Delivery)
	}
	return until, errors.Join(r.missed(ctx, j.Network, known.Reason), r.settle(ctx, j.Delivery))
}

// lookUp finds out whether an earlier try has sent a delivery. When it is not
// there it is to be sent: the lease of that try has ended, which is a part of
// the back-off.
func (r *Runner) lookUp(ctx context.Context, j job) error {
	d := j.Delivery
	found, receipt := false, chat.Receipt{}
	if finder, ok := r.Adapters[d.Network].(chat.Finder); ok {
		findCtx, cancel := context.WithTimeout(ctx, r.Lease/2)
		defer cancel()
		point("looking up")
		err := safely(func() (err error) {
			receipt, found, err = finder.Find(findCtx, placeOf(d), d.Key, d.FirstTry)
			return err
		})
		if err != nil && !r.spent(d) {
			r.Log.Warn("look-up failed", "network", d.Network, "key", d.Key, "error", err)
			return r.missed(ctx, d.Network, noAnswer) // again when the new lease has ended
		}
	}
	point("looked up")
	switch {
	case found:
		return r.settleSent(ctx, j, receipt)
	case r.spent(d):
		return r.settle(ctx, r.failed(d, &chat.SendError{Reason: noAnswer}))
	}
	d.State, d.Next = planner.DeliveryRetry, r.Now().Add(max(0, backOff(d)-r.Lease))
	return r.settle(ctx, d)
}

// giveBack ends the lease of jobs that were not tried; they are tried again at
// next, or when it is zero as soon as they can be. A look-up keeps its lease: the
// outcome of its delivery is still unknown.
func (r *Runner) giveBack(ctx context.Context, jobs []job, next time.Time) error {
	return r.Store.Update(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		for _, j := range jobs {
			if j.lookUp {
				continue
			}
			d := j.Delivery
			d.State, d.Attempts, d.Next = planner.DeliveryRetry, d.Attempts-1, next
			if next.IsZero() {
				d.Next = d.At // its turn among those of its place stays the same
			}
			if err := tx.SettleDelivery(d); err != nil && !errors.Is(err, store.ErrConflict) {
				return err
			}
		}
		return nil
	})
}

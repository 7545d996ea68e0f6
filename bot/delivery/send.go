package delivery

import (
	"context"
	"errors"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// atOnce is how many rooms are served at once.
const atOnce = 8

// send sends what was claimed: rooms side by side, each in order.
func (r *Runner) send(ctx context.Context, jobs []job) error {
	lanes := map[string][]job{}
	for _, j := range jobs {
		lane := string(j.Room) + string(j.Identity)
		lanes[lane] = append(lanes[lane], j)
	}
	var wg sync.WaitGroup
	errs := make(chan error, len(lanes))
	free := make(chan struct{}, atOnce)
	for _, lane := range lanes {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			errs <- r.sendLane(ctx, lane)
		})
	}
	wg.Wait()
	close(errs)
	var all error
	for err := range errs {
		all = errors.Join(all, err)
	}
	return all
}

// sendLane sends what goes to one place. What it does not come to, because the
// program stops, the place is limited, or half the lease has gone by with what
// came before, it gives back: another process that takes it when the lease has
// ended must not find us still sending.
func (r *Runner) sendLane(ctx context.Context, lane []job) error {
	for i, j := range lane {
		if ctx.Err() != nil || r.Now().After(j.Lease.Add(-r.Lease/2)) {
			return r.giveBack(ctx, lane[i:], r.Now())
		}
		if j.lookUp {
			if err := r.lookUp(ctx, j); err != nil {
				return err
			}
			continue
		}
		wait, err := r.sendOne(ctx, j)
		if err != nil {
			return err
		}
		if wait > 0 {
			return r.giveBack(ctx, lane[i+1:], r.Now().Add(wait))
		}
	}
	return nil
}

// sendOne sends one delivery and settles it. It says how long the network asks
// to wait before the next one to the same place.
func (r *Runner) sendOne(ctx context.Context, j job) (wait time.Duration, err error) {
	sendCtx, cancel := context.WithTimeout(ctx, j.Lease.Add(-r.Lease/4).Sub(r.Now()))
	defer cancel()
	var receipt chat.Receipt
	err = safely(func() (err error) {
		receipt, err = r.Adapters[j.Network].Send(sendCtx, j.out)
		return err
	})
	var known *chat.SendError
	switch {
	case err == nil:
		return 0, r.settleSent(ctx, j, receipt)
	case errors.As(err, &known):
		return known.RetryAfter, r.settle(ctx, r.failed(j.Delivery, known))
	}
	r.Log.Warn("outcome unknown", "network", j.Network, "key", j.Key, "error", err)
	return 0, nil // looked up when the lease has ended
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
		err := safely(func() (err error) {
			receipt, found, err = finder.Find(findCtx, placeOf(d), d.Key, d.FirstTry)
			return err
		})
		if err != nil && !r.spent(d) {
			r.Log.Warn("look-up failed", "network", d.Network, "key", d.Key, "error", err)
			return nil // again when the new lease has ended
		}
	}
	switch {
	case found:
		return r.settleSent(ctx, j, receipt)
	case r.spent(d):
		return r.settle(ctx, r.failed(d, &chat.SendError{Reason: "no answer"}))
	}
	d.State, d.Next = planner.DeliveryRetry, r.Now().Add(max(0, backOff(d.Attempts)-r.Lease))
	return r.settle(ctx, d)
}

// giveBack ends the lease of jobs that were not tried; they are tried again at
// next. A look-up keeps its lease: the outcome of its delivery is still unknown.
func (r *Runner) giveBack(ctx context.Context, jobs []job, next time.Time) error {
	return r.Store.Update(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		for _, j := range jobs {
			if j.lookUp {
				continue
			}
			d := j.Delivery
			d.State, d.Attempts, d.Next = planner.DeliveryRetry, d.Attempts-1, next
			if err := tx.SettleDelivery(d); err != nil && !errors.Is(err, store.ErrConflict) {
				return err
			}
		}
		return nil
	})
}

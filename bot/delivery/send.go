package delivery

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// tries is how often a delivery is tried before it is given up; with the
// back-off these are about eight hours.
const tries = 12

// atOnce is how many rooms are served at once.
const atOnce = 8

// send sends what was claimed: rooms side by side, each in order.
func (r *Runner) send(ctx context.Context, jobs []job, now time.Time) error {
	lanes := map[string][]job{}
	for _, j := range jobs {
		lane := string(j.Room) + " " + string(j.Identity)
		lanes[lane] = append(lanes[lane], j)
	}
	var wg sync.WaitGroup
	errs := make(chan error, len(lanes))
	free := make(chan struct{}, atOnce)
	for _, lane := range lanes {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			for _, j := range lane {
				if err := r.sendOne(ctx, j, now); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	wg.Wait()
	close(errs)
	return <-errs
}

// sendOne sends one delivery, after a look-up when an earlier try may have sent
// it, and settles it.
func (r *Runner) sendOne(ctx context.Context, j job, now time.Time) error {
	adapter := r.Adapters[j.Network]
	if finder, ok := adapter.(chat.Finder); ok && j.lookUp {
		receipt, found, err := finder.Find(ctx, j.out.To, j.Key, j.FirstTry)
		if err != nil {
			r.Log.Warn("look-up failed", "network", j.Network, "key", j.Key, "error", err)
			return nil // still sending: looked up again when the lease has ended
		}
		if found {
			return r.settle(ctx, j, receipt, nil, now)
		}
	}
	if j.skip != "" {
		j.State, j.Reason = planner.DeliverySkipped, j.skip
		return r.Store.Update(ctx, func(tx *store.Tx) error { return settled(tx.SettleDelivery(j.Delivery)) })
	}
	sendCtx, cancel := context.WithTimeout(ctx, r.Lease/2)
	defer cancel()
	receipt, err := adapter.Send(sendCtx, j.out)
	var known *chat.SendError
	if err != nil && !errors.As(err, &known) {
		r.Log.Warn("outcome unknown", "network", j.Network, "key", j.Key, "error", err)
		return nil // looked up when the lease has ended
	}
	// What was sent is settled even while the program is being stopped.
	return r.settle(context.WithoutCancel(ctx), j, receipt, known, now)
}

// settle writes the outcome: sent, again later, or given up.
func (r *Runner) settle(ctx context.Context, j job, receipt chat.Receipt, failed *chat.SendError, now time.Time) error {
	d := j.Delivery
	switch {
	case failed == nil:
		d.State, d.Message, d.Reason = planner.DeliverySent, receipt.Message, ""
		r.Log.Info("sent", "network", d.Network, "key", d.Key, "attempts", d.Attempts)
	case failed.Final || d.Attempts >= tries:
		d.State, d.Reason = planner.DeliveryFailed, failed.Reason
		r.Log.Warn("given up", "network", d.Network, "key", d.Key, "reason", failed.Reason)
	default:
		d.State, d.Reason = planner.DeliveryRetry, failed.Reason
		d.Next = now.Add(max(failed.RetryAfter, backOff(d.Attempts)))
		r.Log.Info("not sent, again later", "network", d.Network, "key", d.Key, "reason", failed.Reason, "next", d.Next)
	}
	err := r.Store.Update(ctx, func(tx *store.Tx) error {
		if err := tx.SettleDelivery(d); err != nil {
			return settled(err)
		}
		switch d.State {
		case planner.DeliverySent:
			return remember(tx, d, receipt)
		case planner.DeliveryFailed:
			return r.giveUp(tx, d, now)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("settle %s: %w", d.Key, err)
	}
	return nil
}

// settled passes over a delivery that another process took when our lease had
// ended.
func settled(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return nil
	}
	return err
}

// remember keeps what the message is about, so that a reply to it is
// understood.
func remember(tx *store.Tx, d planner.Delivery, receipt chat.Receipt) error {
	due, err := tx.DueByKey(d.Dues[0])
	if err != nil || receipt.Message == "" || due.Event == "" || len(d.Dues) > 1 {
		return err
	}
	return tx.SavePost(store.Post{Room: receipt.Room, Message: receipt.Message, Event: due.Event, Occurrence: due.Occurrence})
}

// backOff is how long to wait after so many tries: 2 s, doubled up to an hour.
func backOff(attempts int) time.Duration {
	return min(time.Hour, 2*time.Second<<min(attempts-1, 11))
}

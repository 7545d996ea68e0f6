package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// patience is for how long a delivery is tried before it is given up: longer
// than a network is usually away.
const patience = 12 * time.Hour

// spent says that a delivery is not to be tried again.
func (r *Runner) spent(d planner.Delivery) bool { return r.Now().Sub(d.FirstTry) >= patience }

// backOff is how long to wait after so many tries: 2 s, doubled up to ten
// minutes.
func backOff(attempts int) time.Duration {
	return min(10*time.Minute, 2*time.Second<<min(attempts-1, 10))
}

// failed is a delivery after a try that is known to have sent nothing: to be
// tried again, or given up.
func (r *Runner) failed(d planner.Delivery, known *chat.SendError) planner.Delivery {
	d.State, d.Reason = planner.DeliveryFailed, known.Reason
	if !known.Final && !r.spent(d) {
		d.State, d.Next = planner.DeliveryRetry, r.Now().Add(max(known.RetryAfter, backOff(d.Attempts)))
	}
	return d
}

// settleSent writes that a delivery was sent.
func (r *Runner) settleSent(ctx context.Context, d planner.Delivery, receipt chat.Receipt) error {
	d.State, d.Message, d.Reason = planner.DeliverySent, receipt.Message, ""
	return r.settleAs(ctx, d, receipt.Room)
}

// settle writes the outcome of a delivery that was not sent.
func (r *Runner) settle(ctx context.Context, d planner.Delivery) error {
	return r.settleAs(ctx, d, "")
}

// settleAs writes the outcome of a delivery, also while the program is being
// stopped; room is where it was sent. When another process has taken it since
// our lease ended, the outcome is that one's to write.
func (r *Runner) settleAs(ctx context.Context, d planner.Delivery, room planner.RoomID) error {
	taken := false
	err := r.Store.Update(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		err := tx.SettleDelivery(d)
		if taken = errors.Is(err, store.ErrConflict); taken || err != nil {
			return err
		}
		if d.State == planner.DeliverySent {
			return r.remember(tx, d, room)
		}
		return r.tellFailed(tx, d, r.Now())
	})
	switch {
	case taken:
		r.Log.Warn("outcome came after the lease", "network", d.Network, "key", d.Key)
		return nil
	case err != nil:
		return fmt.Errorf("settle %s: %w", d.Key, err)
	}
	r.Log.Info("settled", "network", d.Network, "key", d.Key, "state", d.State, "attempts", d.Attempts, "reason", d.Reason)
	return nil
}

// saveFailed writes a delivery of this transaction that could not be tried.
func (r *Runner) saveFailed(tx *store.Tx, d planner.Delivery, now time.Time) error {
	if err := tx.SaveDelivery(d); err != nil {
		return err
	}
	return r.tellFailed(tx, d, now)
}

// remember keeps what the message is about, so that a reply to it is
// understood.
func (r *Runner) remember(tx *store.Tx, d planner.Delivery, room planner.RoomID) error {
	due, err := tx.DueByKey(d.Dues[0])
	if err != nil || d.Message == "" || due.Event == "" || len(d.Dues) > 1 {
		return err
	}
	return tx.SavePost(store.Post{
		Room: room, Message: d.Message, Event: due.Event, Occurrence: due.Occurrence, At: r.Now(),
	})
}

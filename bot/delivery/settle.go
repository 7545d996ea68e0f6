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

// settleSent writes that a delivery was sent, and puts what is to be pressed
// under it.
func (r *Runner) settleSent(ctx context.Context, j job, receipt chat.Receipt) error {
	j.State, j.Message, j.Reason, j.SentAt = planner.DeliverySent, receipt.Message, "", r.Now()
	settled, err := r.settleAs(ctx, &j, receipt)
	if offerer, can := r.Adapters[j.Network].(chat.Offerer); can && settled && len(j.out.Buttons) > 0 {
		offerer.Offer(receipt, j.out)
	}
	return err
}

// settle writes the outcome of a delivery that was not sent.
func (r *Runner) settle(ctx context.Context, d planner.Delivery) error {
	_, err := r.settleAs(ctx, &job{Delivery: d}, chat.Receipt{})
	return err
}

// settleAs writes the outcome of a delivery, also while the program is being
// stopped; receipt is where it was sent. When another process has taken it since
// our lease ended, it is not settled: the outcome is that one's to write.
func (r *Runner) settleAs(ctx context.Context, j *job, receipt chat.Receipt) (settled bool, err error) {
	taken := false
	err = r.Store.Update(context.WithoutCancel(ctx), func(tx *store.Tx) error {
		err := tx.SettleDelivery(j.Delivery)
		if taken = errors.Is(err, store.ErrConflict); taken || err != nil {
			return err
		}
		if j.State == planner.DeliverySent {
			return r.remember(tx, j, receipt)
		}
		return r.tellFailed(tx, j.Delivery, r.Now())
	})
	switch {
	case taken:
		r.Log.Warn("outcome came after the lease", "network", j.Network, "key", j.Key)
		return false, nil
	case err != nil:
		return false, fmt.Errorf("settle %s: %w", j.Key, err)
	}
	r.Log.Info("settled", "network", j.Network, "key", j.Key, "state", j.State, "attempts", j.Attempts, "reason", j.Reason)
	return true, nil
}

// saveFailed writes a delivery of this transaction that could not be tried.
func (r *Runner) saveFailed(tx *store.Tx, d planner.Delivery, now time.Time) error {
	if err := tx.SaveDelivery(d); err != nil {
		return err
	}
	return r.tellFailed(tx, d, now)
}

// remember keeps what the message is about, so that a reply to it is
// understood. One that was looked up is composed anew for that.
func (r *Runner) remember(tx *store.Tx, j *job, receipt chat.Receipt) error {
	if j.Message == "" || len(j.Dues) == 0 {
		return nil
	}
	m := Message{Delivery: j.Delivery, Now: r.Now()}
	for _, key := range j.Dues {
		due, err := tx.DueByKey(key)
		if err != nil {
			return err
		}
		m.Dues = append(m.Dues, due)
	}
	return safely(func() (err error) {
		if j.lookUp {
			if j.out, err = r.Compose(tx, m); err != nil {
				return err
			}
		}
		return r.Remember(tx, m, j.out, receipt)
	})
}

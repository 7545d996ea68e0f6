package delivery

import (
	"context"
	"fmt"
	"hash/fnv"
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

// backOff is how long to wait after the tries that a delivery has had: 2 s,
// doubled up to ten minutes, and up to a quarter more by chance, so that what
// failed together does not come again together. The chance is made of the place
// and the instant: what was due at once in one place keeps its order, and a
// rehearsal is always the same.
func backOff(d planner.Delivery) time.Duration {
	wait := min(10*time.Minute, 2*time.Second<<min(d.Attempts-1, 10))
	dice := fnv.New32a()
	fmt.Fprint(dice, laneOf(d), d.At.UnixMilli(), d.Attempts)
	return wait + time.Duration(dice.Sum32()%1000)*wait/4000
}

// failed is a delivery after a try that is known to have sent nothing: to be
// tried again, or given up.
func (r *Runner) failed(d planner.Delivery, known *chat.SendError) planner.Delivery {
	d.State, d.Reason = planner.DeliveryFailed, known.Reason
	if !known.Final && !r.spent(d) {
		d.State, d.Next = planner.DeliveryRetry, r.Now().Add(max(known.RetryAfter, backOff(d)))
	}
	return d
}

// settleSent writes that a delivery was sent, and puts what is to be pressed
// under it.
func (r *Runner) settleSent(ctx context.Context, j job, receipt chat.Receipt) error {
	j.State, j.Message, j.Reason, j.SentAt = planner.DeliverySent, receipt.Message, "", r.Now()
	o := &outcome{job: j, receipt: receipt}
	err := r.enter(ctx, o)
	if offerer, can := r.Adapters[j.Network].(chat.Offerer); can && o.settled && len(j.out.Buttons) > 0 {
		offerer.Offer(receipt, j.out)
	}
	return err
}

// settle writes the outcome of a delivery that was not sent.
func (r *Runner) settle(ctx context.Context, d planner.Delivery) error {
	return r.enter(ctx, &outcome{job: job{Delivery: d}})
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
func (r *Runner) remember(tx *store.Tx, j job, receipt chat.Receipt) error {
	if j.Message == "" || len(j.Dues) == 0 {
		return nil
	}
	m := Message{Delivery: j.Delivery, Dues: j.dues, Now: r.Now()}
	return safely(func() (err error) {
		if j.lookUp {
			for _, key := range j.Dues {
				due, err := tx.DueByKey(key)
				if err != nil {
					return err
				}
				m.Dues = append(m.Dues, due)
			}
			if j.out, err = r.Compose(tx, m); err != nil {
				return err
			}
		}
		return r.Remember(tx, m, j.out, receipt)
	})
}

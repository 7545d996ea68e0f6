package delivery

import (
	"context"
	"fmt"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// job is a claimed delivery, with what it says.
type job struct {
	planner.Delivery
	out chat.Outgoing
	// lookUp: an earlier try may have sent it.
	lookUp bool
	// skip is why it is not to be sent again, when the look-up finds nothing.
	skip string
}

// late is after how long a delivery is said to be late.
const late = 5 * time.Minute

// claim takes what is to be sent on our networks: each is checked again and
// put under a lease, in one transaction.
func (r *Runner) claim(ctx context.Context, now time.Time) (jobs []job, err error) {
	err = r.Store.Update(ctx, func(tx *store.Tx) error {
		jobs = nil
		list, err := tx.ClaimDeliveries(r.networks, now, batch)
		if err != nil {
			return err
		}
		for _, d := range list {
			j, err := r.take(tx, d, now)
			if err != nil {
				return fmt.Errorf("delivery %s: %w", d.Key, err)
			}
			if j != nil {
				jobs = append(jobs, *j)
			}
		}
		if len(list) > 0 && len(jobs) == 0 {
			jobs = []job{} // all skipped; there may be more
		}
		return nil
	})
	return jobs, err
}

// take checks one delivery and puts it under a lease; nil when it is skipped.
func (r *Runner) take(tx *store.Tx, d planner.Delivery, now time.Time) (*job, error) {
	j := &job{lookUp: d.State == planner.DeliverySending}
	dues, last, reason, err := checkAll(tx, d, now)
	if err != nil {
		return nil, err
	}
	if reason != "" && !j.lookUp {
		d.State, d.Reason = planner.DeliverySkipped, reason
		if reason == "past" {
			if err := r.notify(tx, last, NoticeMissed, "", now); err != nil {
				return nil, err
			}
		}
		return nil, tx.SaveDelivery(d)
	}
	if j.skip = reason; reason == "" {
		m := Message{Delivery: d, Dues: dues, Now: now, Late: now.Sub(d.At) > late}
		if j.out, err = r.Compose(tx, m); err != nil {
			return nil, fmt.Errorf("compose: %w", err)
		}
	}
	j.out.To, j.out.Key, j.out.Urgent = chat.Place{Room: d.Room, Person: d.Identity}, d.Key, true
	if d.FirstTry.IsZero() {
		d.FirstTry = now
	}
	d.State, d.Attempts, d.Lease = planner.DeliverySending, d.Attempts+1, now.Add(r.Lease)
	j.Delivery = d
	return j, tx.SaveDelivery(d)
}

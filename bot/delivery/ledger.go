package delivery

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// outcome is what became of a delivery, and of writing that.
type outcome struct {
	job
	receipt chat.Receipt // where it was sent, when it was
	settled bool
	err     error
}

// ledger gathers outcomes while one transaction is being committed, so that the
// next one writes them all: a commit waits for the disk. What a crash keeps from
// being written was claimed before, and is looked up.
type ledger struct {
	writing sync.Mutex // held by whoever writes
	lock    sync.Mutex
	waiting []*outcome
}

// enter writes an outcome, also while the program is being stopped. When another
// process has taken the delivery since our lease ended, it is not settled: the
// outcome is that one's to write.
func (r *Runner) enter(ctx context.Context, o *outcome) error {
	ctx = context.WithoutCancel(ctx)
	r.ledger.lock.Lock()
	r.ledger.waiting = append(r.ledger.waiting, o)
	r.ledger.lock.Unlock()

	r.ledger.writing.Lock()
	defer r.ledger.writing.Unlock()
	r.ledger.lock.Lock()
	list := r.ledger.waiting
	r.ledger.waiting = nil
	r.ledger.lock.Unlock()
	if len(list) > 0 { // else whoever wrote before took ours along
		r.write(ctx, list)
	}
	return o.err
}

// write settles outcomes in one transaction; where that fails, each in one of
// its own, so that one that cannot be written keeps no other.
func (r *Runner) write(ctx context.Context, list []*outcome) {
	err := r.Store.Update(ctx, func(tx *store.Tx) error {
		for _, o := range list {
			if err := r.settleIn(tx, o); err != nil {
				return err
			}
		}
		point("settling")
		return nil
	})
	point("settled")
	switch {
	case err != nil && len(list) == 1:
		list[0].settled, list[0].err = false, fmt.Errorf("settle %s: %w", list[0].Key, err)
	case err != nil:
		for _, o := range list {
			r.write(ctx, []*outcome{o})
		}
	default:
		for _, o := range list {
			r.report(o)
		}
	}
}

// settleIn writes one outcome and what follows from it.
func (r *Runner) settleIn(tx *store.Tx, o *outcome) error {
	err := tx.SettleDelivery(o.Delivery)
	if o.settled = err == nil; errors.Is(err, store.ErrConflict) {
		return nil
	}
	if err != nil {
		return err
	}
	if o.State == planner.DeliverySent {
		return r.remember(tx, o.job, o.receipt)
	}
	return r.tellFailed(tx, o.Delivery, r.Now())
}

// report logs and counts an outcome.
func (r *Runner) report(o *outcome) {
	if !o.settled {
		r.Log.Warn("outcome came after the lease", "network", o.Network, "key", o.Key)
		return
	}
	r.Log.Info("settled", "network", o.Network, "key", o.Key, "state", o.State, "attempts", o.Attempts, "reason", o.Reason)
	r.tallySettled(o)
}

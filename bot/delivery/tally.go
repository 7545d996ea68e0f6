package delivery

import (
	"context"
	"sync/atomic"
	"time"

	"entente/planner"
	"entente/store"
)

// tally counts what became of the deliveries of one network.
type tally struct{ sent, late, retried, failed, skipped atomic.Int64 }

// Figures are what a network was sent since the start, and what it should have
// been sent by now.
type Figures struct {
	Network string
	Sent    int64
	Late    int64 // of those sent: went out marked as late
	Retried int64 // tries that sent nothing, and are made again
	Failed  int64 // given up
	Skipped int64 // no longer held when their turn came
	Due     int   // should have been tried by now
	// Lag is for how long the first of those has been waiting.
	Lag time.Duration
}

// Figures are those of all networks of the runner.
func (r *Runner) Figures(ctx context.Context) (all []Figures, err error) {
	now := r.Now()
	var backlogs []store.Backlog
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		backlogs, err = tx.Backlogs(now)
		return err
	})
	if err != nil {
		return nil, err
	}
	for network, t := range r.tallies {
		f := Figures{
			Network: network, Sent: t.sent.Load(), Late: t.late.Load(), Retried: t.retried.Load(),
			Failed: t.failed.Load(), Skipped: t.skipped.Load(),
		}
		for _, b := range backlogs {
			if b.Network == network {
				f.Due, f.Lag = b.Due, max(0, now.Sub(b.Earliest))
			}
		}
		all = append(all, f)
	}
	return all, nil
}

func (r *Runner) tallySkipped(skipped []planner.Delivery) {
	for _, d := range skipped {
		r.tallies[d.Network].skipped.Add(1)
	}
}

func (r *Runner) tallySettled(o *outcome) {
	t := r.tallies[o.Network]
	switch o.State {
	case planner.DeliverySent:
		t.sent.Add(1)
		if o.late {
			t.late.Add(1)
		}
	case planner.DeliveryRetry:
		t.retried.Add(1)
	case planner.DeliveryFailed:
		t.failed.Add(1)
	}
}

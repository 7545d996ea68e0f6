// Package delivery does what is due: it turns due rows into deliveries, claims
// them under a lease, checks that they still hold, sends them, looks up those
// whose outcome is unknown, and settles each. The tables are the schedule;
// nothing is kept in memory between two steps.
package delivery

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"entente/bot/chat"
	"entente/planner"
	"entente/store"
)

// Options are what a Runner is made of; all are needed.
type Options struct {
	Store    *store.Store
	Adapters map[string]chat.Adapter // by network; what is for others is left alone
	Log      *slog.Logger
	Now      func() time.Time
	// Lease is how long the outcome of a send is awaited before it is looked
	// up; a request may take half of it.
	Lease time.Duration
	// Compose says what a delivery says. Its place, key and urgency are set by
	// the runner.
	Compose func(tx *store.Tx, d Message) (chat.Outgoing, error)
	// Tidy does the house-keeping when its row is due.
	Tidy func(tx *store.Tx, now time.Time) error
}

// Message is what Compose is asked to say.
type Message struct {
	Delivery planner.Delivery
	Dues     []planner.Due // those that still hold
	Now      time.Time
	Late     bool // it goes out well after it was due
}

// Runner delivers what is due on the networks of its adapters.
type Runner struct {
	Options
	networks []string
	lastStep atomic.Int64
}

// New makes a Runner.
func New(o Options) *Runner {
	r := &Runner{Options: o}
	for network := range o.Adapters {
		r.networks = append(r.networks, network)
	}
	return r
}

// batch is how many rows are claimed in one transaction.
const batch = 100

// longest is how long Run waits at most, so that a changed clock or a row of
// another process is noticed.
const longest = 15 * time.Second

// Step does all that is due at now and says when to come back; zero when
// nothing waits.
func (r *Runner) Step(ctx context.Context, now time.Time) (next time.Time, err error) {
	for more := true; more; {
		if more, err = r.expand(ctx, now); err != nil {
			return next, fmt.Errorf("hand over what is due: %w", err)
		}
	}
	for {
		claimed, err := r.claim(ctx, now)
		if err != nil {
			return next, fmt.Errorf("claim: %w", err)
		}
		if len(claimed) == 0 {
			break
		}
		if err := r.send(ctx, claimed, now); err != nil {
			return next, err
		}
	}
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		next, err = tx.NextAt(r.networks)
		return err
	})
	if err == nil {
		r.lastStep.Store(r.Now().UnixNano())
	}
	return next, err
}

// LastStep is when a step was last finished; zero before the first.
func (r *Runner) LastStep() time.Time {
	if at := r.lastStep.Load(); at != 0 {
		return time.Unix(0, at)
	}
	return time.Time{}
}

// Run repeats Step when something falls due or an earlier row is written,
// until ctx ends; then it returns nil. A step that fails is logged and tried
// again.
func (r *Runner) Run(ctx context.Context) error {
	for {
		next, err := r.Step(ctx, r.Now())
		if ctx.Err() != nil {
			return nil
		}
		wait := longest
		if err != nil {
			r.Log.Error("step not finished", "error", err)
			wait = time.Second
		} else if !next.IsZero() {
			wait = min(wait, max(next.Sub(r.Now()), 0))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-r.Store.Written():
		case <-timer.C:
		}
		timer.Stop()
	}
}

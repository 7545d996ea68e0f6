// Package delivery does what is due: it turns due rows into deliveries, claims
// them under a lease, checks that they still hold, sends them, looks up those
// whose outcome is unknown, and settles each. The tables are the schedule: what
// is kept in memory serves order and pace, and none of it is missed after a
// crash.
package delivery

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
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
	// Now is the clock. Whoever calls Step moves it to the instant of the step.
	Now func() time.Time
	// Lease is how long the outcome of a send is awaited before it is looked
	// up. A request begins in its first half and is broken off in its last
	// quarter, so that a lost one has arrived by its end.
	Lease time.Duration
	// Compose says what a delivery says. Its place, key and urgency are set by
	// the runner.
	Compose func(tx *store.Tx, d Message) (chat.Outgoing, error)
	// Remember keeps what a delivery that was sent is about: out, at receipt.
	Remember func(tx *store.Tx, d Message, out chat.Outgoing, receipt chat.Receipt) error
	// Outage tells whom it concerns, other than by that network, that nothing
	// gets through to it.
	Outage func(ctx context.Context, network, reason string, now time.Time) error
	// Admins hear what nobody else can take care of.
	Admins []planner.IdentityID
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
	lock     sync.Mutex
	networks []string // that work
	lanes    *lanes
	ledger   ledger
	outages  outages
	tallies  map[string]*tally // by network
	lastStep atomic.Int64
}

// New makes a Runner.
func New(o Options) *Runner {
	r := &Runner{Options: o, tallies: map[string]*tally{}, outages: outages{since: map[string]time.Time{}, told: map[string]string{}}}
	for network := range o.Adapters {
		r.networks = append(r.networks, network)
		r.tallies[network] = &tally{}
	}
	r.lanes = newLanes(r.networks)
	return r
}

// Forsake leaves what is for a network alone from now on: it has stopped, and
// another run takes it up. Whoever is known on another network is told there.
func (r *Runner) Forsake(network string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	// A copy: others may be reading the list that they were given.
	r.networks = slices.DeleteFunc(slices.Clone(r.networks), func(n string) bool { return n == network })
}

// working are the networks that work.
func (r *Runner) working() []string {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.networks
}

// stopped says whether a network is ours and has stopped, or cannot be reached.
func (r *Runner) stopped(network string) bool {
	return r.Adapters[network] != nil && (!slices.Contains(r.working(), network) || r.outages.away(network, r.Now()))
}

// Step does all that is due at now and says when to come back; zero when
// nothing waits. Where that is not after now, another process is at it. In one
// step a delivery is sent at most once: whatever comes of it is later than now.
// When it has ended, in whichever way, nothing is being sent any more.
func (r *Runner) Step(ctx context.Context, now time.Time) (next time.Time, err error) {
	defer r.lanes.running.Wait()
	for worked := true; worked; {
		next, worked, err = r.advance(ctx, now)
		r.lanes.running.Wait()
		if err = errors.Join(err, r.lanes.failures()); err != nil {
			return next, err
		}
	}
	return next, nil
}

// advance begins all that is due at now and can begin, says whether there was
// any, and when there will be more. It does not wait for what it sends.
func (r *Runner) advance(ctx context.Context, now time.Time) (next time.Time, worked bool, err error) {
	for more := true; more; worked = worked || more {
		if next, err = r.next(ctx); err != nil {
			return next, worked, err
		}
		if next.IsZero() || next.After(now) {
			r.lastStep.Store(r.Now().UnixNano())
			return next, worked, nil
		}
		if more, err = r.round(ctx, now); err != nil {
			return next, worked, err
		}
	}
	return next, worked, nil
}

// next is when there is something to do that can begin.
func (r *Runner) next(ctx context.Context) (at time.Time, err error) {
	err = r.Store.View(ctx, func(tx *store.Tx) error {
		at, err = tx.NextAt(r.lanes.reach(r.working()))
		return err
	})
	return at, err
}

// round begins a part of what is due, and says whether there was any.
func (r *Runner) round(ctx context.Context, now time.Time) (worked bool, err error) {
	handed, chores, err := r.expand(ctx, now)
	if err != nil {
		return false, fmt.Errorf("hand over what is due: %w", err)
	}
	point("handed over")
	done, errHouse := r.keepHouse(ctx, chores, now)
	jobs, claimed, err := r.claim(ctx, now)
	if err != nil {
		return false, errors.Join(errHouse, fmt.Errorf("claim: %w", err))
	}
	point("claimed")
	r.lanes.run(jobs, func(lane []job) error { return r.sendLane(ctx, lane) })
	r.lastStep.Store(r.Now().UnixNano())
	return handed+done+claimed > 0, errHouse
}

// LastStep is when the runner last did what is due, or a part of it, or saw
// that nothing is; zero before that.
func (r *Runner) LastStep() time.Time {
	if at := r.lastStep.Load(); at != 0 {
		return time.Unix(0, at)
	}
	return time.Time{}
}

// longest is how long Run waits at most, so that a changed clock or a row of
// another process is noticed.
const longest = 15 * time.Second

// shortest is how long Run waits where a step could not do what is due.
const shortest = time.Second

// Run does what falls due, as Step does but without waiting for what is being
// sent, so that a slow room delays no other; until ctx ends, when it returns
// nil. What fails is logged and tried again, after pauses that grow.
func (r *Runner) Run(ctx context.Context) error {
	defer r.lanes.running.Wait()
	pause := shortest
	for {
		now := r.Now()
		next, _, err := r.advance(ctx, now)
		err = errors.Join(err, r.lanes.failures())
		if ctx.Err() != nil {
			return nil
		}
		wait := longest
		switch {
		case err != nil:
			r.Log.Error("step not finished", "error", err)
			wait, pause = pause, min(2*pause, longest)
		case next.IsZero():
			pause = shortest
		case !next.After(now):
			wait = shortest
		default:
			wait, pause = min(longest, max(0, next.Sub(r.Now()))), shortest
		}
		r.rest(ctx, wait)
	}
}

// rest waits so long, or until there may be something to do before.
func (r *Runner) rest(ctx context.Context, wait time.Duration) {
	end := r.Now().Add(wait)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case at := <-r.Store.Written():
			if at.Before(end) {
				return
			}
		case <-r.lanes.ended:
			return
		case <-timer.C:
			return
		}
	}
}
